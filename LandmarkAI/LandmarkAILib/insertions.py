"""RV insertion points read off a segmentation: a second opinion beside the heatmap's.

Seen from the centre of the LV, the myocardium that touches the RV is an arc; its ends are where the RV's
free wall meets the septum.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .anatomy import ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION
from .geometry import FloatArray, Grid

_FEWEST = 3  # contact pixels; fewer are not an arc


def insertion_points(
    labels: npt.NDArray[np.uint8], grid: Grid, ventricle: int = 1, muscle: int = 2, right: int = 3
) -> dict[str, FloatArray]:
    """Ends of the arc along which the RV touches the LV's myocardium.

    Args:
        labels: (H, W) label map in the canonical short-axis view, or any rotation of it; not mirrored.
        grid: its grid.
        ventricle, muscle, right: label values of LV cavity, myocardium and RV.

    Returns:
        Both insertions in LPS mm, or nothing where there is no arc. The anterior one is the clockwise
        end as seen on screen (i right, j down).
    """
    contact = (labels == muscle) & _beside(labels == right)
    rows, columns = np.nonzero(labels == ventricle)
    if contact.sum() < _FEWEST or len(rows) < _FEWEST:
        return {}
    y, x = np.nonzero(contact)
    angle = np.arctan2(y - rows.mean(), x - columns.mean())
    order = np.argsort(angle)
    angle, x, y = angle[order], x[order], y[order]
    # The arc is what is left when the widest gap is taken out of the circle.
    gaps = np.diff(np.append(angle, angle[0] + 2 * np.pi))
    last = int(gaps.argmax())
    first = (last + 1) % len(angle)
    return {
        ANTERIOR_RV_INSERTION: grid.to_lps([x[last], y[last], 0.0]),
        INFERIOR_RV_INSERTION: grid.to_lps([x[first], y[first], 0.0]),
    }


def _beside(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Pixels with a neighbour in ``mask`` along a row or a column."""
    padded = np.pad(mask, 1)
    return np.asarray(padded[:-2, 1:-1] | padded[2:, 1:-1] | padded[1:-1, :-2] | padded[1:-1, 2:])
