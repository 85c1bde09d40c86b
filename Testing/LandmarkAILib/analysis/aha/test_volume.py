"""AHA segments of a volume: half an ellipsoid in which every voxel's segment is known by formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest
from ct_phantom import ANNULUS, DIRECTION, LENGTH, RADIUS, WALL, make_ct_phantom
from LandmarkAILib.analysis.aha.segments import segments_on
from LandmarkAILib.analysis.aha.settings import AhaResult, AhaSettings
from LandmarkAILib.analysis.aha.uncertainty import mean_uncertainty
from LandmarkAILib.analysis.aha.volume import SEPTUM, aha_anywhere
from LandmarkAILib.core.anatomy import (
    LEFT_VENTRICLE,
    LV_APEX,
    MITRAL_ANNULUS_CENTER,
    MYOCARDIUM,
    RIGHT_VENTRICLE,
)
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.errors import InputError
from storages import Storage

RIGHT = np.array([-1.0, -0.3, 0.2])
"""Towards the septum, LPS; no symmetry of any grid."""
TURNED = {1: 6, 2: 1, 3: 2, 4: 3, 5: 4, 6: 5, 7: 12, 8: 7, 9: 8, 10: 9, 11: 10, 12: 11}
"""Segment after the septum has gone 60° counter-clockwise, as seen on the screen, by the one before."""


@dataclass(frozen=True, eq=False)
class Ventricle:
    """Image, masks, points, and the AHA segment of each voxel, 17 the cap; the image says 100 + it."""

    image: Image
    segmentation: Segmentation
    landmarks: LandmarkSet
    segment: np.ndarray

    def without(self, *names: str) -> Ventricle:
        kept = tuple(p for p in self.landmarks if p.name not in names)
        return replace(self, landmarks=LandmarkSet(kept))

    def stored(self, order: Sequence[int], flipped: Sequence[int]) -> Ventricle:
        """The same patient with axes listed in another order and some of them reversed."""
        storage = Storage(order, flipped)
        grid, array = storage.grid(self.image.grid), storage.array
        return Ventricle(
            Image(array(self.image.array), grid, "CT"),
            Segmentation(array(self.segmentation.labels), grid, self.segmentation.names),
            self.landmarks,
            array(self.segment),
        )


def screen() -> tuple[FloatArray, FloatArray]:
    """Right and up of a short axis seen from the apex, any two that are that."""
    right = np.cross(DIRECTION, [0.0, 0.0, 1.0])
    right /= np.linalg.norm(right)
    # Seen from the apex one looks against DIRECTION: right × up comes towards the reader.
    return right, np.cross(DIRECTION, right)


def septum_at(degrees: float) -> FloatArray:
    """A point of the septum, turned counter-clockwise as seen from the apex."""
    right, up = screen()
    angle = np.arctan2(RIGHT @ up, RIGHT @ right) + np.deg2rad(degrees)
    return ANNULUS + 30 * DIRECTION + 29 * (np.cos(angle) * right + np.sin(angle) * up)


def make_ventricle(
    axes: np.ndarray | None = None, degrees: float = 0.0, name: str = SEPTUM, spacing: float = 1.5
) -> Ventricle:
    """The phantom; its truth knows nothing of planes: axis, angle and height of each voxel."""
    phantom = make_ct_phantom(spacing, (84, 84, 84), axes)
    assert phantom.detection.segmentation is not None
    grid, labels = phantom.image.grid, phantom.detection.segmentation.labels
    k, j, i = np.indices(grid.shape)
    offset = grid.to_lps(np.stack([i, j, k], axis=-1)) - ANNULUS
    right, up = screen()
    ray = septum_at(degrees) - ANNULUS
    septal = np.arctan2(ray @ up, ray @ right)
    beyond = (np.degrees(np.arctan2(offset @ up, offset @ right) - septal) + 60) % 360
    height = offset @ DIRECTION / LENGTH
    six = np.choose((beyond // 60).astype(int).clip(0, 5), [2, 3, 4, 5, 6, 1])
    four = np.choose((((beyond - 15) % 360) // 90).astype(int).clip(0, 3), [14, 15, 16, 13])
    segment = np.select([height < 1 / 3, height < 2 / 3, height < 1], [six, six + 6, four], 17)
    segment = np.where(labels == 2, segment, 0)
    points = (*phantom.detection.landmarks, Landmark(name, septum_at(degrees)))
    return Ventricle(
        Image(np.where(segment > 0, 100.0 + segment, 350.0).astype(np.float32), grid, "CT"),
        phantom.detection.segmentation,
        LandmarkSet(points),
        segment.astype(np.uint8),
    )


def turned(heart: Ventricle, degrees: float) -> Ventricle:
    """The septum's point turned about the middle of the cavity that it is seen from."""
    (point,) = heart.landmarks.named(SEPTUM)
    assert point.position is not None
    parts = divided(heart).slices
    along = [(part.center - point.position) @ DIRECTION for part in parts]
    center = parts[int(np.argmin(np.abs(along)))].center
    ray, angle = point.position - center, np.deg2rad(degrees)
    height = (ray @ DIRECTION) * DIRECTION
    across = ray - height
    moved = np.cos(angle) * across + np.sin(angle) * np.cross(DIRECTION, across)
    point = replace(point, position=center + height + moved)
    return replace(heart, landmarks=LandmarkSet((*heart.without(SEPTUM).landmarks, point)))


