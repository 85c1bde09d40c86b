"""Cross-validation: every subject is tested once, by a model that never saw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from LandmarkAILib.errors import InputError
from LandmarkAILib.files.text import read_json, write_json, write_table, write_text
from LandmarkAILib.inference.device import Device, choose_device
from LandmarkAILib.inference.engine import Engine
from LandmarkAILib.models.installed import find_model

from ..data.dataset import CaseRecord, digest
from ..data.folds import split_for_fold
from ..evaluation.collect import Collected, Progress, summarise_run
from ..evaluation.compare import compare_models
from ..evaluation.files import METRICS, REPORT, origin_facts, read_collected, write_collected
from ..evaluation.report.evaluation_report import render_report
from ..evaluation.report.folds_table import fold_row, folds_section, over_folds
from ..evaluation.summaries import Metrics
from ..presets.preset import Preset
from .evaluate_model import evaluate
from .protocol_folder import begin, check_readable, check_same_folds, is_done, preset_facts
from .train_once import train_once


def cross_validate(
    preset: Preset,
    records: Sequence[CaseRecord],
    output: Path,
    *,
    only: Sequence[int] | None = None,
    threads: int | None = None,
    device: Device | None = None,
    progress: Progress | None = None,
    other: Path | None = None,
) -> Metrics:
    """Train and test fold by fold; a fold that is done is not done again.

    In each round one fold tests, the next validates and the others train. A fold with cases that could
    not be evaluated is tested again.

    Args:
        preset: what to train.
        records: of :func:`~.data.folds.assign_folds`.
        output: gets ``fold0``, … with the evaluation of each, ``folds.csv``, and of all tested cases
            together what an evaluation gives. ``runs`` holds checkpoints and models; it may be deleted.
        only: rounds to do now; all if None. The result is of all that are done.
        threads: CPU threads of the training.
        device: of the evaluation; the best there is if None.
        progress: told of each tested case.
        other: ``output`` of another preset's cross-validation, which this one is compared with case by
            case.

    Returns:
        The numbers; ``folds`` of its facts are the rows of ``folds.csv``.

    Raises:
        InputError: no such fold, a case that cannot be read, ``output`` holds results made with other
            options, or ``other`` none of the same folds.
    """
    folds = len({record.fold for record in records})
    rounds = {fold: split_for_fold(records, fold, folds) for fold in only or range(folds)}
    protocol = {
        "protocol": "cross-validation",
        **preset_facts(preset),
        "folds": {record.case: record.fold for record in records},
        "files": {record.case: digest(record) for record in records},
    }
    if other is not None:
        check_same_folds(other, protocol)
    left = [fold for fold in rounds if not is_done(output / f"fold{fold}")]
    if left:
        check_readable(preset, records)
    begin(output, protocol)
    device = device or choose_device()
    for fold in left:
        _round(preset, rounds[fold], output, fold, threads, device, progress)
    return _pool(preset, records, output, range(folds), other)


def _round(
    preset: Preset,
    records: Sequence[CaseRecord],
    output: Path,
    fold: int,
    threads: int | None,
    device: Device,
    progress: Progress | None,
) -> None:
    model = train_once(preset, records, output / "runs" / f"fold{fold}", threads)
    tested = [record for record in records if record.split == "test"]
    facts = {**origin_facts(), "split": "test", "fold": fold, "training": model.facts}
    detector = Engine(find_model(str(model.path)), device)
    evaluate(tested, detector, output / f"fold{fold}", facts, progress)


def _pool(
    preset: Preset,
    records: Sequence[CaseRecord],
    output: Path,
    folds: Sequence[int],
    other: Path | None,
) -> Metrics:
    """All tested cases of the folds that are done, as one evaluation."""
    folders = [output / f"fold{fold}" for fold in folds]
    done = [folder for folder in folders if (folder / METRICS).exists()]
    if not done:
        raise InputError(f"{output} holds no finished fold.")
    rows = [fold_row(Metrics.from_json(read_json(folder / METRICS))) for folder in done]
    pooled = _together([read_collected(folder, records) for folder in done])
    facts = {
        **origin_facts(),
        "protocol": f"cross-validation: {len(done)} of {len(folds)} folds",
        **preset_facts(preset),
        "folds": rows,
        "over_folds": over_folds(rows),
    }
    metrics = summarise_run(pooled, facts)
    if other is not None:
        compared = compare_models(pooled, read_collected(other, records))
        metrics = replace(metrics, comparison=compared)
    write_collected(output, pooled)
    write_table(output / "folds.csv", list(dict.fromkeys(key for row in rows for key in row)), rows)
    write_text(output / REPORT, render_report(metrics, pooled, [], [folds_section(metrics)]))
    write_json(output / METRICS, metrics.to_json())
    return metrics


def _together(folds: Sequence[Collected]) -> Collected:
    """The folds' cases as those of one model; what differs between its copies is left out."""
    first = folds[0]
    model = {key: value for key, value in first.provenance.get("model", {}).items() if key != "sha256"}
    pooled = Collected(provenance={**first.provenance, "model": model})
    for fold in folds:
        pooled.observations += fold.observations
        pooled.scores += fold.scores
        pooled.aha += fold.aha
        pooled.derived += fold.derived
        pooled.evaluated += [replace(record, split="test") for record in fold.evaluated]
        pooled.failures.update(fold.failures)
        pooled.known |= fold.known
    return pooled
