"""A dataset of simulated hearts, for which no data are needed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ...simulation.cmr.phantom import make_phantom
from .writing import write_case, write_cohort

COLUMNS = ("case", "subject", "contrast", "split", "source")
SOURCE = "phantoms"


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

    def write(number: int, folder: Path) -> dict[str, str]:
        contrast = contrasts[number % len(contrasts)]
        phantom = make_phantom(np.random.default_rng((seed, number)), contrast, size, slices)
        write_case(folder, phantom.image, phantom.landmarks, phantom.segmentation)
        return {"contrast": f"simulated {contrast}", "source": SOURCE}

    write_cohort(output, "phantom", count, held_out, COLUMNS, write)
