"""What a head says of one landmark on one view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...core.geometry import FloatArray


@dataclass(frozen=True, eq=False)
class Peak:
    """A landmark on one view.

    Args:
        position: (3,) LPS mm.
        presence: probability that the landmark is in the view at all; 1 from networks that do not say.
        mass: how much of the network's answer speaks for the position, 0 to 1; of a heatmap the share
            within the window that the position was taken from.
        covariance: (3, 3) mm², the spread of the answer around the position.
    """

    position: FloatArray
    presence: float
    mass: float
    covariance: FloatArray


def merge_peaks(views: Sequence[Peak], window: float) -> Peak:
    """One answer from several looks at the same landmark.

    The mode that most looks share is taken; looks that went elsewhere lower its mass. How far the looks
    lie apart is added to the covariance.

    Args:
        views: one peak a look.
        window: mm within which two looks mean the same place.
    """
    positions = np.array([peak.position for peak in views])
    mass = np.array([peak.mass for peak in views])
    near = np.linalg.norm(positions[:, None] - positions[None], axis=-1) <= window
    shared = near[int((near * mass).sum(axis=1).argmax())]
    weights = mass * shared / mass[shared].sum()
    position = weights @ positions
    offset = positions - position
    within = sum(weight * peak.covariance for weight, peak in zip(weights, views, strict=True))
    return Peak(
        position=position,
        presence=float(np.mean([peak.presence for peak in views])),
        mass=float(mass[shared].sum() / len(views)),
        covariance=np.asarray(within + np.einsum("n,na,nb->ab", weights, offset, offset)),
    )
