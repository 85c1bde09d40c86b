"""AHA segments, scar and ECV from anybody's masks and points, wherever they lie in the scene.

Segmentation, points and maps may be under other parent transforms than the volume, as long as those are
linear: all of it is brought into the volume's own frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import slicer.util
from slicer.i18n import tr as _

from ...analysis.aha.segments import aha_segments, segments_on
from ...analysis.aha.settings import AhaResult, AhaSettings
from ...analysis.aha.uncertainty import mean_uncertainty
from ...analysis.aha.volume import aha_anywhere
from ...analysis.tissue.ecv import ExtracellularVolume, extracellular_volume
from ...analysis.tissue.scar import Method, Scar, find_scar, whole_wall
from ...core.detection import Segmentation
from ...core.image import Image
from ...core.landmarks import LandmarkSet
from ...errors import InputError
from . import measure_tables
from .landmark_list import landmarks_in
from .outputs import ROLE, show_image, show_segments, table_node
from .segmentations import labels_in
from .transforms import Node, carry_between, matrix_between
from .volumes import image_of, volume_grid, why_not

MARGINS = (0.1, 0.1)
"""Shares of the wall left out at its edges in maps (Messroghli et al. 2017)."""


@dataclass(frozen=True, eq=False)
class Heart:
    """A volume, the contours drawn in it and the points placed in it, in the volume's own frame."""

    image: Image
    segmentation: Segmentation
    landmarks: LandmarkSet


@dataclass(frozen=True, eq=False)
class Measured:
    """What a measurement is in the scene.

    Args:
        result: the numbers.
        table: vtkMRMLTableNode; of several maps the last.
        segmentation: vtkMRMLSegmentationNode of segments or scar.
        volume: vtkMRMLScalarVolumeNode of ECV; None for what makes no image.
    """

    result: AhaResult | Scar | ExtracellularVolume
    table: Node
    segmentation: Node
    volume: Node | None = None


def why_not_heart(volume: Node | None, segmentation: Node | None, points: Node | None) -> str:
    """What is missing, in a sentence; empty if nothing is."""
    for node, sentence in (
        (volume, _("Choose the short-axis image.")),
        (segmentation, _("Choose the contours: a segmentation with Left ventricle and Myocardium.")),
        (
            points,
            _(
                "Choose the points: a list with the Anterior RV insertion, or of a CT with LV apex and "
                "Mitral annulus center."
            ),
        ),
    ):
        if node is None:
            return str(sentence)
    return ""


def heart_of(volume: Node, segmentation: Node, points: Node) -> Heart:
    """A heart from nodes of any origin.

    Raises:
        InputError: one is missing or cannot be used, or they are under transforms that bend.
    """
    if reason := why_not_heart(volume, segmentation, points):
        raise InputError(reason)
    image = image_of(volume)
    there = labels_in(segmentation, image.grid.moved(matrix_between(volume, segmentation)))
    return Heart(image, replace(there, grid=image.grid), points_of(volume, points))


def points_of(volume: Node, points: Node) -> LandmarkSet:
    """Points in a volume's own frame, each in the slice that it lies nearest to."""
    return landmarks_in(points, carry_between(points, volume), volume_grid(volume))


def image_in(volume: Node, frame: Node) -> Image:
    """A volume's image, in the own frame of another node."""
    image = image_of(volume)
    return replace(image, grid=image.grid.moved(matrix_between(volume, frame)))


def volumes_over(volume: Node) -> list[Node]:
    """The other images of the scene that overlap a volume, in the order of the scene."""
    box = volume_grid(volume)
    found = []
    for node in slicer.util.getNodesByClass("vtkMRMLScalarVolumeNode", volume.GetScene()):
        if node is volume or node.GetAttribute(ROLE) or why_not(node):
            continue
        grid = volume_grid(node).moved(matrix_between(node, volume))
        if box.contains(grid.center) or grid.contains(box.center):
            found.append(node)
    return found


def measure_segments(
    volume: Node,
    segmentation: Node,
    points: Node,
    maps: Sequence[Node] = (),
    settings: AhaSettings | None = None,
    septum: str | None = None,
) -> list[Measured]:
    """AHA segments from any mask, measured in the volume and in maps of the same place.

    Args:
        volume: short-axis image, or CT, that the contours belong to.
        segmentation: with Left ventricle and Myocardium.
        points: with the Anterior RV insertion, or LV apex and mitral annulus center of a CT.
        maps: volumes to measure in besides.
        settings: without margins by default, as a detection's.
        septum: of a CT: name of a point on the septum; see ``aha_of_volume``.

    Returns:
        One for the volume, then one a map; the segmentation node is the same.

    Raises:
        InputError: it cannot be done.
    """
    heart = heart_of(volume, segmentation, points)
    result = aha_anywhere(heart.image, heart.landmarks, heart.segmentation, settings, septum)
    images = [(volume, heart.image), *((node, image_in(node, volume)) for node in maps)]
    measured = [
        (node, result if image is heart.image else segments_on(result, image), image)
        for node, image in images
    ]
    shown = show_segments(volume, "AHA segments of the chosen contours", result.segmentation)
    found = []
    for node, own, image in measured:
        table = table_node(node, "AHA table of the chosen contours")
        measure_tables.fill_segments(table, own, mean_uncertainty(result, heart.landmarks, image))
        found.append(Measured(own, table, shown))
    return found


def measure_scar(
    volume: Node, segmentation: Node, points: Node, method: Method = "nsd", n: float = 5.0
) -> Measured:
    """Scar of a late enhancement volume by threshold, per AHA segment.

    Raises:
        InputError: it cannot be done.
    """
    heart = heart_of(volume, segmentation, points)
    aha = aha_segments(heart.image, heart.landmarks, whole_wall(heart.segmentation))
    scar = find_scar(heart.image, heart.segmentation, aha, method, n)
    shown = show_segments(volume, "scar", scar.segmentation)
    table = table_node(volume, "scar table")
    measure_tables.fill_scar(table, scar)
    return Measured(scar, table, shown)


def measure_ecv(
    native: Node,
    post: Node,
    segmentation: Node,
    points: Node,
    post_points: Node,
    hematocrit: float,
) -> Measured:
    """ECV of two T1 volumes, the second aligned by its points, per AHA segment with margins.

    Args:
        native, post: T1 before and after contrast, ms.
        segmentation, points: of the native one.
        post_points: of the other.
        hematocrit: a share.

    Raises:
        InputError: it cannot be done.
    """
    if post is None or post_points is None:
        raise InputError(_("Choose the T1 volume after contrast and its points."))
    heart = heart_of(native, segmentation, points)
    carry = carry_between(post_points, native)
    after = image_in(post, native)
    ecv = extracellular_volume(
        heart.image,
        after,
        heart.segmentation,
        heart.landmarks,
        landmarks_in(post_points, carry, after.grid),
        hematocrit,
    )
    aha = aha_segments(heart.image, heart.landmarks, heart.segmentation, AhaSettings(margins=MARGINS))
    result = segments_on(aha, ecv.map)
    shown = show_segments(native, "AHA segments of ECV", aha.segmentation)
    volume = show_image(native, "ECV", ecv.map)
    show_image(native, "aligned post-contrast T1", ecv.aligned)
    table = table_node(native, "ECV table")
    measure_tables.fill_segments(table, result, mean_uncertainty(aha, heart.landmarks, ecv.map))
    return Measured(ecv, table, shown, volume)
