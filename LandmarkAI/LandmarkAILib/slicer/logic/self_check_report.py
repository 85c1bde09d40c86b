"""The text file of the self-test: what a maintainer needs to know, and nothing of who sent it."""

from __future__ import annotations

import getpass
import os
import platform
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import slicer

from ... import __version__
from ...files.atomic import atomic_path
from ...paths import user_home
from ...worker.failures import versions
from .self_check import StepResult

FILE = "LandmarkAI-self-test.txt"
_LOG_LINES = 60
_SIGNS = {"passed": "pass", "failed": "FAIL", "skipped": "skip"}
# A drive or root, then folders: of those only what stands at the end is kept.
_PATH = re.compile(r"(?:\b[A-Za-z]:[\\/]|\\\\|(?<![\w.:/>])/)(?:[^\s\\/'\"<>|:;,()]+[\\/])+")
_SHORTEST = 3  # letters of a user's name: shorter ones are in every other word


def report(results: Sequence[StepResult], facts: Mapping[str, Any], log: str = "") -> str:
    """The text; paths are shortened to their last part, names of user and machine are taken out.

    Args:
        results: of the steps.
        facts: of the worker's ``Probe``; empty if it did not get that far.
        log: what the worker wrote to standard error; its end is added if a step failed.
    """
    failed = [result.name for result in results if result.outcome == "failed"]
    verdict = f"FAILED: {', '.join(failed)}" if failed else "PASSED"
    lines = ["LandmarkAI self-test", verdict, "", *_versions(facts), "", "Steps:"]
    for result in results:
        lines.append(f"{_SIGNS[result.outcome]}  {result.seconds:7.2f} s  {result.name}: {result.text}")
    lines += ["", *(f"! {note}" for note in facts.get("notes", []))]
    if failed and log:
        lines += ["", "Log of the detection process:", *log.splitlines()[-_LOG_LINES:]]
    return without_names("\n".join(lines).rstrip() + "\n")


def write_report(text: str, path: Path) -> None:
    """Write it.

    Raises:
        OutputError: it cannot be written.
    """
    with atomic_path(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


def without_names(text: str) -> str:
    """Text without paths, and without the names of the user and of the machine."""
    for place, word in _places():
        for written in {place, place.replace("\\", "/"), place.replace("\\", "\\\\")}:
            text = re.sub(re.escape(written), word, text, flags=re.IGNORECASE)
    text = _PATH.sub("…/", text)
    for name, word in _names():
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", word, text, flags=re.IGNORECASE)
    return text


def _places() -> list[tuple[str, str]]:
    """Folders that may have spaces in their names, longest first."""
    places = {
        str(slicer.app.slicerHome): "<Slicer>",
        str(slicer.app.temporaryPath): "<temporary>",
        tempfile.gettempdir(): "<temporary>",
        str(user_home()): "<LandmarkAI's data>",
        str(Path(__file__).resolve().parents[3]): "<LandmarkAI>",
        str(Path.home()): "<home>",
    }
    known = [(place, word) for place, word in places.items() if len(place) > _SHORTEST]
    return sorted(known, key=lambda pair: -len(pair[0]))


def _names() -> list[tuple[str, str]]:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        user = ""
    names = [(user, "<user>"), (Path.home().name, "<user>"), (platform.node(), "<machine>")]
    plain = {"root", "user", "home"}  # they tell nothing
    return [(n, word) for n, word in names if len(n) >= _SHORTEST and n.lower() not in plain]


def _versions(facts: Mapping[str, Any]) -> list[str]:
    app = slicer.app
    packages = facts.get("packages") or versions()
    device = facts.get("device")
    lines = [
        f"Slicer {app.majorVersion}.{app.minorVersion} ({app.arch})",
        f"LandmarkAI {__version__}, Python {platform.python_version()}, {platform.platform()}",
        ", ".join(f"{name} {version or 'missing'}" for name, version in packages.items()),
        f"{os.cpu_count()} CPUs",
    ]
    if device:
        lines.append(f"{device['name']}, {device['precision']}, {device['threads']} threads")
        lines += [device["notice"]] if device["notice"] else []
    for model in facts.get("models", []):
        lines.append(f"{model['name']}: {model['problem'] or model['version']}")
    return lines
