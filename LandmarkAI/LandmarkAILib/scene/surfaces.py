"""Segments as surfaces in the 3D view, for models that look at volumes."""

from __future__ import annotations

from ..anatomy import MYOCARDIUM
from .transforms import Node

CLOSED_SURFACE = "Closed surface"

_GLASS = 0.35  # opacity of the wall: cavity, points and axis are seen through it


def create(node: Node) -> None:
    """Make surfaces of a segmentation's labels; Slicer keeps them up to date from then on."""
    node.GetSegmentation().CreateRepresentation(CLOSED_SURFACE)


def set_look(node: Node) -> None:
    """Show the surfaces, the myocardium as glass."""
    display = node.GetDisplayNode()
    display.SetPreferredDisplayRepresentationName3D(CLOSED_SURFACE)
    display.SetVisibility3D(True)
    if identifier := node.GetSegmentation().GetSegmentIdBySegmentName(MYOCARDIUM):
        display.SetSegmentOpacity3D(identifier, _GLASS)
