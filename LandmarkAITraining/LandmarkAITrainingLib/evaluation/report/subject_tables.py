"""All landmarks together, and subject by subject: the worst first, as a reader looks for them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from LandmarkAILib.core.geometry import FloatArray

from ..metrics.localisation import SUCCESS_RADII_MM, success_rates
from ..observations import Observation
from .html import paragraph, table
from .numbers import NONE, percent

_MOST = 40  # subjects that are listed


def pooled_table(observations: Sequence[Observation], unit: str) -> str:
    """One line for all landmarks of all images; empty where there is no more than one landmark."""
    present = _present(observations)
    if len({point.landmark for point in present}) < 2:
        return ""
    errors = _errors(present)
    rates = success_rates(errors, len(present))
    q1, median, q3 = np.quantile(errors, [0.25, 0.5, 0.75]) if len(errors) else [np.nan] * 3
    spread = f"{median:.2f} [{q1:.2f}–{q3:.2f}]" if len(errors) else NONE
    mean = f"{errors.mean():.2f} ± {errors.std():.2f}" if len(errors) else NONE
    row = [str(len(present)), str(len(errors)), mean, spread, *(percent(r) for r in rates.values())]
    within = [f"≤ {radius:g} {unit}" for radius in SUCCESS_RADII_MM]
    headers = ["Points", "Found", f"Mean ± SD, {unit}", f"Median [quartiles], {unit}", *within]
    return table(headers, [row], texts=0)


def subject_table(observations: Sequence[Observation], unit: str) -> str:
    """A line a subject, those with missed points and large errors first; empty for one subject."""
    by_subject: dict[str, list[Observation]] = {}
    for point in _present(observations):
        by_subject.setdefault(point.subject, []).append(point)
    if len(by_subject) < 2:
        return ""
    ordered = sorted(by_subject.items(), key=lambda item: _badness(item[1]), reverse=True)
    rows = [_row(subject, points) for subject, points in ordered[:_MOST]]
    headers = ["Subject", "Worst landmark", "Points", "Missed", f"Mean, {unit}", f"Worst, {unit}"]
    left = len(ordered) - _MOST
    more = paragraph(f"{left} more subjects are in errors.csv.") if left > 0 else ""
    return table(headers, rows, texts=2) + more


def _row(subject: str, points: Sequence[Observation]) -> list[str]:
    errors = _errors(points)
    missed = [point for point in points if point.error_mm is None]
    worst = max(points, key=lambda point: np.inf if point.error_mm is None else point.error_mm)
    numbers = [f"{errors.mean():.2f}", f"{errors.max():.2f}"] if len(errors) else [NONE, NONE]
    return [subject, worst.landmark, str(len(points)), str(len(missed)), *numbers]


def _badness(points: Sequence[Observation]) -> tuple[int, float]:
    errors = _errors(points)
    return len(points) - len(errors), float(errors.max()) if len(errors) else 0.0


def _present(observations: Sequence[Observation]) -> list[Observation]:
    return [o for o in observations if o.stage == "final" and o.reference == "present"]


def _errors(points: Sequence[Observation]) -> FloatArray:
    return np.array([point.error_mm for point in points if point.error_mm is not None])
