"""What a dataset lacks is said before training, from its landmark files alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from ct_dataset import volume_preset, write_ct_dataset
from LandmarkAILib.core.anatomy import LV_APEX, LV_CENTER, MITRAL_ANNULUS_CENTER
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.markups import read_landmarks, write_landmarks
from LandmarkAITrainingLib.data.dataset import CaseRecord, read_dataset
from LandmarkAITrainingLib.presets.preset import Simulation, read_preset
from LandmarkAITrainingLib.training.preflight import check_needs
from LandmarkAITrainingLib.training.stage_data import make_stage_data
from simulated_dataset import tiny_preset


def case(root: Path, name: str, split: str, landmarks: list[str]) -> CaseRecord:
    """A case without an image."""
    folder = root / name
    folder.mkdir()
    points = [Landmark(label, np.arange(3.0)) for label in landmarks]
    write_landmarks(LandmarkSet((*points, Landmark(LV_APEX, None))), folder / "landmarks.mrk.json")
    files = {"": folder / "landmarks.mrk.json"} if landmarks else {}
    return CaseRecord(name, folder, folder / "image.nrrd", files, None, subject=name, split=split)


def test_every_landmark_is_needed_to_train_and_to_validate_on(tmp_path: Path) -> None:
    preset = read_preset(str(volume_preset(tmp_path)))
    both = [LV_APEX, MITRAL_ANNULUS_CENTER]
    train = [case(tmp_path, f"train{n}", "train", [name]) for n, name in enumerate(both)]
    check_needs(preset, [0, 1], [*train, case(tmp_path, "val0", "val", both)])
    # A point without a position is none.
    lacking = case(tmp_path, "val1", "val", [MITRAL_ANNULUS_CENTER])
    with pytest.raises(InputError, match=rf"split 'val'.*learns {LV_APEX}, which no case has"):
        check_needs(preset, [0, 1], [*train, lacking])


def test_a_view_needs_its_landmarks_in_one_case(tmp_path: Path) -> None:
    preset = read_preset(str(tiny_preset(tmp_path)))
    names = preset.model.landmarks
    others = [name for name in names if name != LV_CENTER]
    records = [case(tmp_path, "a", "val", [LV_CENTER]), case(tmp_path, "b", "val", others)]
    records.append(case(tmp_path, "c", "train", names))
    check_needs(preset, [0], records)
    with pytest.raises(InputError, match=r"No case with split 'val' has all of .* stage 2"):
        check_needs(preset, [1], records)


def test_simulated_examples_need_no_points_to_train_on(tmp_path: Path) -> None:
    preset = read_preset(str(volume_preset(tmp_path)))
    val = case(tmp_path, "val", "val", preset.model.landmarks)
    plain = case(tmp_path, "train", "train", [])
    with pytest.raises(InputError, match="split 'train'"):
        check_needs(preset, [0, 1], [val, plain])
    check_needs(preset.with_training(simulate=Simulation(0.5)), [0, 1], [val, plain])
    check_needs(preset.with_training(simulate=Simulation(1.0)), [0, 1], [val])
    with pytest.raises(InputError, match="no case with split 'train'"):
        check_needs(preset.with_training(simulate=Simulation(0.5)), [0, 1], [val])


def test_points_outside_of_all_images_are_refused(tmp_path: Path) -> None:
    """As when an export mixed up two coordinate systems."""
    root = write_ct_dataset(tmp_path / "data")
    for file in root.glob("*/landmarks.mrk.json"):
        moved = [Landmark(p.name, p.position + 500) for p in read_landmarks(file)]  # type: ignore[operator]
        write_landmarks(LandmarkSet(tuple(moved)), file)
    preset, records = read_preset(str(volume_preset(tmp_path))), read_dataset(root)
    check_needs(preset, [0, 1], records)
    with pytest.raises(InputError, match=f"split 'train' does {LV_APEX} or .* within the image"):
        make_stage_data(preset, 0, records)
