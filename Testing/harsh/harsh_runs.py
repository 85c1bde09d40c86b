"""Kills, broken disks, two processes, random geometries.

``python Testing/harsh/harsh_runs.py WHAT --times N``

Prints what went wrong, exit 1 if anything did.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
for _part in ("LandmarkAI", "LandmarkAITraining", "Testing", "Testing/harsh"):
    sys.path.insert(0, str(ROOT / _part))


def _batch(folder: Path, times: int, seed: int) -> list[str]:
    from kills import KilledBatch

    batch = KilledBatch(folder, seed)
    found = batch.at_random(times)
    for overwrite in (False, True):
        found += batch.at_operations(times, overwrite)
    return found


def _disk(folder: Path, times: int, seed: int, only: str = "") -> list[str]:
    from disks import check, works

    found = []
    for work in works(folder):
        if only and only not in work.name:
            continue
        start = time.perf_counter()
        problems = check(work, times, seed)
        print(f"{work.name}: {len(problems)} problems, {time.perf_counter() - start:.0f} s", flush=True)
        print("\n".join(problems), flush=True)
        found += problems
    return found


def _worker(folder: Path, times: int, seed: int) -> list[str]:
    from killed_worker import KilledWorker

    return KilledWorker(folder, seed).at_random(times)


def _geometry(folder: Path, times: int, seed: int) -> list[str]:
    from geometries import problems

    return [problem for number in range(times) for problem in problems(number, folder, seed)]


def _two(folder: Path, times: int, seed: int) -> list[str]:
    from together import rows_lost

    return rows_lost(folder, times)


WHAT: dict[str, Callable[..., list[str]]] = {
    "batch": _batch,
    "disk": _disk,
    "geometry": _geometry,
    "two": _two,
    "worker": _worker,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=WHAT)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--only", help="part of the name of a command whose disk fails")
    arguments = parser.parse_args()
    from studies import prepare

    prepare()
    start = time.perf_counter()
    with TemporaryDirectory() as name:
        more = [arguments.only] if arguments.only else []
        problems = WHAT[arguments.what](Path(name), arguments.times, arguments.seed, *more)
    for problem in problems:
        print(problem)
    print(f"{arguments.what}: {len(problems)} problems, {time.perf_counter() - start:.0f} s")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
