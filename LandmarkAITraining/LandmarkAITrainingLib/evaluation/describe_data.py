"""Sentences and counts that say what a model was evaluated on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..data.dataset import DERIVED_REFERENCE, RV_INCOMPLETE, CaseRecord
from .summaries import Counts, DataSummary

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
