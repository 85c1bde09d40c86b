"""Landmarks of a volume are compared in space, those of a stack in the plane of their slice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAITrainingLib.data.dataset import CaseRecord
from LandmarkAITrainingLib.evaluation.observer_errors import observer_errors

RECORD = CaseRecord("one", Path(), Path(), {}, None, "s1")
GRID = Grid((30, 30, 20), np.diag([1.0, 1.0, 8.0, 1.0]))


def points(*places: tuple[tuple[float, float, float], int | None], name: str = "LV apex") -> LandmarkSet:
    return LandmarkSet(tuple(Landmark(name, np.array(p), slice=k) for p, k in places))


def test_one_point_of_each_observer_is_compared_in_space() -> None:
    observers = {"a": points(((1, 2, 3), 0)), "b": points(((3, 5, 9), 1))}
    errors, (placing,) = observer_errors(RECORD, GRID, observers)
    assert {e.kind: e.error_mm for e in errors} == pytest.approx(
        {"pairwise": 7.0, "leave-one-out": 7.0, "to-mean": 3.5}
    )
    assert {e.slice for e in errors} == {None}
    assert (placing.observers, placing.placed, placing.model) == (2, 2, None)


def test_model_of_a_volume() -> None:
    observers = {"a": points(((0, 0, 0), 0)), "b": points(((0, 0, 4), 0))}
    errors, (placing,) = observer_errors(RECORD, GRID, observers, points(((3, 0, 0), None)))
    model = [(e.kind, e.error_mm) for e in errors if e.kind.startswith("model")]
    assert sorted(model) == [
        ("model leave-one-out", pytest.approx(3.0)),
        ("model leave-one-out", pytest.approx(5.0)),
        ("model pairwise", pytest.approx(3.0)),
        ("model pairwise", pytest.approx(5.0)),
        ("model to-mean", pytest.approx(np.sqrt(13))),
    ]
    assert placing.model is True


def test_points_of_a_stack_are_compared_in_their_slice() -> None:
    observers = {
        "a": points(((0, 0, 0), 0), ((0, 0, 8), 1)),
        "b": points(((3, 4, 2), 0), ((0, 1, 9), 2)),
    }
    errors, placings = observer_errors(RECORD, GRID, observers)
    pairwise = [(e.slice, e.error_mm) for e in errors if e.kind == "pairwise"]
    assert pairwise == [(0, pytest.approx(5.0))]
    assert [(p.slice, p.placed) for p in placings] == [(0, 2), (1, 1), (2, 1)]


@given(st.integers(2, 6), st.integers(0, 2**31))
def test_distance_to_the_mean_of_all_is_the_smaller_one(count: int, seed: int) -> None:
    places = np.random.default_rng(seed).normal(0, 5, (count, 3))
    observers = {f"o{n}": points((tuple(p), 0)) for n, p in enumerate(places)}
    errors, _ = observer_errors(RECORD, GRID, observers)
    alone = {e.observer: e.error_mm for e in errors if e.kind == "leave-one-out"}
    mean = {e.observer: e.error_mm for e in errors if e.kind == "to-mean"}
    assert mean == pytest.approx({who: mm * (count - 1) / count for who, mm in alone.items()})
    assert sum(e.kind == "pairwise" for e in errors) == count * (count - 1) // 2
