"""What DICOM objects that are made from images share: the images, who made them, how they are saved.

They are written by highdicom, the extra ``[dicom]``, which is imported when one is written.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from ... import __version__
from ...core.anatomy import Code
from ...core.geometry import Grid
from ...errors import InputError
from ..atomic import atomic_path
from .header import damage_named
from .stack import Frame

if TYPE_CHECKING:
    from pydicom import Dataset

HIGHDICOM = "highdicom>=0.25"
"""What is to be installed."""
MANUFACTURER = "LandmarkAI"
SCHEME = "99LANDMARKAI"
"""Of terms that no public scheme has; their values are the words in capitals."""
AI = Code("DCM", "123110", "Artificial Intelligence")
RESEARCH = "For research only, not for clinical use"
_OFF = 0.45  # voxels that corners may lie apart, as where slices jitter
# Of type 2 (PS3.3): an object must have them, if empty.
_MAY_BE_EMPTY = (
    *("PatientID", "PatientName", "PatientBirthDate", "PatientSex", "AccessionNumber", "StudyID"),
    *("StudyDate", "StudyTime", "ReferringPhysicianName"),
)

Made = Literal["AUTOMATIC", "SEMIAUTOMATIC", "MANUAL"]


@dataclass(frozen=True)
class Maker:
    """Who or what drew points and contours.

    Args:
        how: by a model alone, by one and a reader, by a reader.
        name: of the model; empty for a reader alone.
        version: of the model.
    """

    how: Made
    name: str = ""
    version: str = ""


def holds_same_voxels(one: Grid, other: Grid) -> bool:
    """Whether two grids have their voxels in the same places, in whatever order they are stored."""
    if sorted(one.size) != sorted(other.size):
        return False
    last = np.array(other.size) - 1
    found = other.to_index(one.corners())
    nearest = np.where(found > last / 2, last, 0)
    if np.abs(found - nearest).max() > _OFF:
        return False
    return {tuple(corner) for corner in nearest.tolist()} == set(
        product(*((0, n) for n in last.tolist()))
    )


def source_datasets(frame: Frame) -> list[Dataset]:
    """The headers of a frame's images, each file once, in the order of the slices.

    Raises:
        InputError: a file cannot be read, or lacks what an object that refers to it must have.
        OSError: it is gone.
    """
    from pydicom import dcmread

    found: list[Dataset] = []
    for path in dict.fromkeys(plane.file for plane in frame.planes):
        with damage_named(path):
            dataset = dcmread(path, stop_before_pixels=True, force=True)
        for keyword in _MAY_BE_EMPTY:
            if keyword not in dataset:
                setattr(dataset, keyword, "")
        for keyword in (
            "FrameOfReferenceUID",
            "StudyInstanceUID",
            "SeriesInstanceUID",
            "SOPInstanceUID",
        ):
            if not dataset.get(keyword):
                raise InputError(
                    f"{path} has no {keyword}, so that nothing in DICOM can refer to it: "
                    "export the original images again."
                )
        found.append(dataset)
    for keyword in ("StudyInstanceUID", "FrameOfReferenceUID"):
        if len({dataset[keyword].value for dataset in found}) > 1:
            raise InputError(
                f"The images of {frame.planes[0].file.parent} differ in their {keyword}, so that no "
                "object in DICOM can refer to all of them: export the original images again."
            )
    return found


def require_highdicom() -> Any:
    """The package highdicom.

    Raises:
        InputError: it is not installed.
    """
    if find_spec("highdicom") is None:
        raise InputError(
            "DICOM objects are written by the package highdicom, which is not installed: "
            'install it with pip install "landmarkai[dicom]".'
        )
    return importlib.import_module("highdicom")


def coded(term: Code) -> Any:
    """A term as highdicom takes it."""
    return require_highdicom().sr.CodedConcept(term.code, term.scheme, term.meaning)


def own_term(meaning: str) -> Code:
    """A term that no public scheme has."""
    words = "".join(letter if letter.isalnum() else " " for letter in meaning.upper()).split()
    return Code(SCHEME, "_".join(words), meaning)


def equipment() -> dict[str, Any]:
    """What every object says of the software that wrote it."""
    return {
        "manufacturer": MANUFACTURER,
        "manufacturer_model_name": MANUFACTURER,
        "software_versions": __version__,
        "device_serial_number": "0",
    }


def series_number(sources: Sequence[Dataset], offset: int) -> int:
    """A number of a series by which it is listed behind its source."""
    return int(sources[0].get("SeriesNumber") or 0) * 100 + offset


def save(dataset: Dataset, path: Path) -> None:
    """Write an object; it appears whole or not at all.

    Raises:
        OutputError: the folder or disk does not take it.
    """
    with atomic_path(path) as temporary:
        dataset.save_as(temporary, enforce_file_format=True)
