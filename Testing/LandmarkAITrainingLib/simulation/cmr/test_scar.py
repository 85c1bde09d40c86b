"""Scars lie where they are said to lie."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAITrainingLib.simulation.cmr.scar import Scar, TissueMap, draw_scar, mark_scar
from LandmarkAITrainingLib.simulation.cmr.tissues import tissue_code

CAVITY, WALL, SCAR, CORE = (tissue_code(n) for n in ("lv_blood", "myocardium", "scar", "mvo"))
INNER, OUTER = 20.0, 35.0


@pytest.fixture(scope="module")
def ring() -> TissueMap:
    j, i = np.indices((100, 110))
    radius = np.hypot(i - 60, j - 45)
    return np.where(radius < INNER, CAVITY, np.where(radius < OUTER, WALL, 0)).astype(np.uint8)


def polar(mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    j, i = np.nonzero(mask)
    return np.hypot(i - 60, j - 45), np.arctan2(j - 45, i - 60)


def test_only_myocardium_is_marked(ring: TissueMap) -> None:
    rng = np.random.default_rng(0)
    for _ in range(50):
        marked = mark_scar(ring, draw_scar(rng), rng)
        changed = marked != ring
        assert changed.any()
        assert (ring[changed] == WALL).all()
        assert np.isin(marked[changed], [SCAR, CORE]).all()


@pytest.mark.parametrize("angle", [-2.5, 0.0, 3.1])
def test_a_scar_keeps_to_its_sector(ring: TissueMap, angle: float) -> None:
    marked = mark_scar(ring, Scar(angle, 0.6, 0.0, 1.2), np.random.default_rng(1))
    _, seen = polar(marked == SCAR)
    aside = np.abs((seen - angle + np.pi) % (2 * np.pi) - np.pi)
    assert aside.max() < 0.65
    assert aside.max() > 0.4


def test_subendocardial_scar_spares_the_epicardium(ring: TissueMap) -> None:
    radius, _ = polar(mark_scar(ring, Scar(1.0, 0.8, 0.0, 0.4), np.random.default_rng(2)) == SCAR)
    assert radius.min() < INNER + 1
    assert np.percentile(radius, 95) < INNER + 0.75 * (OUTER - INNER)


def test_mid_wall_scar_spares_both_sides(ring: TissueMap) -> None:
    radius, _ = polar(mark_scar(ring, Scar(1.0, 0.8, 0.3, 0.7), np.random.default_rng(3)) == SCAR)
    assert np.percentile(radius, 5) > INNER + 2
    assert np.percentile(radius, 95) < OUTER - 2


def test_the_core_without_reflow_lies_within_the_scar(ring: TissueMap) -> None:
    marked = mark_scar(ring, Scar(-1.0, 1.0, 0.0, 1.2, obstructed=True), np.random.default_rng(4))
    assert (marked == CORE).sum() > 20
    assert (marked == SCAR).sum() > 20


@given(st.integers(0, 2**32 - 1))
def test_a_slice_without_a_ring_is_left_alone(seed: int) -> None:
    rng = np.random.default_rng(seed)
    empty, muscle = np.zeros((9, 9), np.uint8), np.full((9, 9), WALL, np.uint8)
    for plane in (empty, muscle):
        assert np.array_equal(mark_scar(plane, draw_scar(rng), rng), plane)
