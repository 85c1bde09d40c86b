"""The worker's process by itself: what goes in, what comes out, when it ends."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from LandmarkAILib.worker.process import worker_command, worker_environment
from LandmarkAILib.worker.protocol import (
    Detect,
    Failure,
    Probe,
    Progress,
    Ready,
    Reply,
    Result,
    reply_from_json,
    to_json,
)

PATIENCE = 120


def talk(lines: list[str], environment: dict[str, str] | None = None) -> tuple[list[Reply], str]:
    """Replies to lines that are all written at once, after which a shutdown is; and its stderr."""
    pipe = subprocess.PIPE
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as log,
        subprocess.Popen(
            worker_command(),
            env=environment or worker_environment(),
            stdin=pipe,
            stdout=pipe,
            stderr=log,
            text=True,
        ) as process,
    ):
        assert process.stdin and process.stdout
        process.stdin.write("".join(f"{line}\n" for line in lines))
        process.stdin.flush()  # and not closed, which would end the worker
        replies: list[Reply] = []
        while len(ends(replies)) < len(lines):
            replies.append(reply_from_json(process.stdout.readline()))
        process.stdin.close()
        assert process.stdout.read() == ""
        assert process.wait(PATIENCE) == 0
        log.seek(0)
        said = log.read()
    assert isinstance(replies[0], Ready), said
    return replies[1:], said


def ends(replies: list[Reply]) -> list[Result | Failure]:
    return [reply for reply in replies if isinstance(reply, (Result, Failure))]


def test_garbage_is_answered_and_the_next_request_too() -> None:
    knock = to_json(Detect("nowhere.nrrd", "out", id="h"))
    replies, _ = talk(
        ["", "what?", knock.replace('"detect"', '"sing"'), knock.replace("2", "3", 1), knock]
    )
    first, second, third, fourth, fifth = ends(replies)
    assert all(isinstance(reply, Failure) for reply in (first, second, third, fourth))
    assert [reply.id for reply in (first, second, third, fourth)] == ["", "", "h", "h"]
    assert isinstance(fifth, Failure) and (fifth.id, fifth.kind) == ("h", "user")
    assert "nowhere.nrrd does not exist" in fifth.message


def test_models_are_listed_with_what_the_picker_shows(
    tmp_path: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANDMARKAI_HOME", str(tmp_path))
    (tmp_path / "Models").mkdir()
    (tmp_path / "Models" / "good").symlink_to(tiny)
    damaged = tmp_path / "Models" / "damaged"
    damaged.mkdir()
    (damaged / "model.json").write_text("{}")
    (result,) = ends(talk([to_json(Probe("cpu"))])[0])
    assert isinstance(result, Result)
    models = {model["name"]: model for model in result.facts["models"]}
    assert models["good"]["problem"] == ""
    assert models["good"]["landmarks"][2] == "LV center"
    assert models["good"]["intended_use"] == "tests"
    assert "get the model again" in models["damaged"]["problem"]


def test_what_libraries_print_does_not_disturb_the_answers(
    broken_torch: Callable[[str], dict[str, str]], image: Path, tmp_path: Path
) -> None:
    chatter = """
import os, subprocess, sys
print("from Python")
os.write(1, b"from C\\n")
subprocess.run([sys.executable, "-c", "print('from a child')"], check=True)
raise ImportError("libcudart.so.99 is missing", name="torch")
"""
    request = Detect(str(image), str(tmp_path / "out"))
    replies, log = talk([to_json(request)], broken_torch(chatter))
    (failure,) = ends(replies)
    assert isinstance(failure, Failure)
    assert failure.kind == "user"
    assert "PyTorch cannot be loaded (libcudart.so.99 is missing): install it again" in failure.message
    assert all(words in log for words in ("from Python", "from C", "from a child"))


@pytest.mark.parametrize(
    ("program", "problem"),
    [
        ("raise OSError('WinError 126: c10.dll')", "PyTorch cannot be loaded (WinError 126: c10.dll)"),
        ("", "only a part of it is installed"),
    ],
)
def test_a_probe_of_a_broken_torch_says_what_is_wrong(
    broken_torch: Callable[[str], dict[str, str]], program: str, problem: str
) -> None:
    (result,) = ends(talk([to_json(Probe())], broken_torch(program))[0])
    assert isinstance(result, Result)
    assert any(problem in text for text in result.facts["problems"])
    assert result.facts["device"] is None


def test_lack_of_memory_is_told_as_such(
    broken_torch: Callable[[str], dict[str, str]], image: Path, tmp_path: Path
) -> None:
    request = Detect(str(image), str(tmp_path / "out"), name="A heart")
    (failure,) = ends(talk([to_json(request)], broken_torch("raise MemoryError"))[0])
    assert isinstance(failure, Failure)
    assert failure.kind == "oom"
    assert failure.message.startswith("A heart needs more memory than there is")


def test_a_worker_without_work_ends_by_itself() -> None:
    with subprocess.Popen(
        worker_command(idle=0.2), env=worker_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.wait(PATIENCE) == 0
        assert process.stdout is not None
        assert len(process.stdout.readlines()) == 1


def start() -> subprocess.Popen[str]:
    return subprocess.Popen(
        worker_command(),
        env=worker_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_worker_ends_when_its_input_closes() -> None:
    with start() as process:
        assert process.stdin and process.stdout and process.stderr
        assert isinstance(reply_from_json(process.stdout.readline()), Ready)
        process.stdin.close()
        assert process.wait(PATIENCE) == 0
        assert process.stderr.read() == ""


def test_a_worker_ends_when_its_input_closes_while_it_waits_for_a_file(
    fifo: Path, tmp_path: Path
) -> None:
    with start() as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(to_json(Detect(str(fifo), str(tmp_path / "out"))) + "\n")
        process.stdin.flush()
        told = (reply_from_json(line) for line in process.stdout)
        assert any(isinstance(reply, Progress) and "reading" in reply.text for reply in told)
        process.stdin.close()
        assert process.wait(PATIENCE) == 0
        assert process.stderr.read() == ""


def test_a_worker_ends_when_nobody_listens(image: Path, tmp_path: Path) -> None:
    with start() as process:
        assert process.stdin and process.stdout
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(to_json(Probe()) + "\n")
        process.stdin.flush()
        assert process.wait(PATIENCE) == 0
