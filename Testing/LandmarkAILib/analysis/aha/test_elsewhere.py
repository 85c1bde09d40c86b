"""AHA segments measured in other maps, with margins, with the cap, and how sure their means are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from LandmarkAILib.analysis.aha.segments import APEX, AhaSettings, aha_segments, segments_on
from LandmarkAILib.analysis.aha.uncertainty import mean_uncertainty
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, LV_CENTER
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.errors import InputError
from short_axis_phantom import Phantom, make_phantom


def divided(phantom: Phantom, settings: AhaSettings | None = None):
    return aha_segments(phantom.image, phantom.landmarks, phantom.segmentation, settings)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_a_map_on_its_own_grid_gives_the_known_means(order: tuple[int, ...]) -> None:
    """A map stored in another order gives the very means; one on a finer grid those within 1 %."""
    phantom = make_phantom(twist=5.0)
    result = divided(phantom)
    stored = segments_on(result, phantom.stored(order, (0, 2)).image)
    assert [stored.means[n] for n in range(1, 17)] == pytest.approx(list(range(101, 117)))
    grid = phantom.image.grid
    fine = grid.resized([2 * grid.size[0], 2 * grid.size[1], grid.size[2]])
    array = np.repeat(np.repeat(phantom.image.array, 2, axis=1), 2, axis=2)
    finer = segments_on(result, Image(array, fine))
    assert [finer.means[n] for n in range(1, 17)] == pytest.approx(list(range(101, 117)), rel=0.01)


def test_a_map_of_somewhere_else_is_refused() -> None:
    phantom = make_phantom()
    affine = phantom.image.grid.affine.copy()
    affine[:3, 3] += 500
    away = replace(phantom.image, grid=Grid(phantom.image.grid.size, affine))
    with pytest.raises(InputError, match="no part of the AHA segments"):
        segments_on(divided(phantom), away)


def test_margins_keep_blood_and_fat_out() -> None:
    """Values that are wrong at both edges of the wall only do not reach the means."""
    phantom = make_phantom()
    whole, within = divided(phantom), divided(phantom, AhaSettings(margins=(0.15, 0.15)))
    at_edges = (whole.segmentation.labels > 0) & (within.segmentation.labels == 0)
    share = at_edges.sum() / (whole.segmentation.labels > 0).sum()
    assert 0.2 < share < 0.4
    array = np.where(at_edges, 1000.0, phantom.image.array)
    spoilt = replace(phantom, image=replace(phantom.image, array=array))
    found = divided(spoilt, AhaSettings(margins=(0.15, 0.15)))
    assert [found.means[n] for n in range(1, 17)] == pytest.approx(list(range(101, 117)), rel=0.01)
    assert sum(s.pixels for s in found.segments) == (within.segmentation.labels > 0).sum()


@pytest.mark.parametrize("margins", [(0.5, 0.5), (-0.1, 0.1)])
def test_margins_that_leave_nothing_are_refused(margins: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="shares of the wall"):
        AhaSettings(margins=margins)


def test_the_cap_is_segment_17() -> None:
    phantom = make_phantom()
    labels = phantom.segmentation.labels.copy()
    labels[0][labels[0] == 1] = 2  # the apical slice has no cavity
    capped = Segmentation(labels, phantom.segmentation.grid, phantom.segmentation.names)
    result = aha_segments(phantom.image, phantom.landmarks, capped, AhaSettings(cap=True))
    assert result.segmentation.names[16] == APEX
    assert result.segments[16].pixels == np.count_nonzero(labels[0] == 2)
    assert set(np.unique(result.segmentation.labels[0])) == {0, 17}


def test_turning_by_60_degrees_renames_segments_and_changes_nothing_else() -> None:
    plain, turned = divided(make_phantom(anterior=130.0)), divided(make_phantom(anterior=190.0))
    assert (plain.segmentation.labels > 0).sum() == (turned.segmentation.labels > 0).sum()
    for n in (1, 2, 3, 4, 5, 6):
        assert plain.segments[n - 1].pixels == pytest.approx(turned.segments[n - 1].pixels, rel=0.05)


def test_uncertainty_of_the_means_follows_that_of_the_points() -> None:
    """Between two segments whose values differ by a step, turning by σ moves that share of the mean."""
    phantom = make_phantom()
    sd = 2.0  # mm at 30 mm or so from the center

    def with_spread(landmarks: LandmarkSet) -> LandmarkSet:
        return LandmarkSet(
            tuple(
                replace(p, covariance=np.eye(3) * sd**2) if p.name == ANTERIOR_RV_INSERTION else p
                for p in landmarks
            )
        )

    landmarks = with_spread(phantom.landmarks)
    result = aha_segments(phantom.image, landmarks, phantom.segmentation)
    spread = mean_uncertainty(result, landmarks, phantom.image)
    point = next(p for p in landmarks if p.name == ANTERIOR_RV_INSERTION and p.slice == 5)
    center = next(s.center for s in result.slices if s.slice == 5)
    angle = sd / float(np.linalg.norm(point.position - center))
    # Segment 4 (value 104) trades a share of its sector with 5 (105) on one side, 3 (103) on the other.
    assert spread[4] == pytest.approx(angle / np.deg2rad(60), rel=0.25)
    assert np.isnan(mean_uncertainty(result, phantom.landmarks, phantom.image)[4])
    unsliced = LandmarkSet(tuple(replace(p, slice=None) for p in landmarks))
    assert mean_uncertainty(result, unsliced, phantom.image) == spread


@pytest.mark.parametrize("centers", [True, False])
def test_points_of_another_heart_are_refused(centers: bool) -> None:
    phantom = make_phantom()
    moved = LandmarkSet(
        tuple(
            replace(p, position=p.position + 90 * phantom.image.grid.axes[:, 0])
            for p in phantom.landmarks
            if p.position is not None and (centers or p.name != LV_CENTER)
        )
    )
    with pytest.raises(InputError, match="of one study"):
        aha_segments(phantom.image, moved, phantom.segmentation)


def test_points_that_fit_badly_are_said() -> None:
    phantom = make_phantom()
    moved = LandmarkSet(
        tuple(
            replace(p, position=p.position + 16 * phantom.image.grid.axes[:, 0])
            for p in phantom.landmarks
            if p.position is not None
        )
    )
    result = aha_segments(phantom.image, moved, phantom.segmentation)
    assert "16 mm apart" in result.notes[0]
    assert not aha_segments(phantom.image, phantom.landmarks, phantom.segmentation).notes
