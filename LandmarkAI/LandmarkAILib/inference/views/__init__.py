"""Views choose the grid on which a network looks at an image.

A view is placed by the points of the stage before it; the first stage's view needs none. Inference
and training use the same views: training composes random affines into the grid (``perturb.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...core.described import build
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

_KINDS: dict[str, Callable[..., View]] = {
    "field": FieldView,
    "frame": FrameView,
    "volume": VolumeView,
    "box": BoxView,
    "windows": WindowsView,
}


def make_view(description: Mapping[str, Any]) -> View:
    """Build the view that a ``model.json`` describes.

    Raises:
        ValueError: the type of view is not known.
        TypeError: it has no such option, or lacks one.
    """
    return build(_KINDS, description, "view")
