"""The models at hand: those that ship and those that the user installed.

A model of the user's with the name of one that ships takes its place, as its installation was asked
for: it is refused unless its version is higher or it is forced. Removing it brings back the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..core.records import write_record
from ..errors import ModelError
from ..files.atomic import new_folder, place_folder
from ..paths import shipped_models, user_models
from .archive import copy_bundle, unpack_bundle
from .bundle import DESCRIPTION, Bundle
from .description import version_key


class UnknownModelError(ModelError):
    """No model of that name or path is there."""

    code = "unknown-model"


@dataclass(frozen=True)
class ModelEntry:
    """A model folder of the registry, whole or damaged.

    Args:
        name: its folder's name, which ``--model`` takes.
        path: the folder.
        shipped: whether it came with LandmarkAI; else the user installed it.
        bundle: the verified model; None if it is damaged.
        problem: what is wrong with it; empty if nothing is.
    """

    name: str
    path: Path
    shipped: bool
    bundle: Bundle | None
    problem: str = ""

    def facts(self) -> dict[str, Any]:
        """What it is, ready for JSON; what ``model.json`` says only if it is whole."""
        own = {"name": self.name, "path": str(self.path), "shipped": self.shipped}
        if self.bundle is None:
            return {**own, "problem": self.problem}
        keys = ("version", "sha256", "title", "license", "intended_use", "modality", "dimension")
        said = write_record(self.bundle.description)
        return {
            **own,
            "problem": self.problem,
            **{key: said[key] for key in (*keys, "landmarks", "segments")},
        }


def list_models() -> list[ModelEntry]:
    """All models, each verified, by name; of two with one name only the user's."""
    entries = {path.name: _entry(path, shipped) for path, shipped in reversed(_folders())}
    return [entries[name] for name in sorted(entries)]


def find_model(model: str | Path) -> Bundle:
    """Open a model by its name, or by the path of its folder.

    Raises:
        UnknownModelError: nothing of that name or path; the message lists the names there are.
        ModelError: it is damaged, altered, or made for a newer LandmarkAI.
    """
    for path, _ in _folders():
        if path.name == str(model):
            return Bundle.open(path)
    folder = Path(model).expanduser()
    if folder.is_dir():
        return Bundle.open(folder)
    if folder.is_file():
        raise UnknownModelError(f"{model} is a file: first run 'landmarkai models install {model}'.")
    names = ", ".join(sorted({path.name for path, _ in _folders()})) or "none, as none is installed"
    raise UnknownModelError(
        f"There is no model '{model}': choose one of {names}, or name a model's folder."
    )


def install_model(source: Path, force: bool = False) -> Bundle:
    """Verify a model and make it available under its name.

    Args:
        source: a zip made by ``pack_bundle``, or a model folder.
        force: also install over the same or a higher version.

    Raises:
        ModelError: not a model or not safe to unpack; or the same or a higher version is there already.
        OutputError: the user's folder cannot be written.
    """
    if source.is_dir() and not (source / DESCRIPTION).is_file():
        for trained in sorted((source / "model").glob(f"*/{DESCRIPTION}")):
            raise ModelError(
                f"{source} is the folder of a training: install its model, {trained.parent}", "no-model"
            )
    with new_folder(user_models()) as fresh:
        if source.is_dir():
            copy_bundle(source, fresh)
        else:
            unpack_bundle(source, fresh)
        bundle = Bundle.open(fresh)
        if not force:
            _refuse_downgrade(bundle)
        place_folder(fresh, user_models() / bundle.name)
    return Bundle.open(user_models() / bundle.name)


def remove_model(name: str) -> Path:
    """Delete a model that the user installed.

    Returns:
        The folder that is gone.

    Raises:
        UnknownModelError: there is no such model.
        ModelError: it ships with LandmarkAI.
        OutputError: no permission.
    """
    for path, shipped in _folders():
        if path.name != name:
            continue
        if shipped:
            raise ModelError(f"Model '{name}' ships with LandmarkAI and cannot be removed.")
        with new_folder(path.parent) as gone:
            place_folder(path, gone / name)  # one step: never half a model
        return path
    raise UnknownModelError(f"There is no model '{name}' to remove: see 'landmarkai models'.")


def _folders() -> list[tuple[Path, bool]]:
    """Model folders and whether they ship; the user's first."""
    roots = [(user_models(), False), (shipped_models(), True)]
    return [
        (path, shipped)
        for root, shipped in roots
        if root is not None and root.is_dir()
        for path in sorted(root.iterdir())
        if (path / DESCRIPTION).is_file() and not path.name.startswith(".")
    ]


def _entry(path: Path, shipped: bool) -> ModelEntry:
    try:
        return ModelEntry(path.name, path, shipped, Bundle.open(path))
    except ModelError as error:
        return ModelEntry(path.name, path, shipped, None, str(error))


def _refuse_downgrade(bundle: Bundle) -> None:
    """Raise if a whole model of the same name is there in the same or a higher version."""
    installed = {entry.name: entry.bundle for entry in list_models()}
    there = installed.get(bundle.name)
    if there is not None and version_key(bundle.version) <= version_key(there.version):
        raise ModelError(
            f"Model '{bundle.name}' is there in version {there.version}, and this is {bundle.version}: "
            "to replace it, force the installation ('landmarkai models install --force FILE')."
        )
