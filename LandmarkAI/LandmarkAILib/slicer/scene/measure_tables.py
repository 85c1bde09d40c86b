"""Table nodes of function, of segments measured by any mask, and of scar."""

from __future__ import annotations

from collections.abc import Mapping

import vtk

from ...analysis.aha.settings import AhaResult
from ...analysis.function.result import VentricularFunction, quantities
from ...analysis.tissue.scar import Scar
from .tables import Column, fill
from .transforms import Node

_NAN = float("nan")

_SEGMENT_COLUMNS = (
    Column("Segment", vtk.vtkIntArray),
    Column("Name", vtk.vtkStringArray),
    Column("Mean", vtk.vtkDoubleArray, "", "Of the image's own values"),
    Column("SD", vtk.vtkDoubleArray, "", "Standard deviation of the same values"),
    Column("± by points", vtk.vtkDoubleArray, "", "How far the mean moves as the points may lie"),
    Column("Pixels", vtk.vtkIntArray),
)
_SCAR_COLUMNS = (
    Column("Segment", vtk.vtkIntArray, "", "0 is the whole myocardium"),
    Column("Name", vtk.vtkStringArray),
    Column("Scar", vtk.vtkDoubleArray, "%", "Of the area, dark core included"),
    Column("Transmurality", vtk.vtkDoubleArray, "%", "Of the depth, where there is scar"),
)
_QUANTITY_COLUMNS = (
    Column("Quantity", vtk.vtkStringArray),
    Column("Value", vtk.vtkDoubleArray, "", "NaN where it is not known"),
    Column("Unit", vtk.vtkStringArray),
    Column("By body surface", vtk.vtkDoubleArray, "", "Per m²; NaN where that is not known"),
)
_FRAME_COLUMNS = (
    Column("Frame", vtk.vtkIntArray, "", "From 0"),
    Column("LV", vtk.vtkDoubleArray, "ml"),
    Column("Myocardium", vtk.vtkDoubleArray, "ml"),
    Column("RV", vtk.vtkDoubleArray, "ml"),
    Column("Phase", vtk.vtkStringArray, "", "End diastole or end systole"),
)
_WALL_COLUMNS = (
    Column("Segment", vtk.vtkIntArray),
    Column("Name", vtk.vtkStringArray),
    Column("End diastole", vtk.vtkDoubleArray, "mm"),
    Column("End systole", vtk.vtkDoubleArray, "mm"),
    Column("Thickening", vtk.vtkDoubleArray, "%"),
)


def fill_segments(node: Node, result: AhaResult, by_points: Mapping[int, float]) -> None:
    """Show the statistics of AHA segments, and what the points add to their uncertainty."""
    rows = [
        [s.segment, s.name, s.mean, s.sd, by_points.get(s.segment, _NAN), s.pixels]
        for s in result.segments
    ]
    fill(node, _SEGMENT_COLUMNS, rows)


def fill_scar(node: Node, scar: Scar) -> None:
    """Show scar by segment, and of the whole at the end."""
    rows = [[s.segment, s.name, s.percent, s.transmurality] for s in scar.segments]
    fill(node, _SCAR_COLUMNS, [*rows, [0, "All", scar.percent, _NAN]])


def fill_quantities(node: Node, function: VentricularFunction) -> None:
    """Show volumes, ejection fraction and mass."""
    rows = [
        [row.name, _number(row.value), row.unit, _number(row.indexed)] for row in quantities(function)
    ]
    fill(node, _QUANTITY_COLUMNS, rows)


def fill_frames(node: Node, function: VentricularFunction) -> None:
    """Show the volumes of every frame."""
    phases = {function.phases.ed: "End diastole", function.phases.es: "End systole"}
    rows = [
        [n, _number(v.lv), _number(v.myocardium), _number(v.rv), phases.get(n, "")]
        for n, v in enumerate(function.volumes)
    ]
    fill(node, _FRAME_COLUMNS, rows)


def fill_walls(node: Node, function: VentricularFunction) -> None:
    """Show wall thickness by AHA segment; no rows where it is not known."""
    fill(node, _WALL_COLUMNS, [[w.segment, w.name, w.ed, w.es, w.thickening] for w in function.walls])


def _number(value: float | None) -> float:
    return _NAN if value is None else value
