"""``landmarkai evaluate``: how well a model finds landmarks on a dataset, in numbers and pictures."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from LandmarkAILib.errors import InputError
from LandmarkAILib.files.atomic import make_folder
from LandmarkAILib.inference.device import REQUESTS, choose_device
from LandmarkAILib.inference.engine import Engine
from LandmarkAILib.models.installed import find_model

from ..data.dataset import CaseRecord, of_sources, read_dataset
from ..evaluation.compare import compare_models
from ..evaluation.files import METRICS, REPORT, write_collected, write_json, write_text
from ..evaluation.report.case_pictures import draw_pictures
from ..evaluation.report.report import render_report
from ..evaluation.run import Detector, Progress, collect, summarise_run
from ..evaluation.summary import Summary


def evaluate(
    cases: Sequence[CaseRecord],
    detector: Detector,
    output: Path,
    facts: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
    other: Detector | None = None,
) -> Summary:
    """Run a detector over cases; write ``metrics.json``, ``report.html`` and tables, as ``errors.csv``.

    Args:
        cases: what to evaluate on; a case that cannot be read is reported and left out.
        detector: the model.
        output: folder for the files; made if needed.
        facts: JSON-ready, copied into ``metrics.json``, such as command, split, fold.
        progress: told of each case.
        other: a second model, which the first is compared with on the same cases.

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
        metrics["comparison"] = compare_models(collected, collect(cases, other, progress))
    report = render_report(metrics, collected, draw_pictures(collected, detector))
    write_collected(output, collected)
    write_text(output / REPORT, report)
    write_json(output / METRICS, metrics)  # last: where it is, the others are
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


def register(subparsers: Any) -> None:
    """Add ``evaluate`` to argparse's subparsers of ``landmarkai``."""
    parser = subparsers.add_parser("evaluate", help="measure a model on a dataset of annotated cases")
    parser.add_argument("dataset", type=Path, help="folder of case folders")
    parser.add_argument("--model", required=True, help="name of a model or path of its folder")
    parser.add_argument("--compare", metavar="OTHER_MODEL", help="compare with this model, case by case")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder for the report")
    parser.add_argument("--cases", type=Path, help="table of cases (default: DATASET/cases.csv)")
    parser.add_argument(
        "--split",
        choices=("train", "val", "test", "all"),
        help="cases to evaluate on (default: test where the table has that split, else all)",
    )
    parser.add_argument("--sources", nargs="+", help="use only these sources (first folders)")
    parser.add_argument("--fold", type=int, help="evaluate on the cases held out in this fold")
    parser.add_argument("--device", default="auto", choices=REQUESTS)
    parser.set_defaults(run=evaluate_command)


def evaluate_command(args: argparse.Namespace) -> int:
    """Evaluate as the command line asks.

    Returns:
        Exit code: 0, or 1 if a case could not be evaluated.

    Raises:
        LandmarkAIError: nothing could be evaluated or written.
    """
    records = of_sources(read_dataset(args.dataset, args.cases), args.sources)
    cases = select_cases(records, args.split, args.fold)
    device = choose_device(args.device)
    engine = Engine(find_model(args.model), device)
    other = Engine(find_model(args.compare), device) if args.compare else None
    facts = {
        "created": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "command": shlex.join(["landmarkai", *sys.argv[1:]]),
        "split": args.split,
        "fold": args.fold,
    }
    metrics = evaluate(cases, engine, args.output, facts, say, other)
    print(f"{args.output / 'report.html'}: {metrics['data']['cases']} cases evaluated")
    return 1 if metrics["failed"] else 0


def say(done: int, total: int, message: str) -> None:
    """Progress on a terminal."""
    print(f"{done}/{total} {message}", file=sys.stderr, flush=True)
