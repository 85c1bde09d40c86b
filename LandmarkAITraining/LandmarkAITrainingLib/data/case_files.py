"""The files of a case folder.

A case is a folder with ``image.*`` (a volume, photograph or DICOM file), any number of ``*.mrk.json``
/ ``*.fcsv`` (control-point label = landmark name; several observers:
``landmarks.<observer>.mrk.json``) and optionally a ``*.seg.nrrd`` or a plain label map,
``segmentation.*`` or ``labels.*``. Several point files with labels of their own, such as one a
landmark, are parts of one annotation, not observers.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from LandmarkAILib.errors import InputError
from LandmarkAILib.files.dicom.series import DICOM_SUFFIXES
from LandmarkAILib.files.itk import IMAGE_SUFFIXES
from LandmarkAILib.files.markups import read_landmarks
from LandmarkAILib.files.projections import PHOTOGRAPH_SUFFIXES

LANDMARK_SUFFIXES = (".mrk.json", ".fcsv")
SEGMENTATION_SUFFIX = ".seg.nrrd"
LABEL_MAPS = ("segmentation", "labels", "label")
"""Names, without suffix, of label maps that say nothing of their segments but the values."""

_IMAGES = (*IMAGE_SUFFIXES, *PHOTOGRAPH_SUFFIXES, *DICOM_SUFFIXES)

Unclear = Callable[[Path, InputError], None]
"""Told of a case folder that holds two files for one purpose, and which they are."""


@dataclass(frozen=True)
class CaseFiles:
    """What a case folder holds.

    Args:
        folder: the case's.
        image: the image file.
        landmarks: landmark file by observer; the observer of an unnamed file is ``""``.
        segmentation: the segmentation file, if there is one.
        ignored: other image files, which are not used.
        parts: further files of the unnamed observer, each with landmarks of its own.
    """

    folder: Path
    image: Path
    landmarks: dict[str, Path]
    segmentation: Path | None
    ignored: tuple[Path, ...] = ()
    parts: tuple[Path, ...] = ()


def find_case_files(root: Path, unclear: Unclear | None = None) -> Iterator[CaseFiles]:
    """Find the case folders at any depth, in the order of their names; hidden ones are passed over.

    Args:
        root: of the dataset.
        unclear: told of folders with two files for one purpose, which are then passed over; without it
            the first of them ends the search.

    Raises:
        InputError: ``root`` is not a folder, or a case folder holds two files for one purpose.
    """
    if not root.is_dir():
        raise InputError(f"{root} is not a folder: give the folder that holds the case folders.")
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        shown = sorted(name for name in files if not name.startswith("."))
        images = [name for name in shown if _stem(name, _IMAGES) == "image"]
        if not images:
            continue
        try:
            yield _case(Path(folder), images, shown)
        except InputError as error:
            if unclear is None:
                raise
            unclear(Path(folder), error)


def passed_over(root: Path) -> Iterator[tuple[Path, str]]:
    """Folders that look like cases and are none, each with the reason."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        shown = sorted(name for name in files if not name.startswith("."))
        if any(_stem(name, _IMAGES) == "image" for name in shown):
            continue
        images = [name for name in shown if _stem(name, IMAGE_SUFFIXES) is not None]
        images = [name for name in images if not name.lower().endswith(SEGMENTATION_SUFFIX)]
        points = [name for name in shown if _stem(name, LANDMARK_SUFFIXES) is not None]
        if images:
            yield Path(folder), f"none of its images is called image.* ({', '.join(images[:3])})"
        elif any(name.lower().endswith(".dcm") for name in shown):
            yield Path(folder), "it holds DICOM files and no image.*"
        elif points:
            yield Path(folder), f"it holds points ({', '.join(points[:3])}) and no image.*"


def _case(folder: Path, images: list[str], files: list[str]) -> CaseFiles:
    if len(images) > 1:
        raise InputError(f"{folder} holds {' and '.join(images)}: keep one image in a case folder.")
    segmentation = _segmentation(folder, files)
    used = {images[0], segmentation}
    ignored = (name for name in files if _stem(name, IMAGE_SUFFIXES) is not None and name not in used)
    landmarks = _observers(folder, files)
    parts: tuple[Path, ...] = ()
    if _are_parts(landmarks):
        first, *others = landmarks.values()
        landmarks, parts = {"": first}, tuple(others)
    return CaseFiles(
        folder=folder,
        image=folder / images[0],
        landmarks=landmarks,
        segmentation=folder / segmentation if segmentation else None,
        ignored=tuple(folder / name for name in ignored),
        parts=parts,
    )


def _are_parts(landmarks: dict[str, Path]) -> bool:
    """Whether files that name no observer hold different landmarks: then they are one annotation."""
    named = any(path.name.startswith("landmarks.") for path in landmarks.values())
    if len(landmarks) < 2 or named:
        return False
    seen = set[str]()
    for path in landmarks.values():
        try:
            labels = set(read_landmarks(path).names())
        except InputError:
            return False  # whoever reads the case says what is wrong with it
        if not labels or labels & seen:
            return False
        seen |= labels
    return True


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


def _segmentation(folder: Path, files: list[str]) -> str | None:
    """Slicer's own segmentation, which names its segments, before a plain label map."""
    found = [name for name in files if name.lower().endswith(SEGMENTATION_SUFFIX)]
    found = found or [name for name in files if _stem(name, IMAGE_SUFFIXES) in LABEL_MAPS]
    if len(found) > 1 and "segmentation.seg.nrrd" in found:
        found = ["segmentation.seg.nrrd"]
    if len(found) > 1:
        raise InputError(
            f"{folder} holds {' and '.join(found)}: keep one, or name the reference "
            "segmentation.seg.nrrd."
        )
    return found[0] if found else None


def _stem(name: str, suffixes: tuple[str, ...]) -> str | None:
    """The name without the longest of the suffixes that it ends with; None if with none of them."""
    ends = [suffix for suffix in suffixes if name.lower().endswith(suffix)]
    return name[: -len(max(ends, key=len))] if ends else None
