"""What a model was evaluated on, in words and counts, and groups of numbers summed up for a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from LandmarkAILib.core.anatomy import landmark_types, segment_types
from LandmarkAILib.core.geometry import FloatArray

from ..data.dataset import DERIVED_REFERENCE, RV_INCOMPLETE, CaseRecord
from .metrics.statistics import SubjectBootstrap
from .summaries import Counts, DataSummary, Distribution

UNSPECIFIED = "unspecified"


def describe_reference(records: Sequence[CaseRecord]) -> str:
    """Where the reference landmarks come from, in words."""
    derived = sum(DERIVED_REFERENCE in record.notes for record in records)
    if derived == len(records):
        return "derived from segmentations"
    if derived:
        return f"derived from segmentations in {derived} of {len(records)} cases, else as annotated"
    return "as annotated in the dataset"


def describe_data(records: Sequence[CaseRecord]) -> DataSummary:
    """Counts of cases and subjects, in all, by contrast and by source."""
    everything = _counts(records)
    return DataSummary(
        cases=everything.cases,
        subjects=everything.subjects,
        contrasts={key: _counts(held) for key, held in grouped(records, contrast_of).items()},
        sources={key: _counts(held) for key, held in grouped(records, source_of).items()},
        rv_incomplete=tuple(sorted(r.case for r in records if RV_INCOMPLETE in r.notes)),
    )


def contrast_of(record: CaseRecord) -> str:
    """The contrast of a case, or a word for that it is not known."""
    return record.contrast or UNSPECIFIED


def source_of(record: CaseRecord) -> str:
    """The source of a case, or a word for that it is not known."""
    return record.source or UNSPECIFIED


def grouped(
    records: Sequence[CaseRecord], key: Callable[[CaseRecord], str]
) -> dict[str, list[CaseRecord]]:
    """Records by key, keys in sorted order."""
    groups: dict[str, list[CaseRecord]] = {}
    for record in sorted(records, key=key):
        groups.setdefault(key(record), []).append(record)
    return groups


def _counts(records: Sequence[CaseRecord]) -> Counts:
    return Counts(cases=len(records), subjects=len({record.subject for record in records}))


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
