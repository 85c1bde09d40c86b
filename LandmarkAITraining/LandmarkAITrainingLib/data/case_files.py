"""The files of a case folder.

A case is a folder with ``image.*``, any number of ``*.mrk.json`` / ``*.fcsv`` (control-point label =
landmark name; several observers: ``landmarks.<observer>.mrk.json``) and optionally a ``*.seg.nrrd``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from LandmarkAILib.errors import InputError

IMAGE_SUFFIXES = (".nrrd", ".nhdr", ".nii", ".nii.gz", ".mha", ".mhd")
LANDMARK_SUFFIXES = (".mrk.json", ".fcsv")
SEGMENTATION_SUFFIX = ".seg.nrrd"


@dataclass(frozen=True)
class CaseFiles:
    """What a case folder holds; landmark files go by observer, an unnamed one's is ``""``."""

    folder: Path
    image: Path
    landmarks: dict[str, Path]
    segmentation: Path | None


def find_case_files(root: Path) -> Iterator[CaseFiles]:
    """Find the case folders at any depth, in the order of their names; hidden ones are passed over.

    Raises:
        InputError: ``root`` is not a folder, or a case folder holds two files for one purpose.
    """
    if not root.is_dir():
        raise InputError(f"{root} is not a folder: give the folder that holds the case folders.")
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        shown = sorted(name for name in files if not name.startswith("."))
        images = [name for name in shown if _stem(name, IMAGE_SUFFIXES) == "image"]
        if images:
            yield _case(Path(folder), images, shown)


def _case(folder: Path, images: list[str], files: list[str]) -> CaseFiles:
    if len(images) > 1:
        raise InputError(f"{folder} holds {' and '.join(images)}: keep one image in a case folder.")
    return CaseFiles(folder, folder / images[0], _observers(folder, files), _segmentation(folder, files))


def _observers(folder: Path, files: list[str]) -> dict[str, Path]:
    stems = {name: _stem(name, LANDMARK_SUFFIXES) for name in files}
    found = {name: stem for name, stem in stems.items() if stem is not None}
    observers: dict[str, Path] = {}
    for name, stem in found.items():
        if stem.startswith("landmarks."):
            observer = stem.removeprefix("landmarks.")
        else:
            observer = "" if stem == "landmarks" or len(found) == 1 else stem
        if observer in observers:
            raise InputError(f"{folder} holds {observers[observer].name} and {name}: keep one of them.")
        observers[observer] = folder / name
    return observers


def _segmentation(folder: Path, files: list[str]) -> Path | None:
    found = [name for name in files if name.lower().endswith(SEGMENTATION_SUFFIX)]
    if len(found) > 1 and "segmentation.seg.nrrd" in found:
        found = ["segmentation.seg.nrrd"]
    if len(found) > 1:
        raise InputError(
            f"{folder} holds {' and '.join(found)}: name the reference segmentation.seg.nrrd."
        )
    return folder / found[0] if found else None


def _stem(name: str, suffixes: tuple[str, ...]) -> str | None:
    """The name without the longest of the suffixes that it ends with; None if with none of them."""
    ends = [suffix for suffix in suffixes if name.lower().endswith(suffix)]
    return name[: -len(max(ends, key=len))] if ends else None