def divided(
    heart: Ventricle, settings: AhaSettings | None = None, septum: str | None = None
) -> AhaResult:
    settings = settings or AhaSettings(cap=True)
    return aha_anywhere(heart.image, heart.landmarks, heart.segmentation, settings, septum)


def oblique() -> np.ndarray:
    axes, _upper = np.linalg.qr(np.array([[2.0, 1, 0], [-1, 3, 1], [0.5, 0.2, 2]]))
    return axes


@pytest.mark.parametrize("axes", [None, oblique()], ids=["straight", "oblique"])
def test_every_sector_and_level_comes_back(axes: np.ndarray | None) -> None:
    heart = make_ventricle(axes)
    result = divided(heart)
    found, wall = result.segmentation.labels, heart.segment > 0
    np.testing.assert_array_equal(found > 0, wall)
    # Only voxels whose middle lies on a boundary, as the middle of the cavity is that of pixels.
    assert np.count_nonzero(found != heart.segment) < 0.01 * np.count_nonzero(wall)
    assert [result.means[n] for n in range(1, 18)] == pytest.approx(list(range(101, 118)), abs=0.5)
    volumes = [s.volume for s in result.segments]
    assert sum(volumes) == pytest.approx(np.count_nonzero(wall) * 1.5**3 / 1000)
    assert (result.base_rule, result.notes) == ("points", ())


def test_segments_lie_where_the_standard_puts_them() -> None:
    """By the patient's axes alone: the septum on the right, anterior before and above inferior."""
    heart = make_ventricle()
    result, grid = divided(heart), heart.image.grid
    middle = {}
    for n in range(1, 18):
        k, j, i = np.nonzero(result.segmentation.labels == n)
        middle[n] = grid.to_lps(np.stack([i, j, k], axis=1)).mean(axis=0)
    for septal, lateral in ((2, 5), (3, 6), (8, 11), (9, 12), (14, 16)):
        assert middle[septal][0] < middle[lateral][0]  # towards the patient's right
    for anterior, inferior in ((1, 4), (7, 10), (13, 15)):
        assert (middle[inferior] - middle[anterior]) @ [0, 1, -1] > 10  # posterior and inferior
    heights = [(middle[n] - ANNULUS) @ DIRECTION for n in (1, 7, 13, 17)]
    assert heights == sorted(heights)


def test_turning_the_septum_by_60_degrees_renames_segments_and_changes_nothing_else() -> None:
    heart = make_ventricle()
    before = divided(heart).segmentation.labels
    after = divided(turned(heart, 60.0)).segmentation.labels
    renamed = np.zeros_like(before)
    for old, new in TURNED.items():
        renamed[before == old] = new
    six = np.isin(before, list(TURNED))
    np.testing.assert_array_equal(np.isin(after, list(TURNED)), six)
    np.testing.assert_array_equal(after[six], renamed[six])
    np.testing.assert_array_equal(after == 17, before == 17)


def test_turning_by_90_degrees_renames_the_apical_ones() -> None:
    heart = make_ventricle()
    before = divided(heart).segmentation.labels
    after = divided(turned(heart, 90.0)).segmentation.labels
    for old, new in ((13, 16), (14, 13), (15, 14), (16, 15)):
        np.testing.assert_array_equal(after == new, before == old)


@pytest.mark.parametrize(
    ("order", "flipped"), [((0, 1, 2), (0,)), ((2, 0, 1), ()), ((1, 0, 2), (2,)), ((2, 1, 0), (0, 1))]
)
def test_storage_changes_nothing(order: tuple[int, ...], flipped: tuple[int, ...]) -> None:
    heart = make_ventricle()
    stored = heart.stored(order, flipped)
    settings = AhaSettings(cap=True, margins=(0.1, 0.1))
    one, other = divided(heart, settings), divided(stored, settings)
    back = replace(heart, segment=one.segmentation.labels).stored(order, flipped).segment
    # Rounding may put a voxel on the very boundary to the other side.
    assert np.count_nonzero(other.segmentation.labels != back) <= 3
    for mine, yours in zip(one.segments, other.segments, strict=True):
        assert yours.volume == pytest.approx(mine.volume, abs=0.01)
        assert yours.mean == pytest.approx(mine.mean, abs=0.2)
        assert np.isnan(yours.area)


def test_a_point_of_any_name_is_the_septum() -> None:
    heart = make_ventricle(name="F-3")
    np.testing.assert_array_equal(
        divided(heart, septum="F-3").segmentation.labels, divided(make_ventricle()).segmentation.labels
    )


