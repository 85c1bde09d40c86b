"""Table nodes: a row a landmark and slice, an AHA segment, a measure, a residual.

Rows are replaced, columns stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import vtk
from slicer.i18n import tr as _

from ...analysis.aha.settings import SEGMENT_NAMES, AhaResult
from ...analysis.alignment import Alignment
from ...analysis.measures import Measure
from ...core.landmarks import Landmark, LandmarkSet
from .transforms import Node

_NAN = float("nan")
_NO_SLICE = -1


@dataclass(frozen=True)
class Column:
    """A column of a table node.

    Args:
        name: its header.
        array: the VTK class of its values; numbers that are not known are NaN.
        unit: empty for none.
        meaning: what a reader of the header wants to know.
    """

    name: str
    array: type[Any]
    unit: str = ""
    meaning: str = ""


_LANDMARK_COLUMNS = (
    Column("Landmark", vtk.vtkStringArray),
    Column("Slice", vtk.vtkIntArray, "", f"Index from 0 along the slice axis; {_NO_SLICE} for none"),
    Column("Status", vtk.vtkStringArray, "", "detected or missing"),
    Column("Probability", vtk.vtkDoubleArray, "", "That it is there and in the place that was chosen"),
    Column("± mm", vtk.vtkDoubleArray, "mm", "Expected distance from the truth"),
    Column("L", vtk.vtkDoubleArray, "mm", "Towards the patient's left, in the volume's own frame"),
    Column("P", vtk.vtkDoubleArray, "mm", "Towards posterior, in the volume's own frame"),
    Column("S", vtk.vtkDoubleArray, "mm", "Towards superior, in the volume's own frame"),
    Column("Note", vtk.vtkStringArray),
)
_AHA_COLUMNS = (
    Column("Segment", vtk.vtkIntArray),
    Column("Name", vtk.vtkStringArray),
    Column("Mean", vtk.vtkDoubleArray, "", "Of the image's own values"),
    Column("SD", vtk.vtkDoubleArray, "", "Standard deviation of the same values"),
    Column("Area", vtk.vtkDoubleArray, "mm2", "Summed over its slices"),
    Column("Volume", vtk.vtkDoubleArray, "ml"),
    Column("Pixels", vtk.vtkIntArray),
)
_MEASURE_COLUMNS = (
    Column("Measure", vtk.vtkStringArray),
    Column("Value", vtk.vtkDoubleArray, "", "In the volume's own frame; NaN where it is not known"),
    Column("Unit", vtk.vtkStringArray),
)
_RESIDUAL_COLUMNS = (
    Column("Landmark", vtk.vtkStringArray),
    Column("Residual", vtk.vtkDoubleArray, "mm", "How far it stays from its target"),
)
RMS = "Root mean square"


def fill_landmarks(node: Node, landmarks: LandmarkSet) -> None:
    """Show landmarks, LPS mm, in their order."""
    fill(node, _LANDMARK_COLUMNS, [_landmark_row(landmark) for landmark in landmarks])


def fill_aha(node: Node, result: AhaResult | None) -> None:
    """Show the statistics of the 16 segments; without a result they are unknown."""
    if result is None:
        rows: list[list[Any]] = [
            [n, name, _NAN, _NAN, _NAN, _NAN, 0] for n, name in enumerate(SEGMENT_NAMES, start=1)
        ]
    else:
        rows = [[s.segment, s.name, s.mean, s.sd, s.area, s.volume, s.pixels] for s in result.segments]
    fill(node, _AHA_COLUMNS, rows)


def fill_measures(node: Node, measures: Sequence[Measure]) -> None:
    """Show measures, in their order; of several slices, the name says which, counted from 1."""
    rows = [[_measured(m), _NAN if m.value is None else m.value, m.unit] for m in measures]
    fill(node, _MEASURE_COLUMNS, rows)


def _measured(measure: Measure) -> str:
    if measure.slice is None:
        return measure.name
    return _("{name}, slice {number}").format(name=measure.name, number=measure.slice + 1)


def fill_residuals(node: Node, alignment: Alignment) -> None:
    """Show how far each point stays from its target, and the root mean square at the end."""
    fill(node, _RESIDUAL_COLUMNS, [*alignment.residuals.items(), (RMS, alignment.rms)])


def _landmark_row(landmark: Landmark) -> list[Any]:
    covariance, position = landmark.covariance, landmark.position
    uncertainty = _NAN if covariance is None or position is None else np.sqrt(np.trace(covariance))
    return [
        landmark.name,
        _NO_SLICE if landmark.slice is None else landmark.slice,
        landmark.status,
        landmark.probability,
        uncertainty,
        *([_NAN] * 3 if position is None else position),
        landmark.note,
    ]


def fill(node: Node, columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> None:
    """Give a table node these rows; the columns are made once."""
    modifying = node.StartModify()
    table = node.GetTable()
    if table.GetNumberOfColumns() == 0:
        for column in columns:
            _add_column(node, column)
        node.SetUseColumnTitleAsColumnHeader(True)
        node.SetLocked(True)
    table.SetNumberOfRows(len(rows))
    for row, values in enumerate(rows):
        for index, value in enumerate(values):
            table.GetColumn(index).SetValue(row, value)
    table.Modified()
    node.EndModify(modifying)


def _add_column(node: Node, column: Column) -> None:
    array = column.array()
    array.SetName(column.name)
    node.AddColumn(array)
    if column.unit:
        node.SetColumnUnitLabel(column.name, column.unit)
    if column.meaning:
        node.SetColumnDescription(column.name, column.meaning)
