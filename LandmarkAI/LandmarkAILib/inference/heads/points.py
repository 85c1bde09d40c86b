"""Heads of landmarks: an output of a network, on its grid, to points in millimetres.

A head is added here: its function, and its entry in ``POINT_HEADS``.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ...core.geometry import FloatArray, Grid
from ...errors import ModelError
from ..arrays import to_array

if TYPE_CHECKING:
    from torch import Tensor


_TINY = 1e-30  # in place of zero, which has no logarithm


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


def decode_heatmaps(
    outputs: Mapping[str, Tensor], grids: Sequence[Grid], window: float
) -> list[list[Peak]]:
    """Local soft-argmax: the mean of the softmax heatmap in a disc or ball around its highest point.

    A mean over the whole map would be drawn towards far, faint modes; the plain maximum is only as fine
    as the grid.

    Args:
        outputs: ``heatmap``, (N, L, H, W) or (N, L, D, H, W) logits, and ``presence``, (N, L) logits.
        grids: N grids of the heatmaps, LPS mm.
        window: radius of the disc or ball in mm.

    Returns:
        N lists of L peaks.
    """
    import torch

    heatmap, presence = outputs["heatmap"], outputs["presence"]
    probability = to_array(torch.softmax(heatmap.float().flatten(2), dim=-1).view(heatmap.shape))
    present = to_array(torch.sigmoid(presence.float()))
    return [
        [
            _heatmap_peak(probability[n, m], float(present[n, m]), grid, window)
            for m in range(heatmap.shape[1])
        ]
        for n, grid in enumerate(grids)
    ]


def _heatmap_peak(probability: npt.NDArray[Any], presence: float, grid: Grid, window: float) -> Peak:
    axes = probability.ndim
    top = np.unravel_index(int(probability.argmax()), probability.shape)
    radius = window / float(grid.spacing[:axes].min())
    reach = int(np.ceil(radius))
    ends = [
        (max(0, int(n) - reach), min(size, int(n) + reach + 1))
        for n, size in zip(top, probability.shape, strict=True)
    ]
    around = tuple(slice(*end) for end in ends)
    offsets = [np.arange(*end) - n for end, n in zip(ends, top, strict=True)]
    near = functools.reduce(np.add.outer, [offset**2 for offset in offsets]) <= radius**2
    weights = probability[around].astype(np.float64) * near
    mass = float(weights.sum())
    mean, spread = _moments(weights / mass, offsets)
    # The order of the grid is i first; that of the array is the reverse.
    mean, spread = mean[::-1] + top[::-1], spread[::-1, ::-1]
    to_mm = grid.affine[:3, :axes]
    return Peak(
        position=grid.to_lps([*mean, 0.0][:3]),
        presence=presence,
        mass=mass,
        covariance=to_mm @ spread @ to_mm.T,
    )


def _moments(weights: FloatArray, offsets: Sequence[npt.NDArray[Any]]) -> tuple[FloatArray, FloatArray]:
    """Mean (A,) and covariance (A, A) of weights that sum to 1, by their places along each of A axes."""
    axes = range(weights.ndim)
    sides = [weights.sum(axis=tuple(a for a in axes if a != axis)) for axis in axes]
    mean = np.array([side @ offset for side, offset in zip(sides, offsets, strict=True)])
    apart = [offset - middle for offset, middle in zip(offsets, mean, strict=True)]
    spread = np.diag([side @ offset**2 for side, offset in zip(sides, apart, strict=True)])
    for a, b in itertools.combinations(axes, 2):
        shared = weights.sum(axis=tuple(axis for axis in axes if axis not in (a, b)))
        spread[a, b] = spread[b, a] = apart[a] @ shared @ apart[b]
    return mean, spread


def decode_coordinates(
    outputs: Mapping[str, Tensor], grids: Sequence[Grid], window: float
) -> list[list[Peak]]:
    """Points from their relative positions in the views.

    Such a network knows neither whether a landmark is there nor how sure it is: every landmark is
    present, and the spread is that of one pixel in the plane. A calibration replaces both by what
    validation subjects show.

    Args:
        outputs: ``coordinates``, (N, L, 2) along u and v; −1 and 1 are the outer edges of the view.
        grids: N grids of the views, LPS mm.
        window: not used.

    Returns:
        N lists of L peaks.
    """
    relative = to_array(outputs["coordinates"].float()).astype(np.float64)
    return [
        [_coordinate_peak(point, grid) for point in points]
        for points, grid in zip(relative, grids, strict=True)
    ]


def _coordinate_peak(point: np.ndarray, grid: Grid) -> Peak:
    pixel = (point + 1) / 2 * grid.size[:2] - 0.5
    in_plane = grid.affine[:3, :2]
    return Peak(grid.to_lps([*pixel, 0.0]), 1.0, 1.0, in_plane @ in_plane.T)


def decode_distances(
    outputs: Mapping[str, Tensor], grids: Sequence[Grid], window: float
) -> list[list[Peak]]:
    """The minimum of a log-distance map, after Mandas et al. 2025.

    The map is the logarithm of the distance, scaled to 0 at the landmark and 1 at the farthest voxel.
    How far its minimum stays above 0 is what it says of its own doubt: the mass is 1 − minimum. It
    knows no presence, and the spread is that of one voxel; a calibration replaces it by what validation
    subjects show.

    Args:
        outputs: ``distance``, (N, L, D, H, W) logits of the maps.
        grids: N grids of the maps, LPS mm.
        window: not used.

    Returns:
        N lists of L peaks.
    """
    import torch

    distance = outputs["distance"]
    # The lowest logit is the lowest distance, and tells apart what the sigmoid rounds to 0.
    lowest = distance.float().flatten(2).min(dim=-1)
    mass = to_array(1 - torch.sigmoid(lowest.values))
    places = np.stack(np.unravel_index(to_array(lowest.indices), tuple(distance.shape[2:])), axis=-1)
    return [
        [_distance_peak(places[n, m][::-1], float(mass[n, m]), grid) for m in range(distance.shape[1])]
        for n, grid in enumerate(grids)
    ]


def _distance_peak(index: np.ndarray, mass: float, grid: Grid) -> Peak:
    voxel = grid.affine[:3, :3]
    return Peak(grid.to_lps(index), 1.0, mass, voxel @ voxel.T)


def _heatmap_shares(outputs: Mapping[str, Tensor]) -> Tensor:
    """Heatmaps times presence: a window without the landmark has a heatmap all the same."""
    import torch

    heatmap = outputs["heatmap"].float()
    share = torch.softmax(heatmap.flatten(2), dim=-1).view(heatmap.shape)
    return share * torch.sigmoid(outputs["presence"].float())[..., None, None, None]


def _distance_shares(outputs: Mapping[str, Tensor]) -> Tensor:
    return outputs["distance"].float().sigmoid()


@dataclass(frozen=True)
class PointHead:
    """How one kind of output says where the landmarks are.

    Args:
        decode: outputs by name, N grids of the views, and the radius in mm of the local soft-argmax, to
            N lists of L peaks.
        shares: the outputs of a window to (1, L, D, H, W) that may be averaged where windows overlap;
            None of heads that sliding windows cannot have.
        logits: from such an average back to the output; it may be done in place.
    """

    decode: Callable[[Mapping[str, Tensor], Sequence[Grid], float], list[list[Peak]]]
    shares: Callable[[Mapping[str, Tensor]], Tensor] | None = None
    logits: Callable[[Tensor], Tensor] | None = None


def log_of(shares: Tensor) -> Tensor:
    """The logarithm of shares, in place; zero has none, and counts as next to nothing."""
    return shares.clamp_(_TINY).log_()


def _logit_of(shares: Tensor) -> Tensor:
    return shares.logit_()


POINT_HEADS = {
    "coordinates": PointHead(decode_coordinates),
    "distance": PointHead(decode_distances, _distance_shares, _logit_of),
    "heatmap": PointHead(decode_heatmaps, _heatmap_shares, log_of),
}
"""By the name of the output; of a network with several, the first here is read."""


_NO_POINTS = {"segmentation", "pooled"}


def decode_points(
    outputs: Mapping[str, Tensor], grids: Sequence[Grid], window: float
) -> list[list[Peak]]:
    """The landmarks from whichever output the network has for them.

    Args:
        outputs: those of a head of ``POINT_HEADS`` among them, by name; none of a network of segments
            alone, which has no points.
        grids: N grids of the views, LPS mm.
        window: radius in mm of the local soft-argmax of heatmaps.

    Returns:
        N lists of L peaks.

    Raises:
        ModelError: no head knows any of the outputs.
    """
    for name, head in POINT_HEADS.items():
        if name in outputs:
            return head.decode(outputs, grids, window)
    if set(outputs) <= _NO_POINTS:
        return [[] for _ in grids]
    raise ModelError(
        f"The network gives {', '.join(sorted(outputs))}, and landmarks are read from "
        f"{' or '.join(sorted(POINT_HEADS))}: update LandmarkAI, or choose another model."
    )
