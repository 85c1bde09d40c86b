"""Planes through the long axis: what they hold, and how they stand to each other."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAILib.analysis.chamber_planes import Plane, chamber_planes
from LandmarkAILib.core.anatomy import (
    AORTIC_ANNULUS_CENTER,
    LV_APEX,
    MITRAL_ANNULUS_CENTER,
    TRICUSPID_ANNULUS_CENTER,
)
from LandmarkAILib.errors import InputError

# Of the Visible Human Male's heart, from its mitral annulus, LPS mm.
HEART = {
    LV_APEX: np.array([47.0, -64.7, -35.8]),
    MITRAL_ANNULUS_CENTER: np.zeros(3),
    AORTIC_ANNULUS_CENTER: np.array([-11.1, -15.3, 14.7]),
    TRICUSPID_ANNULUS_CENTER: np.array([-29.7, -32.0, -16.3]),
}


def without(*names: str) -> dict[str, np.ndarray]:
    return {name: p for name, p in HEART.items() if name not in names}


def off(plane: Plane, name: str) -> float:
    return abs(float((HEART[name] - plane.middle) @ plane.normal))


def degrees(first: Plane, second: Plane) -> float:
    angle = np.degrees(np.arccos(np.clip(first.normal @ second.normal, -1, 1)))
    return float(min(angle, 180 - angle))


def test_planes_hold_their_points() -> None:
    planes = chamber_planes(HEART)
    for name in ("four-chamber", "two-chamber", "three-chamber"):
        assert off(planes[name], LV_APEX) < 1e-9 and off(planes[name], MITRAL_ANNULUS_CENTER) < 1e-9
        np.testing.assert_allclose(
            planes[name].up @ (HEART[LV_APEX] - planes[name].middle), -planes[name].half
        )
    assert off(planes["four-chamber"], TRICUSPID_ANNULUS_CENTER) < 1e-9
    assert off(planes["three-chamber"], AORTIC_ANNULUS_CENTER) < 1e-9
    # Two chambers: neither the right heart nor the aorta.
    assert off(planes["two-chamber"], TRICUSPID_ANNULUS_CENTER) > 25
    assert off(planes["two-chamber"], AORTIC_ANNULUS_CENTER) > 8


def test_frames_are_right_handed_and_the_heart_stands_as_usual() -> None:
    planes = chamber_planes(HEART)
    for plane in planes.values():
        axes = np.stack([plane.right, plane.up, plane.normal])
        np.testing.assert_allclose(axes @ axes.T, np.eye(3), atol=1e-12)
        assert np.linalg.det(axes) > 0
    # Lateral wall on the reader's right, base above the apex; the short axis seen from the apex,
    # the front of the heart up.
    assert planes["four-chamber"].right @ HEART[TRICUSPID_ANNULUS_CENTER] < 0
    assert planes["four-chamber"].up @ HEART[LV_APEX] < 0
    assert planes["short axis"].normal @ HEART[LV_APEX] > 0
    assert planes["short axis"].up[2] > 0.5
    # Of two chambers the anterior wall, which is up in the patient.
    assert planes["two-chamber"].right[2] > 0.3


@pytest.mark.parametrize("missing", [TRICUSPID_ANNULUS_CENTER, AORTIC_ANNULUS_CENTER])
def test_one_annulus_is_enough(missing: str) -> None:
    """The other plane stands 60° away: within 15° of where this heart has it."""
    every, some = chamber_planes(HEART), chamber_planes(without(missing))
    for name in ("four-chamber", "two-chamber", "three-chamber"):
        assert degrees(every[name], some[name]) < 15
    assert degrees(some["four-chamber"], some["three-chamber"]) == pytest.approx(60)
    assert degrees(some["four-chamber"], some["two-chamber"]) == pytest.approx(60)


def test_the_axis_alone_gives_two_planes_at_right_angles() -> None:
    planes = chamber_planes(without(AORTIC_ANNULUS_CENTER, TRICUSPID_ANNULUS_CENTER))
    assert list(planes) == ["long axis", "long axis, turned", "short axis"]
    assert degrees(planes["long axis"], planes["long axis, turned"]) == pytest.approx(90)


def test_a_point_on_the_axis_tells_no_plane() -> None:
    points = without(TRICUSPID_ANNULUS_CENTER) | {AORTIC_ANNULUS_CENTER: -0.2 * HEART[LV_APEX]}
    assert "long axis" in chamber_planes(points)


@pytest.mark.parametrize("missing", [LV_APEX, MITRAL_ANNULUS_CENTER])
def test_the_ends_of_the_axis_are_needed(missing: str) -> None:
    with pytest.raises(InputError, match=missing):
        chamber_planes(without(missing))


def test_ends_at_one_place_are_refused() -> None:
    with pytest.raises(InputError, match="no long axis"):
        chamber_planes({LV_APEX: np.ones(3), MITRAL_ANNULUS_CENTER: np.zeros(3)})
