#!/usr/bin/env python3
"""Run LandmarkAI's demo, tests or linters from a bare checkout: needs git, Python and nothing else.

    python3 Testing/run.py demo [-o OUT]
    python3 Testing/run.py test [pytest arguments]
    python3 Testing/run.py coverage [pytest arguments]
    python3 Testing/run.py lint

``lint`` also builds the documentation, into ``build/site``.

The first call makes a virtual environment in the checkout (``.venv-landmarkai``, or where the
environment variable ``LANDMARKAI_VENV`` says) and installs into it what ``pyproject.toml`` asks for,
with the versions of ``constraints.txt``; later calls start at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STAMP = "landmarkai.json"
UNFINISHED: dict[str, object] = {}
MINIMUM_PYTHON = (3, 10)

DEMO: list[list[str]] = [["landmarkai", "demo"]]
# One process a core; a file's tests stay together, because they share what is slow to make.
TEST: list[list[str]] = [
    ["python", "-m", "pytest", "--numprocesses", "auto", "--maxprocesses", "4", "--dist", "loadfile"]
]
COVERAGE: list[list[str]] = [
    ["python", "-m", "coverage", "run", "-m", "pytest"],
    ["python", "-m", "coverage", "report"],
]
LINT: list[list[str]] = [
    ["python", "-m", "ruff", "check", "."],
    ["python", "-m", "ruff", "format", "--check", "."],
    ["python", "-m", "mypy"],
    ["python", "-m", "mkdocs", "build", "--strict", "--quiet"],
]


def main(arguments: list[str]) -> int:
    """Prepare the environment, run the command, return its exit status."""
    commands = {"demo": DEMO, "test": TEST, "coverage": COVERAGE, "lint": LINT}
    name, *rest = arguments or [""]
    if name not in commands or (rest and name == "lint"):
        print((__doc__ or "").strip(), file=sys.stderr)
        return 0 if name in ("-h", "--help") else 2
    environment = Path(os.environ.get("LANDMARKAI_VENV") or ROOT / ".venv-landmarkai").resolve()
    prepare(environment, extras=name != "demo")
    # The demo writes where the caller is; pytest and the linters find their settings in the checkout.
    folder = Path.cwd() if name == "demo" else ROOT
    first, *others = commands[name]
    statuses = [
        subprocess.run(located(environment, command), cwd=folder, check=False).returncode
        for command in ([*first, *rest], *others)
    ]
    return max(statuses, key=abs)


def prepare(environment: Path, extras: bool) -> None:
    """Make the environment, or mend it, unless it already has what is asked for.

    The stamp is written as unfinished before anything else and as finished after all else, so that
    what an interruption left behind is recognised, and made anew.

    Args:
        environment: folder of the virtual environment.
        extras: whether what the tests and linters need is wanted, not just what inference needs.
    """
    check_python()
    python = list(sys.version_info[:2])
    wanted: dict[str, object] = {"python": python, "inputs": inputs_digest(), "extras": extras}
    found = read_stamp(environment)
    if found == wanted or found == {**wanted, "extras": True}:
        return
    if found is None or found.get("python") != python:
        create(environment)
    # What was there for the tests stays there.
    wanted["extras"] = extras or bool(found and found.get("extras"))
    write_stamp(environment, UNFINISHED)
    install(environment, "test" if wanted["extras"] else "")
    write_stamp(environment, wanted)


def check_python() -> None:
    """Stop with the remedy where this Python cannot make the environment."""
    if sys.version_info < MINIMUM_PYTHON:
        needed = ".".join(map(str, MINIMUM_PYTHON))
        found = sys.version.split()[0]
        sys.exit(f"LandmarkAI needs Python {needed} or newer, this is {found}: call a newer one.")
    try:
        import ensurepip

        ensurepip.version()
    except (ImportError, AttributeError, IndexError):
        major, minor = sys.version_info[:2]
        sys.exit(
            f"{sys.executable} has no ensurepip, so it cannot make a virtual environment. "
            f"On Debian and Ubuntu: apt-get install python{major}.{minor}-venv (or python3-venv). "
            "Elsewhere: use a Python with all of its standard library."
        )


def inputs_digest() -> str:
    """Digest of what decides the environment's contents, the place of the checkout included."""
    digest = hashlib.sha256(str(ROOT).encode())
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def read_stamp(environment: Path) -> dict[str, object] | None:
    """What the environment was made for; empty if unfinished, None where there is no environment.

    A folder that is not ours is left alone: the program stops.
    """
    stamp = environment / STAMP
    if stamp.is_file():
        return dict(json.loads(stamp.read_text(encoding="utf-8")))
    if environment.exists() and any(environment.iterdir()):
        sys.exit(
            f"{environment} exists and was not made by this program: remove it, or name another folder "
            "in the environment variable LANDMARKAI_VENV."
        )
    return None


def write_stamp(environment: Path, content: dict[str, object]) -> None:
    """Say for what the environment is made, all at once."""
    temporary = environment / f"{STAMP}.tmp"
    temporary.write_text(json.dumps(content), encoding="utf-8")
    temporary.replace(environment / STAMP)


def create(environment: Path) -> None:
    """Make an empty virtual environment in place of what is there."""
    print(f"Making a virtual environment in {environment}", file=sys.stderr, flush=True)
    if environment.exists():
        shutil.rmtree(environment)
    environment.mkdir(parents=True)
    write_stamp(environment, UNFINISHED)
    venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt").create(environment)


def install(environment: Path, extra: str) -> None:
    """Install the checkout, editable, with its dependencies."""
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    print("Installing; the first time this takes some minutes", file=sys.stderr, flush=True)
    command = ["python", "-m", "pip", "install", "--disable-pip-version-check"]
    command += [] if sys.stdout.isatty() else ["--quiet"]
    command += ["--constraint", str(ROOT / "constraints.txt"), "--editable", target]
    status = subprocess.run(located(environment, command), check=False).returncode
    if status:
        sys.exit(
            "The installation failed; pip's message is above. Without network, or behind a proxy, tell "
            "pip by its own settings (PIP_FIND_LINKS, PIP_INDEX_URL, HTTPS_PROXY) and call again."
        )


def located(environment: Path, command: list[str]) -> list[str]:
    """The command with its program replaced by the environment's."""
    folder, suffix = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    return [str(environment / folder / (command[0] + suffix)), *command[1:]]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
