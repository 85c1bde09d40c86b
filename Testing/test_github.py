"""What GitHub reads parses, names files that are there, and its shell is shell."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

yaml = pytest.importorskip("yaml", reason="PyYAML comes with Lightning")

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / ".github").rglob("*.yml"))
_NAMED = re.compile(r"(?:LandmarkAI|LandmarkAITraining|docs)/[\w./-]+\.(?:py|txt)")


def steps(path: Path) -> list[dict[str, Any]]:
    jobs = yaml.safe_load(path.read_text(encoding="utf-8")).get("jobs", {})
    return [step for job in jobs.values() for step in job["steps"]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_parses_and_names_what_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert isinstance(yaml.safe_load(text), dict)
    for name in _NAMED.findall(text):
        assert (ROOT / name).is_file(), f"{path.name} names {name}"


def test_workflows_are_as_github_describes_them() -> None:
    """By GitHub's JSON schema, which ``pip install check-jsonschema`` brings along."""
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    workflows = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    told = subprocess.run(
        [*command, *workflows], check=False, capture_output=True, text=True, timeout=120
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_slicer_is_tried_on_three_systems_stable_and_preview() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "slicer.yml").read_text("utf-8"))
    matrix = workflow["jobs"]["self-test"]["strategy"]["matrix"]
    assert matrix["stability"] == ["release", "nightly"]
    assert {entry["os"] for entry in matrix["include"]} == set(matrix["os"])
    assert {entry["slicer"] for entry in matrix["include"]} == {"linux", "win", "macosx"}


def test_the_shell_of_workflows_is_shell() -> None:
    if shutil.which("bash") is None:
        pytest.skip("there is no bash")
    for path in FILES:
        for step in steps(path):
            if step.get("run") and step.get("shell") != "pwsh":
                program = re.sub(r"\$\{\{.*?\}\}", "x", step["run"])
                command = ["bash", "-n", "-c", program]
                told = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
                assert told.returncode == 0, f"{path.name}: {told.stderr}"
