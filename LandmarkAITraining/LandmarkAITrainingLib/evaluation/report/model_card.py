"""A model's card: what it was trained on, its terms, what was measured, where it fails.

::

    python -m LandmarkAITrainingLib.evaluation.report.model_card MODEL METRICS.json … [--limits FILE]

writes ``MODEL_CARD.md`` into the model's folder from ``model.json`` and the ``metrics.json`` of
evaluations. Every number in it comes from those files. The limits are those beside the preset, if no
others are given.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from LandmarkAILib.files.atomic import atomic_path
from LandmarkAILib.files.text import read_json
from LandmarkAILib.models.bundle import CARD, Bundle
from LandmarkAILib.models.description import TrainingRecord

from ...presets.preset import preset_folder
from ..summaries import Metrics
from .landmark_tables import groups

MEASURED = "On subjects that the model was neither trained nor calibrated on."
_DIGITS = 12  # of a digest, by which a model is known
CALIBRATED_ON = (
    "On the validation subjects, as none were held out to test on: the model was not trained on them, "
    "but calibrated, so the errors may be too small."
)


def model_card(
    bundle: Bundle, evaluations: Sequence[Metrics], limits: str, words: str = MEASURED
) -> str:
    """The card's Markdown.

    Args:
        bundle: the model.
        evaluations: of the model, the main one first.
        limits: Markdown on where the model fails, by those who know.
        words: what the model was measured on.
    """
    training = bundle.description.training
    lines = [
        f"# {bundle.name} {bundle.version}",
        "",
        bundle.description.title,
        "",
        f"**{bundle.description.intended_use}**",
        "",
        f"- Terms of the weights: {bundle.license}",
        f"- Finds: {', '.join(bundle.landmarks)}; segments: {', '.join(bundle.segments) or 'none'}",
        f"- Trained on {training.cases} cases of {training.subjects} subjects"
        f"{_of_what(training)}, "
        f"{' and '.join(str(steps) for steps in training.steps)} steps, seed {training.seed}"
        f"{_began_with(training)}",
        f"- sha256 of the model: `{bundle.sha256}`",
        *(f"- sha256 of {name}: `{entry.sha256}`" for name, entry in bundle.description.files.items()),
        "",
        "## Measured",
        "",
        f"{words} Brackets: 95 % intervals by bootstrap over subjects, or quartiles where said so.",
    ]
    for evaluation in evaluations:
        lines += ["", f"### {_title(evaluation)}", "", evaluation.reference, ""]
        lines += list(_landmark_table(evaluation))
        lines += ["", *_segment_table(evaluation)]
        lines += ["", f"Command: `{evaluation.facts['command']}`"]
    return "\n".join([*lines, "", "## Limits", "", limits.strip(), ""])


def _title(evaluation: Metrics) -> str:
    data = evaluation.data
    return f"{data.cases} cases of {data.subjects} subjects: {', '.join(evaluation.contrasts)}"


def _landmark_table(evaluation: Metrics) -> Iterator[str]:
    unit = evaluation.unit
    what = f"error, {unit}: median [quartiles]"
    yield f"| images | landmark | points | {what} | 95 % within | over 10 {unit} | found |"
    yield "|---|---|---|---|---|---|---|"
    for group, summary in groups(evaluation):
        for name, landmark in summary.landmarks.items():
            error, found = landmark.error_mm, landmark.detection.rate
            if error is None:
                continue
            median = f"{error.median.value:.2f} [{error.q1:.2f}, {error.q3:.2f}]"
            far = f"{100 * error.over_10_mm.value:.1f} %"
            p95 = f"{error.p95.value:.1f} {unit}"
            rate = f"{100 * found.value:.1f} %" if found else "–"
            yield f"| {group} | {name} | {error.n} | {median} | {p95} | {far} | {rate} |"


def _segment_table(evaluation: Metrics) -> Iterator[str]:
    if not any(summary.segments for _group, summary in groups(evaluation)):
        return
    yield "| images | segment | cases | Dice: mean [95 % interval] |"
    yield "|---|---|---|---|"
    for group, summary in groups(evaluation):
        for name, segment in summary.segments.items():
            dice = segment.dice
            mean = dice.mean
            between = f" [{mean.low:.3f}, {mean.high:.3f}]" if mean.low is not None else ""
            yield f"| {group} | {name} | {dice.n} | {mean.value:.3f}{between} |"


def _of_what(training: TrainingRecord) -> str:
    """Sources and contrasts in brackets, as far as the table of cases named any."""
    named = [", ".join(filter(None, names)) for names in (training.sources, training.contrasts)]
    said = "; ".join(filter(None, named))
    return f" ({said})" if said else ""


def _began_with(training: TrainingRecord) -> str:
    origin = training.started_from
    if origin is None:
        return ""
    steps = " and ".join(map(str, origin.steps)) + " steps" if origin.steps else ""
    known = ", ".join(filter(None, [steps, origin.date, f"sha256 {origin.sha256[:_DIGITS]}…"]))
    return f", begun with the weights of {origin.name} {origin.version} ({known})"


def limits_of(preset: str) -> Path | None:
    """What is known of where models of a preset that ships fail; None for other presets."""
    file = preset_folder() / f"{preset}.limits.md"
    return file if file.is_file() else None


def limits_text(bundle: Bundle) -> str:
    """What is known of where a model fails, or that nothing is."""
    file = limits_of(bundle.description.training.preset)
    return file.read_text(encoding="utf-8") if file else "Not described."


def write_card(
    bundle: Bundle, evaluations: Sequence[Metrics], limits: str, words: str = MEASURED
) -> None:
    """Write the card into the model's folder; see :func:`model_card`.

    Raises:
        OutputError: the folder does not take it.
    """
    with atomic_path(bundle.path / CARD) as path:
        path.write_text(model_card(bundle, evaluations, limits, words), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the card of a model."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("model", type=Path, help="the model's folder")
    parser.add_argument("metrics", type=Path, nargs="+", help="metrics.json of evaluations")
    parser.add_argument("--limits", type=Path, help="Markdown on where the model fails")
    options = parser.parse_args(arguments)
    bundle = Bundle.open(options.model)
    evaluations = [Metrics.from_json(read_json(path)) for path in options.metrics]
    given = options.limits.read_text(encoding="utf-8") if options.limits else limits_text(bundle)
    write_card(bundle, evaluations, given)


if __name__ == "__main__":
    main()
