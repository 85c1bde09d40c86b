"""A cohort on dask.distributed: blocks of cases, each worked on as a part is, by workers anywhere.

A worker that is lost is replaced by its cluster, and its block goes on at another one where the block's
record says. ``dask-jobqueue`` and others give clusters; LandmarkAI only needs the address.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import LandmarkAIError
from ...files.case_records import read_all_records
from ...files.claims import HeldError
from ...files.cohort_table import CohortCase, read_cohort
from ...inference.options import DetectionOptions
from .earlier import Earlier
from .local_jobs import cores
from .part_run import PartOutcome, run_part
from .parts import PartTask

if TYPE_CHECKING:
    from distributed import Client

_LOCAL = "local:"
_BLOCK = 25  # cases; a place with more is not parted
_AHEAD = 2  # blocks for each thread of the workers that the scheduler knows of
_HELD = 180.0  # s until the claim of a worker that is gone is known to be one
_DEATHS = 2 * _BLOCK  # of workers at one block: each case ends two at most

# What each worker does beside its work, many times a second: a profiler and monitors that nobody reads.
_QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.worker.memory.monitor-interval": "1s",
}

_one_at_a_time = threading.Lock()

Tell = Callable[[PartOutcome, int, int], None]


@contextmanager
def connected(address: str, threads: int | None = None) -> Iterator[Client]:
    """A client of a scheduler.

    Args:
        address: ``local:N`` starts N workers on this machine for as long as the block runs; else that of
            a scheduler, or the path of its file.
        threads: of each local worker; None shares out the cores.

    Raises:
        LandmarkAIError: distributed is not installed, or nobody answers.
    """
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise LandmarkAIError(
            "Dask is not installed: pip install 'landmarkai[cluster]', or run parts with --part K/N.",
            "no-dask",
        ) from error
    if address.startswith(_LOCAL):
        count = address.removeprefix(_LOCAL)
        if not count.isdecimal() or int(count) < 1:
            raise LandmarkAIError(f"'{address}' names no number of workers: say local:8.", "dask")
        share = str(threads or max(1, cores() // int(count)))
        with (
            dask.config.set(_QUIET),
            LocalCluster(
                n_workers=int(count),
                threads_per_worker=1,
                dashboard_address=None,
                memory_limit=0,  # a volume may need more than an even share
                silence_logs=logging.CRITICAL,
                env={"OMP_NUM_THREADS": share},
            ) as cluster,
            Client(cluster) as client,
        ):
            yield client
        return
    try:
        where: dict[str, Any] = {"address": address}
        if Path(address).is_file():
            where = {"scheduler_file": address}
        client = Client(**where, timeout=30)
    except (OSError, ValueError) as error:
        raise LandmarkAIError(f"No dask scheduler answers at {address} ({error}).", "dask") from error
    with client:
        yield client


def run_on_dask(
    client: Client, table: Path, output: Path, options: DetectionOptions, tell: Tell | None = None
) -> PartOutcome:
    """Detect on all cases of a cohort that are not done.

    Args:
        client: of a scheduler whose workers see the table, its images and the output folder.
        table: ``cohort.csv``.
        output: folder of the results, which is there.
        options: with what to detect.
        tell: told of each block that has ended, with how many cases are over, of how many.

    Raises:
        LandmarkAIError: the machine or the disk would fail all other cases, too.
    """
    from distributed import KilledWorker, as_completed

    whole = PartOutcome("the cohort")
    start, over = time.perf_counter(), 0
    blocks, total, before = _todo(table, output, options)
    whole.counts["before"] = over = before
    waiting = as_completed()
    deaths: dict[str, int] = {}
    tasks: dict[str, PartTask] = {}

    def submit(task: PartTask) -> None:
        future = client.submit(run_block, task, pure=False, retries=1)
        tasks[future.key] = task
        waiting.add(future)

    for task in islice(blocks, _window(client)):
        submit(task)
    for future in waiting:
        task = tasks.pop(future.key)
        try:
            outcome: PartOutcome = future.result()
        except KilledWorker:
            deaths[task.name] = deaths.get(task.name, 0) + 1
            if deaths[task.name] > _DEATHS:
                raise LandmarkAIError(
                    f"{task.title} ended worker after worker: give the workers more memory.", "dask"
                ) from None
            submit(task)
            continue
        future.release()
        whole.add(outcome)
        over += len(task.cases or ())
        if tell:
            tell(outcome, over, total)
        for following in islice(blocks, max(1, _window(client) - len(tasks))):
            submit(following)
    whole.seconds = time.perf_counter() - start
    return whole


def run_block(task: PartTask) -> PartOutcome:
    """What a worker does: a block, as a part, when its other threads and a lost predecessor are done."""
    end = time.monotonic() + _HELD
    with _one_at_a_time:
        while True:
            try:
                return run_part(task)
            except HeldError:
                if time.monotonic() > end:
                    raise
            time.sleep(0.5)


def _todo(table: Path, output: Path, options: DetectionOptions) -> tuple[Iterator[PartTask], int, int]:
    """Blocks of what is not done, made as they are asked for; how many cases there are, and are done."""
    earlier = Earlier(read_all_records(output), output, options)
    total = before = 0
    for row in read_cohort(table):
        total += 1
        before += earlier.is_done(row)
    rows = (row for row in read_cohort(table) if not earlier.is_done(row))
    blocks = (
        PartTask(table, output, options, cases=cases, name=f"block-{n:06d}")
        for n, cases in enumerate(_blocks(rows), start=1)
    )
    return blocks, total, before


def _blocks(rows: Iterator[CohortCase]) -> Iterator[tuple[CohortCase, ...]]:
    """Rows that follow each other; those of one place are not parted."""
    block: list[CohortCase] = []
    for row in rows:
        if len(block) >= _BLOCK and row.group != block[-1].group:
            yield tuple(block)
            block = []
        block.append(row)
    if block:
        yield tuple(block)


def _window(client: Client) -> int:
    """How many blocks are given out at a time, so that neither memory nor the scheduler fills.

    Some even where there are no workers yet: a cluster that adapts asks for them once there is work.
    """
    workers = client.scheduler_info(n_workers=-1)["workers"].values()
    return max(_AHEAD, _AHEAD * sum(int(worker["nthreads"]) for worker in workers))


def with_threads(options: DetectionOptions, address: str) -> DetectionOptions:
    """Options whose threads are a local worker's share, where the user has not said."""
    if options.threads is not None or not address.startswith(_LOCAL):
        return options
    count = address.removeprefix(_LOCAL)
    share = max(1, cores() // int(count)) if count.isdecimal() and int(count) else None
    return replace(options, threads=share)
