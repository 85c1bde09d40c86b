"""Views choose the grid on which a network looks at an image.

A view is placed by the points of the stage before it; the first stage's view needs none. Inference
and training use the same views: training composes random affines into the grid.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...core.records import Tagged, build
from .short_axis import FieldView, FrameView
from .view import Points, View
from .volume import PATIENT_AXES, BoxView, VolumeView, WindowsView

__all__ = [
    "PATIENT_AXES",
    "BoxView",
    "FieldView",
    "FrameView",
    "Points",
    "View",
    "VolumeView",
    "WindowsView",
    "make_view",
]

VIEW_KINDS: dict[str, Callable[..., View]] = {
    "field": FieldView,
    "frame": FrameView,
    "volume": VolumeView,
    "box": BoxView,
    "windows": WindowsView,
}


def make_view(description: Tagged | Mapping[str, Any], place: str = "") -> View:
    """Build the view that a ``model.json`` describes.

    Args:
        description: its type and options.
        place: of the description, for messages.

    Raises:
        RecordError: its type is not known, or its options are not that type's.
    """
    return build(VIEW_KINDS, description, "view", place)
