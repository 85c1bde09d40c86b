"""This extension itself: its gates, its lists of files, and what Slicer would install."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from extension.configuring import Configured, configure
from extension.gates import GATES
from extension.gates.checkout import Checkout
from extension.gates.file_lists import installed_paths

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(), reason="not a git checkout"
)


@pytest.fixture
def checkout() -> Checkout:
    return Checkout(ROOT)


@pytest.fixture(scope="module")
def configured(tmp_path_factory: pytest.TempPathFactory) -> Configured:
    result = configure(ROOT, tmp_path_factory.mktemp("build"))
    if result is None:
        pytest.skip("CMake is not installed")
    return result


@pytest.mark.parametrize("gate", list(GATES))
def test_gate(checkout: Checkout, gate: str) -> None:
    if gate == "size" and checkout.git("rev-parse", "--is-shallow-repository").strip() == "true":
        pytest.skip("the size of the history is not known in a shallow clone")
    assert GATES[gate](checkout) == []


def test_all_that_is_listed_is_installed(checkout: Checkout, configured: Configured) -> None:
    assert configured.error == ""
    assert configured.files == sorted(installed_paths(checkout))


def test_installed_extension_finds_its_models_and_sample_data(configured: Configured) -> None:
    """With Slicer's layout, in a fresh interpreter that sees nothing of the checkout."""
    program = f"""
import sys
sys.path.insert(0, {str(configured.modules)!r})
from LandmarkAILib.cli import main
from LandmarkAILib.paths import sample_data
print(sample_data())
sys.exit(main(["models", "verify"]))
"""
    command = [sys.executable, "-I", "-c", program]
    result = subprocess.run(command, check=False, capture_output=True, text=True, timeout=600)
    assert result.returncode == 0, result.stderr
    assert str(configured.modules / "Resources" / "SampleData") in result.stdout
    assert "cmr-sax" in result.stdout


def test_modules_are_registered_with_their_tests(configured: Configured, checkout: Checkout) -> None:
    for name in checkout.modules:
        assert f"module {name} generic tests TRUE" in configured.calls
        assert f"unittest {name}.py" in configured.calls


def test_requirements_ask_what_the_package_asks() -> None:
    """Without torch, which its own extension installs, and what Slicer brings and must not replace."""
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.search(r"^dependencies = \[(.*)\]$", pyproject, re.MULTILINE)
    assert listed
    wanted = set(re.findall(r'"([^"]+)"', listed[1]))
    brought = {text for text in wanted if re.match(r"(torch|numpy|SimpleITK)\b", text)}
    requirements = (ROOT / "LandmarkAI/Resources/requirements.txt").read_text(encoding="utf-8")
    lines = {line for line in requirements.splitlines() if not line.startswith("#")}
    assert len(brought) == 3 and lines == wanted - brought
