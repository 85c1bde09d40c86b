"""How well models keep up on contrasts that they were not trained on.

With m(r, c) the median error in mm of model r on the test images of contrast c, over all reference
points that it found, all landmarks together; g the generalist, s the specialist of contrast s; and, for
s, ``out`` the mean over the other contrasts c ≠ s:

- in distribution: m(s, s); out of distribution: out m(s, c);
- ``ood_over_id`` of a specialist: out m(s, c) / m(s, s), by how much its error grows elsewhere;
- ``generalist_over_specialist_id``: m(g, s) / m(s, s), the generalist on a specialist's own contrast
  (1.1 is a tenth worse);
- ``generalist_over_specialist_ood``: out m(g, c) / out m(s, c), below 1 where the generalist is better
  on the contrasts that the specialist never saw;
- ``left_out_over_generalist``: m(w, c) / m(g, c) and ``left_out_over_specialist``: m(w, c) / m(c, c) for
  the model w that was trained on all contrasts but c.

The mean over contrasts gives each the same weight, whatever its number of cases. A point that a model
missed has no distance, so a factor is to be read beside the share of points that were found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

Medians = Mapping[tuple[str, str], float | None]
"""Median error in mm by row and contrast; None where the model found nothing."""


def specialist_factors(
    medians: Medians, specialists: Mapping[str, str], contrasts: Sequence[str], generalist: str | None
) -> dict[str, dict[str, float | None]]:
    """Factors of each specialist, by the name of its row.

    Args:
        medians: m(r, c).
        specialists: contrast by the row of its specialist.
        contrasts: all columns.
        generalist: its row, if there is one.
    """
    return {
        row: _factors(medians, row, own, [c for c in contrasts if c != own], generalist)
        for row, own in specialists.items()
    }


def _factors(
    medians: Medians, row: str, own: str, others: Sequence[str], generalist: str | None
) -> dict[str, float | None]:
    inside, outside = medians.get((row, own)), _mean(medians, row, others)
    factors = {"id_mm": inside, "ood_mm": outside, "ood_over_id": ratio(outside, inside)}
    if generalist is not None:
        factors["generalist_over_specialist_id"] = ratio(medians.get((generalist, own)), inside)
        factors["generalist_over_specialist_ood"] = ratio(_mean(medians, generalist, others), outside)
    return factors


def left_out_factors(
    medians: Medians, left_out: Mapping[str, str], specialists: Mapping[str, str], generalist: str | None
) -> dict[str, dict[str, float | None]]:
    """Factors of the models that were trained on all contrasts but one, by the name of their row.

    Args:
        medians: m(r, c).
        left_out: the contrast that was left out, by row.
        specialists: contrast by row.
        generalist: its row, if there is one.
    """
    own = {contrast: row for row, contrast in specialists.items()}
    return {
        row: {
            "error_mm": medians.get((row, c)),
            "left_out_over_generalist": ratio(medians.get((row, c)), medians.get((generalist or "", c))),
            "left_out_over_specialist": ratio(medians.get((row, c)), medians.get((own.get(c, ""), c))),
        }
        for row, c in left_out.items()
    }


def ratio(value: float | None, base: float | None) -> float | None:
    """Quotient, if both are there and the base is not nought."""
    return None if value is None or not base else value / base


def _mean(medians: Medians, row: str, contrasts: Sequence[str]) -> float | None:
    known = [medians.get((row, contrast)) for contrast in contrasts]
    values: list[Any] = [value for value in known if value is not None]
    return float(np.mean(values)) if values and len(values) == len(known) else None
