"""A group of numbers of several subjects, summed up for ``metrics.json``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from LandmarkAILib.core.anatomy import landmark_types, segment_types
from LandmarkAILib.core.geometry import FloatArray

from .metrics.bootstrap import SubjectBootstrap
from .summaries import Distribution


def distribution(values: FloatArray, subjects: Sequence[str]) -> Distribution | None:
    """Median, quartiles, mean, SD and 95th percentile of (N,) values; None if there are none.

    Median, mean and percentile come with 95 % intervals by drawing ``subjects`` (N,).
    """
    if not len(values):
        return None
    bootstrap = SubjectBootstrap(subjects)
    q1, q3 = np.quantile(values, [0.25, 0.75])
    return Distribution(
        n=len(values),
        n_subjects=bootstrap.subjects,
        median=bootstrap.quantile(values, 0.5),
        q1=float(q1),
        q3=float(q3),
        mean=bootstrap.mean(values),
        sd=float(np.std(values, ddof=1)) if len(values) > 1 else None,
        p95=bootstrap.quantile(values, 0.95),
    )


def some_distribution(values: FloatArray, subjects: Sequence[str]) -> Distribution:
    """As :func:`distribution`, of values that there are."""
    held = distribution(values, subjects)
    if held is None:
        raise ValueError("there are no values")
    return held


def as_array(values: Iterable[float | None]) -> FloatArray:
    """(N,) values, NaN for None."""
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def distinct_names(values: Iterable[str]) -> list[str]:
    """Distinct names, in the order of ``anatomy.json`` where they are known there."""
    order = [*landmark_types(), *segment_types()]
    return sorted(
        set(values), key=lambda name: (order.index(name) if name in order else len(order), name)
    )
