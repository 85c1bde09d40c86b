"""``landmarkai matrix``: specialists and a generalist, each tested on every contrast."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from LandmarkAILib.errors import InputError
from LandmarkAILib.files.atomic import make_folder
from LandmarkAILib.inference.device import Device, choose_device
from LandmarkAILib.inference.engine import Engine
from LandmarkAILib.models.installed import find_model

from ..commands.evaluate import say
from ..data.dataset import CaseRecord, of_sources, read_dataset
from ..data.digest import digest
from ..evaluation.describe_data import contrast_of
from ..evaluation.files import METRICS, REPORT, write_collected, write_json, write_table, write_text
from ..evaluation.report.matrix_report import render_matrix
from ..evaluation.run import Progress, collect, summarise_run
from ..training.presets import Preset
from .matrix_plan import MatrixRow, folder_name, matrix_contrasts, matrix_records, plan_rows
from .matrix_summary import matrix_table, summarise_matrix
from .options import add_options, chosen_preset
from .readable import check_readable, is_done
from .resume import begin, origin_facts, preset_facts
from .training_run import train_once

Matrix = dict[str, Any]


def register(subparsers: Any) -> None:
    """Add the command to ``landmarkai``."""
    words = "train one specialist a contrast and one generalist; test each on every contrast"
    parser = subparsers.add_parser("matrix", help=words, description=words)
    parser.add_argument("dataset", type=Path, nargs="+", help="folder trees of annotated cases")
    parser.add_argument("--contrasts", nargs="+", help="these contrasts, in this order (default: all)")
    parser.add_argument("--cases", type=Path, nargs="+", help="table of cases of each dataset")
    add_options(parser)
    parser.add_argument(
        "--leave-out", action="store_true", help="also train on all contrasts but one, for each"
    )
    parser.add_argument(
        "--no-synthesis",
        action="store_true",
        help="train on the images alone; synthesised contrasts would let a specialist see others",
    )
    parser.add_argument(
        "--generalist-steps",
        type=int,
        nargs="+",
        help="steps of models of several contrasts, of which they see each the more seldom",
    )
    parser.add_argument("--only", nargs="+", metavar="ROW", help="train these rows now, by name")
    parser.set_defaults(run=command)


def command(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit code: 1 if a case could not be evaluated."""
    preset = chosen_preset(arguments)
    if arguments.no_synthesis:
        preset = preset.with_training(synthetic=0.0)
    tables = arguments.cases or [None] * len(arguments.dataset)
    if len(tables) != len(arguments.dataset):
        raise InputError(f"--cases names {len(tables)} tables for {len(arguments.dataset)} datasets.")
    records = [
        record
        for dataset, table in zip(arguments.dataset, tables, strict=True)
        for record in read_dataset(dataset, table)
    ]
    records = matrix_records(
        of_sources(records, arguments.sources), arguments.contrasts, preset.training.seed
    )
    matrix = run_matrix(
        preset,
        records,
        arguments.output,
        contrasts=matrix_contrasts(records, arguments.contrasts),
        leave_out=arguments.leave_out,
        only=arguments.only,
        generalist_steps=arguments.generalist_steps,
        threads=arguments.threads,
        device=choose_device(arguments.device),
        progress=say,
    )
    print(f"{arguments.output / REPORT}: {len(matrix['cells'])} cells")
    return 1 if any(cell["failed"] for cell in matrix["cells"]) else 0


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
    if unknown := set(only or ()) - {row.name for row in rows}:
        names = ", ".join(row.name for row in rows)
        raise InputError(f"The matrix has no row {min(unknown)!r}: it has {names}.")
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
        write_json(folder / METRICS, summarise_run(collected, facts))


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
    write_json(output / "matrix.json", matrix)
    return matrix
