"""Calibration: identity by default, monotone, and flat across the slice."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAILib.inference.calibration import Calibration
from LandmarkAILib.models.description import LandmarkCalibration

NAME = "LV center"
SPREAD = np.diag([4.0, 1.0, 0.0])


def test_default_keeps_the_networks_confidence() -> None:
    plain = Calibration({})
    assert plain.probability(NAME, 0.9, 0.8, float("nan")) == pytest.approx(0.72)
    assert np.allclose(plain.covariance(NAME, SPREAD, float("nan")), SPREAD)


def test_numbers_of_the_model_are_used() -> None:
    entry = LandmarkCalibration(probability=(2.0, -1.0), covariance=3.0, floor=0.5, neighbours=0.1)
    fitted = Calibration({NAME: entry})
    logit = 2 * np.log(0.72 / 0.28) - 1
    assert fitted.probability(NAME, 0.9, 0.8, float("nan")) == pytest.approx(1 / (1 + np.exp(-logit)))
    assert np.allclose(fitted.covariance(NAME, SPREAD, float("nan")), np.diag([12.5, 3.5, 0]))
    assert np.allclose(fitted.covariance(NAME, SPREAD, 10.0), np.diag([22.5, 13.5, 0]))


def test_disagreeing_neighbours_lower_the_probability() -> None:
    plain = Calibration({})
    chances = [plain.probability(NAME, 0.9, 0.9, distance) for distance in (0.0, 5.0, 15.0, 40.0)]
    assert chances == sorted(chances, reverse=True) and chances[-1] < 0.05


def test_certainty_is_finite() -> None:
    assert 0 < Calibration({}).probability(NAME, 1.0, 1.0, 0.0) <= 1


def test_the_radius_grows_with_what_the_covariance_announces() -> None:
    entry = LandmarkCalibration(radius={"all": 1.5, "cine": 1.2})
    fitted = Calibration({NAME: entry})
    assert fitted.radius(NAME, np.diag([4.0, 0.0, 0.0])) == pytest.approx(3.0)
    assert fitted.radius("LV apex", SPREAD) is None
