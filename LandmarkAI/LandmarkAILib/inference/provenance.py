"""Where a detection comes from: model, device and software, for the files and the report."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import Any

from .. import __version__
from ..models.bundle import Bundle
from .device import Device


def provenance(bundle: Bundle, device: Device, seconds: float) -> dict[str, Any]:
    """JSON-ready facts on a detection.

    Args:
        bundle: the model.
        device: where it ran.
        seconds: wall time from image to points.
    """
    return {
        "model": {
            "name": bundle.name,
            "version": bundle.version,
            "sha256": bundle.sha256,
            "license": bundle.license,
            "intended_use": bundle.description.intended_use,
        },
        "device": device.name,
        "precision": device.precision,
        "notice": device.notice,
        "seconds": round(seconds, 3),
        "software": {
            "LandmarkAI": __version__,
            "python": platform.python_version(),
            **{name: metadata.version(name) for name in ("torch", "numpy", "SimpleITK")},
        },
    }