def test_the_right_ventricle_tells_the_septum_where_no_point_does() -> None:
    """A shell beside the wall, 100° wide about the septum: its middle is the septum's."""
    heart = make_ventricle()
    grid = heart.image.grid
    k, j, i = np.indices(grid.shape)
    offset = grid.to_lps(np.stack([i, j, k], axis=-1)) - ANNULUS
    along = offset @ DIRECTION
    across = offset - along[..., None] * DIRECTION
    ray = septum_at(0) - ANNULUS
    ray = ray - (ray @ DIRECTION) * DIRECTION
    cosine = across @ ray / np.maximum(np.linalg.norm(across, axis=-1) * np.linalg.norm(ray), 1e-9)
    near = (np.linalg.norm(across, axis=-1) < RADIUS + WALL + 15) & (cosine > np.cos(np.deg2rad(50)))
    labels = heart.segmentation.labels.copy()
    labels[(labels == 0) & near & (along >= 0) & (along < 50)] = 3
    names = (LEFT_VENTRICLE, MYOCARDIUM, RIGHT_VENTRICLE)
    right = replace(heart, segmentation=Segmentation(labels, grid, names)).without(SEPTUM)
    found, wall = divided(right).segmentation.labels, heart.segment > 0
    assert np.mean(found[wall] == heart.segment[wall]) > 0.97
    # A point that was placed is believed before the mask.
    clicked = replace(right, landmarks=make_ventricle(degrees=60).landmarks)
    assert np.mean(divided(clicked).segmentation.labels[wall] == heart.segment[wall]) < 0.3


def test_margins_keep_blood_and_lung_out() -> None:
    heart = make_ventricle()
    whole, within = divided(heart), divided(heart, AhaSettings(cap=False, margins=(0.2, 0.2)))
    for n in range(1, 13):
        share = within.segments[n - 1].pixels / whole.segments[n - 1].pixels
        assert 0.45 < share < 0.75
    kept = within.segmentation.labels > 0
    k, j, i = np.nonzero(kept)
    offset = heart.image.grid.to_lps(np.stack([i, j, k], axis=1)) - ANNULUS
    along = offset @ DIRECTION
    beside = np.linalg.norm(offset - along[:, None] * DIRECTION, axis=1)
    inner = RADIUS * np.sqrt(np.maximum(1 - (along / LENGTH) ** 2, 0))
    outer = (RADIUS + WALL) * np.sqrt(1 - (along / (LENGTH + WALL)) ** 2)
    depth = (beside - inner) / (outer - inner)
    assert np.quantile(depth, [0.02, 0.98]) == pytest.approx([0.2, 0.8], abs=0.09)


def test_without_the_cap_it_is_in_no_segment() -> None:
    heart = make_ventricle()
    result = divided(heart, AhaSettings())
    assert not result.segmentation.labels[heart.segment == 17].any()
    assert len(result.segments) == 16


def test_another_map_is_measured_in_the_same_segments() -> None:
    heart = make_ventricle()
    result = divided(heart)
    other = make_ventricle(oblique(), spacing=1.2)
    measured = segments_on(result, other.image)
    assert [measured.means[n] for n in (1, 8, 14)] == pytest.approx([101, 108, 114], rel=0.15)
    assert np.isnan([s.area for s in measured.segments]).all()
    spread = mean_uncertainty(result, heart.landmarks, heart.image)
    assert np.isnan(list(spread.values())).all()


def test_wall_beyond_the_annulus_is_told() -> None:
    heart = make_ventricle()
    points = tuple(
        replace(p, position=ANNULUS + 12 * DIRECTION) if p.name == MITRAL_ANNULUS_CENTER else p
        for p in heart.landmarks
    )
    result = divided(replace(heart, landmarks=LandmarkSet(points)))
    (note,) = result.notes
    assert "% of the myocardium lies beyond the mitral annulus" in note


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        (LV_APEX, "needs LV apex: place"),
        (MITRAL_ANNULUS_CENTER, "needs Mitral annulus center: place"),
        (SEPTUM, "place a point named 'Septum' .* or add a segment named 'Right ventricle'"),
    ],
)
def test_what_is_missing_is_said(missing: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        divided(make_ventricle(spacing=3.0).without(missing))


def test_what_cannot_be_is_refused() -> None:
    heart = make_ventricle(spacing=3.0)
    with pytest.raises(InputError, match="needs one point named 'nowhere'"):
        divided(heart, septum="nowhere")
    with pytest.raises(InputError, match="'LV apex' lies on the long axis"):
        divided(heart, septum=LV_APEX)
    with pytest.raises(InputError, match="slices by level are of a stack"):
        divided(heart, AhaSettings(levels={"basal": [0]}))
    for shift in ([40, 40, 20], [60, 60, 0], [0, 0, 300]):
        points = (replace(p, position=p.position + np.array(shift)) for p in heart.landmarks)
        with pytest.raises(InputError, match=r"of one study|LV cavity and myocardium"):
            divided(replace(heart, landmarks=LandmarkSet(tuple(points))))
