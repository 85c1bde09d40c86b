"""How workers end, one a test: cancelled, shut down, crashed, never ready; what is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from LandmarkAILib.inference.options import DetectionOptions
from LandmarkAILib.worker.blocking import run_request
from LandmarkAILib.worker.jobs import Callbacks
from LandmarkAILib.worker.process import Timeouts, kill_group, worker_command, worker_environment
from LandmarkAILib.worker.protocol import (
    Detect,
    DetectFolder,
    Failure,
    Probe,
    Progress,
    Ready,
    reply_from_json,
    to_json,
)
from worker_checks import is_alive, texts

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from .conftest import Station

    Make = Callable[..., Station]

KNOCK = Detect("nowhere.nrrd", "out", id="knock")
"""A request that a worker in order refuses at once."""

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")


def test_a_folder_that_is_cancelled_leaves_whole_cases_and_no_process(
    station: Make, tiny: Path, image: Path, long_image: Path, tmp_path: Path
) -> None:
    one, pids = station(timeouts=Timeouts(stop=60)), []

    def cancel(progress: Progress) -> None:
        if progress.text.startswith("case 2 of 2, long: looking") and not pids:
            pids.append(one.client.pid or 0)
            one.client.cancel(progress.id)

    out = tmp_path / "out"
    request = DetectFolder((str(image), str(long_image)), str(out), DetectionOptions(str(tiny), "cpu"))
    told = one.submit(request, cancel)
    one.wait(lambda: told.outcome)
    assert told.outcome == "cancelled"
    assert not is_alive(pids[0])
    assert [case.case for case in told.cases] == ["small"]
    assert {path.name.partition(".")[0] for path in out.iterdir()} == {
        "small",
        "summary",
        "run-manifest",
    }


def test_a_worker_that_waits_for_a_file_is_cancelled(station: Make, fifo: Path, out: str) -> None:
    one = station()
    told = one.submit(Detect(str(fifo), out), lambda progress: None)
    one.wait(lambda: "reading the image" in texts(told.progress))
    pid = one.client.pid
    one.client.cancel(one.client.pending[0])
    one.wait(lambda: told.outcome)
    assert told.outcome == "cancelled"
    assert pid and not is_alive(pid)


def test_shutdown_in_mid_run_leaves_no_process(station: Make, fifo: Path, out: str) -> None:
    one = station()
    told = one.submit(Detect(str(fifo), out))
    one.wait(lambda: "reading the image" in texts(told.progress))
    pid = one.client.pid
    one.client.shutdown()
    assert told.outcome == "cancelled"
    assert pid and not is_alive(pid)


def test_a_script_that_is_interrupted_cancels_its_job(station: Make, fifo: Path, out: str) -> None:
    one = station()

    def interrupt(progress: Progress) -> None:
        if progress.text == "reading the image":
            raise KeyboardInterrupt

    request = Detect(str(fifo), out)
    with pytest.raises(KeyboardInterrupt):
        run_request(one.client, request, one.launcher.wait, Callbacks(progress=interrupt))
    one.wait(lambda: one.client.state == "idle")
    assert one.client.pending == []


def test_a_library_that_aborts_is_a_message_and_a_fresh_worker(
    station: Make, image: Path, out: str, broken_torch: Callable[[str], dict[str, str]]
) -> None:
    one = station(environment=broken_torch("import os; os.abort()"))
    failure = one.failure(Detect(str(image), out))
    assert failure.kind == "crash"
    assert "small.nrrd was not finished" in failure.message
    assert one.failure(KNOCK).kind == "user"


def test_a_worker_that_writes_garbage_is_replaced(station: Make, tmp_path: Path) -> None:
    """The first process answers with garbage; the second one is a worker as it should be."""
    program = tmp_path / "sometimes.py"
    program.write_text(
        f"""
import pathlib, runpy, sys
flag = pathlib.Path({str(tmp_path / "flag")!r})
if flag.exists():
    runpy.run_module("LandmarkAILib.worker", run_name="__main__")
flag.touch()
print({to_json(Ready(1))!r}, flush=True)
sys.stdin.readline()
print("Fatal: \\xff\\x00 everything is lost", flush=True)
sys.stdin.read()
"""
    )
    one = station([sys.executable, str(program)])
    first, second = one.submit(KNOCK), one.submit(replace(KNOCK, id="second"))
    one.wait(lambda: second.outcome)
    assert isinstance(first.outcome, Failure)
    assert "gave a wrong answer" in first.outcome.message
    assert "everything is lost" in first.outcome.message
    assert isinstance(second.outcome, Failure)
    assert "nowhere.nrrd does not exist" in second.outcome.message


def test_a_worker_that_ended_at_leisure_is_started_again(station: Make) -> None:
    one = station(worker_command(idle=0.3))
    one.failure(KNOCK)
    first = one.client.pid
    assert first is not None
    one.wait(lambda: one.client.pid is None)
    assert not is_alive(first)
    assert one.failure(KNOCK).kind == "user"
    assert one.client.pid not in (None, first)


def test_a_program_that_is_not_there_is_named(station: Make, tmp_path: Path) -> None:
    failure = station([str(tmp_path / "PythonSlicer")]).failure(KNOCK)
    assert "could not be started" in failure.message
    assert "PythonSlicer" in failure.message


def test_a_process_that_never_gets_ready_is_given_up(station: Make) -> None:
    one = station([sys.executable, "-c", "import sys; sys.stdin.read()"], timeouts=Timeouts(start=0.2))
    assert "no answer within 0.2 s" in one.failure(KNOCK).message
    assert one.client.state == "idle"


LAUNCHER = "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]))"


ORPHAN = (
    "import subprocess, sys\n"
    "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'], start_new_session=True)\n"
    "sys.exit(3)\n"
)


@POSIX
def test_a_child_of_the_dead_that_holds_the_pipes_delays_nothing(station: Make) -> None:
    """The end of the output never comes then; the end of the process does."""
    one = station([sys.executable, "-c", ORPHAN])
    start = time.monotonic()
    failure = one.failure(Probe("cpu"))
    assert "exit status 3" in failure.message
    assert time.monotonic() - start < 50


@POSIX
def test_a_worker_behind_a_launcher_is_killed_with_it(station: Make, fifo: Path, out: str) -> None:
    """PythonSlicer is such a launcher: the interpreter is its child."""
    one = station([sys.executable, "-c", LAUNCHER, *worker_command()])
    told = one.submit(Detect(str(fifo), out))
    one.wait(lambda: "reading the image" in texts(told.progress))
    pid = one.client.pid or 0
    os.kill(pid, signal.SIGSTOP)  # now it is deaf to all but the kill
    one.client.cancel(one.client.pending[0])
    one.wait(lambda: told.outcome)
    one.wait(lambda: not is_alive(pid))  # an orphan: it is not ours to reap


@POSIX
def test_a_worker_in_a_group_of_its_own_is_killed_by_the_id_that_it_says() -> None:
    command = [sys.executable, "-c", LAUNCHER, *worker_command(own_group=True)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=worker_environment(), stdin=pipe, stdout=pipe) as launcher:
        assert launcher.stdout is not None
        ready = reply_from_json(launcher.stdout.readline().decode())
        assert isinstance(ready, Ready)
        assert ready.pid != launcher.pid
        kill_group(ready.pid)
        kill_group(ready.pid)  # gone already
        assert launcher.wait(60) != 0
