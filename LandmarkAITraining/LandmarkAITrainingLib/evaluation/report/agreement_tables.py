"""Tables of what follows from landmarks and contours: AHA segments, volumes, lengths."""

from __future__ import annotations

from ..metrics.agreement import IntraclassCorrelation
from ..summaries import AgreementSummary, Distribution, Metrics
from .html import table
from .landmark_tables import groups
from .numbers import (
    NONE,
    interval,
    mean_and_sd,
    median_and_quartiles,
    percent,
    signed,
    with_interval,
)


def aha_table(metrics: Metrics) -> str:
    """Share of area and segment means that change with the model's points."""
    rows = []
    for group, summary in groups(metrics):
        aha = summary.aha
        if aha is None:
            continue
        area, change = aha.area_changed, aha.mean_change_sd
        rows.append(
            [
                group,
                str(aha.n_cases),
                str(aha.n_subjects),
                _area(area) if area else NONE,
                percent(area.p95.value) if area else NONE,
                median_and_quartiles(change, 2) if change else NONE,
                mean_and_sd(change, 2) if change else NONE,
                str(aha.not_possible),
            ]
        )
    headers = ["Images", "Cases", "People", "Area, median [quartiles]", "Area, 95 % of cases within"]
    headers += ["Change of mean, median [quartiles]", "Change of mean, mean ± SD", "Not possible"]
    return table(headers, rows, texts=1)


def _area(area: Distribution) -> str:
    median, q1, q3 = (100 * value for value in (area.median.value, area.q1, area.q3))
    return f"{median:.1f} [{q1:.1f}–{q3:.1f}]\u00a0%"


def agreement_tables(metrics: Metrics) -> str:
    """Bias and limits of agreement of derived values, then their intraclass correlation."""
    limits, correlations = [], []
    for group, summary in groups(metrics):
        for name, held in summary.derived.items():
            what = [group, f"{name}, {held.unit}", str(held.n - held.not_found)]
            limits.append([*what, str(held.n_subjects), *_limits(held)])
            icc = [_correlation(held.icc, kind) for kind in ("agreement", "consistency")]
            correlations.append([*what, *icc, str(held.not_found)])
    first = ["Images", "Quantity", "Values"]
    columns = ["People", "Reference, mean", "Bias", "Lower limit", "Upper limit"]
    tables = [
        table([*first, *columns], limits),
        table([*first, "ICC(A,1), agreement", "ICC(C,1), consistency", "Not found"], correlations),
    ]
    return "\n".join(tables) if limits else ""


def _limits(held: AgreementSummary) -> list[str]:
    limits, digits = held.bland_altman, _digits(held.reference_mean)
    estimates = (None, None, None) if limits is None else (limits.bias, limits.lower, limits.upper)
    cells = [NONE if estimate is None else with_interval(estimate, digits) for estimate in estimates]
    return [signed(held.reference_mean, digits), *cells]


def _digits(mean: float) -> int:
    """Decimals that leave about three figures."""
    return 0 if abs(mean) >= 1000 else 1 if abs(mean) >= 10 else 2


def _correlation(icc: IntraclassCorrelation | None, kind: str) -> str:
    if icc is None:
        return NONE
    estimate = icc.agreement if kind == "agreement" else icc.consistency
    value = f"{estimate.value:.3f}"
    return value if estimate.low is None else f"{value} ({interval(estimate, 3)})"
