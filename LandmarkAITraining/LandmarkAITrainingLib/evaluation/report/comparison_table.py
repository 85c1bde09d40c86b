"""The table of two models on the same cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .html import table
from .numbers import p_value, with_interval

Metrics = dict[str, Any]
_NOUNS = {"landmarks": ("mm", 2), "segments": ("Dice", 3)}


def other_name(metrics: Metrics) -> str:
    """What to call the other model; empty where there is none."""
    if "comparison" not in metrics:
        return ""
    model, other = metrics["model"], metrics["comparison"]["model"]
    name = str(other.get("name", "the other model"))
    if name == model.get("name"):
        return f"another {name} {other.get('version', '')} ({str(other.get('sha256', ''))[:8]})"
    return name


def comparison_table(metrics: Metrics) -> str:
    """Medians of both models, their difference, and which points only one of them found."""
    rows = [
        [
            group,
            f"{name}, {_NOUNS[kind][0]}",
            str(held["n"]),
            str(held["n_subjects"]),
            *(f"{held[key]:.{_NOUNS[kind][1]}f}" for key in ("first_median", "second_median")),
            with_interval(held["difference_of_medians"], _NOUNS[kind][1]),
            p_value(held["p_holm"]),
            f"{held['only_first']} / {held['only_second']}" if kind == "landmarks" else "",
        ]
        for group, kind, name, held in _rows(metrics.get("comparison"))
    ]
    headers = ["Images", "What", "Pairs", "People", "This model, median", "Other, median"]
    headers += ["Difference of medians", "P", "Found by this / other alone"]
    return table(headers, rows)


def _rows(comparison: Metrics | None) -> Iterator[tuple[str, str, str, Metrics]]:
    if comparison is None:
        return
    groups = list(comparison["contrasts"].items())
    if len(groups) > 1:
        groups.append(("all", comparison["all"]))
    for group, compared in groups:
        for kind in _NOUNS:
            for name, held in compared[kind].items():
                yield group, kind, name, held
