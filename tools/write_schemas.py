"""Write docs/schemas: JSON schemas made from the records that read the files.

    python tools/write_schemas.py

A test compares what is in the repository with what this writes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "LandmarkAI"), str(ROOT / "LandmarkAITraining")]

from LandmarkAILib.core.records import schema  # noqa: E402
from LandmarkAILib.inference.intensity import INTENSITY_KINDS  # noqa: E402
from LandmarkAILib.inference.networks import NETWORK_KINDS  # noqa: E402
from LandmarkAILib.inference.views import VIEW_KINDS  # noqa: E402
from LandmarkAILib.models.description import FORMAT, ModelDescription  # noqa: E402
from LandmarkAITrainingLib.presets.preset import NOT_TRAINED, Training  # noqa: E402

FOLDER = ROOT / "docs" / "schemas"
KINDS: dict[str, Mapping[str, Callable[..., Any]]] = {
    "view": VIEW_KINDS,
    "network": NETWORK_KINDS,
    "intensity": INTENSITY_KINDS,
}


def schemas() -> dict[str, Any]:
    """Schemas by the name of their file."""
    version = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    title = f"model.json of LandmarkAI, format {FORMAT}"
    return {
        "model.schema.json": {**version, "title": title, **schema(ModelDescription, KINDS)},
        "preset.schema.json": {**version, "title": "Preset of LandmarkAITraining", **_preset()},
    }


def _preset() -> Any:
    """What a model's description has, without what training finds; and how to train it."""
    made = schema(ModelDescription, KINDS)
    made["properties"]["training"] = schema(Training)
    made["properties"]["notes"] = schema(dict[str, str])
    made["required"] = [name for name in made["required"] if name not in NOT_TRAINED]
    for found in ("format", "sha256"):
        del made["properties"][found]
    stage = made["properties"]["stages"]["items"]
    del stage["properties"]["weights"]
    stage["required"].remove("weights")
    return made


def text_of(content: Any) -> str:
    """A schema as it is written."""
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in schemas().items():
        (FOLDER / name).write_text(text_of(content), encoding="utf-8")
        print(f"{(FOLDER / name).relative_to(ROOT)}: written")
