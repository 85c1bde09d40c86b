"""A mirrored example shows the mirrored picture, and names the two sides of the body anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from LandmarkAILib.core.anatomy import SegmentType
from LandmarkAILib.errors import InputError
from LandmarkAITrainingLib.data.cohorts.examples import simulate_examples
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.data.survey import survey
from LandmarkAITrainingLib.presets.definitions import partner_of
from LandmarkAITrainingLib.presets.preset import Preset, read_preset
from LandmarkAITrainingLib.training.preflight import check_model
from LandmarkAITrainingLib.training.proposal import Proposal
from LandmarkAITrainingLib.training.resume import begun_with
from LandmarkAITrainingLib.training.slice_examples import exchanged
from LandmarkAITrainingLib.training.stage_data import Examples, make_stage_data


def proposed(kind: str, folder: Path) -> Preset:
    simulate_examples(kind, folder, 5, 0)
    found = survey(read_dataset(folder))
    return Proposal(found, "own", found.dimension).preset(lambda preset, stage: 0.5, 5)


def unmoved(preset: Preset, folder: Path, mirror: float) -> Examples:
    """Training examples of the first stage whose views and looks stay as they are."""
    stages = tuple(replace(stage, affine=None) for stage in preset.training.stages)
    changed = preset.with_training(stages=stages, mirror=mirror)
    return make_stage_data(changed, 0, read_dataset(folder)).train


def test_left_and_right_are_exchanged_in_volumes(tmp_path: Path) -> None:
    preset = proposed("head", tmp_path / "head")
    assert preset.partners == {"Left eye": "Right eye", "Right eye": "Left eye"}
    assert preset.training.mirror == 0.5 and "Left eye" in preset.notes["mirror"]
    names = preset.model.landmarks
    as_is, mirrored = (unmoved(preset, tmp_path / "head", share)[0] for share in (0.0, 1.0))
    width = as_is["image"].shape[-1]
    assert torch.allclose(mirrored["image"].flip(-1), as_is["image"], atol=1e-4)
    for name in names:
        here = as_is["positions"][names.index(name)]
        there = mirrored["positions"][names.index(preset.partners.get(name, name))]
        expected = here * torch.tensor([-1.0, 1, 1]) + torch.tensor([width - 1.0, 0, 0])
        assert torch.allclose(there, expected, atol=1e-3), name


def test_left_and_right_are_exchanged_in_slices(tmp_path: Path) -> None:
    preset = proposed("hinges", tmp_path / "hinges")
    assert not preset.partners and preset.training.mirror == 0
    septal, lateral = preset.model.landmark_types
    pair = (replace(septal, partner=lateral.name), lateral)
    preset = replace(preset, model=replace(preset.model, landmark_types=pair))
    assert preset.partners[lateral.name] == septal.name  # said of one, it holds for both
    as_is, mirrored = (unmoved(preset, tmp_path / "hinges", share)[1] for share in (0.0, 1.0))
    assert torch.allclose(mirrored["image"].flip(-1), as_is["image"], atol=1e-4)
    expected = as_is["positions"].flip(0) * torch.tensor([-1.0, 1])
    expected += torch.tensor([as_is["image"].shape[-1] - 1.0, 0])
    assert torch.allclose(mirrored["positions"], expected, atol=1e-3)


def test_segments_change_their_numbers_too(tmp_path: Path) -> None:
    names = ("Left kidney", "Spine", "Right kidney")
    partners = {"Left kidney": "Right kidney", "Right kidney": "Left kidney"}
    np.testing.assert_array_equal(exchanged(names, partners), [0, 3, 2, 1])
    preset = proposed("kidney", tmp_path / "kidney")
    first, second = preset.model.segments
    kinds = (SegmentType(first, (1, 0, 0), partner=second), SegmentType(second, (0, 1, 0)))
    preset = replace(preset, model=replace(preset.model, segment_types=kinds))
    as_is, mirrored = (unmoved(preset, tmp_path / "kidney", share)[2] for share in (0.0, 1.0))
    back = mirrored["labels"].flip(-1)
    assert (back > 0).any()
    assert torch.equal(torch.tensor([0, 2, 1])[back], as_is["labels"])


@pytest.mark.parametrize(
    ("name", "partner"),
    [("Left eye", "Right eye"), ("eye_R", "eye_L"), ("Pineal", ""), ("Left ear", "")],
)
def test_partners_are_told_by_names(name: str, partner: str) -> None:
    assert partner_of(name, ["Right eye", "Left eye", "eye_L", "eye_R", "Pineal", "Left ear"]) == partner


def test_what_must_not_be_mirrored_is_refused() -> None:
    with pytest.raises(InputError, match="partner"):
        check_model(read_preset("cmr-sax").with_training(mirror=0.5))


def test_runs_that_began_before_mirrors_go_on() -> None:
    (facts, _) = begun_with(read_preset("cmr-sax"), range(2), [], None)
    assert "mirror" not in facts["training"]
