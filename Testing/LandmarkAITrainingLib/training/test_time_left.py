"""The time left of a training, by a clock that is given."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from LandmarkAITrainingLib.training import time_left
from LandmarkAITrainingLib.training.time_left import Course, Pace, rounded, share_done


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds, which a test sets."""
    now = [100.0]
    monkeypatch.setattr(time_left, "time", SimpleNamespace(monotonic=lambda: now[0]))
    return now


def test_share_of_all_stages() -> None:
    assert share_done([300, 100], 0, 0) == 0
    assert share_done([300, 100], 0, 150) == 0.375
    assert share_done([300, 100], 1, 50) == 0.875


def test_pace_counts_from_where_it_was_first_seen() -> None:
    times: Iterator[float] = iter([0.0, 50.0, 100.0, 110.0, 130.0])
    pace = Pace(lambda: next(times))
    assert pace.left(0.5) is None  # resumed halfway
    assert pace.left(0.505) is None  # too little to say
    assert pace.left(0.75) == pytest.approx(100.0)
    assert pace.left(0.1) is None  # begun again
    assert pace.left(0.2) == pytest.approx(20 * 0.8 / 0.1)


@pytest.mark.parametrize(
    ("seconds", "said"), [(1, (1, "min")), (61, (2, "min")), (5940, (99, "min")), (7260, (2, "h"))]
)
def test_it_is_told_in_minutes_then_hours(seconds: float, said: tuple[int, str]) -> None:
    assert rounded(seconds) == said


def test_a_course_tells_of_all_stages(clock: list[float]) -> None:
    course = Course([300, 100])
    assert course.told(0, 0) == ""
    clock[0] += 600
    assert course.told(0, 100) == "About 30 min left for all stages."
    clock[0] += 1200
    assert course.told(1, 0) == "About 10 min left for all stages."
