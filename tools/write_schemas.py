"""Write docs/schemas: JSON schemas made from the records that read the files; and docs/presets.md.

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

from LandmarkAILib.core.anatomy import LandmarkType, MeasureType, SegmentType  # noqa: E402
from LandmarkAILib.core.records import schema  # noqa: E402
from LandmarkAILib.inference.intensity import INTENSITY_KINDS  # noqa: E402
from LandmarkAILib.inference.networks import NETWORK_KINDS  # noqa: E402
from LandmarkAILib.inference.views import VIEW_KINDS  # noqa: E402
from LandmarkAILib.models.description import FORMAT, ModelDescription, StagePlan  # noqa: E402
from LandmarkAITrainingLib.augment.affine import AffineRange  # noqa: E402
from LandmarkAITrainingLib.presets.preset import (  # noqa: E402
    NOT_TRAINED,
    Objective,
    Simulation,
    StageTraining,
    Training,
)
from presets_page import page  # noqa: E402

FOLDER = ROOT / "docs" / "schemas"
PAGE = ROOT / "docs" / "presets.md"
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


_FOUND = (
    *("calibration", "training", "seen", "stack", "mirror", "contrasts", "shift"),
    *("files", "format", "sha256"),
    *NOT_TRAINED,
)


def presets_page() -> str:
    """Every key of a preset, in words."""
    records = {
        "At the top": ("What the model is; `notes` may say why it is so.", ModelDescription),
        "`stages[]`": ("One for each look at the image.", StagePlan),
        "`landmark_types[]`": ("Names of your own, where you want to choose their looks.", LandmarkType),
        "`segment_types[]`": ("The same of segments.", SegmentType),
        "`measures[]`": ("What the model measures between its landmarks.", MeasureType),
        "`training`": ("How it is trained.", Training),
        "`training.stages[]`": ("How each stage is.", StageTraining),
        "`training.stages[].affine`": ("How views are moved in training.", AffineRange),
        "`training.loss`": ("Which losses are taken.", Objective),
        "`training.simulate`": ("Volumes simulated while training.", Simulation),
    }
    return page(records, KINDS, {ModelDescription: _FOUND, StagePlan: ("weights",)})


def text_of(content: Any) -> str:
    """A schema as it is written."""
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in schemas().items():
        (FOLDER / name).write_text(text_of(content), encoding="utf-8")
        print(f"{(FOLDER / name).relative_to(ROOT)}: written")
    PAGE.write_text(presets_page(), encoding="utf-8")
