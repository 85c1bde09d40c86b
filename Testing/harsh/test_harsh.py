"""A few of each; ``harsh_runs.py`` says how to have many. Children are forked, of one thread."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_RUN = Path(__file__).with_name("harsh_runs.py")
_PATIENCE = 600.0  # s
# The long run is the same with more: LANDMARKAI_HARSH_TIMES=100.
_MORE = os.environ.get("LANDMARKAI_HARSH_TIMES")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork"),
]


def outcome(what: str, times: int, *more: str) -> str:
    """What a run printed; it has to find no problem."""
    command = [sys.executable, str(_RUN), what, "--times", _MORE or str(times), *more]
    limit = _PATIENCE * (1 + int(_MORE or 0))
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=limit)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.parametrize(("what", "times"), [("batch", 4), ("worker", 4), ("geometry", 50), ("two", 6)])
def test_nothing_is_lost(what: str, times: int) -> None:
    assert f"{what}: 0 problems" in outcome(what, times)


@pytest.mark.parametrize("command", ["detect among others", "detect --overwrite", "models", "evaluate"])
def test_a_disk_that_takes_no_more(command: str) -> None:
    assert "disk: 0 problems" in outcome("disk", 1, "--only", command)


def test_what_is_wrong_is_a_problem() -> None:
    """A process that is killed by the test's own error, not by the kill, is told."""
    program = (
        f"import sys; sys.path.insert(0, {str(_RUN.parent)!r})\n"
        "import forked, geometries\n"
        "assert forked.run_child(lambda: 1 / 0).status == 99\n"
        "assert forked.run_child(lambda: 3).status == 3\n"
        "import time\n"
        "assert forked.run_child(lambda: time.sleep(30), kill_after=0.1).status == -9\n"
        "geometries.FOUND = -1.0\n"
        "import pathlib, tempfile\n"
        "folder = pathlib.Path(tempfile.mkdtemp())\n"
        "assert 'mm away' in geometries.problems(0, folder)[0]\n"
    )
    paths = [str(_RUN.parents[2] / name) for name in ("LandmarkAI", "LandmarkAITraining", "Testing")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment, timeout=_PATIENCE)
