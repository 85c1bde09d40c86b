"""``run-manifest.json``: what the results in an output folder were made with."""

from __future__ import annotations

import json
import platform
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timezone
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from ... import __version__
from ...errors import InputError, ModelError, OutputError
from ...files.atomic import make_folder
from ...files.case_records import last_of_each, read_all_records
from ...files.cohort_table import read_cohort
from ...files.input_errors import input_digest
from ...files.text import read_json, write_json
from ...inference.options import DetectionOptions
from ...models.bundle import Bundle
from ...models.choose import CARDIAC_CT, SHORT_AXIS_MR
from ...models.installed import find_model

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


def begin_cohort(output: Path, options: DetectionOptions, table: Path) -> None:
    """Make the folder of a cohort's results, or see that what is there was made in the same way.

    Args:
        output: folder of the results.
        options: of the run.
        table: of the cohort.

    Raises:
        OutputError: another model or other options made what is there, or it cannot be written.
        ModelError: the model that was named is unknown or damaged.
    """
    make_folder(output)
    bundle = find_model(options.model) if options.model is not None else None
    _refuse_other_run(output, options, bundle, table)
    write_manifest(output, options, bundle, table)


def _refuse_other_run(
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
    differing = ["other options"] if there.get("results") != now["results"] else []
    engine = there.get("options", {}).get("engine")
    if engine not in (None, options.engine) and _is_begun(output):
        differing.append(f"another engine, {engine},")
    models = {facts["name"]: facts for facts in now["models"]}
    before = there.get("models") or [facts for facts in [there.get("model")] if facts]
    if before != now["models"] and _is_other(output, before, models):
        differing.insert(0, "another model")
    if differing:
        raise OutputError(
            f"{output} holds results that were made with {' and '.join(differing)} "
            f"(see {MANIFEST} there): choose another folder, or pass --overwrite.",
            "other-run",
        )


def planned_cases(output: Path) -> int:
    """How many cases the cohort of a folder has; 0 where it is of no cohort, or does not say."""
    try:
        return int((read_json(output / MANIFEST).get("cohort") or {}).get("cases", 0))
    except (InputError, ValueError, TypeError, AttributeError):
        return 0


def _is_begun(output: Path) -> bool:
    """Whether a case of a cohort was ever done in a folder."""
    return any(record.status == "done" for record in read_all_records(output))


def _is_other(output: Path, before: list[dict[str, Any]], now: dict[str, dict[str, Any]]) -> bool:
    """Whether models are not those that results in a folder are of.

    The records say which were used. Where none has ended yet, those that the run may use are compared:
    one of the same name in another state, or none in common.
    """
    used = {
        (record.model, record.sha256)
        for record in last_of_each(read_all_records(output)).values()
        if record.status == "done" and record.model
    }
    digests = {facts["name"]: facts["sha256"] for facts in before}
    if not used:
        common = digests.keys() & now.keys()
        return bool(digests) and (
            not common or any(digests[name] != now[name]["sha256"] for name in common)
        )
    for model, recorded in used:
        name, _, version = model.rpartition(" ")
        sha256 = recorded or digests.get(name, "")
        if name not in now or now[name]["version"] != version or sha256 not in ("", now[name]["sha256"]):
            return True
    return False


def _content(options: DetectionOptions, bundle: Bundle | None, table: Path | None) -> dict[str, Any]:
    chosen = asdict(options)
    model = _facts(bundle) if bundle is not None else None
    cohort: dict[str, Any] | None = None
    if table is not None:
        planned = sum(1 for _ in read_cohort(table))
        cohort = {"name": table.name, "sha256": input_digest(table), "cases": planned}
    return {
        "format": "LandmarkAI run",
        "when": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "versions": {
            "landmarkai": __version__,
            "python": platform.python_version(),
            **{name: _version(name) for name in (*_PACKAGES, options.engine)},
        },
        "platform": platform.platform(),
        "model": model,
        "models": [model] if model else _chosen_by_image(),
        "results": {name: chosen[name] for name in _OF_THE_RESULT if name != "model"},
        "options": {name: value for name, value in chosen.items() if name not in _OF_THE_RESULT},
        "cohort": cohort,
    }


def _facts(bundle: Bundle) -> dict[str, str]:
    return {name: str(getattr(bundle, name)) for name in ("name", "version", "sha256", "license")}


def _chosen_by_image() -> list[dict[str, str]]:
    """Those that are installed of the models among which each image chooses."""
    found = []
    for name in (SHORT_AXIS_MR, CARDIAC_CT):
        with suppress(ModelError):  # a case that needs it says what is wrong with it
            found.append(_facts(find_model(name)))
    return found


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
