"""How simulated cases and their table are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.atomic import make_folder
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAILib.files.segmentations import write_segmentation

from ..cases_table import write_cases_table

_VALIDATION_EVERY = 5


def write_case(
    folder: Path, image: Image, landmarks: LandmarkSet, segmentation: Segmentation | None
) -> None:
    """Write a case folder; without a file of landmarks or segments where there are none.

    Raises:
        OutputError: it cannot be written.
    """
    make_folder(folder)
    write_image(image, folder / "image.nrrd")
    if len(landmarks):
        write_landmarks(landmarks, folder / "landmarks.mrk.json")
    if segmentation is not None:
        write_segmentation(segmentation, folder / "segmentation.seg.nrrd")


def write_cohort(
    output: Path,
    name: str,
    count: int,
    held_out: int,
    columns: Sequence[str],
    write: Callable[[int, Path], Mapping[str, str]],
) -> None:
    """Write a dataset of simulated cases, a subject each.

    Every fifth of the first ``count`` is to validate on.

    Args:
        output: folder; gets a folder a case and ``cases.csv``.
        name: of the cases, before their number.
        count: cases to train and validate on.
        held_out: cases to test on.
        columns: of the table.
        write: writes the case of a number into a folder, and tells what the table says of it besides.

    Raises:
        InputError: the folder holds a dataset already.
        OutputError: it cannot be written.
    """
    table = output / "cases.csv"
    if table.exists():
        raise InputError(f"{table} is there already: choose a new folder.")
    make_folder(output)
    rows = []
    for number in range(count + held_out):
        case = f"{name}{number:03d}"
        split = "train" if number % _VALIDATION_EVERY else "val"
        split = split if number < count else "test"
        rows.append({"case": case, "subject": case, "split": split, **write(number, output / case)})
    write_cases_table(table, columns, rows)
