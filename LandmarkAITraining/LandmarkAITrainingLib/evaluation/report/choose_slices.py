"""Which slices of an evaluation are worth a picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..observations import Observation

Rank = Literal["best", "median", "worst"]
COUNTS: dict[Rank, int] = {"best": 2, "median": 2, "worst": 4}


@dataclass(frozen=True, eq=False)
class ChosenSlice:
    """A slice, or a whole volume (``slice`` is None), and its errors in mm by landmark."""

    contrast: str
    case: str
    slice: int | None
    errors_mm: dict[str, float]
    rank: Rank = "median"

    @property
    def mean_error_mm(self) -> float:
        """What slices are ranked by."""
        return float(np.mean(list(self.errors_mm.values())))


def choose_slices(observations: Iterable[Observation]) -> list[ChosenSlice]:
    """Best, median and worst slices of each contrast by mean error; no case twice within a rank.

    The best and median ones are of those that have every landmark. Slices without any point to measure,
    where the model missed them all, are not among the worst.
    """
    errors: dict[tuple[str, str, int | None], dict[str, float]] = defaultdict(dict)
    for o in observations:
        if o.stage == "final" and o.error_mm is not None:
            errors[o.contrast, o.case, o.slice][o.landmark] = o.error_mm
    slices = [ChosenSlice(*key, errors_mm=held) for key, held in errors.items()]
    contrasts = sorted({item.contrast for item in slices})
    return [c for name in contrasts for c in _of_contrast([s for s in slices if s.contrast == name])]


def _of_contrast(slices: Sequence[ChosenSlice]) -> list[ChosenSlice]:
    ascending = sorted(slices, key=lambda item: item.mean_error_mm)
    most = max(len(item.errors_mm) for item in slices)
    whole = [item for item in ascending if len(item.errors_mm) == most]
    middle = float(np.median([item.mean_error_mm for item in whole]))
    orders: dict[Rank, Sequence[ChosenSlice]] = {
        "best": whole,
        "median": sorted(whole, key=lambda item: abs(item.mean_error_mm - middle)),
        "worst": ascending[::-1],
    }
    return [
        ChosenSlice(item.contrast, item.case, item.slice, item.errors_mm, rank)
        for rank, order in orders.items()
        for item in _one_per_case(order)[: COUNTS[rank]]
    ]


def _one_per_case(order: Sequence[ChosenSlice]) -> list[ChosenSlice]:
    first: dict[str, ChosenSlice] = {}
    for item in order:
        first.setdefault(item.case, item)
    return list(first.values())
