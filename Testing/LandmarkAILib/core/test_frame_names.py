"""Names of frames are read as they were written, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.frame_names import case_and_frame, frame_name


@given(case=st.text(min_size=1), frame=st.integers(0, 10_000))
def test_a_name_is_read_as_it_was_written(case: str, frame: int) -> None:
    assert case_and_frame(frame_name(case, frame)) == (case, frame)


def test_a_frame_has_three_digits_and_a_whole_case_none() -> None:
    assert frame_name("a/cine", 7) == "a/cine_frame007"
    assert frame_name("a/cine", None) == "a/cine"


@pytest.mark.parametrize("name", ["cine", "cine_framed", "cine_frame", "cine_frame1b", "cine_frame²"])
def test_other_names_are_of_whole_cases(name: str) -> None:
    assert case_and_frame(name) == (name, None)
