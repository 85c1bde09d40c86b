"""End diastole and end systole among the frames of a cardiac cycle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...core.geometry import FloatArray
from ...errors import InputError

Rule = Literal["volume", "chosen"]

_SMOOTHED_FROM = 8
"""Frames; in shorter series neighbours are too far apart in time to be averaged."""
_KERNEL = (0.25, 0.5, 0.25)
_LEAST_CHANGE = 0.05
"""Of the largest volume; a cavity that changes less does not tell systole from diastole."""


@dataclass(frozen=True)
class Phases:
    """Which frames are end diastole and end systole.

    Args:
        ed: frame, from 0.
        es: frame, from 0.
        rule: found by the cavity's ``volume``, or ``chosen`` by the user.
        note: what a reader should know; empty if nothing.
    """

    ed: int
    es: int
    rule: Rule = "volume"
    note: str = ""


def find_phases(cavity: FloatArray, ed: int | None = None, es: int | None = None) -> Phases:
    """The frames with the largest and the smallest left ventricular cavity.

    Volumes of a cine are smoothed over time, the last frame being followed by the first, so that one
    frame that was segmented badly is not taken for a phase. A frame whose cavity is not known is none.

    Args:
        cavity: (frames,) volume in ml; NaN where it is not known.
        ed, es: frames that the user names.

    Raises:
        InputError: fewer than two frames with a cavity, a named frame that is not there, or a cavity
            that is larger at end systole, of which an ejection fraction would be negative.
    """
    known = np.flatnonzero(np.isfinite(cavity))
    for name, frame in (("end diastole", ed), ("end systole", es)):
        if frame is not None and frame not in known:
            raise InputError(
                f"frame {frame}, named as {name}, is not among the frames with a left ventricular "
                f"cavity ({_listed(known)}): name another."
            )
    if len(known) < 2:
        raise InputError(
            "ventricular function needs two frames with a left ventricular cavity, there "
            f"{'is one' if len(known) else 'is none'}: give end diastole and end systole, or a cine."
        )
    smooth = smoothed(cavity)
    others = known[known != es]
    found_ed = int(others[np.argmax(smooth[others])]) if ed is None else ed
    others = known[known != found_ed]
    found_es = int(others[np.argmin(smooth[others])]) if es is None else es
    if found_ed == found_es:
        raise InputError(
            f"frame {found_ed} cannot be both end diastole and end systole: name another frame."
        )
    _refuse_exchanged(cavity, found_ed, found_es, named=ed is not None or es is not None)
    rule: Rule = "volume" if ed is None and es is None else "chosen"
    return Phases(found_ed, found_es, rule, _note(cavity, found_ed, found_es))


def smoothed(cavity: FloatArray) -> FloatArray:
    """Volumes averaged with their neighbours in time, over the end of the cycle into its beginning.

    Of a frame whose neighbour is not known, and of series with few frames, as they are.
    """
    if len(cavity) < _SMOOTHED_FROM:
        return cavity
    before, after = np.roll(cavity, 1), np.roll(cavity, -1)
    mean = _KERNEL[0] * before + _KERNEL[1] * cavity + _KERNEL[2] * after
    return np.where(np.isfinite(mean), mean, cavity)


def _refuse_exchanged(cavity: FloatArray, ed: int, es: int, *, named: bool) -> None:
    if cavity[es] <= cavity[ed]:
        return
    raise InputError(
        f"the cavity at the {'named ' if named else ''}end systole (frame {es}, {cavity[es]:.0f} ml) is "
        f"larger than at end diastole (frame {ed}, {cavity[ed]:.0f} ml): were the two exchanged? Name "
        "other frames" + (", or none." if named else ".")
    )


def _note(cavity: FloatArray, ed: int, es: int) -> str:
    if cavity[ed] - cavity[es] < _LEAST_CHANGE * cavity[ed]:
        return (
            f"the cavity changes from {cavity[ed]:.0f} to {cavity[es]:.0f} ml only: these frames may "
            "not be end diastole and end systole"
        )
    return ""


def _listed(frames: np.ndarray) -> str:
    return ", ".join(map(str, frames.tolist())) or "none"
