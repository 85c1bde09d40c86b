"""Two models on the same cases: paired differences of errors and of Dice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from .collect import Collected
from .describe_data import UNSPECIFIED
from .distribution import distinct_names
from .metrics.bootstrap import SubjectBootstrap
from .metrics.comparison import holm, paired_wilcoxon
from .observations import Observation
from .summarise import SegmentScore

Summary = dict[str, Any]
# Values of the one model beside the other's, each with its subject.
Pairs = Sequence[tuple[str, float, float]]


def compare_models(first: Collected, second: Collected) -> Summary:
    """Compare what two models yielded on the same cases.

    Returns:
        JSON-ready: ``model``, the second one, ``failed`` of the second, and ``all`` and ``contrasts`` by
        name, each with ``landmarks`` and ``segments`` by name. Of each: the number of pairs and
        subjects, both medians, the difference of medians (first minus second) with its interval by
        drawing subjects, the median over subjects of their mean difference, and P of a Wilcoxon
        signed-rank test on these. ``p_holm`` is adjusted for all tests of landmarks (of segments) on all
        contrasts together; in ``all`` for those of that group. Of landmarks also how many of the
        reference points only one of the models found: pairs are of those that both found.
    """
    names = distinct_names(o.contrast for o in first.observations)
    contrasts = {name or UNSPECIFIED: _compare(first, second, name) for name in names}
    everything = _compare(first, second, None)
    _adjust([everything])
    _adjust(list(contrasts.values()))
    return {
        "model": second.provenance.get("model", {}),
        "failed": second.failures,
        "all": everything,
        "contrasts": contrasts,
    }


def _compare(first: Collected, second: Collected, contrast: str | None) -> Summary:
    """On one contrast, or on all if None."""
    points = [[o for o in c.observations if contrast in (None, o.contrast)] for c in (first, second)]
    scores = [[s for s in c.scores if contrast in (None, s.contrast)] for c in (first, second)]
    return {"landmarks": compare_points(*points), "segments": _compare_scores(*scores)}


def compare_points(first: Iterable[Observation], second: Iterable[Observation]) -> Summary:
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
        if pairs:
            comparisons[name] = {
                **_paired(pairs),
                "only_first": sum(a.error_mm is not None and b.error_mm is None for a, b in both),
                "only_second": sum(a.error_mm is None and b.error_mm is not None for a, b in both),
                "neither": sum(a.error_mm is None and b.error_mm is None for a, b in both),
            }
    return comparisons


def _present(observations: Iterable[Observation]) -> dict[tuple[str, int | None, str], Observation]:
    return {
        (o.case, o.slice, o.landmark): o
        for o in observations
        if o.stage == "final" and o.reference == "present"
    }


def _compare_scores(first: Iterable[SegmentScore], second: Iterable[SegmentScore]) -> Summary:
    """Dice of two models; a segment that one of them did not find counts as 0."""
    theirs = {(s.case, s.segment): s.dice for s in second}
    both = [(s, theirs[s.case, s.segment]) for s in first if (s.case, s.segment) in theirs]
    return {
        name: _paired([(s.subject, s.dice, other) for s, other in both if s.segment == name])
        for name in distinct_names(s.segment for s, _ in both)
    }


def _paired(pairs: Pairs) -> Summary:
    subjects, ours, theirs = (list(column) for column in zip(*pairs, strict=True))
    difference = SubjectBootstrap(subjects).quantile_difference(ours, theirs, 0.5)
    test = paired_wilcoxon(subjects, ours, theirs)
    return {
        "n": len(pairs),
        "n_subjects": test.subjects,
        "first_median": float(np.median(ours)),
        "second_median": float(np.median(theirs)),
        "difference_of_medians": asdict(difference),
        "median_of_subject_differences": test.median_difference,
        "p": test.p,
    }


def _adjust(groups: Sequence[Mapping[str, Summary]]) -> None:
    for kind in ("landmarks", "segments"):
        tests = [test for group in groups for test in group[kind].values()]
        for test, p in zip(tests, holm([test["p"] for test in tests]), strict=True):
            test["p_holm"] = float(p)
