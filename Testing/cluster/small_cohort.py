"""Many small simulated studies and a tiny model: what is measured with them is the engine around it.

The model is real (two stages, networks of width 4, random weights from a seed) and knows nothing; its
numbers are the same each time, and that is all that is asked of them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).resolve().parents[1]))

from LandmarkAILib.core.image import Image
from LandmarkAILib.files.images import write_image
from models import tiny_bundle
from threshold_model import phantom

DAMAGED_EVERY = 50
_SIZE = (36, 32, 1)


def make_model(folder: Path) -> Path:
    """The tiny model; its name is ``tiny``."""
    return tiny_bundle(folder / "tiny").path


def make_studies(root: Path, count: int, damaged_every: int = DAMAGED_EVERY) -> None:
    """One slice a study, each with noise of its own, a folder each; every so many cut off half way."""
    for n in range(count):
        folder = root / f"{n // 1000:03}" / f"subject{n:06}"
        folder.mkdir(parents=True)
        image = phantom((20.0 + n % 5, 16.0 + n % 3), _SIZE)
        noise = np.random.default_rng(n).integers(0, 30, image.array.shape, np.int16)
        path = folder / "image.nrrd"
        write_image(Image(image.array + noise, image.grid, "study"), path)
        if is_damaged(n, damaged_every):
            path.write_bytes(path.read_bytes()[:-600])


def is_damaged(n: int, damaged_every: int = DAMAGED_EVERY) -> bool:
    """Whether a study of that number is."""
    return n % damaged_every == damaged_every - 1
