"""Ventricular function of what was detected in a sequence, or in volumes that are its frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from slicer.i18n import tr as _

from ...analysis.function.result import (
    LEFT_OPEN,
    Frame,
    FunctionChoices,
    VentricularFunction,
    ventricular_function,
)
from ...core.image import Image
from ...errors import InputError
from . import measure_tables
from .landmark_list import landmarks_in
from .nodes import find_results
from .outputs import node_beside, table_node
from .segmentations import labels_in
from .sequences import browsed, frame_count, frame_image, is_sequence
from .transforms import Node, carry_between
from .volumes import image_of, why_not

# As in the report, apart in lightness too.
_CURVES = {"LV": (0.0, 0.35, 0.63), "RV": (0.84, 0.37, 0.0)}


@dataclass(frozen=True, eq=False)
class FunctionNodes:
    """A function in the scene.

    Args:
        function: the numbers.
        table: vtkMRMLTableNode of volumes, ejection fraction and mass.
        frames: vtkMRMLTableNode of the volumes of every frame.
        walls: vtkMRMLTableNode of wall thickness by AHA segment; empty where it is not known.
    """

    function: VentricularFunction
    table: Node
    frames: Node
    walls: Node


def why_not_function(volumes: Sequence[Node]) -> str:
    """What is missing for the function of these volumes, in a sentence; empty if nothing is."""
    if not volumes:
        return str(_("Choose a sequence, or two volumes: end diastole and end systole."))
    for volume in volumes:
        if reason := why_not(volume):
            return reason
    if len(set(volumes)) < len(volumes):
        return str(_("Both phases are the same volume: choose another one."))
    if sum(frame_count(volume) for volume in volumes) < 2:
        return str(_("Choose a sequence, or a second volume that shows the other phase."))
    for volume in volumes:
        lacking = lacks_contours(volume)
        if lacking and is_sequence(volume):
            text = _("{name} has frames without contours: detect in all of its frames first.")
            return str(text.format(name=volume.GetName()))
        if lacking:
            text = _("{name} has no contours: detect landmarks in it first.")
            return str(text.format(name=volume.GetName()))
    return ""


def show_function(
    volumes: Sequence[Node],
    choices: FunctionChoices = LEFT_OPEN,
) -> FunctionNodes:
    """Measure the function of what was detected, edits included.

    Args:
        volumes: of sequences all frames count, of plain volumes one each, in that order.
        choices: what the user says.

    Raises:
        InputError: something is missing, or there are no two frames with a left ventricle.
    """
    if reason := why_not_function(volumes):
        raise InputError(reason)
    frames = [frame for volume in volumes for frame in frames_of(volume)]
    function = ventricular_function(frames, choices)
    first = volumes[0]
    nodes = FunctionNodes(
        function,
        table_node(first, "function"),
        table_node(first, "volumes over time"),
        table_node(first, "wall thickness"),
    )
    measure_tables.fill_quantities(nodes.table, function)
    measure_tables.fill_frames(nodes.frames, function)
    measure_tables.fill_walls(nodes.walls, function)
    show_chart(first, nodes.frames)
    return nodes


def frames_of(volume: Node) -> list[Frame]:
    """The frames of a volume as its latest detection and whoever edited it have left them."""
    nodes = find_results(volume)[-1]
    count = frame_count(volume)
    frames = []
    for number in range(count):
        image = frame_image(volume, number) if count > 1 else image_of(volume)
        points, segments = (
            _of_frame(node, number, count) for node in (nodes.landmarks, nodes.segmentation)
        )
        frames.append(_frame(volume, image, nodes.landmarks, points, segments))
    return frames


def _frame(volume: Node, image: Image, proxy: Node, points: Node, segments: Node | None) -> Frame:
    """A frame; copies in a sequence are in the frame of the nodes that show them."""
    if segments is None:
        return Frame(None)
    segmentation = labels_in(segments, image.grid)
    if points is None:
        return Frame(segmentation)
    landmarks = landmarks_in(points, carry_between(proxy, volume), image.grid)
    return Frame.of(image, landmarks, segmentation)


def _of_frame(node: Node | None, number: int, count: int) -> Node | None:
    """A node's copy in a frame, or itself where there is but one."""
    if node is None or count == 1:
        return node
    found = browsed(node)
    return found.node(number) if found else None


def lacks_contours(volume: Node) -> bool:
    """Whether a frame of a volume has no contours."""
    results = find_results(volume)
    if not results or results[-1].segmentation is None:
        return True
    count = frame_count(volume)
    return any(_of_frame(results[-1].segmentation, n, count) is None for n in range(count))


def show_chart(volume: Node, frames: Node) -> Node:
    """A chart of the volumes of both cavities.

    Args:
        volume: that the function belongs to.
        frames: vtkMRMLTableNode with a row a frame; see :func:`.measure_tables.fill_frames`.

    Returns:
        vtkMRMLPlotChartNode.
    """
    chart = node_beside(volume, "vtkMRMLPlotChartNode", "volume curve")
    chart.RemoveAllPlotSeriesNodeIDs()
    chart.SetTitle(volume.GetName())
    chart.SetXAxisTitle(str(_("frame")))
    chart.SetYAxisTitle("ml")
    chart.SetYAxisRangeAuto(True)
    for column, color in _CURVES.items():
        series = node_beside(volume, "vtkMRMLPlotSeriesNode", f"{column} over time")
        series.SetName(column)
        series.SetAndObserveTableNodeID(frames.GetID())
        series.SetXColumnName("Frame")
        series.SetYColumnName(column)
        series.SetPlotType(series.PlotTypeScatter)
        series.SetMarkerStyle(series.MarkerStyleCircle)
        series.SetColor(*color)
        chart.AddAndObservePlotSeriesNodeID(series.GetID())
    return chart
