"""Data sets of the examples in ``simulation/examples``, as a newcomer would have them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.atomic import make_folder
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAILib.files.segmentations import write_segmentation

from ...simulation.examples.head import simulate_head
from ...simulation.examples.hinges import simulate_hinges
from ...simulation.examples.kidney import simulate_kidney
from ...simulation.examples.painting import SimulatedCase
from ..cases_table import write_cases_table

EXAMPLES: dict[str, Callable[[np.random.Generator], SimulatedCase]] = {
    "hinges": simulate_hinges,
    "head": simulate_head,
    "kidney": simulate_kidney,
}
"""Two points in single slices, five points in volumes, two segments in volumes."""

COLUMNS = ("case", "subject", "split")
_VALIDATION_EVERY = 5


def simulate_examples(kind: str, output: Path, count: int, held_out: int, seed: int = 0) -> None:
    """Write simulated cases of one of :data:`EXAMPLES`, a subject each.

    Every fifth of the first ``count`` is to validate on. The same seed always makes the same files.

    Args:
        kind: which example.
        output: folder; gets a folder a case and ``cases.csv``.
        count: cases to train and validate on.
        held_out: cases to test on.
        seed: of everything.

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
        name = f"{kind}{number:03d}"
        write_case(EXAMPLES[kind](np.random.default_rng((seed, number))), output / name)
        split = "train" if number % _VALIDATION_EVERY else "val"
        split = split if number < count else "test"
        rows.append({"case": name, "subject": name, "split": split})
    write_cases_table(table, COLUMNS, rows)


def write_case(case: SimulatedCase, folder: Path) -> None:
    """Write a case folder.

    Raises:
        OutputError: it cannot be written.
    """
    make_folder(folder)
    write_image(case.image, folder / "image.nrrd")
    if len(case.landmarks):
        write_landmarks(case.landmarks, folder / "landmarks.mrk.json")
    if case.labels is not None:
        segmentation = Segmentation(case.labels, case.image.grid, case.names)
        write_segmentation(segmentation, folder / "segmentation.seg.nrrd")
