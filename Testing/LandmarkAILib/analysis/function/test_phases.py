"""End diastole and end systole by the volume of the cavity."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.analysis.function.phases import find_phases, smoothed
from LandmarkAILib.errors import InputError


def cycle(frames: int = 30, systole: int = 10) -> np.ndarray:
    """Volumes of a heart that is largest at frame 0 and smallest at ``systole``."""
    share = np.arange(frames)
    falling = 0.5 + 0.5 * np.cos(np.pi * share / systole)
    rising = 0.5 - 0.5 * np.cos(np.pi * (share - systole) / (frames - systole))
    return 60 + 90 * np.where(share <= systole, falling, rising)


@given(st.integers(0, 29))
def test_wherever_the_cycle_begins(shift: int) -> None:
    found = find_phases(np.roll(cycle(), shift))
    assert (found.ed - shift) % 30 in (29, 0, 1)
    assert (found.es - shift) % 30 in (9, 10, 11)
    assert found.rule == "volume"
    assert not found.note


def test_one_frame_segmented_badly_is_no_phase() -> None:
    volumes = cycle()
    volumes[20] *= 0.45  # below systole, alone
    assert find_phases(volumes).es in (9, 10, 11)


def test_frames_without_a_cavity_are_none() -> None:
    volumes = cycle()
    volumes[[0, 10]] = np.nan
    found = find_phases(volumes)
    assert found.ed in (1, 29)
    assert found.es in (9, 11)


def test_two_frames() -> None:
    assert find_phases(np.array([60.0, 150.0])).ed == 1


def test_few_frames_are_not_averaged() -> None:
    volumes = np.array([150.0, 60.0, 100.0])
    assert np.array_equal(smoothed(volumes), volumes)


def test_chosen_frames() -> None:
    found = find_phases(cycle(), ed=2, es=12)
    assert (found.ed, found.es, found.rule) == (2, 12, "chosen")


@pytest.mark.parametrize(
    ("volumes", "chosen", "message"),
    [
        ([150.0, np.nan], {}, "there is one"),
        ([np.nan, np.nan], {}, "there is none"),
        ([150.0, 60.0], {"ed": 4}, "frame 4, named as end diastole"),
        ([150.0, 60.0], {"ed": 1, "es": 1}, "both end diastole and end systole"),
        ([150.0, 60.0], {"ed": 1, "es": 0}, r"named end systole \(frame 0, 150 ml\) is larger"),
        ([150.0, 60.0], {"ed": 1}, "exchanged"),
    ],
)
def test_what_cannot_be_measured(volumes: list[float], chosen: dict[str, int], message: str) -> None:
    with pytest.raises(InputError, match=message):
        find_phases(np.array(volumes), **chosen)


def test_a_heart_that_does_not_beat_is_said() -> None:
    assert "may not be" in find_phases(np.array([100.0, 98.0])).note


def test_the_other_phase_is_looked_for_among_the_other_frames() -> None:
    found = find_phases(np.array([150.0, 60.0, 50.0]), es=2)
    assert (found.ed, found.es) == (0, 2)
    found = find_phases(np.array([150.0, 60.0, 50.0]), es=1)
    assert (found.ed, found.es) == (0, 1)
