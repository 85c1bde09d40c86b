"""``landmarkai simulate-ct``: a cohort of simulated cardiac CT with exact annotations.

The result is a dataset like any other, whose ``contrast`` says ``simulated CT …`` and whose ``source``
says from which anatomy.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from LandmarkAILib.core.anatomy import LEFT_VENTRICLE, MYOCARDIUM
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.image import Image
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.atomic import atomic_path, make_folder
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAILib.files.segmentations import write_segmentation

from ..data.sax_cases import COLUMNS

if TYPE_CHECKING:
    from ..simulation.ct.whole_heart import WholeHeart

FOLDS = 10
SPLITS = ("train", "val", "test")
SEGMENTS = (LEFT_VENTRICLE, MYOCARDIUM)


def register(subparsers: Any) -> None:
    """Add the command to ``landmarkai``."""
    words = "simulate cardiac CT with exact landmarks and segments"
    parser = subparsers.add_parser("simulate-ct", help=words, description=words)
    add = parser.add_argument
    add(
        "labels",
        metavar="LABELS",
        nargs="?",
        type=Path,
        help="whole-heart label map (default: geometric)",
    )
    add("-o", "--output", metavar="OUT", type=Path, required=True, help="folder of the new dataset")
    add("--count", metavar="N", type=int, default=30, help="subjects (default: %(default)s)")
    add("--seed", metavar="S", type=int, default=2026, help="default: %(default)s")
    add("--spacing", metavar="MM", type=float, help="of the voxels (default: 0.35 to 1.5, slices to 3)")
    add("--field", metavar="NAME", help="heart, cardiac or chest (default: all of them)")
    add(
        "--phase", metavar="NAME", help="arterial, mixed, late, pulmonary or none (default: all of them)"
    )
    add(
        "--split",
        metavar="FRACTION",
        type=float,
        nargs=3,
        default=(0.8, 0.1, 0.1),
        help="of the subjects for train, val and test (default: 0.8 0.1 0.1)",
    )
    add(
        "--randomised", metavar="CHANCE", type=float, default=0.0, help="of tissues beyond what CT shows"
    )
    parser.set_defaults(run=command)


def command(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from ..simulation.ct.fields_of_view import FIELDS
    from ..simulation.ct.geometric_heart import geometric_heart
    from ..simulation.ct.hounsfield import PHASES
    from ..simulation.ct.whole_heart import read_whole_heart

    _check_choice("--field", arguments.field, FIELDS)
    _check_choice("--phase", arguments.phase, PHASES)
    if arguments.count < 1 or not 0 < (arguments.spacing or 1) <= 10:
        raise InputError("--count must be 1 or more and --spacing within 10 mm.")
    if min(arguments.split) < 0 or abs(sum(arguments.split) - 1) > 1e-6:
        raise InputError("--split takes three fractions that sum to 1, such as 0.8 0.1 0.1.")
    heart = read_whole_heart(arguments.labels) if arguments.labels else geometric_heart()
    splits = split_of(arguments.count, arguments.split, arguments.seed)
    rows = [
        simulate_case(
            arguments.output,
            number,
            heart,
            np.random.default_rng([arguments.seed, number]),
            split,
            spacing=arguments.spacing,
            field=arguments.field,
            phase=arguments.phase,
            randomised=arguments.randomised,
        )
        for number, split in enumerate(splits)
    ]
    with (
        atomic_path(arguments.output / "cases.csv") as path,
        path.open("w", newline="", encoding="utf-8") as table,
    ):
        writer = csv.DictWriter(table, fieldnames=COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    print(f"{arguments.count} simulated cases from {heart.name} in {arguments.output}")
    return 0


def simulate_case(
    output: Path,
    number: int,
    heart: WholeHeart,
    rng: np.random.Generator,
    split: str,
    *,
    spacing: float | None = None,
    field: str | None = None,
    phase: str | None = None,
    randomised: float = 0.0,
) -> dict[str, object]:
    """Simulate one subject and write its case folder.

    Args:
        output: folder of the dataset; gets ``subjectNNN`` with image, landmarks and segmentation.
        number: of the subject, from 0; its fold is the number modulo 10.
        heart: the anatomy to vary.
        rng: source of all randomness of this subject.
        split: ``train``, ``val`` or ``test``.
        spacing: see :func:`fields_of_view.draw_grid`.
        field: likewise.
        phase: see :func:`subject.draw_subject`.
        randomised: likewise.

    Returns:
        The case's row of ``cases.csv``.
    """
    from ..simulation.ct.fields_of_view import draw_grid
    from ..simulation.ct.rendering import render
    from ..simulation.ct.subject import draw_subject

    subject = draw_subject(rng, heart, phase=phase, randomised=randomised)
    grid = draw_grid(rng, subject, spacing, field)
    hu, labels = render(subject, grid, rng)
    name = f"subject{number:03d}"
    folder = output / name
    make_folder(folder)
    metadata = {"modality": "CT", "simulated": f"{subject.phase} CT of a varied {heart.name}"}
    write_image(Image(np.rint(hu).astype(np.int16), grid, name, metadata), folder / "image.nrrd")
    write_landmarks(subject.landmarks, folder / "landmarks.mrk.json")
    write_segmentation(Segmentation(labels, grid, SEGMENTS), folder / "segmentation.seg.nrrd")
    return {
        "case": name,
        "subject": name,
        "contrast": f"simulated CT {subject.phase}",
        "source": f"simulated from {heart.name}",
        "split": split,
        "fold": number % FOLDS,
        "notes": f"simulated {subject.kind}-ventricle",
    }


def split_of(count: int, fractions: Sequence[float], seed: int) -> list[str]:
    """The split of each subject, in the proportions asked for, in random order."""
    ends = np.round(np.cumsum(fractions) * count).astype(int)
    order = np.random.default_rng(seed).permutation(count)
    splits = np.empty(count, dtype=object)
    for name, start, end in zip(SPLITS, [0, *ends[:-1]], ends, strict=True):
        splits[order[start:end]] = name
    return [str(split) for split in splits]


def _check_choice(option: str, value: str | None, choices: Any) -> None:
    if value is not None and value not in choices:
        raise InputError(f"{option} {value} is not known: choose of {', '.join(choices)}.")
