"""The matrix of contrasts: specialists and a generalist, each tested on every contrast."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from LandmarkAILib.errors import InputError
from LandmarkAILib.files.atomic import make_folder
from LandmarkAILib.files.text import write_json, write_table, write_text
from LandmarkAILib.inference.device import Device, choose_device
from LandmarkAILib.inference.engine import Engine
from LandmarkAILib.models.installed import find_model

from ..data.dataset import CaseRecord, digest
from ..evaluation.collect import Progress, collect, summarise_run
from ..evaluation.describe import contrast_of
from ..evaluation.files import METRICS, REPORT, origin_facts, write_collected
from ..evaluation.report.matrix_report import render_matrix
from ..evaluation.summaries import to_json
from ..presets.preset import Preset
from .matrix_plan import MatrixRow, folder_name, plan_rows
from .matrix_summary import matrix_table, summarise_matrix
from .protocol_folder import begin, check_readable, is_done, preset_facts
from .train_once import train_once

Matrix = dict[str, Any]


def run_matrix(
    preset: Preset,
    records: Sequence[CaseRecord],
    output: Path,
    *,
    contrasts: Sequence[str],
    leave_out: bool = False,
    only: Sequence[str] | None = None,
    generalist_steps: Sequence[int] | None = None,
    threads: int | None = None,
    device: Device | None = None,
    progress: Progress | None = None,
) -> Matrix:
    """Train every row and test it on every column; a cell that is done is not done again.

    All rows have the same preset and seed, and unless told otherwise the same steps. A cell with cases
    that could not be evaluated is tested again.

    Args:
        preset: what to train.
        records: of :func:`~.matrix_plan.matrix_records`.
        output: gets ``cells/<row>/<contrast>`` with the numbers of each cell, ``matrix.json``,
            ``matrix.csv`` and ``report.html``. ``runs`` holds checkpoints and models; it may be deleted.
        contrasts: in the order of rows and columns.
        leave_out: add rows that are trained on all contrasts but one and tested on that.
        only: rows to do now, by name; all if None. The result is of all that are done.
        generalist_steps: of the rows that learn from several contrasts, one number a stage; the preset's
            if None. At the same number of steps they see each contrast the more seldom.
        threads: CPU threads of the training.
        device: of the evaluation; the best there is if None.
        progress: told of each tested case.

    Returns:
        The content of ``matrix.json``.

    Raises:
        InputError: no such row, a case that cannot be read, or ``output`` holds results made with other
            options.
    """
    rows = plan_rows(contrasts, leave_out)
    several = preset if generalist_steps is None else preset.with_steps(generalist_steps)
    _check_rows(only or (), rows)
    protocol = {
        "protocol": "matrix",
        **preset_facts(preset),
        "generalist_steps": [stage.steps for stage in several.training.stages],
        "contrasts": list(contrasts),
        "splits": {record.case: record.split for record in records},
        "files": {record.case: digest(record) for record in records},
    }
    wanted = [row for row in rows if only is None or row.name in only]
    left = [row for row in wanted if _missing(output, row)]
    if left:
        check_readable(preset, records)
    begin(output, protocol)
    device = device or choose_device()
    for row in left:
        own = several if len(row.trained_on) > 1 else preset
        _fill_row(own, row, records, output, threads, device, progress)
    return _write(preset, rows, contrasts, records, output)


def _check_rows(only: Sequence[str], rows: Sequence[MatrixRow]) -> None:
    if unknown := set(only) - {row.name for row in rows}:
        names = ", ".join(row.name for row in rows)
        raise InputError(f"The matrix has no row {min(unknown)!r}: it has {names}.")


def cell_folder(output: Path, row: MatrixRow, contrast: str) -> Path:
    """Where the numbers of a cell lie."""
    return output / "cells" / row.folder / folder_name(contrast)


def _missing(output: Path, row: MatrixRow) -> list[str]:
    """Columns of a row that are to be tested on."""
    return [c for c in row.tested_on if not is_done(cell_folder(output, row, c))]


def _fill_row(
    preset: Preset,
    row: MatrixRow,
    records: Sequence[CaseRecord],
    output: Path,
    threads: int | None,
    device: Device,
    progress: Progress | None,
) -> None:
    own = [record for record in records if contrast_of(record) in row.trained_on]
    model = train_once(preset, own, output / "runs" / row.folder, threads)
    detector = Engine(find_model(str(model.path)), device)
    for contrast in _missing(output, row):
        tested = [r for r in records if r.split == "test" and contrast_of(r) == contrast]
        collected = collect(tested, detector, progress)
        facts = {**origin_facts(), "row": row.name, "column": contrast, "training": model.facts}
        folder = cell_folder(output, row, contrast)
        make_folder(folder)
        write_collected(folder, collected)
        write_json(folder / METRICS, summarise_run(collected, facts).to_json())


def _write(
    preset: Preset,
    rows: Sequence[MatrixRow],
    contrasts: Sequence[str],
    records: Sequence[CaseRecord],
    output: Path,
) -> Matrix:
    """The matrix of the cells that are there."""
    cells = {
        (row.name, contrast): cell_folder(output, row, contrast)
        for row in rows
        for contrast in row.tested_on
        if (cell_folder(output, row, contrast) / METRICS).exists()
    }
    facts = {**origin_facts(), **preset_facts(preset)}
    matrix = summarise_matrix(rows, contrasts, records, cells, facts)
    table = matrix_table(matrix)
    write_table(output / "matrix.csv", list(table[0]), table)
    write_text(output / REPORT, render_matrix(matrix))
    write_json(output / "matrix.json", to_json(matrix))
    return matrix
