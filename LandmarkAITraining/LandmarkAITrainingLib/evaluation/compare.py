"""Two models on the same cases: paired differences of errors and of Dice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from .collect import Collected
from .describe import UNSPECIFIED, distinct_names
from .metrics.statistics import SubjectBootstrap, holm, paired_wilcoxon
from .observations import Observation
from .summaries import Comparison, GroupComparison, PairedComparison, PointComparison
from .summarise import SegmentScore

_Kind = TypeVar("_Kind", bound=PairedComparison)
# Values of the one model beside the other's, each with its subject.
Pairs = Sequence[tuple[str, float, float]]


def compare_models(first: Collected, second: Collected) -> Comparison:
    """Compare what two models yielded on the same cases.

    Returns:
        Of each landmark and segment; ``model`` and ``failed`` are the second's. ``p_holm`` is adjusted
        for all tests of landmarks (of segments) on all contrasts together; in ``all`` for those of that
        group. Pairs are of points that both found; a landmark of which there is no pair has no medians.
    """
    first_names, second_names = ([*_landmarks(c)] for c in (first, second))
    names = distinct_names(o.contrast for o in first.observations)
    contrasts = {name or UNSPECIFIED: _compare(first, second, name) for name in names}
    everything = _compare(first, second, None)
    (adjusted,) = _adjusted([everything])
    return Comparison(
        model=second.provenance.get("model", {}),
        failed=second.failures,
        all=adjusted,
        contrasts=dict(zip(contrasts, _adjusted(list(contrasts.values())), strict=True)),
        only_first=tuple(name for name in first_names if name not in second_names),
        only_second=tuple(name for name in second_names if name not in first_names),
    )


def _landmarks(collected: Collected) -> dict[str, None]:
    """Landmarks that a model was measured on, in their order."""
    return dict.fromkeys(o.landmark for o in collected.observations if o.stage == "final")


def _compare(first: Collected, second: Collected, contrast: str | None) -> GroupComparison:
    """On one contrast, or on all if None."""
    points = [[o for o in c.observations if contrast in (None, o.contrast)] for c in (first, second)]
    scores = [[s for s in c.scores if contrast in (None, s.contrast)] for c in (first, second)]
    return GroupComparison(landmarks=compare_points(*points), segments=_compare_scores(*scores))


def compare_points(
    first: Iterable[Observation], second: Iterable[Observation]
) -> dict[str, PointComparison]:
    """Errors of two models on the same slices, by landmark; P values are not adjusted yet."""
    ours, theirs = _present(first), _present(second)
    shared = [key for key in ours if key in theirs]
    comparisons = {}
    for name in distinct_names(key[2] for key in shared):
        both = [(ours[key], theirs[key]) for key in shared if key[2] == name]
        pairs = [
            (a.subject, a.error_mm, b.error_mm)
            for a, b in both
            if a.error_mm is not None and b.error_mm is not None
        ]
        comparisons[name] = PointComparison(
            **vars(_paired(pairs)),
            only_first=sum(a.error_mm is not None and b.error_mm is None for a, b in both),
            only_second=sum(a.error_mm is None and b.error_mm is not None for a, b in both),
            neither=sum(a.error_mm is None and b.error_mm is None for a, b in both),
        )
    return comparisons


def _present(observations: Iterable[Observation]) -> dict[tuple[str, int | None, str], Observation]:
    return {
        (o.case, o.slice, o.landmark): o
        for o in observations
        if o.stage == "final" and o.reference == "present"
    }


def _compare_scores(
    first: Iterable[SegmentScore], second: Iterable[SegmentScore]
) -> dict[str, PairedComparison]:
    """Dice of two models; a segment that one of them did not find counts as 0."""
    theirs = {(s.case, s.segment): s.dice for s in second}
    both = [(s, theirs[s.case, s.segment]) for s in first if (s.case, s.segment) in theirs]
    return {
        name: _paired([(s.subject, s.dice, other) for s, other in both if s.segment == name])
        for name in distinct_names(s.segment for s, _ in both)
    }


def _paired(pairs: Pairs) -> PairedComparison:
    if not pairs:
        return PairedComparison(
            n=0,
            n_subjects=0,
            first_median=None,
            second_median=None,
            difference_of_medians=None,
            median_of_subject_differences=None,
            p=None,
        )
    subjects, ours, theirs = (list(column) for column in zip(*pairs, strict=True))
    difference = SubjectBootstrap(subjects).quantile_difference(ours, theirs, 0.5)
    test = paired_wilcoxon(subjects, ours, theirs)
    return PairedComparison(
        n=len(pairs),
        n_subjects=test.subjects,
        first_median=float(np.median(ours)),
        second_median=float(np.median(theirs)),
        difference_of_medians=difference,
        median_of_subject_differences=test.median_difference,
        p=test.p,
    )


def _adjusted(groups: Sequence[GroupComparison]) -> list[GroupComparison]:
    landmarks = with_holm([group.landmarks for group in groups])
    segments = with_holm([group.segments for group in groups])
    pairs = zip(landmarks, segments, strict=True)
    return [GroupComparison(landmarks=points, segments=scores) for points, scores in pairs]


def with_holm(groups: Sequence[Mapping[str, _Kind]]) -> list[dict[str, _Kind]]:
    """The same comparisons, their P values adjusted (Holm) for all of them together."""
    tested = [test.p for group in groups for test in group.values() if test.p is not None]
    adjusted = iter(holm(tested).tolist())
    return [
        {
            name: test if test.p is None else replace(test, p_holm=next(adjusted))
            for name, test in group.items()
        }
        for group in groups
    ]
