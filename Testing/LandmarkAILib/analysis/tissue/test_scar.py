"""Scar of phantoms whose extent is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from LandmarkAILib.analysis.aha.segments import aha_segments
from LandmarkAILib.analysis.tissue.scar import REMOTE, find_scar, whole_wall
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.errors import InputError
from short_axis_phantom import Phantom, make_phantom


@pytest.fixture
def phantom() -> Phantom:
    """Remote myocardium of 100 ± 5; segment 8 enhances, with a dark core in a part of it."""
    plain = make_phantom()
    rng = np.random.default_rng(1)
    array = np.where(plain.segment > 0, rng.normal(100, 5, plain.segment.shape), 300.0)
    array[plain.segment == 8] = 400
    return replace(plain, image=replace(plain.image, array=array))


def aha(phantom: Phantom):
    return aha_segments(phantom.image, phantom.landmarks, phantom.segmentation)


@pytest.mark.parametrize("method", ["nsd", "fwhm"])
def test_a_segment_that_enhances(phantom: Phantom, method: str) -> None:
    found = find_scar(phantom.image, phantom.segmentation, aha(phantom), method)
    by_segment = {s.segment: s for s in found.segments}
    assert by_segment[8].percent == pytest.approx(100, abs=1)
    assert by_segment[8].transmurality == pytest.approx(100, abs=1)
    assert max(s.percent for s in found.segments if s.segment != 8) < 1
    wall, scarred = np.count_nonzero(phantom.segment), np.count_nonzero(phantom.segment == 8)
    assert found.percent == pytest.approx(100 * scarred / wall, rel=0.01)
    voxel = float(np.prod(phantom.image.grid.spacing)) / 1000
    assert found.mass == pytest.approx(scarred * voxel * 1.05, rel=0.01)


def test_the_inner_half_is_half_transmural(phantom: Phantom) -> None:
    radius = phantom.radius
    array = phantom.image.array.copy()
    array[(phantom.segment == 8) & (radius > 23)] = 100.0  # the wall reaches from 18 to 28 mm
    spoilt = replace(phantom, image=replace(phantom.image, array=array))
    found = find_scar(spoilt.image, spoilt.segmentation, aha(spoilt))
    segment = found.segments[7]
    assert segment.transmurality == pytest.approx(50, abs=4)


def test_a_dark_core_is_counted_in(phantom: Phantom) -> None:
    array = phantom.image.array.copy()
    inside = np.argwhere(phantom.segment == 8)
    middle = inside[np.linalg.norm(inside - inside.mean(axis=0), axis=1).argmin()]
    core = np.zeros(array.shape, bool)
    core[middle[0], middle[1] - 1 : middle[1] + 2, middle[2] - 1 : middle[2] + 2] = True
    assert (phantom.segment[core] == 8).all()
    array[core] = 90.0
    spoilt = replace(phantom, image=replace(phantom.image, array=array))
    found = find_scar(spoilt.image, spoilt.segmentation, aha(spoilt))
    np.testing.assert_array_equal(found.segmentation.labels == 2, core)
    assert found.segments[7].percent == pytest.approx(100, abs=1)


def test_remote_myocardium_that_was_drawn(phantom: Phantom) -> None:
    labels = phantom.segmentation.labels.copy()
    names = (*phantom.segmentation.names, REMOTE)
    labels[phantom.segment == 10] = len(names)
    drawn = Segmentation(labels, phantom.segmentation.grid, names)
    segments = aha_segments(phantom.image, phantom.landmarks, whole_wall(drawn))
    found = find_scar(phantom.image, drawn, segments)
    assert "was drawn" in found.rule
    assert found.threshold == pytest.approx(125, abs=3)
    undrawn = find_scar(phantom.image, phantom.segmentation, aha(phantom))
    assert found.percent == pytest.approx(undrawn.percent)  # it stays a part of the myocardium
    assert found.segments[9].percent == 0


def test_half_of_a_maximum_needs_magnitude(phantom: Phantom) -> None:
    negative = replace(phantom.image, array=phantom.image.array - 150)
    with pytest.raises(InputError, match="negative values"):
        find_scar(negative, phantom.segmentation, aha(phantom), "fwhm")


def test_half_of_a_maximum_needs_enhancement() -> None:
    """Half of the maximum of a healthy heart lies below all of it: that is no scar of 100 per cent."""
    plain = make_phantom()
    values = np.random.default_rng(1).normal(100, 5, plain.segment.shape)
    healthy = replace(plain, image=replace(plain.image, array=values))
    with pytest.raises(InputError, match="nothing enhances"):
        find_scar(healthy.image, healthy.segmentation, aha(healthy), "fwhm")
    assert find_scar(healthy.image, healthy.segmentation, aha(healthy)).percent < 1


def test_the_wall_within_a_ring_of_scar_is_no_dark_core(phantom: Phantom) -> None:
    radius = phantom.radius
    array = np.random.default_rng(2).normal(100, 5, phantom.segment.shape)
    array[3][(radius[3] > 23) & (phantom.segment[3] > 0)] = 400
    ring = replace(phantom, image=replace(phantom.image, array=array))
    found = find_scar(ring.image, ring.segmentation, aha(ring))
    assert not (found.segmentation.labels == 2).any()
