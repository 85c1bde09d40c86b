"""A cohort of simulated cardiac CT with exact annotations.

The result is a dataset like any other, whose ``contrast`` says ``simulated CT …`` and whose ``source``
says from which anatomy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from LandmarkAILib.core.anatomy import LEFT_VENTRICLE, LV_APEX, MITRAL_ANNULUS_CENTER, MYOCARDIUM
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet

from ..cases_table import COLUMNS, write_cases_table
from .writing import write_case

if TYPE_CHECKING:
    from ...simulation.ct.bases import Bases

FOLDS = 10
SPLITS = ("train", "val", "test")
SEGMENTS = (LEFT_VENTRICLE, MYOCARDIUM)


@dataclass(frozen=True)
class CohortOptions:
    """What is drawn at random where it is None.

    Args:
        spacing: mm of the voxels, see :func:`fields_of_view.draw_grid`.
        field: likewise.
        phase: see :func:`subject.draw_subject`.
        randomised: likewise.
        physics: likewise.
        heartbeats: likewise.
    """

    spacing: float | None = None
    field: str | None = None
    phase: str | None = None
    randomised: float = 0.0
    physics: bool = False
    heartbeats: bool = False


def simulate_cohort(
    output: Path,
    bases: Bases,
    splits: Sequence[str],
    seed: int = 0,
    options: CohortOptions | None = None,
) -> None:
    """Write a dataset of simulated subjects with its ``cases.csv``.

    Args:
        output: folder of the dataset.
        bases: the anatomies to vary.
        splits: of each subject; as many are simulated.
        seed: each subject draws its own from it.
        options: what all subjects have in common.
    """
    rows = [
        simulate_case(output, number, bases, np.random.default_rng([seed, number]), split, options)
        for number, split in enumerate(splits)
    ]
    write_cases_table(output / "cases.csv", COLUMNS, rows)


def simulate_case(
    output: Path,
    number: int,
    bases: Bases,
    rng: np.random.Generator,
    split: str,
    options: CohortOptions | None = None,
) -> dict[str, object]:
    """Simulate one subject and write its case folder.

    Args:
        output: folder of the dataset; gets ``subjectNNN`` with image, landmarks and segmentation.
        number: of the subject, from 0; its fold is the number modulo 10.
        bases: the anatomies to vary.
        rng: source of all randomness of this subject.
        split: ``train``, ``val`` or ``test``.
        options: what is not left to chance.

    Returns:
        The case's row of ``cases.csv``.
    """
    from ...simulation.ct.fields_of_view import draw_grid
    from ...simulation.ct.rendering import render
    from ...simulation.ct.subject import draw_subject

    wanted = options or CohortOptions()
    base = bases.draw(rng)
    heart = base.heart
    subject = draw_subject(
        rng, heart, wanted.phase, wanted.randomised, base.shape, wanted.physics, wanted.heartbeats
    )
    grid = draw_grid(rng, subject, wanted.spacing, wanted.field)
    hu, labels = render(subject, grid, rng)
    name = f"subject{number:03d}"
    metadata = {"modality": "CT", "simulated": f"{subject.phase} CT of a varied {heart.name}"}
    image = Image(np.rint(hu).astype(np.int16), grid, name, metadata)
    seen = LandmarkSet(tuple(p for p in subject.landmarks if _within(p, grid)))
    write_case(output / name, image, seen, Segmentation(labels, grid, SEGMENTS))
    return {
        "case": name,
        "subject": name,
        "contrast": f"simulated CT {subject.phase}",
        "source": f"simulated from {heart.name}",
        "split": split,
        "fold": number % FOLDS,
        "notes": f"simulated {subject.kind}-ventricle",
    }


def _within(landmark: Landmark, grid: Grid) -> bool:
    """The ends of the long axis are written wherever they lie, the others where the scan shows them."""
    if landmark.name in (LV_APEX, MITRAL_ANNULUS_CENTER):
        return True
    return landmark.position is not None and bool(grid.contains(landmark.position))


def split_of(count: int, fractions: Sequence[float], seed: int) -> list[str]:
    """The split of each subject, in the proportions asked for, in random order."""
    ends = np.round(np.cumsum(fractions) * count).astype(int)
    order = np.random.default_rng(seed).permutation(count)
    splits = np.empty(count, dtype=object)
    for name, start, end in zip(SPLITS, [0, *ends[:-1]], ends, strict=True):
        splits[order[start:end]] = name
    return [str(split) for split in splits]
