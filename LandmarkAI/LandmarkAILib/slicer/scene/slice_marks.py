"""What is drawn over a slice view: points in their colours, short names, halo, ellipse, segment numbers.

A list of control points has one colour and writes whole names. Here each landmark has its own colour and
its abbreviation, drawn as in the pictures of :mod:`...pictures.marks`, by actors of VTK: nothing of it
is in the scene, is saved, or takes the mouse from the control points beneath.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import slicer.util
import vtk
from vtk.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray

from ...core.geometry import FloatArray
from ...pictures.drawing import BLACK, WHITE, Color, Polygon, Shape
from ...pictures.marks import halo_mark, point_mark, uncertainty_mark

_WIDE, _THIN = 3.0, 1.5  # px of lines, black beneath and coloured above
_RING = 3.3  # px of a point's ring
_FONT, _ASIDE = 13, 8.0  # px of a name, and its distance from the point
_LAYERS = 3  # black lines, coloured lines, discs


@dataclass(frozen=True, eq=False)
class SliceMark:
    """Something at a place; all in the world, RAS mm.

    Args:
        position: (3,).
        text: beside the point, or in its place where there is no colour.
        color: of the point; None for a text alone.
        covariance: (3, 3) mm² of the position; None for no ellipse.
        chosen: whether it has a halo.
    """

    position: FloatArray
    text: str
    color: Color | None = None
    covariance: FloatArray | None = None
    chosen: bool = False


class SliceMarks:
    """The marks over one slice view.

    Args:
        renderer: the view's.
        node: its vtkMRMLSliceNode.
        ratio: pixels of the screen per logical pixel.
    """

    def __init__(self, renderer: Any, node: Any, ratio: float = 1.0) -> None:
        self._renderer, self._node, self._ratio = renderer, node, ratio
        self._data = [vtk.vtkPolyData() for _layer in range(_LAYERS)]
        self._actors = [
            self._actor(data, width) for data, width in zip(self._data, (_WIDE, _THIN, 1.0), strict=True)
        ]
        self._texts: list[Any] = []
        self._scale = ratio
        self.drawn: tuple[SliceMark, ...] = ()

    def show(self, marks: Sequence[SliceMark], beneath: float = 0.0) -> None:
        """Draw those of these marks that are in the view's plane now, as Slicer does control points.

        Args:
            marks: of all slices.
            beneath: size of the control points' own glyphs, percent of the view's diagonal; rings are
                larger.
        """
        width, height, depth = self._node.GetDimensions()
        glyph = beneath / 200 * float(np.hypot(width, height))
        self._scale = max(self._ratio, (glyph + 1.0) / _RING)
        ras_to_xy = np.linalg.inv(slicer.util.arrayFromVTKMatrix(self._node.GetXYToRAS()))
        positions = np.array([mark.position for mark in marks]).reshape(-1, 3)
        at = positions @ ras_to_xy[:3, :3].T + ras_to_xy[:3, 3]
        last = depth - 0.5
        here = [(mark, xy) for mark, xy in zip(marks, at, strict=True) if -0.5 <= xy[2] < last]
        self.drawn = tuple(mark for mark, _xy in here)
        shapes: list[Shape] = []
        for mark, xy in here:
            shapes += self._shapes(mark, xy[:2], ras_to_xy[:2, :3])
        self._fill(shapes)
        self._write([(mark, xy) for mark, xy in here if mark.text])

    def remove(self) -> None:
        """Draw no more."""
        for actor in (*self._actors, *self._texts):
            self._renderer.RemoveViewProp(actor)

    def _actor(self, data: Any, width: float) -> Any:
        mapper = vtk.vtkPolyDataMapper2D()
        mapper.SetInputData(data)
        actor = vtk.vtkActor2D()
        actor.SetMapper(mapper)
        actor.SetPickable(False)
        actor.GetProperty().SetLineWidth(width * self._ratio)
        self._renderer.AddViewProp(actor)
        return actor

    def _shapes(self, mark: SliceMark, at: FloatArray, to_xy: FloatArray) -> list[Shape]:
        """Around ``at`` (2,) px; ``to_xy`` (2, 3) takes mm to px."""
        if mark.color is None:
            return []
        placed: list[Shape] = [
            Polygon(shape.points * self._scale + at, shape.fill, shape.stroke)
            for shape in _at_origin(mark.color, mark.chosen)
        ]
        if mark.covariance is not None:
            placed += uncertainty_mark(at, to_xy @ mark.covariance @ to_xy.T, mark.color)
        return placed

    def _fill(self, shapes: Sequence[Shape]) -> None:
        """Give the three layers their lines and discs."""
        layers: list[list[tuple[FloatArray, Color]]] = [[] for _layer in range(_LAYERS)]
        for shape in shapes:
            if isinstance(shape, Polygon) and shape.fill is not None:
                layers[2].append((shape.points, shape.fill))
            elif isinstance(shape, Polygon) and shape.stroke is not None:
                closed = np.concatenate([shape.points, shape.points[:1]])
                layers[0 if shape.stroke == BLACK else 1].append((closed, shape.stroke))
        for number, (data, layer) in enumerate(zip(self._data, layers, strict=True)):
            _set_cells(data, layer, filled=number == 2)

    def _write(self, here: Sequence[tuple[SliceMark, FloatArray]]) -> None:
        while len(self._texts) < len(here):
            self._texts.append(self._text())
        for actor in self._texts[len(here) :]:
            actor.VisibilityOff()
        aside = _ASIDE * self._scale
        for actor, (mark, xy) in zip(self._texts, here, strict=False):
            look, alone = actor.GetTextProperty(), mark.color is None
            look.SetColor(*np.divide(mark.color or WHITE, 255))
            look.SetJustification(vtk.VTK_TEXT_CENTERED if alone else vtk.VTK_TEXT_LEFT)
            look.SetVerticalJustification(vtk.VTK_TEXT_CENTERED if alone else vtk.VTK_TEXT_BOTTOM)
            shift = 0.0 if alone else aside
            actor.SetInput(mark.text)
            actor.SetPosition(float(xy[0] + shift), float(xy[1] + shift / 2))
            actor.VisibilityOn()

    def _text(self) -> Any:
        actor = vtk.vtkTextActor()
        actor.SetPickable(False)
        look = actor.GetTextProperty()
        look.SetFontSize(round(_FONT * self._ratio))
        look.SetFontFamilyToArial()
        look.BoldOn()
        look.ShadowOn()
        self._renderer.AddViewProp(actor)
        return actor


@lru_cache(maxsize=64)
def _at_origin(color: Color, chosen: bool) -> tuple[Polygon, ...]:
    origin = np.zeros(2)
    shapes = [*(halo_mark(origin) if chosen else []), *point_mark(origin, color)]
    return tuple(shape for shape in shapes if isinstance(shape, Polygon))


def _set_cells(data: Any, outlines: Sequence[tuple[FloatArray, Color]], filled: bool) -> None:
    """Make polygonal data of outlines (N, 2) px and their colours."""
    points, cells, colors = vtk.vtkPoints(), vtk.vtkCellArray(), vtk.vtkUnsignedCharArray()
    flat = np.concatenate([p for p, _color in outlines]) if outlines else np.zeros((0, 2))
    points.SetData(numpy_to_vtk(np.pad(flat, ((0, 0), (0, 1))), deep=True))
    offsets = np.cumsum([0, *(len(p) for p, _color in outlines)])
    cells.SetData(
        numpy_to_vtkIdTypeArray(offsets.astype(np.int64), deep=True),
        numpy_to_vtkIdTypeArray(np.arange(len(flat), dtype=np.int64), deep=True),
    )
    rgb = np.array([color for _p, color in outlines], np.uint8).reshape(-1, 3)
    colors.DeepCopy(numpy_to_vtk(rgb, deep=True))
    data.Initialize()
    data.SetPoints(points)
    data.SetPolys(cells) if filled else data.SetLines(cells)
    data.GetCellData().SetScalars(colors)
    data.Modified()
