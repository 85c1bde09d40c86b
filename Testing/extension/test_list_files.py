"""The lists of files in ``CMakeLists.txt``: what they hold, how they are written and compared."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from extension.gates.checkout import Checkout
from extension.gates.file_lists import ListError, updated, wanted_lists
from extension.small_extension import replace, write_extension

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

SCRIPT = Path(__file__).resolve().parent / "list_files.py"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_extension(tmp_path)


def test_lists_hold_scripts_and_all_else_of_the_module(root: Path) -> None:
    assert wanted_lists(Checkout(root), "HeartPoints/CMakeLists.txt") == {
        "MODULE_PYTHON_SCRIPTS": [
            "HeartPoints.py",
            "HeartPointsLib/__init__.py",
            "HeartPointsLib/__main__.py",
            "HeartPointsLib/deep/__init__.py",
            "HeartPointsLib/deep/networks.py",
            "HeartPointsLib/finding.py",
            "HeartPointsLib/points.py",
        ],
        "MODULE_PYTHON_RESOURCES": ["HeartPointsLib/points.json", "Resources/Icons/HeartPoints.png"],
    }


def test_top_list_holds_models_and_not_what_only_the_repository_needs(root: Path) -> None:
    lists = wanted_lists(Checkout(root), "CMakeLists.txt")
    assert lists == {"SHARED_RESOURCES": ["Resources/Models/hearts/model.json"]}


def test_ignored_files_are_not_listed(root: Path) -> None:
    (root / ".gitignore").write_text("*.pyc\n", encoding="utf-8")
    (root / "HeartPoints" / "HeartPoints.pyc").write_bytes(b"")
    scripts, resources = wanted_lists(Checkout(root), "HeartPoints/CMakeLists.txt").values()
    assert "HeartPoints.pyc" not in scripts + resources


def test_writing_touches_only_what_stands_between_the_markers(root: Path) -> None:
    before = (root / "HeartPoints/CMakeLists.txt").read_bytes()
    new = root / "HeartPoints" / "HeartPointsLib" / "new.py"
    new.write_bytes(b"")
    assert run(root, "--check").returncode == 1
    assert (root / "HeartPoints/CMakeLists.txt").read_bytes() == before
    written = run(root)
    assert (written.returncode, written.stdout) == (0, "HeartPoints/CMakeLists.txt: written\n")
    line = b"  HeartPointsLib/new.py\n"
    assert (root / "HeartPoints/CMakeLists.txt").read_bytes().replace(line, b"") == before
    assert (run(root, "--check").returncode, run(root).stdout) == (0, "")


def test_missing_markers_are_named(root: Path) -> None:
    replace(root, "CMakeLists.txt", "# </files>", "")
    with pytest.raises(ListError, match=r"CMakeLists\.txt needs the lines"):
        updated(Checkout(root), "CMakeLists.txt")
    result = run(root)
    assert result.returncode == 1 and "needs the lines" in result.stderr


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), str(root), *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=600)
