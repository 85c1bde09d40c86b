"""ECV of phantoms in which every segment's is known, the post-contrast map moved."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from LandmarkAILib.analysis.aha.segments import AhaSettings, aha_segments, segments_on
from LandmarkAILib.analysis.tissue.ecv import extracellular_volume
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.errors import InputError
from short_axis_phantom import Phantom, make_phantom

HEMATOCRIT = 0.42
BLOOD = (1600.0, 300.0)  # ms, before and after contrast


@pytest.fixture
def phantom() -> Phantom:
    return make_phantom()


def known_ecv(segment: np.ndarray) -> np.ndarray:
    """Per cent: 20 and the number of the segment."""
    return 20.0 + segment


def maps(phantom: Phantom) -> tuple[Image, Image]:
    """T1 maps, ms, of the same heart; native myocardium has 1000 ms."""
    blood = 1 / BLOOD[1] - 1 / BLOOD[0]
    rate = 1 / 1000 + known_ecv(phantom.segment) / 100 / (1 - HEMATOCRIT) * blood
    wall = phantom.segment > 0
    cavity = phantom.segmentation.labels == 1
    native = np.where(wall, 1000.0, np.where(cavity, BLOOD[0], 800.0))
    post = np.where(wall, 1 / rate, np.where(cavity, BLOOD[1], 400.0))
    return replace(phantom.image, array=native), replace(phantom.image, array=post)


def means(phantom: Phantom, ecv: Image) -> list[float]:
    settings = AhaSettings(margins=(0.15, 0.15))
    aha = aha_segments(phantom.image, phantom.landmarks, phantom.segmentation, settings)
    return [segments_on(aha, ecv).means[n] for n in range(1, 17)]


def compute(phantom: Phantom, native: Image, post: Image, points: LandmarkSet, hematocrit=HEMATOCRIT):
    return extracellular_volume(
        native, post, phantom.segmentation, phantom.landmarks, points, hematocrit
    )


def test_every_segment(phantom: Phantom) -> None:
    native, post = maps(phantom)
    found = compute(phantom, native, post, phantom.landmarks)
    assert (found.blood_native, found.blood_post) == BLOOD
    assert means(phantom, found.map) == pytest.approx([20 + n for n in range(1, 17)], rel=0.01)


@pytest.mark.parametrize(("shift", "degrees"), [(0.0, 0.0), (6.0, 0.0), (4.0, 5.0)])
def test_a_heart_that_moved_between_the_maps(phantom: Phantom, shift: float, degrees: float) -> None:
    """The post-contrast map shows the heart displaced in the plane of the slices; its points tell."""
    native, post = maps(phantom)
    grid = phantom.image.grid
    normal = np.cross(grid.axes[:, 0], grid.axes[:, 1])
    cos, sin = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    cross = np.cross(np.eye(3), -normal)
    turn = np.eye(3) + sin * cross + (1 - cos) * cross @ cross
    motion = np.eye(4)
    motion[:3, :3] = turn
    motion[:3, 3] = grid.center - turn @ grid.center + shift * grid.axes[:, 0]
    moved = replace(post, grid=Grid(grid.size, motion @ grid.affine))
    points = LandmarkSet(
        tuple(
            replace(p, position=motion[:3, :3] @ p.position + motion[:3, 3]) for p in phantom.landmarks
        )
    )
    found = compute(phantom, native, moved, points)
    assert means(phantom, found.map) == pytest.approx([20 + n for n in range(1, 17)], rel=0.01)
    assert max(alignment.rms for alignment in found.alignments.values()) < 0.01


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"hematocrit": 42.0}, "not per cent"),
        ({"swap": True}, "exchanged"),
        ({"seconds": True}, "T1 in milliseconds"),
    ],
)
def test_what_cannot_be(phantom: Phantom, change: dict[str, object], message: str) -> None:
    native, post = maps(phantom)
    if change.get("swap"):
        native, post = post, native
    if change.get("seconds"):
        native = replace(native, array=native.array / 1000)
    with pytest.raises(InputError, match=message):
        compute(phantom, native, post, phantom.landmarks, float(change.get("hematocrit", HEMATOCRIT)))  # type: ignore[arg-type]


def test_points_of_a_reader_have_no_slices(phantom: Phantom) -> None:
    native, post = maps(phantom)
    plain = LandmarkSet(tuple(replace(p, slice=None) for p in phantom.landmarks))
    found = extracellular_volume(native, post, phantom.segmentation, plain, plain, HEMATOCRIT)
    assert sorted(found.alignments) == list(range(6))
    assert not found.notes


def test_slices_that_cannot_be_aligned_are_said(phantom: Phantom) -> None:
    native, post = maps(phantom)
    some = LandmarkSet(tuple(p for p in phantom.landmarks if p.slice != 2))
    found = compute(phantom, native, post, some)
    assert found.notes == ("slice 2 is not aligned: too few points in both images",)
