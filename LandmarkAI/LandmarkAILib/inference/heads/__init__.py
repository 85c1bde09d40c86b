"""Heads turn a network's output, with its grid, into points in millimetres or labels.

This is the only place where positions in a network's output have a meaning.
"""

from __future__ import annotations

from .blend import Blend
from .labels import decode_centroids, decode_labels, likeliest
from .points import POINT_HEADS, Peak, PointHead, decode_points, merge_peaks

__all__ = [
    "POINT_HEADS",
    "Blend",
    "Peak",
    "PointHead",
    "decode_centroids",
    "decode_labels",
    "decode_points",
    "likeliest",
    "merge_peaks",
]
