"""What ``model.json`` must say, checked by hand so that each message tells what to do.

::

    {"format": 1, "name": "cmr-sax", "version": "1.0.0", "title": "…", "license": "…",
     "intended_use": "research use only …", "modality": ["MR"], "dimension": 2,
     "landmarks": ["LV center"], "segments": ["Left ventricle"],
     "stages": [{"weights": "stage1.safetensors", …}], "calibration": {…}, "training": {…},
     "files": {"stage1.safetensors": {"sha256": "…", "bytes": 123}}, "sha256": "…"}

``seen`` (evidence that the first look must find) and ``intensity`` (such as
``{"type": "ct", "window": [-250, 750]}``; percentiles without it) may be added, and ``stack``, the part
that tells slices beyond the heart: ``{"weights": "stack.safetensors", "network": {…}, "threshold":
0.9}``. What else a stage holds is the pipeline's affair. ``sha256`` is the digest of all the rest,
``files`` included, so one number stands for the whole model.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from ..anatomy import landmark_types, segment_types
from ..errors import ModelError

FORMAT = 1
WEIGHTS_SUFFIX = ".safetensors"

_TYPES: dict[str, type | tuple[type, ...]] = {
    "name": str,
    "version": str,
    "title": str,
    "license": str,
    "intended_use": str,
    "modality": list,
    "dimension": int,
    "landmarks": list,
    "segments": list,
    "stages": list,
    "calibration": dict,
    "training": dict,
    "files": dict,
    "sha256": str,
}
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_VERSION = re.compile(r"\d+(\.\d+)*")


def check_description(description: Any, path: Path) -> dict[str, Any]:
    """The content of a ``model.json``, once it is known to be whole.

    Args:
        description: what the JSON file holds.
        path: the file, for the messages.

    Raises:
        ModelError: written for a newer LandmarkAI, incomplete, of wrong types, altered, or naming
            landmarks or segments that ``anatomy.json`` does not know.
    """
    if not isinstance(description, dict) or not isinstance(description.get("format"), int):
        raise ModelError(f"{path} is not the description of a LandmarkAI model: get the model again.")
    if description["format"] > FORMAT:
        raise ModelError(
            f"{path} is in model format {description['format']}, newer than the {FORMAT} known here: "
            "update LandmarkAI."
        )
    _check_types(description, path)
    if description["sha256"] != description_digest(description):
        raise ModelError(f"{path} was altered after the model was made (checksum): get the model again.")
    _check_values(description, path)
    return description


def description_digest(description: dict[str, Any]) -> str:
    """SHA-256 of a description without its own ``sha256``, in canonical JSON."""
    rest = {key: value for key, value in description.items() if key != "sha256"}
    canonical = json.dumps(rest, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def version_key(version: str) -> tuple[int, ...]:
    """Numbers of a version, by which versions are ordered; 1.0 and 1.0.0 are the same."""
    numbers = [int(part) for part in version.split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _check_types(description: dict[str, Any], path: Path) -> None:
    missing = [key for key in _TYPES if key not in description]
    if missing:
        raise ModelError(f"{path} lacks {', '.join(missing)}: get the model again.")
    wrong = [key for key, kind in _TYPES.items() if not isinstance(description[key], kind)]
    if wrong:
        raise ModelError(f"{path} has {', '.join(wrong)} of a wrong type: get the model again.")


def _check_values(description: dict[str, Any], path: Path) -> None:
    if not _NAME.fullmatch(description["name"]):
        raise ModelError(
            f"{path}: '{description['name']}' is no name for a model: use letters, digits, . _ -"
        )
    if not _VERSION.fullmatch(description["version"]):
        raise ModelError(f"{path}: version '{description['version']}' is not of the form 1.0.0.")
    if description["dimension"] not in (2, 3):
        raise ModelError(f"{path}: dimension {description['dimension']} is neither 2 nor 3.")
    _check_anatomy(description, path)
    _check_stages(description, path)


def _check_anatomy(description: dict[str, Any], path: Path) -> None:
    for kind, known in (("landmarks", landmark_types()), ("segments", segment_types())):
        unknown = [str(name) for name in description[kind] if str(name) not in known]
        if unknown:
            raise ModelError(
                f"{path} uses {kind} that this LandmarkAI does not know ({', '.join(unknown)}): "
                "update LandmarkAI."
            )
    if not description["landmarks"]:
        raise ModelError(f"{path} names no landmarks: a model has at least one.")


def _check_stages(description: dict[str, Any], path: Path) -> None:
    files = description["files"]
    for name, entry in files.items():
        if Path(name).name != name or not name.endswith(WEIGHTS_SUFFIX):
            raise ModelError(f"{path}: '{name}' is not the plain name of a {WEIGHTS_SUFFIX} file.")
        if not isinstance(entry, dict) or not {"sha256", "bytes"} <= entry.keys():
            raise ModelError(f"{path} has no checksum of {name}: get the model again.")
    if not description["stages"]:
        raise ModelError(f"{path} has no stages: a model has at least one.")
    for stage in description["stages"]:
        if not isinstance(stage, dict) or str(stage.get("weights")) not in files:
            raise ModelError(f"{path} has a stage without weights: get the model again.")
    stack = description.get("stack")
    if stack is not None and (not isinstance(stack, dict) or str(stack.get("weights")) not in files):
        raise ModelError(f"{path} has a part 'stack' without weights: get the model again.")
