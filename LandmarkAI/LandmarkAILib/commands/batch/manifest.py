"""``run-manifest.json``: what the results in an output folder were made with."""

from __future__ import annotations

import json
import platform
from dataclasses import asdict
from datetime import datetime, timezone
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from ... import __version__
from ...errors import InputError, OutputError
from ...files.cohort_table import cohort_digest
from ...files.text import read_json, write_json
from ...inference.options import DetectionOptions
from ...models.bundle import Bundle

MANIFEST = "run-manifest.json"
_PACKAGES = ("torch", "numpy", "SimpleITK", "pydicom", "safetensors", "pillow")
_OF_THE_RESULT = ("model", "frames", "aha", "mirror")


def write_manifest(
    output: Path, options: DetectionOptions, bundle: Bundle | None, table: Path | None = None
) -> Path:
    """Write what a run is made with, in place of what an earlier one wrote.

    Args:
        output: folder of the results, which is there.
        options: of the run.
        bundle: the model; None where each image chooses it, which its result then says.
        table: of the cohort, if the run has one.

    Raises:
        OutputError: it cannot be written.
    """
    path = output / MANIFEST
    write_json(path, _content(options, bundle, table))
    return path


def refuse_other_run(
    output: Path, options: DetectionOptions, bundle: Bundle | None, table: Path
) -> None:
    """See that the parts of a cohort in one folder are made in one way.

    Raises:
        OutputError: those that are there were made with another model or other options.
    """
    try:
        there = read_json(output / MANIFEST)
    except InputError:
        return
    now = json.loads(json.dumps(_content(options, bundle, table)))
    if there.get("cohort") is None or options.overwrite:
        return
    words = {"model": "another model", "results": "other options"}
    differing = [word for name, word in words.items() if there.get(name) != now[name]]
    if differing:
        raise OutputError(
            f"{output} holds results that were made with {' and '.join(differing)} "
            f"(see {MANIFEST} there): choose another folder, or pass --overwrite.",
            "other-run",
        )


def _content(options: DetectionOptions, bundle: Bundle | None, table: Path | None) -> dict[str, Any]:
    chosen = asdict(options)
    model = None
    if bundle is not None:
        facts = ("name", "version", "sha256", "license")
        model = {name: getattr(bundle, name) for name in facts}
    cohort = {"name": table.name, "sha256": cohort_digest(table)} if table is not None else None
    return {
        "format": "LandmarkAI run",
        "when": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "versions": {
            "landmarkai": __version__,
            "python": platform.python_version(),
            **{name: _version(name) for name in _PACKAGES},
        },
        "platform": platform.platform(),
        "model": model,
        "results": {name: chosen[name] for name in _OF_THE_RESULT if name != "model"},
        "options": {name: value for name, value in chosen.items() if name not in _OF_THE_RESULT},
        "cohort": cohort,
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
