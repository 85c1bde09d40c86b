"""In which order points are looked through, and what is said of each."""

from __future__ import annotations

import math

import numpy as np
from slicer.i18n import tr as _

from ...core.landmarks import Landmark, LandmarkSet
from ..scene.landmark_list import REVIEWED, Found

MISSING = "missing"


def uncertainty(landmark: Landmark | Found) -> float:
    """Expected distance from the truth in mm; NaN where it is not known."""
    if landmark.position is None or landmark.covariance is None:
        return math.nan
    return float(np.sqrt(np.trace(np.asarray(landmark.covariance))))


def worst_first(landmarks: LandmarkSet, found: list[Found | None]) -> list[int]:
    """Numbers of the landmarks, the most doubtful first.

    What the model said decides, so that the order stays while a reader works through it: first points
    that it remarked on, by uncertainty, then the others, then points placed by hand and missing ones.

    Args:
        landmarks: as they are now.
        found: what the model said of each.
    """

    def key(number: int) -> tuple[bool, bool, float]:
        said = found[number]
        if said is None or said.position is None:
            return True, False, float(number)
        return False, not said.note, -uncertainty(said)

    return sorted(range(len(landmarks)), key=key)


def review_of(landmark: Landmark) -> str:
    """What a reader has done with it; empty if nothing."""
    last = landmark.note.rpartition("; ")[2]
    return last if last in REVIEWED else ""


def described(landmark: Landmark) -> str:
    """A sentence on a landmark."""
    where = landmark.name
    if landmark.slice is not None:
        where = _("{name}, slice {number}").format(name=landmark.name, number=landmark.slice)
    note = f" {landmark.note[0].upper()}{landmark.note[1:]}." if landmark.note else ""
    if landmark.position is None:
        return (
            _("{where}: not found, probability {p:.2f}.").format(where=where, p=landmark.probability)
            + note
        )
    error = uncertainty(landmark)
    if math.isnan(error):
        return f"{where}.{note}"
    text = _("{where}: ± {error:.1f} mm, probability {p:.2f}.")
    return text.format(where=where, error=error, p=landmark.probability) + note
