"""From derived values and AHA segments to the numbers of ``metrics.json``."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .aha_change import AhaChange
from .derived import IMAGE_UNITS, DerivedValue
from .describe import as_array, distribution
from .metrics.agreement import bland_altman, intraclass_correlation
from .summaries import AgreementSummary, AhaSummary


def summarise_aha(changes: Sequence[AhaChange]) -> AhaSummary | None:
    """How much the AHA segments of a group of cases change; None without any."""
    if not changes:
        return None
    divided = [c for c in changes if c.area_changed is not None]
    measured = [c for c in divided if c.mean_change_sd is not None]
    return AhaSummary(
        n_cases=len(changes),
        n_subjects=len({c.subject for c in changes}),
        not_possible=len(changes) - len(divided),
        area_changed=distribution(
            as_array(c.area_changed for c in divided), [c.subject for c in divided]
        ),
        mean_change_sd=distribution(
            as_array(c.mean_change_sd for c in measured), [c.subject for c in measured]
        ),
    )


def summarise_derived(values: Sequence[DerivedValue]) -> dict[str, AgreementSummary]:
    """Agreement of derived values by quantity, model minus reference.

    What is measured in units of the image is left out where contrasts are mixed.
    """
    mixed = len({v.contrast for v in values}) > 1
    kept = [v for v in values if not (mixed and v.unit == IMAGE_UNITS)]
    return {
        name: _agreement([v for v in kept if v.quantity == name])
        for name in dict.fromkeys(v.quantity for v in kept)
    }


def _agreement(values: Sequence[DerivedValue]) -> AgreementSummary:
    found = [v for v in values if v.predicted is not None]
    reference, predicted = (
        as_array(v.reference for v in found),
        as_array(v.predicted for v in found),
    )
    correlation = (
        intraclass_correlation(np.stack([reference, predicted], axis=1)) if len(found) > 1 else None
    )
    return AgreementSummary(
        unit=values[0].unit,
        n=len(values),
        n_cases=len({v.case for v in values}),
        n_subjects=len({v.subject for v in values}),
        not_found=len(values) - len(found),
        reference_mean=float(np.mean([v.reference for v in values])),
        bland_altman=bland_altman([v.subject for v in found], predicted, reference) if found else None,
        icc=correlation,
    )
