"""A job is what its folder says, whoever looks, and however its process ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from LandmarkAILib.errors import OutputError
from LandmarkAITrainingLib.slicer.logic import launcher as launching
from LandmarkAITrainingLib.slicer.logic.job import Job
from LandmarkAITrainingLib.slicer.logic.job_files import (
    LOCK,
    JobFile,
    hold_lock,
    is_held,
    read_log,
    write_status,
)
from LandmarkAITrainingLib.slicer.logic.launcher import DetachedLauncher
from scripted_launcher import ScriptedLauncher
from waiting import wait_for

HOLDER = (
    "import sys, time; from pathlib import Path\n"
    "from LandmarkAITrainingLib.slicer.logic.job_files import hold_lock\n"
    "with hold_lock(Path(sys.argv[1])): print('held', flush=True); time.sleep(600)"
)


@pytest.fixture
def launcher() -> ScriptedLauncher:
    return ScriptedLauncher()


@pytest.fixture
def job(tmp_path: Path, launcher: ScriptedLauncher) -> Job:
    return Job(tmp_path / "run" / "job", launcher)


def test_a_real_process_does_its_job_apart_from_this_one(tmp_path: Path) -> None:
    launcher = DetachedLauncher()
    job = Job(tmp_path / "job", launcher)
    assert job.state().state == "none" and job.command == ""
    (tmp_path / "empty").mkdir()
    job.start(["divide", str(tmp_path / "empty")], {"dataset": "empty"})
    found = JobFile.read(job.folder)
    assert found is not None and job.facts == {"dataset": "empty"}
    if sys.platform != "win32":
        assert os.getsid(found.process) == found.process != os.getsid(0)
    wait_for(lambda: launcher.has_ended(found.process), "the end of the job")
    assert job.state().state == "failed" and "holds no case" in job.state().message
    assert job.command == f"landmarkai divide {tmp_path / 'empty'}"


def test_states_by_how_the_process_ended(job: Job, launcher: ScriptedLauncher) -> None:
    job.start(["divide", "nowhere"])
    assert job.state().state == "running"
    with pytest.raises(OutputError, match="wait for it"):
        job.start(["divide", "nowhere"])
    launcher.end(0)
    assert job.state().state == "done"
    job.start(["divide", "nowhere"])
    assert job.state().state == "running"
    launcher.die()
    assert job.state().state == "killed"
    job.start(["divide", "nowhere"])
    job.cancel()
    assert job.state().state == "cancelled" and launcher.killed == [2, 3]


def test_job_without_a_place(tmp_path: Path, launcher: ScriptedLauncher) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="choose another output folder"):
        Job(tmp_path / "file" / "job", launcher).start(["divide", "x"])


def test_damaged_files_are_no_job(job: Job) -> None:
    job.folder.mkdir(parents=True)
    (job.folder / "job.json").write_text("{")
    assert job.state().state == "none" and job.facts == {}
    job.cancel()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_the_system_lets_go_of_the_lock_of_a_killed_process(
    job: Job, launcher: ScriptedLauncher
) -> None:
    job.start(["train"])
    lock = job.folder / LOCK
    command = [sys.executable, "-c", HOLDER, str(lock)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None and process.stdout.readline() == b"held\n"
        # Another Slicer does not know the process, and only the lock tells.
        stranger = Job(job.folder, ScriptedLauncher())
        assert is_held(lock) and stranger.state().is_running
        process.send_signal(signal.SIGKILL)
        process.wait(60)
    assert not is_held(lock)
    launcher.die()
    assert job.state().state == "killed"


@pytest.mark.skipif(sys.platform == "win32", reason="locks are inherited on POSIX")
def test_a_child_of_the_dead_that_holds_the_lock_keeps_nothing_going(
    job: Job, launcher: ScriptedLauncher
) -> None:
    """A process that prepares examples inherits the lock, and may hang where its parent was killed."""
    job.start(["train"])
    with hold_lock(job.folder / LOCK):  # as such a child does
        assert job.state().is_running
        launcher.die()
        assert job.state().state == "killed"


def test_a_process_that_does_not_end_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    monkeypatch.setitem(launching._started, process.pid, process)
    monkeypatch.setattr(launching, "_DEATH", 0.2)
    monkeypatch.setattr(launching, "kill_group", lambda _leader: None)  # as in a call into a dead disk
    with pytest.raises(OutputError, match=f"{process.pid} was killed and is still there after 0.2 s"):
        DetachedLauncher().kill(process.pid)
    process.kill()
    process.wait(60)


def test_two_cannot_hold_a_lock(tmp_path: Path) -> None:
    with hold_lock(tmp_path / "lock"), pytest.raises(BlockingIOError), hold_lock(tmp_path / "lock"):
        pass
    assert not is_held(tmp_path / "lock") and not is_held(tmp_path / "no such file")


def test_runner_in_a_folder_that_is_worked_in(
    job: Job, launcher: ScriptedLauncher, capsys: pytest.CaptureFixture[str]
) -> None:
    job.start(["divide", "nowhere"])
    with hold_lock(job.folder / LOCK):
        launcher.work()
    assert "another process is at work" in capsys.readouterr().out
    assert job.state().is_running


def test_of_lines_that_are_overwritten_the_last_state_is_read(tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_bytes(b"one\r\nEpoch 0:  10%\rEpoch 0:  20%\n\nlast\xff")
    assert read_log(tmp_path) == ["one", "Epoch 0:  20%", "last\ufffd"]
    assert read_log(tmp_path / "nowhere") == []


def test_status_is_written_for_others(job: Job, launcher: ScriptedLauncher) -> None:
    job.start(["divide", "nowhere"])
    launcher.say("Seed set\nlandmarkai: choose another folder.\nbye\n")
    write_status(job.folder, 2)
    assert job.state().message == "choose another folder."
