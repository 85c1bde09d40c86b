"""The report on observers: how far they agree, and how a model compares with them."""

from __future__ import annotations

from collections.abc import Iterator

from ..summaries import Distribution, ObserverLandmark, ObserverStudy
from .html import bullets, document, paragraph, section, table
from .landmark_tables import data_table
from .numbers import NONE, mean_and_sd, median_and_quartiles, p_value, signed, with_interval

_KINDS = {
    "pairwise": "observer – observer",
    "leave-one-out": "observer – mean of the others",
    "to-mean": "observer – mean of all",
    "model pairwise": "model – observer",
    "model leave-one-out": "model – mean of all but one",
    "model to-mean": "model – mean of all",
}
_DISTANCES = (
    "Three distances, which are not the same. Observer to observer (pairwise): every pair counts. "
    "Observer to the mean of the others (leave-one-out): nobody has a part in what he or she is "
    "measured against. Observer to the mean of all: smaller, since everybody's own point is in that "
    "mean. Compare a model's distance with the observers' distance of the same kind. Distances are "
    "within the slice; of landmarks of a volume, in space."
)
_FAIR = (
    "Model and observer measured against the same mean of the other observers. Difference: model "
    "minus observer, median over people of their mean difference; negative means that the model lies "
    "nearer. P is of a paired Wilcoxon test, adjusted for the landmarks (Holm)."
)
_PLACING = (
    "Whether there is a point at all: slices (or images) in which all observers placed the landmark, "
    "and those in which only some did, with how many of these the model gave a point in."
)


def render_observers(summary: ObserverStudy) -> str:
    """The report as one HTML document, from the content of ``observers.json``."""
    observers, model = summary.observers, summary.model.get("name")
    versus = f" and {model}" if model else ""
    counts = f"{summary.data.cases} cases of {summary.data.subjects} people"
    return document(
        f"{len(observers)} observers{versus}: {counts}",
        [
            paragraph(f"Observers: {', '.join(observers)}."),
            section("How far points lie apart", paragraph(_DISTANCES), _distance_table(summary)),
            section("Model beside observers", paragraph(_FAIR), _fair_table(summary)),
            section("Each observer against the mean of the others", _observer_table(summary)),
            section("Is the landmark there?", paragraph(_PLACING), _placing_table(summary)),
            section("What was measured on", data_table(summary.data)),
            section("How this report was made", bullets(list(_origin(summary)))),
        ],
    )


def _landmarks(summary: ObserverStudy) -> Iterator[tuple[str, str, ObserverLandmark]]:
    groups = list(summary.contrasts.items())
    if len(groups) > 1:
        groups.append(("all", summary.all))
    for group, landmarks in groups:
        for name, held in landmarks.items():
            yield group, name, held


def _distance_table(summary: ObserverStudy) -> str:
    rows = []
    for group, name, held in _landmarks(summary):
        for kind, error in held.errors_mm.items():
            first = f"{group}, {name}"
            counts = [str(error.n), str(error.n_subjects)]
            rows.append([first, f"{_KINDS[kind]} ({kind})", *counts, *_numbers(error)])
    headers = ["Images, landmark", "Distance", "Distances", "People"]
    return table([*headers, *_spread(summary.unit)], rows)


def _spread(unit: str) -> list[str]:
    """The headings of :func:`_numbers`."""
    return [f"{what}, {unit}" for what in ("Median [quartiles]", "Mean ± SD", "95 % lie within")]


def _numbers(error: Distribution) -> list[str]:
    return [median_and_quartiles(error), mean_and_sd(error), with_interval(error.p95)]


def _fair_table(summary: ObserverStudy) -> str:
    rows = []
    for group, name, held in _landmarks(summary):
        test = held.model_against_observers
        if test is not None:
            difference = signed(test.median_difference, 2)
            rows.append([group, name, str(test.subjects), difference, p_value(test.p_holm)])
    return table(["Images", "Landmark", "People", f"Difference, {summary.unit}", "P"], rows)


def _observer_table(summary: ObserverStudy) -> str:
    rows = [
        [f"{group}, {name}", observer, str(error.n), *_numbers(error)]
        for group, name, held in _landmarks(summary)
        for observer, error in held.by_observer.items()
    ]
    headers = ["Images, landmark", "Observer", "Points"]
    return table([*headers, *_spread(summary.unit)], rows)


def _placing_table(summary: ObserverStudy) -> str:
    rows = []
    for group, name, held in _landmarks(summary):
        placing = held.placing
        given = (placing.model_where_all, placing.model_where_some)
        model = [NONE if count is None else str(count) for count in given]
        counts = [str(placing.all_observers), model[0], str(placing.some_observers), model[1]]
        rows.append([group, name, *counts])
    headers = ["Images", "Landmark", "All observers", "there the model", "Only some observers"]
    return table([*headers, "there the model"], rows)


def _origin(summary: ObserverStudy) -> Iterator[str]:
    yield f"Command: {summary.facts['command']}"
    yield f"Made: {summary.facts['created']}"
    if summary.model:
        model = summary.model
        yield f"Model: {model.get('name')} {model.get('version')}, SHA-256 {model.get('sha256')}"
    if summary.passed_over:
        yield f"Cases with fewer than two observers, passed over: {summary.passed_over}"
    for case, problem in summary.failed.items():
        yield f"Not compared: {case}: {problem}"
    yield "For research; not a proof of fitness for clinical use."
