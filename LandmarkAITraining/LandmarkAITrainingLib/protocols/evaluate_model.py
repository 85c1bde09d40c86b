"""How well a model finds landmarks on a dataset, in numbers and pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from LandmarkAILib.errors import InputError
from LandmarkAILib.files.atomic import make_folder
from LandmarkAILib.files.text import write_json, write_text

from ..data.dataset import CaseRecord
from ..evaluation.collect import Detector, Progress, collect, summarise_run
from ..evaluation.compare import compare_models
from ..evaluation.files import METRICS, REPORT, write_collected
from ..evaluation.report.case_pictures import draw_pictures
from ..evaluation.report.evaluation_report import render_report
from ..evaluation.summaries import Metrics


def evaluate(
    cases: Sequence[CaseRecord],
    detector: Detector,
    output: Path,
    facts: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
    other: Detector | None = None,
    extra: Sequence[str] = (),
) -> Metrics:
    """Run a detector over cases; write ``metrics.json``, ``report.html`` and tables, as ``errors.csv``.

    Args:
        cases: what to evaluate on; a case that cannot be read is reported and left out.
        detector: the model.
        output: folder for the files; made if needed.
        facts: JSON-ready, copied into ``metrics.json``, such as command, split, fold.
        progress: told of each case.
        other: a second model, which the first is compared with on the same cases.
        extra: sections that the report shows after its summary.

    Returns:
        The content of ``metrics.json``.

    Raises:
        InputError: no case, none that can be read, or no landmark that both model and dataset have.
        OutputError: the folder cannot be written.
    """
    if not cases:
        raise InputError("No case is selected: choose another split, fold or dataset.")
    make_folder(output)
    collected = collect(cases, detector, progress)
    metrics = summarise_run(collected, facts or {})
    if other is not None:
        compared = compare_models(collected, collect(cases, other, progress))
        metrics = replace(metrics, comparison=compared)
    report = render_report(metrics, collected, draw_pictures(collected, detector), extra)
    write_collected(output, collected)
    write_text(output / REPORT, report)
    write_json(output / METRICS, metrics.to_json())  # last: where it is, the others are
    return metrics


def select_cases(records: Sequence[CaseRecord], split: str | None, fold: int | None) -> list[CaseRecord]:
    """The cases to evaluate on.

    Args:
        records: of the dataset.
        split: ``train``, ``val``, ``test`` or ``all``; None takes the test split where there is one,
            else all.
        fold: only cases held out in this fold, of whatever split unless one is given.

    Raises:
        InputError: none is left; the message says what the dataset has.
    """
    if split is None:
        tested = fold is None and any(record.split == "test" for record in records)
        split = "test" if tested else "all"
    chosen = [r for r in records if split in ("all", r.split) and fold in (None, r.fold)]
    if not chosen:
        splits = ", ".join(sorted({r.split for r in records if r.split})) or "none"
        folds = ", ".join(sorted({str(r.fold) for r in records if r.fold is not None})) or "none"
        raise InputError(
            f"No case has split {split} and fold {fold}: the dataset has the splits {splits} and the "
            f"folds {folds}; name others or give a table of cases with --cases."
        )
    return chosen
