"""A dataset of simulated hearts, for which no data are needed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from LandmarkAILib.errors import InputError
from LandmarkAILib.files.atomic import make_folder

from ..cases_table import write_cases_table

COLUMNS = ("case", "subject", "contrast", "split", "source")
SOURCE = "phantoms"
_VALIDATION_EVERY = 5


def simulate_phantoms(
    output: Path,
    count: int,
    held_out: int,
    contrasts: Sequence[str],
    seed: int = 0,
    size: int = 160,
    slices: int = 9,
) -> None:
    """Write simulated subjects, one case each, with exact landmarks and segmentation.

    Every fifth of the first ``count`` is to validate on. The same seed always makes the same files.

    Args:
        output: folder; gets a folder a case and ``cases.csv``.
        count: cases to train and validate on.
        held_out: cases to test on.
        contrasts: of ``contrasts.CONTRASTS``, in turn.
        seed: of everything.
        size: pixels along i and j.
        slices: of each stack.

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
        contrast = contrasts[number % len(contrasts)]
        name = f"phantom{number:03d}"
        _write_case(output / name, (seed, number), contrast, size, slices)
        split = "train" if number % _VALIDATION_EVERY else "val"
        rows.append(
            {
                "case": name,
                "subject": name,
                "contrast": f"simulated {contrast}",
                "split": split if number < count else "test",
                "source": SOURCE,
            }
        )
    write_cases_table(table, COLUMNS, rows)


def _write_case(folder: Path, seed: tuple[int, int], contrast: str, size: int, slices: int) -> None:
    import numpy as np
    from LandmarkAILib.files.images import write_image
    from LandmarkAILib.files.markups import write_landmarks
    from LandmarkAILib.files.segmentations import write_segmentation

    from ...simulation.cmr.phantom import make_phantom

    phantom = make_phantom(np.random.default_rng(seed), contrast, size, slices)
    make_folder(folder)
    write_image(phantom.image, folder / "image.nrrd")
    write_landmarks(phantom.landmarks, folder / "landmarks.mrk.json")
    write_segmentation(phantom.segmentation, folder / "segmentation.seg.nrrd")
