"""Pictures of the best, median and worst slices of an evaluation."""

from __future__ import annotations

from dataclasses import dataclass

from ...data.dataset import load_case
from ..collect import Collected, Detector
from .choose_slices import ChosenSlice, choose_slices
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
