"""From the distances between observers to the numbers of ``observers.json``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

import numpy as np

from .describe import UNSPECIFIED, distinct_names, some_distribution
from .metrics.statistics import holm, paired_wilcoxon
from .observer_errors import KINDS, ObserverError, Placing
from .summaries import Distribution, FairTest, ObserverLandmark, PlacingCounts


def summarise_contrasts(
    errors: Sequence[ObserverError], placings: Sequence[Placing]
) -> dict[str, dict[str, ObserverLandmark]]:
    """:func:`summarise_landmarks` of the cases of each contrast."""
    contrasts = sorted({placing.contrast for placing in placings})
    return {
        contrast or UNSPECIFIED: summarise_landmarks(
            [e for e in errors if e.contrast == contrast],
            [p for p in placings if p.contrast == contrast],
        )
        for contrast in contrasts
    }


def summarise_landmarks(
    errors: Sequence[ObserverError], placings: Sequence[Placing]
) -> dict[str, ObserverLandmark]:
    """Distances by landmark and kind.

    With a model there are paired Wilcoxon tests on subject means, the model's leave-one-out distance
    minus the observer's to the same mean, adjusted (Holm) for the landmarks.
    """
    names = distinct_names(placing.landmark for placing in placings)
    group = {
        name: _landmark(
            [e for e in errors if e.landmark == name], [p for p in placings if p.landmark == name]
        )
        for name in names
    }
    tests = {
        name: held.model_against_observers
        for name, held in group.items()
        if held.model_against_observers is not None
    }
    adjusted = holm([test.p for test in tests.values()])
    for (name, test), p in zip(tests.items(), adjusted, strict=True):
        group[name] = replace(group[name], model_against_observers=replace(test, p_holm=float(p)))
    return group


def _landmark(errors: Sequence[ObserverError], placings: Sequence[Placing]) -> ObserverLandmark:
    kinds = {kind: [e for e in errors if e.kind == kind] for kind in KINDS}
    alone = kinds["leave-one-out"]
    observers = sorted({e.observer for e in alone})
    return ObserverLandmark(
        errors_mm={kind: _distances(held) for kind, held in kinds.items() if held},
        by_observer={who: _distances([e for e in alone if e.observer == who]) for who in observers},
        placing=_placing(placings),
        model_against_observers=_fair_test(alone, kinds["model leave-one-out"]),
    )


def _distances(errors: Sequence[ObserverError]) -> Distribution:
    return some_distribution(np.array([e.error_mm for e in errors]), [e.subject for e in errors])


def _placing(placings: Sequence[Placing]) -> PlacingCounts:
    """At how many places all observers, or only some, put a point, and where the model did."""
    agreed = [p for p in placings if p.placed == p.observers]
    some = [p for p in placings if p.placed < p.observers]
    counts = PlacingCounts(all_observers=len(agreed), some_observers=len(some))
    if all(p.model is None for p in placings):
        return counts
    return replace(
        counts,
        model_where_all=sum(bool(p.model) for p in agreed),
        model_where_some=sum(bool(p.model) for p in some),
    )


def _fair_test(observers: Sequence[ObserverError], model: Sequence[ObserverError]) -> FairTest | None:
    """The model against each observer, both measured to the mean of the other observers."""
    theirs = {(e.case, e.slice, e.observer): e.error_mm for e in observers}
    pairs = [(e.subject, e.error_mm, theirs[e.case, e.slice, e.observer]) for e in model]
    if not pairs:
        return None
    test = paired_wilcoxon(*zip(*pairs, strict=True))
    return FairTest(n=len(pairs), **asdict(test), p_holm=test.p)
