"""The examples for clusters, where there is one to start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parents[1] / "docs" / "examples"


@pytest.mark.slow
def test_the_array_example_runs_on_slurm() -> None:
    command = [sys.executable, str(HERE / "slurm_array.py"), "--studies", "52", "--tasks", "3"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=1800, check=False)
    if ended.returncode == 77:
        pytest.skip(ended.stderr.strip().splitlines()[-1])
    assert ended.returncode == 0, ended.stderr
    assert '"failed": 1' in ended.stdout and '"done": 51' in ended.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs bash")
def test_the_array_example_is_a_script() -> None:
    script = EXAMPLES / "slurm_array.sh"
    subprocess.run(["bash", "-n", str(script)], check=True, timeout=60)
    assert script.read_text().startswith("#!/bin/bash\n")
