"""What places the next view: each source in its turn, and neighbours where a slice stands alone."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.inference.decoding import Anchor, Calibration, Decoder, Source, placing_points
from LandmarkAILib.inference.heads import Peak
from LandmarkAILib.inference.stage import StageOutput
from LandmarkAILib.models.description import LandmarkCalibration

NAME = "LV center"
FIELDS = [Grid.from_axes([9, 9, 1], np.eye(3), [1, 1, 8], [0, 0, 8.0 * k]) for k in range(5)]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (("prompt", "stage", "neighbours"), {"A": 0.0, "B": 1.0, "C": 2.0}),
        (("stage", "neighbours", "prompt"), {"A": 1.0, "B": 1.0, "C": 2.0}),
        (("neighbours", "stage", "prompt"), {"A": 1.0, "B": 2.0, "C": 2.0}),
    ],
)
def test_the_source_that_goes_first_places_each_landmark(
    order: tuple[Source, ...], expected: dict[str, float]
) -> None:
    anchors = [
        Anchor("A", np.full(3, 0.0), "prompt"),
        Anchor("A", np.full(3, 1.0), "stage"),
        Anchor("B", np.full(3, 2.0), "neighbours"),
        Anchor("B", np.full(3, 1.0), "stage"),
        Anchor("C", np.full(3, 2.0), "neighbours"),
    ]
    for given in (anchors, anchors[::-1]):
        points = placing_points(given, order)
        assert {name: position[0] for name, position in points.items()} == expected


def output(offsets: list[float], presence: list[float]) -> StageOutput:
    """One landmark on every slice, off the line of the others by some mm."""
    peaks = [
        [Peak(np.array([offset, 0.0, 8.0 * k]), there, 0.9, np.eye(3))]
        for k, (offset, there) in enumerate(zip(offsets, presence, strict=True))
    ]
    return StageOutput(list(range(len(peaks))), peaks, [], [])


def test_a_slice_that_disagrees_or_sees_nothing_is_placed_by_its_neighbours() -> None:
    decoder = Decoder([NAME], Calibration({}), slicewise=True)
    seen = output([0.0, 0.0, 40.0, 0.0, 0.0], [0.9, 0.9, 0.9, 0.9, 0.1])
    anchors = [one for (one,) in decoder.anchors(seen, FIELDS)]
    assert [one.source for one in anchors] == ["stage", "stage", "neighbours", "stage", "neighbours"]
    for k, one in enumerate(anchors):
        assert np.allclose(one.position, [0, 0, 8 * k], atol=2.0)


def test_where_nothing_is_seen_nothing_places() -> None:
    decoder = Decoder([NAME], Calibration({}), slicewise=True)
    assert decoder.anchors(StageOutput.empty(), FIELDS) == [[]] * 5
    found = decoder.landmarks(StageOutput.empty(), FIELDS)
    assert [point.status for point in found] == ["missing"] * 5
    assert StageOutput.empty().evidence == 0
    assert output([0.0], [0.5]).evidence == pytest.approx(0.45)


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
