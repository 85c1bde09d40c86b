"""Short-axis stacks and cines of DICOM files as volume and sequence nodes, with their true geometry.

What the files hold is read as by the command line (:mod:`...files.dicom`): slices that are each a series
of their own, enhanced multi-frame files, several kinds of images in one series.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import slicer
import slicer.util
from slicer.i18n import tr as _

from ...core.image import Image
from ...core.slice_frame import SliceFrame
from ...errors import InputError
from ...files.dicom.series import Series, find_images
from ...files.dicom.stack import Frame
from ...files.dicom.study import series_of_study
from ...files.dicom.volume import frames_of, read_series
from .dicom_source import INSTANCES
from .nodes import all_or_nothing
from .transforms import Node, matrix_of

_SHORT_AXIS = 0.75
"""Margin from which on slices are a short axis: 51 real stacks have 0.87 and more, long axes about 0."""
_CINE, _ENHANCED, _STACK = 0.8, 0.7, 0.4
"""Confidence: Slicer's own volumes have 0.5. It reads a plain stack as well; of a cine one frame, or all
frames as slices."""
_STRAIGHT = 1e-3  # of a unit vector: Slicer's volumes have axes at right angles


@dataclass(frozen=True)
class Offer:
    """A way to load files.

    Args:
        files: of the series.
        name: what the user reads.
        tooltip: what is in it.
        warning: what to know before it is loaded; empty for nothing.
        confidence: 0 to 1, as Slicer's DICOM plugins have it.
    """

    files: tuple[str, ...]
    name: str
    tooltip: str
    warning: str
    confidence: float


def offers(files: Sequence[str]) -> list[Offer]:
    """What some files can be loaded as; nothing where they are no short axis of MR."""
    images, _broken = find_images([Path(file) for file in files])
    return [offer for series in series_of_study(images) for offer in _offers_of(series)]


def load_files(files: Sequence[str], name: str) -> Node:
    """Load a series.

    Args:
        files: of the offer.
        name: of the node.

    Returns:
        vtkMRMLScalarVolumeNode; of several frames it shows the first of a sequence.

    Raises:
        InputError: the files have changed or cannot be read.
    """
    images, _broken = find_images([Path(file) for file in files])
    found = series_of_study(images)
    if len(found) != 1:
        raise InputError(_("The files are not those of one series any more: examine them again."))
    (series,) = found
    frames = frames_of(series)
    with all_or_nothing(slicer.mrmlScene):
        if len(frames) == 1:
            return _add_volume(read_series(series), frames[0], series, name)
        return _add_sequence(series, frames, name)


def _offers_of(series: Series) -> list[Offer]:
    if series.images[0].facts.get("modality") != "MR":
        return []
    try:
        frames = frames_of(series)
    except InputError:  # a localizer, a page of results; Slicer's own plugins may show it
        return []
    grid = frames[0].grid
    if SliceFrame("short-axis").margin(grid) < _SHORT_AXIS:
        return []
    if np.abs(grid.axes.T @ grid.axes - np.eye(3)).max() > _STRAIGHT:
        return []
    slices = grid.size[2]
    enhanced = len({plane.file for plane in frames[0].planes}) < slices
    if len(frames) > 1 and slices > 1:
        words, confidence = _("{name}: {frames} frames of {slices} slices"), _CINE
    elif len(frames) > 1:
        words, confidence = _("{name}: {frames} frames of one slice"), _CINE
    elif slices > 1:
        words, confidence = _("{name}: {slices} slices"), _ENHANCED if enhanced else _STACK
    else:
        return []
    title = words.format(name=series.name, frames=len(frames), slices=slices)
    notes = [*series.notes, *frames[0].notes]
    files = tuple(str(image.path) for image in series.images)
    tip = _("Cardiac short axis, for LandmarkAI: as one volume, or a sequence of its frames.")
    return [Offer(files, title, str(tip), "; ".join(dict.fromkeys(notes)), confidence)]


def _add_volume(image: Image, frame: Frame, series: Series, name: str) -> Node:
    node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", name)
    _fill(node, image, frame, series)
    node.CreateDefaultDisplayNodes()
    return node


def _fill(node: Node, image: Image, frame: Frame, series: Series) -> None:
    slicer.util.updateVolumeFromArray(node, np.ascontiguousarray(image.array))
    node.SetIJKToRASMatrix(matrix_of(image.grid))
    used = {plane.file for plane in frame.planes}
    uids = [one.instance for one in series.images if one.path in used]
    node.SetAttribute(INSTANCES, " ".join(uids))


def _add_sequence(series: Series, frames: Sequence[Frame], name: str) -> Node:
    """A sequence of volumes, its browser, and the volume that shows a frame."""
    scene = slicer.mrmlScene
    sequence = scene.AddNewNodeByClass("vtkMRMLSequenceNode", f"{name} frames")
    times = _times(frames)
    sequence.SetIndexName("time" if times else "frame")
    sequence.SetIndexUnit("ms" if times else "")
    for number, frame in enumerate(frames):
        volume = slicer.vtkMRMLScalarVolumeNode()
        volume.SetName(f"{name} frame {number}")
        _fill(volume, read_series(series, number), frame, series)
        sequence.SetDataNodeAtValue(volume, f"{times[number]:g}" if times else str(number))
    browser = scene.AddNewNodeByClass("vtkMRMLSequenceBrowserNode", f"{name} browser")
    browser.SetAndObserveMasterSequenceNodeID(sequence.GetID())
    slicer.modules.sequences.logic().UpdateProxyNodesFromSequences(browser)
    shown = browser.GetProxyNode(sequence)
    shown.SetName(name)
    shown.SetAttribute(INSTANCES, " ".join(one.instance for one in series.images))
    shown.CreateDefaultDisplayNodes()
    return shown


def _times(frames: Sequence[Frame]) -> list[float]:
    """Mean trigger time of each frame in ms; nothing where they do not go up."""
    known = [[plane.times.trigger for plane in frame.planes] for frame in frames]
    if any(time is None for row in known for time in row):
        return []
    times = [round(float(np.mean([time or 0.0 for time in row])), 1) for row in known]
    return times if all(a < b for a, b in pairwise(times)) else []
