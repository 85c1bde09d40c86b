"""Numbers as readers see them."""

from __future__ import annotations

import pytest
from LandmarkAITrainingLib.evaluation.metrics.statistics import Estimate
from LandmarkAITrainingLib.evaluation.report.numbers import (
    interval,
    p_value,
    percent_with_interval,
    signed,
    with_interval,
)


@pytest.mark.parametrize(
    ("value", "text"), [(1.25, "1.2"), (-1.26, "−1.3"), (-0.04, "0.0"), (0.0, "0.0"), (12.0, "12.0")]
)
def test_signs(value: float, text: str) -> None:
    assert signed(value) == text


def test_intervals() -> None:
    assert interval(Estimate(2, 1.0, 3.0)) == "1.0–3.0"
    assert interval(Estimate(0, -1.0, 3.0)) == "−1.0 to 3.0"
    assert interval(Estimate(0, None, None)) == "–"
    assert with_interval(Estimate(-2, -3.0, -1.0), 2) == "−2.00 (−3.00 to −1.00)"
    assert with_interval(Estimate(2, None, None)) == "2.0"


def test_shares_and_p_values() -> None:
    assert percent_with_interval(None) == "–"
    assert percent_with_interval(Estimate(0.5, 0.4, 0.615)) == "50.0\u00a0% (40.0–61.5)"
    assert (p_value(0.0004), p_value(0.0312)) == ("< 0.001", "0.031")
