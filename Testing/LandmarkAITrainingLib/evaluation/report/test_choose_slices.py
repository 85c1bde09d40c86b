"""Slices for the pictures."""

from __future__ import annotations

from LandmarkAILib.core.landmarks import Status
from LandmarkAITrainingLib.evaluation.observations import Observation
from LandmarkAITrainingLib.evaluation.report.choose_slices import COUNTS, choose_slices

NAMES = ("Anterior RV insertion", "LV center")


def slice_errors(case: str, k: int, *errors: float | None, contrast: str = "cine") -> list[Observation]:
    return [observation(case, k, name, e, contrast) for name, e in zip(NAMES, errors, strict=True)]


def observation(case: str, k: int, name: str, error: float | None, contrast: str) -> Observation:
    status: Status = "missing" if error is None else "detected"
    return Observation(case, case, contrast, "", "final", name, k, "present", status, error_mm=error)


def test_ranks() -> None:
    observations = [o for n in range(9) for o in slice_errors(f"c{n}", 0, n, n)]
    chosen = choose_slices(observations)
    found = {rank: [c.case for c in chosen if c.rank == rank] for rank in COUNTS}
    assert found["best"] == ["c0", "c1"]
    assert found["median"][0] == "c4"
    assert found["worst"] == ["c8", "c7", "c6", "c5"]


def test_no_case_twice_within_a_rank() -> None:
    observations = [o for k in range(6) for n in range(2) for o in slice_errors(f"c{n}", k, k, n)]
    worst = [c.case for c in choose_slices(observations) if c.rank == "worst"]
    assert sorted(worst) == ["c0", "c1"]


def test_contrasts_have_their_own_pictures() -> None:
    observations = slice_errors("a", 0, 1, 1) + slice_errors("b", 0, 90, 90, contrast="lge")
    assert [(c.contrast, c.rank) for c in choose_slices(observations)] == [
        (contrast, rank) for contrast in ("cine", "lge") for rank in COUNTS
    ]


def test_best_and_median_slices_have_every_landmark() -> None:
    observations = slice_errors("a", 0, None, 0.0) + slice_errors("b", 0, 2, 2)
    observations += slice_errors("c", 0, None, 99.0)
    chosen = choose_slices(observations)
    assert {c.case for c in chosen if c.rank in ("best", "median")} == {"b"}
    assert next(c for c in chosen if c.rank == "worst").errors_mm == {"LV center": 99.0}


def test_nothing_measured() -> None:
    assert choose_slices(slice_errors("a", 0, None, None)) == []
