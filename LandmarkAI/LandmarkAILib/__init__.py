"""LandmarkAI's core: landmarks, grids and models, free of Slicer.

Detecting without Slicer takes three lines::

    from LandmarkAILib import detect, load_model, read_image

    detection = detect(read_image("image.nrrd"), load_model("cmr-sax"))
    for point in detection.landmarks:
        print(point.name, point.position, point.probability)

Nothing here imports ``slicer``, ``qt``, ``ctk`` or ``vtk`` except the room ``slicer``, and nothing
imports ``torch`` or ``SimpleITK`` when it is loaded, so that Slicer starts fast and a shell can ask for
help without waiting. The names below are imported when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .core.detection import Detection
    from .core.geometry import Grid
    from .core.image import Image
    from .core.landmarks import LandmarkSet
    from .files.images import read_image
    from .inference.engine import detect, load_model

__version__ = "0.1.0"
__all__ = ["Detection", "Grid", "Image", "LandmarkSet", "detect", "load_model", "read_image"]

_HOMES = {
    "Detection": "core.detection",
    "Grid": "core.geometry",
    "Image": "core.image",
    "LandmarkSet": "core.landmarks",
    "detect": "inference.engine",
    "load_model": "inference.engine",
    "read_image": "files.images",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
