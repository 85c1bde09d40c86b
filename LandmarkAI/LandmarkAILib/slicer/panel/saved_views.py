"""The user's own layout and slice views, to be put back after ours were shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import vtk


@dataclass(frozen=True, eq=False)
class SavedViews:
    """A layout and slice views as they were.

    Args:
        layout: its number.
        views: the slice views.
    """

    layout: int
    views: tuple[_SliceView, ...]

    @classmethod
    def of(cls, manager: Any, names: Sequence[str]) -> SavedViews:
        """As they are now.

        Args:
            manager: Slicer's layout manager.
            names: of slice views; those that Slicer does not have are left out.
        """
        widgets = [(name, manager.sliceWidget(name)) for name in names]
        views = [_SliceView.of(name, widget) for name, widget in widgets if widget is not None]
        return cls(manager.layout, tuple(views))

    def put_back(self, manager: Any, ours: int) -> None:
        """Show them again; a layout that was chosen since in place of ours stays."""
        if manager.layout == ours:
            manager.setLayout(self.layout)
        for view in self.views:
            widget = manager.sliceWidget(view.name)
            if widget is not None:
                view.put_back(widget)


@dataclass(frozen=True, eq=False)
class _SliceView:
    name: str
    volumes: tuple[str | None, str | None]
    linked: int
    matrix: vtk.vtkMatrix4x4
    field: tuple[float, ...]
    orientation: str

    @classmethod
    def of(cls, name: str, widget: Any) -> _SliceView:
        node, composite = widget.mrmlSliceNode(), widget.mrmlSliceCompositeNode()
        matrix = vtk.vtkMatrix4x4()
        matrix.DeepCopy(node.GetSliceToRAS())
        return cls(
            name,
            (composite.GetBackgroundVolumeID(), composite.GetForegroundVolumeID()),
            composite.GetLinkedControl(),
            matrix,
            tuple(node.GetFieldOfView()),
            node.GetOrientation(),
        )

    def put_back(self, widget: Any) -> None:
        """A volume that is gone is not asked for."""
        node, composite = widget.mrmlSliceNode(), widget.mrmlSliceCompositeNode()
        composite.SetLinkedControl(0)
        setters = (composite.SetBackgroundVolumeID, composite.SetForegroundVolumeID)
        for set_id, volume in zip(setters, self.volumes, strict=True):
            if volume is None or node.GetScene().GetNodeByID(volume) is not None:
                set_id(volume)
        if self.orientation and self.orientation != "Reformat":
            node.SetOrientation(self.orientation)
        node.GetSliceToRAS().DeepCopy(self.matrix)
        node.SetFieldOfView(*self.field)
        node.UpdateMatrices()
        composite.SetLinkedControl(self.linked)


def set_layout(manager: Any, number: int, description: str) -> None:
    """Choose a layout of ours, which Slicer is told of the first time.

    Args:
        manager: Slicer's layout manager.
        number: of its own among Slicer's.
        description: XML.
    """
    node = manager.layoutLogic().GetLayoutNode()
    if not node.IsLayoutDescription(number):
        node.AddLayoutDescription(number, description)
    manager.setLayout(number)
