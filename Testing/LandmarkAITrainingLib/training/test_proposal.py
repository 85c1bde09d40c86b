"""A preset made of a dataset: what it chooses for slices from both sides, volumes and segments."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.errors import InputError
from LandmarkAITrainingLib.data.cohorts.examples import simulate_examples
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.data.survey import survey
from LandmarkAITrainingLib.presets.preset import Preset, read_preset, write_preset
from LandmarkAITrainingLib.training.preflight import check_model
from LandmarkAITrainingLib.training.proposal import Proposal


def proposed(kind: str, folder: Path, minutes: float = 5, seconds: float = 0.5) -> Preset:
    """The preset for a few simulated cases on a machine that takes so long for a step."""
    if not folder.exists():
        simulate_examples(kind, folder, 5, 0)
    found = survey(read_dataset(folder))
    return Proposal(found, "own", found.dimension).preset(lambda preset, stage: seconds, minutes)


def test_slices_from_both_sides_are_seen_from_one(tmp_path: Path) -> None:
    preset = proposed("hinges", tmp_path / "hinges")
    assert preset.dimension == 2 and set(preset.model.landmarks) == {"Septal hinge", "Lateral hinge"}
    options = preset.model.stages[0].view.options
    assert options["frame"] == "patient" and np.isclose(np.linalg.norm(options["normal"]), 1, atol=1e-2)
    assert [stage.view.type for stage in preset.model.stages] == ["field", "frame"]
    assert preset.model.stages[1].view.options["spacing"] < options["spacing"]


def test_volumes_and_segments(tmp_path: Path) -> None:
    head, kidney = proposed("head", tmp_path / "head"), proposed("kidney", tmp_path / "kidney")
    assert head.dimension == kidney.dimension == 3
    assert [stage.view.type for stage in head.model.stages] == ["volume", "box"]
    assert [stage.view.type for stage in kidney.model.stages] == ["volume"]
    assert kidney.model.landmarks == () and len(kidney.model.segments) == 2


def test_it_says_why_and_is_read_as_it_was_written(tmp_path: Path) -> None:
    preset = proposed("hinges", tmp_path / "hinges")
    check_model(preset)
    assert {"frame", "stage 1", "stage 2", "steps", "look"} <= preset.notes.keys()
    write_preset(preset, tmp_path / "own.json")
    assert read_preset(str(tmp_path / "own.json")) == preset


def test_more_time_gives_more_steps_and_no_smaller_views(tmp_path: Path) -> None:
    folder = tmp_path / "head"
    short, long = proposed("head", folder, minutes=5), proposed("head", folder, minutes=60)
    for n in range(2):
        sides = [preset.model.stages[n].view.options["size"][0] for preset in (short, long)]
        assert sides[0] <= sides[1]
    work = [sum(stage.steps for stage in preset.training.stages) for preset in (short, long)]
    assert work[1] > work[0] or sides[1] > sides[0]


def test_a_dataset_without_marks_is_refused(tmp_path: Path) -> None:
    simulate_examples("kidney", tmp_path / "data", 2, 0)
    for path in (tmp_path / "data").rglob("*.seg.nrrd"):
        path.unlink()
    for n in range(2):
        (tmp_path / "data" / f"kidney{n:03d}" / "landmarks.mrk.json").write_text(
            '{"markups": [{"type": "Fiducial", "coordinateSystem": "LPS", "controlPoints": []}]}'
        )
    with pytest.raises(InputError, match="No landmark and no segment"):
        survey(read_dataset(tmp_path / "data"))
