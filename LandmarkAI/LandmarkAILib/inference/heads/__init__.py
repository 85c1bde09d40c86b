"""Heads turn a network's output, with its grid, into points in millimetres or labels.

This is the only place where positions in a network's output have a meaning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ...core.geometry import Grid
from .blend import Blend
from .coordinates import decode_coordinates
from .distances import decode_distances
from .heatmaps import decode_heatmaps
from .labels import decode_centroids, decode_labels, likeliest
from .peak import Peak, merge_peaks

if TYPE_CHECKING:
    from torch import Tensor

__all__ = [
    "Blend",
    "Peak",
    "decode_centroids",
    "decode_coordinates",
    "decode_distances",
    "decode_heatmaps",
    "decode_labels",
    "decode_points",
    "likeliest",
    "merge_peaks",
]


def decode_points(
    outputs: Mapping[str, Tensor], grids: Sequence[Grid], window: float
) -> list[list[Peak]]:
    """The landmarks from whichever output the network has for them.

    Args:
        outputs: ``heatmap`` and ``presence``, ``coordinates`` or ``distance``, by name.
        grids: N grids of the views, LPS mm.
        window: radius in mm of the local soft-argmax of heatmaps.

    Returns:
        N lists of L peaks.
    """
    if "coordinates" in outputs:
        return decode_coordinates(outputs["coordinates"], grids)
    if "distance" in outputs:
        return decode_distances(outputs["distance"], grids)
    return decode_heatmaps(outputs["heatmap"], outputs["presence"], grids, window)
