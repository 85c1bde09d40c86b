"""Pictures of the best, median and worst slices of an evaluation."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from ...data.dataset import load_case
from ..collect import Collected, Detector
from ..describe import UNSPECIFIED
from .choose_slices import ChosenSlice, choose_slices
from .html import figure, figures
from .slice_picture import draw_slice


@dataclass(frozen=True, eq=False)
class CasePicture:
    """A drawn slice, PNG, and what it is."""

    chosen: ChosenSlice
    png: bytes


def draw_pictures(collected: Collected, detector: Detector) -> list[CasePicture]:
    """Draw the chosen slices.

    Their cases are read and detected again rather than kept, so that memory stays small.
    """
    chosen = choose_slices(collected.observations)
    records = {record.case: record for record in collected.evaluated}
    names = {o.landmark for o in collected.observations}
    pictures: dict[ChosenSlice, CasePicture] = {}
    for case in dict.fromkeys(item.case for item in chosen):
        loaded = load_case(records[case])
        detection = detector.detect(loaded.image)
        for item in chosen:
            if item.case == case:
                pictures[item] = CasePicture(item, draw_slice(loaded, detection, item.slice, names))
    return [pictures[item] for item in chosen]


def picture_gallery(pictures: Iterable[CasePicture], unit: str) -> str:
    """Pictures by contrast and rank, each with its case and errors in their unit."""
    held = list(pictures)
    headings = dict.fromkeys((p.chosen.contrast, p.chosen.rank) for p in held)
    return "\n".join(
        f"<h3>{escape(f'{contrast or UNSPECIFIED}: {rank}')}</h3>\n"
        + _row([p for p in held if (p.chosen.contrast, p.chosen.rank) == (contrast, rank)], unit)
        for contrast, rank in headings
    )


def _row(pictures: Sequence[CasePicture], unit: str) -> str:
    return figures([figure(_image(picture), _caption(picture, unit)) for picture in pictures])


def _image(picture: CasePicture) -> str:
    data = base64.b64encode(picture.png).decode("ascii")
    alt = escape(f"Slice of {picture.chosen.case} with reference and model", quote=True)
    return f'<img alt="{alt}" src="data:image/png;base64,{data}">'


def _caption(picture: CasePicture, unit: str) -> str:
    chosen = picture.chosen
    where = chosen.case if chosen.slice is None else f"{chosen.case}, slice {chosen.slice + 1}"
    errors = ", ".join(f"{name} {error:.1f} {unit}" for name, error in chosen.errors_mm.items())
    return f"{where}: {errors}"
