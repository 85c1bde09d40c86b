"""A model on disk: a folder of ``model.json``, safetensors weights and ``MODEL_CARD.md``.

Nothing in it can run code: weights are plain tensors, and a folder that holds a pickle is refused.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.records import write_record
from ..errors import ModelError
from ..files.atomic import digest, new_folder, place_folder
from .description import (
    FORMAT,
    FileRecord,
    ModelDescription,
    StagePlan,
    description_digest,
    read_description,
)

if TYPE_CHECKING:
    from torch import Tensor

DESCRIPTION = "model.json"
CARD = "MODEL_CARD.md"
_AT_REST = 2.0  # s; a file changed twice in less may have one time for both
PICKLES = {".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".bin", ".joblib"}


@dataclass(frozen=True, eq=False)
class Bundle:
    """A model whose every byte was checked; make one with :meth:`open`.

    Args:
        path: the folder.
        description: what ``model.json`` says.
    """

    path: Path
    description: ModelDescription

    @classmethod
    def open(cls, path: Path) -> Bundle:
        """Open a model folder and verify its checksums.

        Raises:
            ModelError: not a model, damaged, altered, holding a pickle, or made for a newer LandmarkAI.
        """
        try:
            text = (path / DESCRIPTION).read_text(encoding="utf-8")
            description = read_description(json.loads(text), path / DESCRIPTION)
        except (FileNotFoundError, NotADirectoryError):
            raise ModelError(
                f"{path} is not a model folder: it has no {DESCRIPTION}.", "no-model"
            ) from None
        except OSError as error:
            raise ModelError(
                f"{path / DESCRIPTION} cannot be read ({error.strerror}): check access."
            ) from error
        except ValueError as error:
            raise ModelError(
                f"{path / DESCRIPTION} is damaged: get the model again.", "damaged-model"
            ) from error
        _refuse_pickles(path)
        for name, record in description.files.items():
            _check_file(path / name, record)
        return cls(path, description)

    @property
    def name(self) -> str:
        """What ``--model`` calls it."""
        return self.description.name

    @property
    def version(self) -> str:
        """Numbers and dots."""
        return self.description.version

    @property
    def license(self) -> str:
        """Terms of the weights, which may differ from those of the code."""
        return self.description.license

    @property
    def sha256(self) -> str:
        """One digest for the description and, through its checksums, all weights."""
        return self.description.sha256

    @property
    def landmarks(self) -> list[str]:
        """Names of the landmarks it finds."""
        return list(self.description.landmarks)

    @property
    def segments(self) -> list[str]:
        """Names of the segments it draws."""
        return list(self.description.segments)

    @property
    def stages(self) -> tuple[StagePlan, ...]:
        """Its stages, first to last."""
        return self.description.stages

    @property
    def card(self) -> str:
        """The model card, Markdown; empty if there is none. It is not under a checksum."""
        path = self.path / CARD
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    def weights(self, stage: int) -> dict[str, Tensor]:
        """The state dict of a stage, on the CPU; floating-point tensors are float32.

        Raises:
            ModelError: the file is not safetensors.
        """
        return self.tensors(self.stages[stage].weights)

    def tensors(self, file: str) -> dict[str, Tensor]:
        """What one of the bundle's files of weights holds; see :meth:`weights`."""
        from safetensors import SafetensorError
        from safetensors.torch import load_file

        path = self.path / file
        try:
            tensors = load_file(path)
        except SafetensorError as error:
            raise ModelError(f"{path} is not in safetensors format: get the model again.") from error
        return {name: t.float() if t.is_floating_point() else t for name, t in tensors.items()}

    def all_tensors(self) -> dict[str, dict[str, Tensor]]:
        """What all its files of weights hold, by their names; see :meth:`weights`."""
        return {name: self.tensors(name) for name in self.description.files}


def write_bundle(
    folder: Path,
    description: ModelDescription | Mapping[str, Any],
    weights: Mapping[str, Mapping[str, Tensor]],
    card: str = "",
) -> Bundle:
    """Write a model, replacing one that is there, whole or not at all.

    Kernels (floating-point tensors of two dimensions or more) are stored in float16. Biases and
    statistics of normalisations stay as they are: they are small, and variances exceed its range.

    Args:
        folder: the model's folder, by custom named as the model.
        description: of the model, or what its ``model.json`` is to say; ``format``, ``files`` and
            ``sha256`` are made here.
        weights: state dicts by file name, such as ``stage1.safetensors``.
        card: text of ``MODEL_CARD.md``.

    Raises:
        ModelError: the description is incomplete or wrong.
        OutputError: the folder cannot be written.
    """
    from safetensors.torch import save_file

    with new_folder(folder.parent) as fresh:
        for name, tensors in weights.items():
            save_file({key: _compact(t) for key, t in tensors.items()}, fresh / name)
            (fresh / name).chmod(0o644)  # it makes files that only the owner can read
        content = description if isinstance(description, Mapping) else write_record(description)
        files = {name: write_record(_file_record(fresh / name)) for name in weights}
        whole = {**content, "format": FORMAT, "files": files}
        whole["sha256"] = description_digest(whole)
        read_description(whole, folder / DESCRIPTION)
        text = json.dumps(whole, indent=2, ensure_ascii=False)
        (fresh / DESCRIPTION).write_text(text + "\n", encoding="utf-8")
        if card:
            (fresh / CARD).write_text(card, encoding="utf-8")
        place_folder(fresh, folder)
    return Bundle.open(folder)


def _compact(tensor: Tensor) -> Tensor:
    tensor = tensor.detach().cpu()
    if tensor.ndim >= 2 and tensor.is_floating_point():
        half = tensor.half()
        tensor = half if bool(half.isfinite().all()) else tensor
    return tensor.contiguous()


def _file_record(path: Path) -> FileRecord:
    """Checksum and size; each click asks for them, so that a file at rest is read once in a process."""
    known = path.stat()
    at_rest = abs(time.time() - known.st_mtime) > _AT_REST
    checksum = _digest(path, known.st_size, known.st_mtime_ns) if at_rest else digest(path)
    return FileRecord(checksum, known.st_size)


@lru_cache(maxsize=64)
def _digest(path: Path, _size: int, _modified: int) -> str:
    return digest(path)


def _check_file(path: Path, record: FileRecord) -> None:
    try:
        found = _file_record(path)
    except FileNotFoundError:
        raise ModelError(f"{path} is missing: get the model again.", "damaged-model") from None
    except OSError as error:
        raise ModelError(f"{path} cannot be read ({error.strerror}): check access.") from error
    if found != record:
        raise ModelError(
            f"{path} is damaged or altered (checksum): get the model again.", "altered-model"
        )


def _refuse_pickles(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.suffix.lower() in PICKLES:
            raise ModelError(
                f"{path} could run code when opened: use a model that is safetensors only.",
                "unsafe-model",
            )
