"""A part of a cohort divided among processes of this machine, with threads and GPUs shared out."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from ...errors import LandmarkAIError
from .parts import Part

_RESTARTS = 50  # of one process, each of which must have got on: a case ends two at most
_PAUSE, _PATIENCE = 0.2, 60.0  # s


@dataclass(frozen=True)
class Job:
    """One process.

    Args:
        part: of the cohort.
        command: its command line.
        environment: of the process.
    """

    part: Part
    command: list[str]
    environment: dict[str, str]


def plan_jobs(
    part: Part, count: int, devices: Sequence[str], arguments: Sequence[str], threads: int | None
) -> list[Job]:
    """The processes for a part.

    Args:
        part: to be divided.
        count: of processes.
        devices: such as ``cuda:0``, shared out in turn; ``auto`` alone leaves the choice to each.
        arguments: of the command line, without what tells part, jobs, device and threads.
        threads: of each; None shares out the cores.
    """
    share = threads or max(1, cores() // count)
    jobs = []
    for n, piece in enumerate(part.divided(count)):
        device = devices[n % len(devices)]
        kind, visible = visible_device(device)
        command = [sys.executable, "-m", "LandmarkAILib", "detect", *arguments]
        command += ["--of-jobs", "--part", str(piece), "--device", kind, "--threads", str(share)]
        environment = {**os.environ, "OMP_NUM_THREADS": str(share)}
        # A task of an array says which part it is; its processes are told otherwise.
        environment = {k: v for k, v in environment.items() if not k.startswith("SLURM_ARRAY_TASK")}
        if visible is not None:
            environment["CUDA_VISIBLE_DEVICES"] = visible
        jobs.append(Job(piece, command, environment))
    return jobs


def run_jobs(jobs: Sequence[Job]) -> int:
    """Run processes until each has ended by itself; one that is killed is started again.

    Returns:
        The highest exit status.

    Raises:
        LandmarkAIError: one was killed again and again.
    """
    running = {n: _start(job) for n, job in enumerate(jobs)}
    restarts = dict.fromkeys(running, 0)
    statuses = [0]
    try:
        while running:
            time.sleep(_PAUSE)
            for n, process in list(running.items()):
                status = process.poll()
                if status is None:
                    continue
                del running[n]
                if status >= 0 and status < 128:
                    statuses.append(status)
                    continue
                restarts[n] += 1
                if restarts[n] > _RESTARTS:
                    raise LandmarkAIError(
                        f"The process for part {jobs[n].part} was killed {_RESTARTS} times: "
                        "give it more memory, or start fewer with --jobs."
                    )
                print(f"part {jobs[n].part} was killed; it goes on in a new process", file=sys.stderr)
                running[n] = _start(jobs[n])
    finally:
        for process in running.values():
            process.terminate()
        for process in running.values():
            _end(process)
    return max(statuses)


def visible_device(device: str) -> tuple[str, str | None]:
    """A kind of device, and what ``CUDA_VISIBLE_DEVICES`` must be for it to be the one of a number."""
    kind, _, number = device.partition(":")
    if not number:
        return kind, None
    allowed = [name for name in os.environ.get("CUDA_VISIBLE_DEVICES", "").split(",") if name]
    if not allowed:
        return kind, number
    if int(number) >= len(allowed):
        raise LandmarkAIError(f"There is no device {device}: {len(allowed)} may be used here.", "device")
    return kind, allowed[int(number)]


def _start(job: Job) -> subprocess.Popen[str]:
    process = subprocess.Popen(job.command, env=job.environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    threading.Thread(target=_hand_on, args=(process.stderr, job.part), daemon=True).start()
    return process


def _end(process: subprocess.Popen[str]) -> None:
    """Wait for a process that was asked to end; what does not is killed."""
    try:
        process.wait(timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=_PATIENCE)


def _hand_on(lines: IO[str], part: Part) -> None:
    for line in lines:
        print(f"{part}: {line.rstrip()}", file=sys.stderr, flush=True)


def cores() -> int:
    """Cores that this process may use: a scheduler's share of the machine."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
