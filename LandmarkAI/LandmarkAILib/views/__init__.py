"""Views choose the grid on which a network looks at an image.

A view is placed by the points of the stage before it; the first stage's view needs none. Inference
and training use the same views: training composes random affines into the grid (``perturb.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .short_axis import FieldView, FrameView, short_axis_slices
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
    "short_axis_slices",
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
    options = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in description.items()
        if key != "type"
    }
    if description["type"] not in _KINDS:
        raise ValueError(f"unknown view {description['type']!r}; known: {', '.join(_KINDS)}")
    return _KINDS[description["type"]](**options)
