"""A preset made of a dataset: what it chooses for slices from both sides, volumes and segments."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAITrainingLib.data.cohorts.examples import simulate_examples
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.data.survey import survey
from LandmarkAITrainingLib.presets.preset import Preset, read_preset, write_preset
from LandmarkAITrainingLib.training.preflight import check_model
from LandmarkAITrainingLib.training.proposal import Proposal
from PIL import Image as Pillow


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


def test_points_all_over_a_photograph_get_one_fine_view(tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    for n in range(4):
        folder = tmp_path / "wings" / f"wing{n}"
        folder.mkdir(parents=True)
        picture = random.integers(0, 255, (240, 320), dtype=np.uint8)
        Pillow.fromarray(picture).save(folder / "image.png")
        corners = np.array([[20.0, 20, 0], [300, 30, 0], [160, 220, 0]]) + random.normal(0, 3, (3, 1))
        points = [Landmark(f"Vein {i}", corner) for i, corner in enumerate(corners)]
        write_landmarks(LandmarkSet(tuple(points)), folder / "landmarks.mrk.json")
    proposal = Proposal(survey(read_dataset(tmp_path / "wings")), "own", 2)
    preset = proposal.preset(lambda preset, stage: 0.01, 30)
    (stage,) = preset.model.stages
    assert stage.view.options["size"] == 320  # a crop of 96 pixels a side would show less than this
    assert "as wide as the first" in preset.notes["stage 2"]
    assert "320 × 240 px" in preset.notes["stage 1"] and " mm" not in preset.notes["stage 1"]


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


def test_too_few_minutes_are_refused_with_what_is_enough(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"--minutes 0\.001 leaves 0 steps") as refused:
        proposed("hinges", tmp_path / "data", minutes=0.001)
    told = re.search(r"at least ([\d.]+)", str(refused.value))
    assert told is not None
    enough = proposed("hinges", tmp_path / "data", minutes=float(told[1]))
    assert min(stage.steps for stage in enough.training.stages) in (20, 21, 22)


@pytest.mark.parametrize("minutes", ["nan", "inf", "-inf"])
def test_minutes_that_are_no_time_are_refused(tmp_path: Path, minutes: str) -> None:
    with pytest.raises(InputError, match=rf"--minutes {minutes} is no time"):
        proposed("hinges", tmp_path / "data", minutes=float(minutes))


def test_a_modality_is_asked_for_or_any(tmp_path: Path) -> None:
    proposed("hinges", tmp_path / "data")
    found = survey(read_dataset(tmp_path / "data"))
    any_kind = Proposal(found, "own", 2).preset(lambda preset, stage: 0.5, 5)
    assert any_kind.model.modality == ("OT",) and "--modality" in any_kind.notes["modality"]
    told = Proposal(replace(found, given="MR"), "own", 2).preset(lambda preset, stage: 0.5, 5)
    assert told.model.modality == ("MR",) and "modality" not in told.notes
    of_ct = [replace(case, modality="CT") for case in found.cases]
    with pytest.raises(InputError, match="to be MR, but images say or show that they are CT"):
        replace(found, cases=tuple(of_ct), given="MR")
