"""The schema of presets in the docs is that of the records; it refuses what the reader refuses."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest
from json_schema import fits
from LandmarkAILib.errors import InputError
from LandmarkAITrainingLib.presets.preset import preset_folder, preset_names, read_preset

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = ROOT / "docs" / "schemas" / "preset.schema.json"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return dict(json.loads(SCHEMA.read_text(encoding="utf-8")))


def preset(name: str) -> dict[str, Any]:
    return dict(json.loads((preset_folder() / f"{name}.json").read_text(encoding="utf-8")))


def test_the_schema_is_current() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "write_schemas.py"))
    made = tool["text_of"](tool["schemas"]()[SCHEMA.name])
    assert SCHEMA.read_text(encoding="utf-8") == made, "run python tools/write_schemas.py"
    page = ROOT / "docs" / "presets.md"
    assert page.read_text(encoding="utf-8") == tool["presets_page"](), (
        "run python tools/write_schemas.py"
    )


@pytest.mark.parametrize("name", preset_names())
def test_presets_that_ship_fit_the_schema(name: str, schema: dict[str, Any]) -> None:
    assert fits(preset(name), schema)


def misspelt_view(content: dict[str, Any]) -> None:
    content["stages"][0]["view"]["type"] = "feild"


def steps_in_words(content: dict[str, Any]) -> None:
    content["training"]["stages"][0]["steps"] = "many"


def no_training(content: dict[str, Any]) -> None:
    del content["training"]


def no_landmarks(content: dict[str, Any]) -> None:
    del content["landmarks"]


@pytest.mark.parametrize("spoil", [misspelt_view, steps_in_words, no_training, no_landmarks])
def test_what_the_reader_refuses_does_not_fit(
    spoil: Any, schema: dict[str, Any], tmp_path: Path
) -> None:
    content = preset("cmr-sax")
    spoil(content)
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InputError):
        read_preset(str(path))
    assert not fits(content, schema)
