"""The area under the receiver operating characteristic, and its interval by drawing subjects."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray
from scipy.stats import rankdata


def area(scores: FloatArray, positive: npt.NDArray[np.bool_]) -> float:
    """Probability that a positive scores higher than a negative, ties counted half."""
    ones, ranks = int(positive.sum()), rankdata(scores)
    return float((ranks[positive].sum() - ones * (ones + 1) / 2) / (ones * (len(scores) - ones)))


def interval(
    owners: Sequence[str],
    scores: FloatArray,
    positive: npt.NDArray[np.bool_],
    draws: int = 2000,
    seed: int = 2026,
) -> tuple[float, float]:
    """95 % of the area; subjects, the owners of what is ranked, drawn with replacement."""
    subjects = sorted(set(owners))
    of = {s: [n for n, owner in enumerate(owners) if owner == s] for s in subjects}
    generator, areas = np.random.default_rng(seed), []
    while len(areas) < draws:
        drawn = [n for s in generator.choice(subjects, len(subjects)) for n in of[s]]
        if 0 < positive[drawn].sum() < len(drawn):
            areas.append(area(scores[drawn], positive[drawn]))
    low, high = np.quantile(areas, [0.025, 0.975])
    return float(low), float(high)
