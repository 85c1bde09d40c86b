"""A detection of the scene as it is now, for pictures of it."""

from __future__ import annotations

import json

import numpy as np

from ...analysis.aha.settings import AhaResult
from ...core.detection import Detection
from ...core.geometry import FloatArray
from ...core.short_axis import slice_axis
from ...errors import InputError
from .edits import landmarks_of, segmentation_of
from .kinds import PROVENANCE
from .landmark_list import anatomy_in, landmarks_in
from .nodes import DetectionNodes
from .segmentations import labels_in
from .sequences import browsed
from .transforms import carry_between
from .volumes import volume_grid, why_not

_MOST_SLICES = 40  # the slice axis of a stack of more was guessed


def has_slices(nodes: DetectionNodes) -> bool:
    """Whether a detection is of slices, which can be shown side by side, and its volume can be read."""
    if nodes.volume is None or why_not(nodes.volume):
        return False
    grid = volume_grid(nodes.volume)
    in_slices = any(landmark.slice is not None for landmark in landmarks_of(nodes))
    return in_slices and grid.size[slice_axis(grid)] <= _MOST_SLICES


def detection_of(nodes: DetectionNodes) -> Detection:
    """Points, segments and provenance; without segments where they cannot be laid over the volume."""
    provenance = json.loads(nodes.landmarks.GetAttribute(PROVENANCE) or "{}")
    try:
        segmentation = segmentation_of(nodes)
    except InputError:
        segmentation = None
    anatomy = anatomy_in(nodes.landmarks)
    return Detection(landmarks_of(nodes), segmentation, provenance, anatomy=anatomy)


def frame_detection(nodes: DetectionNodes, frame: int) -> Detection:
    """Points and segments of another frame of the sequence that a detection shows.

    Raises:
        InputError: nothing was detected in that frame.
    """
    found = browsed(nodes.landmarks)
    points = found.node(frame) if found is not None else None
    if points is None:
        raise InputError(f"nothing was detected in frame {frame}: detect in all frames")
    grid, carry = volume_grid(nodes.volume), carry_between(nodes.landmarks, nodes.volume)
    held = browsed(nodes.segmentation) if nodes.segmentation is not None else None
    segments = held.node(frame) if held is not None else None
    segmentation = labels_in(segments, grid) if segments is not None else None
    anatomy = anatomy_in(nodes.landmarks)
    return Detection(landmarks_in(points, carry, grid), segmentation, anatomy=anatomy)


def segment_places(aha: AhaResult) -> list[tuple[int, FloatArray]]:
    """Where each AHA segment's number is written in each slice: (3,) LPS mm, in its wall."""
    grid = aha.segmentation.grid
    axis = slice_axis(grid)
    labels = np.moveaxis(aha.segmentation.labels, 2 - axis, 0)
    others = [n for n in range(3) if n != axis]
    places = []
    for part in aha.slices:
        for segment in part.segments:
            second, first = np.nonzero(labels[part.slice] == segment)
            if not len(first):
                continue
            index = np.zeros((len(first), 3))
            index[:, axis], index[:, others[0]], index[:, others[1]] = part.slice, first, second
            at = grid.to_lps(index)
            nearest = int(np.argmin(np.linalg.norm(at - at.mean(axis=0), axis=1)))
            places.append((segment, np.asarray(at[nearest])))
    return places


def segment_of(aha: AhaResult, position: FloatArray) -> int | None:
    """The AHA segment at (3,) LPS mm; None beside all."""
    grid = aha.segmentation.grid
    i, j, k = np.rint(grid.to_index(position)).astype(int).tolist()
    inside = all(0 <= n < count for n, count in zip((i, j, k), grid.size, strict=True))
    return int(aha.segmentation.labels[k, j, i]) or None if inside else None


def version_of(nodes: DetectionNodes) -> tuple[object, ...]:
    """Differs once the pixels, the place or the segments have changed, but not with points."""
    volume, segmentation = nodes.volume, nodes.segmentation
    data = volume.GetImageData() if volume is not None else None
    return (
        nodes.landmarks.GetID(),
        data.GetMTime() if data else 0,
        volume_grid(volume).affine.tobytes() if data else b"",
        segmentation.GetSegmentation().GetMTime() if segmentation is not None else 0,
    )
