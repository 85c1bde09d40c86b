"""``landmarkai simulate-phantoms``: a dataset of simulated hearts, for which no data are needed."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from LandmarkAILib.errors import InputError
from LandmarkAILib.files.atomic import make_folder

from ..data.check.cases_csv import write_rows

COLUMNS = ("case", "subject", "contrast", "split", "source")
SOURCE = "phantoms"
_VALIDATION_EVERY = 5


def register(subparsers: Any) -> None:
    """Add the command to ``landmarkai``."""
    words = "make a dataset of simulated short-axis hearts with exact landmarks"
    parser = subparsers.add_parser("simulate-phantoms", help=words, description=words)
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the new dataset")
    parser.add_argument("--count", type=int, default=20, help="cases to train and validate on")
    parser.add_argument("--held-out", type=int, default=10, help="further cases to test on")
    parser.add_argument("--contrasts", nargs="+", help="in turn; the five of a CMR study by default")
    parser.add_argument("--seed", type=int, default=2026)
    parser.set_defaults(run=command)


def command(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from ..simulation.cmr.contrasts import CONTRASTS, STUDY_CONTRASTS

    contrasts = arguments.contrasts or list(STUDY_CONTRASTS)
    unknown = set(contrasts) - set(CONTRASTS)
    if unknown:
        raise InputError(f"no contrast {', '.join(unknown)}: choose of {', '.join(CONTRASTS)}")
    if arguments.count < 2 or arguments.held_out < 0:
        raise InputError("at least two cases are needed, one to train and one to validate on")
    simulate_phantoms(arguments.output, arguments.count, arguments.held_out, contrasts, arguments.seed)
    total = arguments.count + arguments.held_out
    print(f"{total} simulated cases in {arguments.output}, {arguments.held_out} of them to test on")
    return 0


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
    write_rows(table, COLUMNS, rows)


def _write_case(folder: Path, seed: tuple[int, int], contrast: str, size: int, slices: int) -> None:
    import numpy as np
    from LandmarkAILib.files.images import write_image
    from LandmarkAILib.files.markups import write_landmarks
    from LandmarkAILib.files.segmentations import write_segmentation

    from ..simulation.cmr.phantom import make_phantom

    phantom = make_phantom(np.random.default_rng(seed), contrast, size, slices)
    make_folder(folder)
    write_image(phantom.image, folder / "image.nrrd")
    write_landmarks(phantom.landmarks, folder / "landmarks.mrk.json")
    write_segmentation(phantom.segmentation, folder / "segmentation.seg.nrrd")
