"""A trained model under a name of its own, installed in LandmarkAI."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from LandmarkAILib.errors import ModelError
from LandmarkAILib.models.archive import copy_bundle
from LandmarkAILib.models.bundle import DESCRIPTION, Bundle
from LandmarkAILib.models.description import description_digest
from LandmarkAILib.models.installed import install_model, list_models


def install_as(model: Path, name: str) -> Bundle:
    """Install a trained model so that LandmarkAI offers it.

    A preset's name belongs to the model that ships, so one that was trained from it gets another.

    Args:
        model: folder of the model.
        name: letters, digits, ``.``, ``_`` and ``-``.

    Returns:
        The installed model.

    Raises:
        ModelError: it is damaged, the name is none, or there is a model of that name.
        OutputError: the user's folder cannot be written.
    """
    if any(entry.name == name for entry in list_models()):
        raise ModelError(f"There is a model '{name}' already: choose another name.")
    with tempfile.TemporaryDirectory() as temporary:
        copy_bundle(model, Path(temporary))
        path = Path(temporary) / DESCRIPTION
        description = {**json.loads(path.read_text(encoding="utf-8")), "name": name}
        description["sha256"] = description_digest(description)
        path.write_text(json.dumps(description, indent=2, ensure_ascii=False), encoding="utf-8")
        return install_model(Path(temporary))


def suggested_name(preset: str, dataset: Path) -> str:
    """A name by what was trained on what, such as ``cmr-sax-ourdata``."""
    words = [Path(preset).stem, dataset.name.lower()]
    kept = ("".join(c if c.isascii() and c.isalnum() else "-" for c in word) for word in words)
    return "-".join(part.strip("-") for part in kept if part.strip("-"))
