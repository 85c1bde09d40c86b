"""From the distances between observers to the numbers of ``observers.json``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from .describe_data import UNSPECIFIED
from .distribution import distinct_names, distribution
from .metrics.comparison import holm, paired_wilcoxon
from .observer_errors import KINDS, ObserverError, Placing

Summary = dict[str, Any]


def summarise_observers(errors: Sequence[ObserverError], placings: Sequence[Placing]) -> Summary:
    """Distances by landmark and kind, of all cases and by contrast.

    Returns:
        JSON-ready: ``all`` and ``contrasts`` by name, each by landmark with ``errors_mm`` by kind,
        ``by_observer`` (leave-one-out), ``placing`` (who placed the point at all) and, with a model,
        ``model_against_observers``: paired Wilcoxon tests on subject means, the model's leave-one-out
        distance minus the observer's to the same mean, adjusted (Holm) for the landmarks of the group.
    """
    contrasts = sorted({placing.contrast for placing in placings})
    return {
        "all": _group(errors, placings),
        "contrasts": {
            contrast or UNSPECIFIED: _group(
                [e for e in errors if e.contrast == contrast],
                [p for p in placings if p.contrast == contrast],
            )
            for contrast in contrasts
        },
    }


def _group(errors: Sequence[ObserverError], placings: Sequence[Placing]) -> Summary:
    names = distinct_names(placing.landmark for placing in placings)
    group = {
        name: _landmark(
            [e for e in errors if e.landmark == name], [p for p in placings if p.landmark == name]
        )
        for name in names
    }
    tests = [held["model_against_observers"] for held in group.values()]
    made = [test for test in tests if test is not None]
    for test, p in zip(made, holm([test["p"] for test in made]), strict=True):
        test["p_holm"] = float(p)
    return group


def _landmark(errors: Sequence[ObserverError], placings: Sequence[Placing]) -> Summary:
    kinds = {kind: [e for e in errors if e.kind == kind] for kind in KINDS}
    alone = kinds["leave-one-out"]
    observers = sorted({e.observer for e in alone})
    return {
        "errors_mm": {kind: _distances(held) for kind, held in kinds.items() if held},
        "by_observer": {who: _distances([e for e in alone if e.observer == who]) for who in observers},
        "placing": _placing(placings),
        "model_against_observers": _fair_test(alone, kinds["model leave-one-out"]),
    }


def _distances(errors: Sequence[ObserverError]) -> Summary | None:
    return distribution(np.array([e.error_mm for e in errors]), [e.subject for e in errors])


def _placing(placings: Sequence[Placing]) -> Summary:
    """At how many places all observers, or only some, put a point, and where the model did."""
    agreed = [p for p in placings if p.placed == p.observers]
    some = [p for p in placings if p.placed < p.observers]
    counts: Summary = {"all_observers": len(agreed), "some_observers": len(some)}
    if any(p.model is not None for p in placings):
        counts["model_where_all"] = sum(bool(p.model) for p in agreed)
        counts["model_where_some"] = sum(bool(p.model) for p in some)
    return counts


def _fair_test(observers: Sequence[ObserverError], model: Sequence[ObserverError]) -> Summary | None:
    """The model against each observer, both measured to the mean of the other observers."""
    theirs = {(e.case, e.slice, e.observer): e.error_mm for e in observers}
    pairs = [(e.subject, e.error_mm, theirs[e.case, e.slice, e.observer]) for e in model]
    if not pairs:
        return None
    return {"n": len(pairs), **asdict(paired_wilcoxon(*zip(*pairs, strict=True)))}
