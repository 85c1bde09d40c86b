"""What a cohort costs beside its cases: milliseconds of computing a case.

    python Testing/benchmarks/bookkeeping.py [--cases 10000]

A part of so many cases is run whose images are never read and whose network is never asked: what is left
is reading the table, finding files, claims, two lines of record a case, and what a second run needs to
find that all is done. Also: a row of ``summary.csv`` in a run over a folder. A case's own writing (four
files that appear together) is no part of it.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from LandmarkAILib.commands.batch import source
from LandmarkAILib.commands.batch.case_runner import CaseRunner
from LandmarkAILib.commands.batch.summary import CaseResult, append_summary, write_summary
from LandmarkAILib.commands.cohorts import part_run
from LandmarkAILib.commands.cohorts.parts import PartTask
from LandmarkAILib.files.case_walk import Case
from LandmarkAILib.files.cohort_table import COLUMNS, CohortCase, row_of
from LandmarkAILib.inference.engine import Progress
from LandmarkAILib.inference.options import DetectionOptions


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=10_000)
    count: int = parser.parse_args().cases
    CaseRunner.results = _results  # type: ignore[method-assign]
    source.ReadAhead.begin = lambda _self, _case: None  # type: ignore[method-assign]
    part_run._engine = lambda *_: None  # type: ignore[assignment,return-value]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        task = PartTask(_cohort(root, count), root / "out", DetectionOptions())
        found = {"cases": count}
        found["first run, ms a case"] = _measured(lambda: part_run.run_part(task), count)
        for n in range(count):
            (root / "out" / f"s{n:06}").mkdir()
            (root / "out" / f"s{n:06}" / "image.json").touch()
        found["second run, ms a case"] = _measured(lambda: part_run.run_part(task), count)
        found["summary.csv of a folder, ms a case"] = _measured(lambda: _summary(root, count), count)
    print(json.dumps(found, indent=2))


def _cohort(root: Path, count: int) -> Path:
    table = root / "cohort.csv"
    with table.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for n in range(count):
            path = root / "in" / f"s{n:06}" / "image.nrrd"
            path.parent.mkdir(parents=True)
            path.touch()
            case = CohortCase(
                f"s{n:06}/image", str(path), "", "", "", 1, 9, "1x1x1", "1x1x1", "0" * 64, "", n
            )
            writer.writerow(row_of(case))
    return table


def _results(_runner: CaseRunner, case: Case, _progress: Progress) -> Iterator[CaseResult]:
    yield CaseResult(case.output_stem.as_posix(), "done", 0.1, "9 of 9 points found by tiny 1.0.0" * 3)


def _summary(root: Path, count: int) -> None:
    results = [CaseResult(f"s{n}/image", "done", 0.1, "9 of 9 points found" * 4) for n in range(count)]
    write_summary(root, ())
    for result in results:
        append_summary(root, result)
    write_summary(root, results)


def _measured(work: Callable[[], object], count: int) -> float:
    start = time.process_time()
    work()
    return round(1000 * (time.process_time() - start) / count, 3)


if __name__ == "__main__":
    main()
