"""In- and out-of-distribution factors, worked out by hand."""

from __future__ import annotations

import pytest
from LandmarkAITrainingLib.protocols.factors import left_out_factors, specialist_factors

MEDIANS = {
    ("a only", "a"): 2.0,
    ("a only", "b"): 6.0,
    ("a only", "c"): 10.0,
    ("b only", "a"): 8.0,
    ("b only", "b"): 4.0,
    ("b only", "c"): None,
    ("all", "a"): 2.2,
    ("all", "b"): 3.0,
    ("all", "c"): 1.0,
    ("not c", "c"): 3.0,
}
SPECIALISTS = {"a only": "a", "b only": "b"}


def test_specialist_in_and_out_of_distribution() -> None:
    factors = specialist_factors(MEDIANS, SPECIALISTS, "abc", "all")["a only"]
    assert factors == pytest.approx(
        {
            "id_mm": 2.0,
            "ood_mm": (6 + 10) / 2,
            "ood_over_id": 4.0,
            "generalist_over_specialist_id": 1.1,
            "generalist_over_specialist_ood": ((3 + 1) / 2) / 8,
        }
    )


def test_a_contrast_on_which_nothing_was_found_leaves_the_factor_open() -> None:
    factors = specialist_factors(MEDIANS, SPECIALISTS, "abc", "all")["b only"]
    assert factors["id_mm"] == 4.0
    assert factors["ood_mm"] is factors["ood_over_id"] is None
    assert factors["generalist_over_specialist_ood"] is None
    assert factors["generalist_over_specialist_id"] == pytest.approx(0.75)


def test_without_generalist() -> None:
    factors = specialist_factors(MEDIANS, SPECIALISTS, "abc", None)["a only"]
    assert set(factors) == {"id_mm", "ood_mm", "ood_over_id"}


def test_a_contrast_that_was_left_out() -> None:
    factors = left_out_factors(MEDIANS, {"not c": "c"}, {**SPECIALISTS, "c only": "c"}, "all")
    assert factors["not c"] == {
        "error_mm": 3.0,
        "left_out_over_generalist": 3.0,
        "left_out_over_specialist": None,
    }
