"""Contrasts: told from features, and radii stated by them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from LandmarkAILib.errors import ModelError
from LandmarkAILib.inference.calibration import ALL, Calibration
from LandmarkAILib.inference.contrasts import ContrastReader
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.inference.stage_output import StageOutput
from LandmarkAILib.models.bundle import write_bundle
from LandmarkAILib.models.description import LandmarkCalibration
from LandmarkAILib.models.plans import ContrastPlan
from models import NAMES, tiny_bundle
from short_axis_phantom import make_phantom

PLAN = ContrastPlan("contrasts.safetensors", ("cine", "lge"))
_FEATURES = 64 + 9


def output(rows: list[list[float]]) -> StageOutput:
    return replace(StageOutput.empty(), features=torch.tensor(rows))


def test_shares_are_those_of_the_mean_over_slices() -> None:
    reader = ContrastReader.load(PLAN, {"weight": torch.eye(2), "bias": torch.zeros(2)})
    shares = reader.shares(output([[1.0, 0.0], [0.0, 3.0]]))
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["lge"] / shares["cine"] == pytest.approx(np.exp(1.0), rel=1e-5)
    assert reader.shares(None) == {} == reader.shares(output([[1.0]]))


def test_weights_of_other_contrasts_are_refused() -> None:
    with pytest.raises(ModelError, match="contrasts"):
        ContrastReader.load(PLAN, {"weight": torch.zeros(3, 2), "bias": torch.zeros(3)})


def test_a_radius_is_that_of_the_contrast_and_that_of_all_where_it_was_not_measured() -> None:
    calibration = Calibration({"apex": LandmarkCalibration(radius={ALL: 2.0, "cine": 1.0, "lge": 3.0})})
    radius = [
        calibration.radius("apex", np.eye(3), shown)
        for shown in (None, {}, {"cine": 1.0}, {"cine": 0.25, "lge": 0.75}, {"t1": 0.5, "lge": 0.5})
    ]
    np.testing.assert_allclose(np.array(radius, float) / np.sqrt(3), [2, 2, 1, 2.5, 2.5])
    assert calibration.radius("other", np.eye(3), {"cine": 1.0}) is None


def test_what_the_stack_shows_decides_the_radius_that_is_stated(tmp_path: Path) -> None:
    plain, image = tiny_bundle(tmp_path / "plain"), make_phantom().image
    weights = {entry.weights: plain.weights(n) for n, entry in enumerate(plain.stages)}
    entry = LandmarkCalibration(radius={ALL: 2.0, "cine": 1.0, "lge": 3.0})
    radii = {}
    for name, bias in (("cine", [9.0, -9.0]), ("lge", [-9.0, 9.0])):
        weights[PLAN.weights] = {"weight": torch.zeros(2, _FEATURES), "bias": torch.tensor(bias)}
        calibration = dict.fromkeys(NAMES, entry)
        description = replace(plain.description, contrasts=PLAN, calibration=calibration)
        bundle = write_bundle(tmp_path / name, description, weights)
        found = Pipeline.load(bundle, choose_device("cpu")).detect(image)
        assert found.provenance["contrasts"][name] == 1.0
        radii[name] = [p.radius for p in found.landmarks if p.position is not None]
    assert len(radii["cine"]) > 0
    np.testing.assert_allclose(radii["lge"], 3 * np.array(radii["cine"], float), rtol=1e-4)
