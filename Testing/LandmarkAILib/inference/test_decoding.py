"""What places the next view: each source in its turn, and neighbours where a slice stands alone."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.inference.calibration import Calibration
from LandmarkAILib.inference.decoding import Anchor, Decoder, Source, placing_points
from LandmarkAILib.inference.heads import Peak
from LandmarkAILib.inference.stage_output import StageOutput

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
