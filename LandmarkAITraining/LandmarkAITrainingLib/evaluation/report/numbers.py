"""Numbers of ``metrics.json`` as a reader sees them."""

from __future__ import annotations

from ..metrics.statistics import Estimate
from ..summaries import Distribution

NONE = "–"


def percent(share: float, digits: int = 1) -> str:
    """A share as per cent."""
    return f"{100 * share:.{digits}f}\u00a0%"


def percent_with_interval(estimate: Estimate | None) -> str:
    """A share as per cent with its interval."""
    if estimate is None:
        return NONE
    if estimate.low is None or estimate.high is None:
        return percent(estimate.value)
    low, high = 100 * estimate.low, 100 * estimate.high
    return f"{percent(estimate.value)} ({low:.1f}–{high:.1f})"


def interval(estimate: Estimate, digits: int = 1) -> str:
    """The interval alone; with a word between the bounds where one of them is negative."""
    if estimate.low is None or estimate.high is None:
        return NONE
    low, high = (signed(bound, digits) for bound in (estimate.low, estimate.high))
    return f"{low} to {high}" if estimate.low < 0 else f"{low}–{high}"


def number(value: float | None, digits: int = 2) -> str:
    """A value, or that there is none."""
    return NONE if value is None else f"{value:.{digits}f}"


def with_interval(estimate: Estimate | None, digits: int = 1) -> str:
    """A value with its interval, or that there is none."""
    if estimate is None:
        return NONE
    between = "" if estimate.low is None else f" ({interval(estimate, digits)})"
    return f"{signed(estimate.value, digits)}{between}"


def median_and_quartiles(distribution: Distribution, digits: int = 1) -> str:
    """Median with quartiles in brackets."""
    median, q1, q3 = distribution.median.value, distribution.q1, distribution.q3
    return f"{median:.{digits}f} [{q1:.{digits}f}–{q3:.{digits}f}]"


def mean_and_sd(distribution: Distribution, digits: int = 1) -> str:
    """Mean ± standard deviation."""
    spread = "" if distribution.sd is None else f" ± {distribution.sd:.{digits}f}"
    return f"{signed(distribution.mean.value, digits)}{spread}"


def p_value(value: float | None) -> str:
    """P to three decimals."""
    if value is None:
        return NONE
    return "< 0.001" if value < 0.001 else f"{value:.3f}"


def signed(value: float, digits: int = 1) -> str:
    """A number with a true minus sign, and no sign on what rounds to nought."""
    text = f"{value:.{digits}f}"
    return text.lstrip("-") if float(text) == 0 else text.replace("-", "−")
