"""Ten thousand small studies over dask, with damaged ones, killed workers and stopped runs.

    python Testing/cluster/ten_thousand.py FOLDER [--studies 10000] [--workers 8]

What is measured is the engine around the network, so the model is tiny (see ``small_cohort.py``):

- the cohort is planned;
- one process does a share of it (``--part 1/20``), its time of computing a case being the ideal, and
  its results what the others are compared with;
- eight local workers of dask do all of it. Every 50th study is damaged, the worker that comes upon
  every 500th is killed, and the whole run is stopped (SIGINT, SIGTERM, SIGKILL of coordinator and
  workers) three times and begun again;
- ``landmarkai gather`` makes its table where that command is there.

Printed as JSON: whether each study is in the table once with the right status, whether numbers are
those of the plain run, the time of computing a case, and the coordinator's memory. The machine may be
shared, so what counts is time of computing; wall time is printed beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from LandmarkAILib.files.case_records import CaseRecord, last_of_each, read_all_records
from LandmarkAILib.files.cohort_table import read_cohort
from small_cohort import DAMAGED_EVERY, is_damaged, make_model, make_studies

KILLED_EVERY = 500
SHARE = 20  # of the cohort is done by one plain process
_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
_LIMIT = 4 * 3600.0  # s


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--studies", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=8)
    arguments = parser.parse_args()
    try:
        import distributed  # noqa: F401
    except ImportError:
        raise SystemExit("skipped: dask.distributed is not installed (extra [cluster])") from None
    root: Path = arguments.folder
    root.mkdir(parents=True)
    model = make_model(root)
    make_studies(root / "in", arguments.studies)
    found: dict[str, Any] = {"studies": arguments.studies, "workers": arguments.workers}
    found["plan"] = _timed(["plan", str(root / "in"), "-o", str(root / "cohort.csv")])
    print(json.dumps(found), file=sys.stderr, flush=True)
    found["plain"] = _plain(root, model)
    print(json.dumps(found), file=sys.stderr, flush=True)
    found["dask"] = _dask(root, model, arguments.studies, arguments.workers)
    print(json.dumps(found), file=sys.stderr, flush=True)
    found["checks"] = _checks(root, arguments.studies)
    plain, dask = (found[name]["core ms a case"] for name in ("plain", "dask"))
    found["dask over plain"] = round(dask / plain, 3)
    if (gathered := _timed(["gather", str(root / "out")])) is not None:
        found["gather"] = gathered
    print(json.dumps(found, indent=2))


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "LandmarkAILib", *arguments]


def _timed(arguments: list[str]) -> dict[str, float] | None:
    """Time and memory of a command; None where there is no such command."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = subprocess.run(_command(*arguments), timeout=_LIMIT, stderr=subprocess.PIPE, check=False)
    if ended.returncode == 2 and b"invalid choice" in ended.stderr:
        return None
    if ended.returncode not in (0, 1):  # 1: some cases failed, as they must
        raise SystemExit(ended.stderr.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": round(time.perf_counter() - start, 1), "core seconds": round(cpu, 1)}


def _plain(root: Path, model: Path) -> dict[str, float]:
    """One process on a share of the cohort."""
    given = ["detect", str(root / "cohort.csv"), "-o", str(root / "plain"), "--model", str(model)]
    command = _command(*given, "--device", "cpu", "--threads", "1", "--part", f"1/{SHARE}")
    start = time.perf_counter()
    subprocess.run(command, timeout=_LIMIT, stderr=subprocess.DEVNULL, check=False)
    records = _ended(root / "plain")
    return {"seconds": round(time.perf_counter() - start, 1), **_times(records)}


def _dask(root: Path, model: Path, studies: int, workers: int) -> dict[str, Any]:
    """The whole cohort, with kills and stops."""
    given = ["detect", str(root / "cohort.csv"), "-o", str(root / "out"), "--model", str(model)]
    command = _command(*given, "--device", "cpu", "--threads", "1", "--dask", f"local:{workers}")
    stops = [(studies * (n + 1) // 4, sign) for n, sign in enumerate(_STOPS)]
    killer = _Killer(root / "out")
    memory: list[tuple[int, float]] = []
    start, status = time.perf_counter(), -1
    while status not in (0, 1):
        with (root / "dask.log").open("ab") as log:
            process = subprocess.Popen(command, stderr=log, start_new_session=True)
        while (code := process.poll()) is None:
            time.sleep(0.5)
            killer.look()
            memory += _resident(process.pid, killer.over)
            if stops and killer.over >= stops[0][0]:
                _stop(process, stops.pop(0)[1])
            if time.perf_counter() - start > _LIMIT:
                _stop(process, signal.SIGKILL)
                raise SystemExit("it took too long")
        status = code
    early = [used for over, used in memory if over >= 100][:10]
    return {
        "seconds": round(time.perf_counter() - start, 1),
        "stopped": len(_STOPS) - len(stops),
        "workers killed": killer.killed,
        "MB of the coordinator at case 100": round(sum(early) / len(early)),
        "MB of the coordinator at the end": round(memory[-1][1]),
        "MB of the coordinator at most": round(max(used for _, used in memory)),
        **_times(_ended(root / "out")),
    }


class _Killer:
    """Reads the records as they grow, and kills the worker that begins every so many-th study, once."""

    def __init__(self, output: Path) -> None:
        self._parts = output / "parts"
        self._read: dict[Path, int] = {}
        self._done: set[str] = set()
        self.over = self.killed = 0

    def look(self) -> None:
        for path in self._parts.glob("*.jsonl"):
            data = path.read_bytes()[self._read.get(path, 0) :]
            whole = data[: data.rfind(b"\n") + 1]
            self._read[path] = self._read.get(path, 0) + len(whole)
            for line in whole.splitlines():
                self._line(json.loads(line))

    def _line(self, record: dict[str, Any]) -> None:
        number = int(record["case"][-12:-6])
        if record["status"] != "started":
            self.over += record.get("attempt", 1) == 1
        elif number % KILLED_EVERY == KILLED_EVERY - 2 and record["case"] not in self._done:
            self._done.add(record["case"])
            try:
                os.kill(int(record["host"].rpartition(":")[2]), signal.SIGKILL)
                self.killed += 1
            except ProcessLookupError:
                pass


def _stop(process: subprocess.Popen[bytes], sign: int) -> None:
    """Stop a run; a kill is of all its processes."""
    if sign == signal.SIGKILL:
        os.killpg(process.pid, sign)
    else:
        process.send_signal(sign)
    process.wait(timeout=300)


def _resident(process: int, over: int) -> Iterator[tuple[int, float]]:
    """Cases that are over, and MB of a process of ours that runs."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return
    lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    if "VmRSS" in lines:
        yield over, int(lines["VmRSS"].split()[0]) / 1024


def _ended(output: Path) -> list[CaseRecord]:
    return [record for record in read_all_records(output) if record.status in ("done", "failed")]


def _times(records: list[CaseRecord]) -> dict[str, float]:
    """Of the cases that were done, the first of each process left out: it loads the libraries."""
    seen: set[str] = set()
    steady = []
    for record in records:
        if record.host in seen and record.status == "done":
            steady.append(record.cpu)
        seen.add(record.host)
    return {"cases": len(records), "core ms a case": round(1000 * sum(steady) / len(steady), 2)}


def _checks(root: Path, studies: int) -> dict[str, Any]:
    """Each study once, with the right status; numbers as in the plain run."""
    last = last_of_each(read_all_records(root / "out"))
    right = {
        case.id: "failed" if is_damaged(n, DAMAGED_EVERY) else "done"
        for n, case in enumerate(read_cohort(root / "cohort.csv"))
    }
    wrong = {case: record.status for (case, _), record in last.items() if record.status != right[case]}
    compared = differing = 0
    for path in (root / "plain").rglob("*.json"):
        name = path.relative_to(root / "plain")
        if name.parts[0] == "parts" or len(name.parts) == 1 or name.name.endswith(".mrk.json"):
            continue
        compared += 1
        differing += _numbers(path) != _numbers(root / "out" / name)
    return {
        "rows": len(last),
        "each once": len(last) == studies == len(right),
        "wrong status": wrong,
        "compared with the plain run": compared,
        "differing": differing,
    }


def _numbers(path: Path) -> object:
    document = json.loads(path.read_text())
    return document["landmarks"], document["digests"]


if __name__ == "__main__":
    main()
