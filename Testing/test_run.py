"""The bootstrap: what a stranger's first command does when something is in its way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import run

pytestmark = pytest.mark.slow


def call(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(run.ROOT / "Testing" / "run.py"), *arguments]
    return subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        timeout=600,
    )


@pytest.mark.parametrize("arguments", [[], ["tests"], ["lint", "--fix"]])
def test_unknown_commands_get_the_usage(arguments: list[str]) -> None:
    result = call(*arguments)
    assert result.returncode == 2
    assert "python3 Testing/run.py demo" in result.stderr


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("the only copy")
    result = call("lint", LANDMARKAI_VENV=str(tmp_path))
    assert result.returncode == 1
    assert str(tmp_path) in result.stderr
    assert "LANDMARKAI_VENV" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_old_python_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    with pytest.raises(SystemExit, match=r"needs Python 3\.10 or newer"):
        run.check_python()


def test_missing_ensurepip_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Debian without python3-venv, where an empty folder of that name may be left."""
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit, match="apt-get install python3"):
        run.check_python()


@pytest.mark.parametrize(("installed", "wanted"), [(False, False), (True, False), (True, True)])
def test_finished_environment_is_used_as_it_is(tmp_path: Path, installed: bool, wanted: bool) -> None:
    stamp = {"python": list(sys.version_info[:2]), "inputs": run.inputs_digest(), "extras": installed}
    run.write_stamp(tmp_path, stamp)
    run.prepare(tmp_path, extras=wanted)
    assert run.read_stamp(tmp_path) == stamp
    assert [path.name for path in tmp_path.iterdir()] == [run.STAMP]


def test_failed_installation_is_said_and_not_trusted(tmp_path: Path) -> None:
    """Without a network pip fails; what an earlier failure left behind is made anew."""
    environment = tmp_path / "environment"
    environment.mkdir()
    run.write_stamp(environment, run.UNFINISHED)
    (environment / "half-installed").touch()
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull}
    result = call("demo", LANDMARKAI_VENV=str(environment), **offline)
    assert result.returncode == 1
    assert "pip's message is above" in result.stderr
    assert not (environment / "half-installed").exists()
    assert run.read_stamp(environment) == run.UNFINISHED
