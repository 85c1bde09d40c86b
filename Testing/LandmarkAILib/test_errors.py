"""Errors: codes for programs, and for what nobody foresaw the place where it happened."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.errors import InputError, LandmarkAIError, OutputError, fault


def test_an_error_has_the_code_of_its_class_or_one_of_its_own() -> None:
    assert [kind("a").code for kind in (LandmarkAIError, InputError, OutputError)] == [
        "error",
        "input",
        "output",
    ]
    assert InputError("a", "no-image").code == "no-image"
    assert str(InputError("a", "no-image")) == "a"


def test_a_message_stays_one_line_whatever_a_header_brings_into_it() -> None:
    value = "5\\\n\x00\x85"
    assert (
        str(InputError(f"a.dcm has {value}: correct it (é)"))
        == r"a.dcm has 5\\n\x00\x85: correct it (é)"
    )


def test_a_fault_names_the_place_in_this_package() -> None:
    with pytest.raises(TypeError) as caught:
        Grid((1, 1, 1), np.eye(4)).to_lps(None, None)  # type: ignore[call-arg]
    assert "(TypeError: " in fault("image.nrrd", caught.value)
    with pytest.raises(ValueError, match="affine") as known:
        Grid((1, 1, 1), np.eye(3))
    assert "in core/geometry.py, line " in fault("image.nrrd", known.value)
    assert fault("image.nrrd", known.value).startswith("image.nrrd was not processed, by a fault of")


def test_an_error_that_was_never_raised_has_no_place() -> None:
    assert "(KeyError, in a place unknown)" in fault("it", KeyError())
