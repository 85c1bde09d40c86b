"""Where LandmarkAI's own files lie: what ships with it, and what the user added."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

from .errors import LandmarkAIError


def shipped_models() -> Path | None:
    """The folder of the models that ship, ``Resources/Models``; None if none ship here."""
    return _resource("Models")


def sample_data() -> Path:
    """The folder of the embedded examples, ``Resources/SampleData``.

    Raises:
        LandmarkAIError: it is not there.
    """
    folder = _resource("SampleData")
    if folder is None:
        raise LandmarkAIError(
            "LandmarkAI's sample data are missing: reinstall LandmarkAI, or name the folder that "
            "holds SampleData in the environment variable LANDMARKAI_RESOURCES."
        )
    return folder


def user_models() -> Path:
    """The folder of the models that the user installed; it need not exist."""
    return user_home() / "Models"


def user_home() -> Path:
    """The user's own folder: ``LANDMARKAI_HOME``, else where the platform keeps such data."""
    chosen = os.environ.get("LANDMARKAI_HOME")
    if chosen:
        return Path(chosen).expanduser()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "LandmarkAI"


def user_cache() -> Path:
    """The folder of what can be made again: ``Cache`` in ``LANDMARKAI_HOME``, else the platform's."""
    if os.environ.get("LANDMARKAI_HOME") or sys.platform == "win32":
        return user_home() / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "LandmarkAI"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "LandmarkAI"


def _resource(name: str) -> Path | None:
    found = (folder / name for folder in _resource_folders() if (folder / name).is_dir())
    return next(found, None)


def _resource_folders() -> list[Path]:
    """Where the top-level ``Resources`` may lie.

    The environment variable ``LANDMARKAI_RESOURCES``; ``Resources`` beside this package (Slicer,
    installed) or beside the module's folder (a checkout); the data package ``LandmarkAIResources``
    (installed by pip). In a checkout the first ``Resources`` is the module's own: icons, no models.
    """
    chosen = os.environ.get("LANDMARKAI_RESOURCES")
    folders = [Path(chosen).expanduser()] if chosen else []
    folders += [parent / "Resources" for parent in Path(__file__).resolve().parents[1:3]]
    installed = importlib.util.find_spec("LandmarkAIResources")
    if installed and installed.submodule_search_locations:
        folders += [Path(location) for location in installed.submodule_search_locations]
    return folders
