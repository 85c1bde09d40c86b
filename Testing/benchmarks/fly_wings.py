"""Fly wings with 12 points, from a clone of ml-morph, as a dataset to train on.

58 photographs of drosophilid wings by David Houle (Morphbank), CC BY-NC-SA 3.0 US, with points in
tpsDig's format, where y is counted from the bottom (Porto & Voje, https://doi.org/10.1111/2041-210X.13373)::

    git clone https://github.com/agporto/ml-morph
    python Testing/benchmarks/fly_wings.py ml-morph -o wings

The 12 wings to test on are those that ml-morph's ``preprocessing.py`` draws; of the other 46, every
sixth validates. The photographs are copied as they are.
"""

from __future__ import annotations

import argparse
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.images import read_image
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAITrainingLib.data.cases_table import write_cases_table

SEED, SHARE, EVERY = 845, 0.8, 6
"""Of ml-morph's ``split_train_test``; and which wings to train on validate instead."""


def read_tps(path: Path) -> Iterator[tuple[str, FloatArray]]:
    """Each picture's name and its (N, 2) points in pixels, y from the bottom."""
    points: list[list[float]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, equals, value = line.partition("=")
        if not equals and line.strip():
            points.append([float(number) for number in line.split()])
        elif key == "LM":
            points = []
        elif key == "IMAGE":
            yield value.strip(), np.array(points)


def splits(names: Sequence[str]) -> dict[str, str]:
    """Train, validate or test by picture, the test as ml-morph draws it."""
    shuffled = sorted(names)
    random.Random(SEED).shuffle(shuffled)
    learnt = shuffled[: int(SHARE * len(shuffled))]
    return dict.fromkeys(names, "test") | {
        name: "val" if number % EVERY == 0 else "train" for number, name in enumerate(learnt)
    }


def write_case(picture: Path, points: FloatArray, folder: Path) -> None:
    """Write a photograph and its points, (N, 2) px with y from the bottom, as a case."""
    folder.mkdir(parents=True)
    shutil.copy(picture, folder / "image.jpg")
    height = read_image(picture).grid.shape[1]
    landmarks = [
        Landmark(f"Wing {number}", np.array([x, height - y, 0.0]))
        for number, (x, y) in enumerate(points, start=1)
    ]
    write_landmarks(LandmarkSet(tuple(landmarks)), folder / "landmarks.mrk.json")


def main() -> None:
    """Convert as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("clone", type=Path, help="folder of ml-morph")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the dataset")
    arguments = parser.parse_args()
    table = arguments.clone / "landmark-examples" / "tps-example.tps"
    if not table.is_file():
        raise InputError(f"{table} is missing: give a clone of github.com/agporto/ml-morph.")
    wings = dict(read_tps(table))
    split = splits(list(wings))
    for name, points in wings.items():
        write_case(arguments.clone / "image-examples" / name, points, arguments.output / Path(name).stem)
    rows = [
        {"case": Path(name).stem, "subject": Path(name).stem, "split": split[name]} for name in wings
    ]
    write_cases_table(arguments.output / "cases.csv", ("case", "subject", "split"), rows)
    print(f"{arguments.output}: {len(wings)} wings")


if __name__ == "__main__":
    main()
