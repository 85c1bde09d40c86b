"""Draw the pictures that Slicer's module Sample Data shows: a slice of each simulated image.

    python Testing/draw_thumbnails.py

Look at every one before it is committed.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PIL import Image as Pillow

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "LandmarkAI"), str(ROOT / "Testing")]

from LandmarkAILib.core.detection import Detection  # noqa: E402
from LandmarkAILib.files.images import read_image  # noqa: E402
from LandmarkAILib.files.markups import read_landmarks  # noqa: E402
from LandmarkAILib.files.segmentations import read_segmentation  # noqa: E402
from LandmarkAILib.paths import sample_data  # noqa: E402
from LandmarkAILib.pictures.slice_tile import make_tiles  # noqa: E402
from LandmarkAILib.slicer.logic.sample_data import SAMPLES, thumbnail  # noqa: E402

SIZE = 128  # pixels
SLICES = {"simulated_cine": 5, "simulated_study": 3}
MARGIN = 0.3  # of the range of the heart's values


def main() -> None:
    """Draw them."""
    for name, file in SAMPLES.items():
        path = sample_data() / file
        segmentation = read_segmentation(path.with_name("truth.seg.nrrd"))
        truth = Detection(read_landmarks(path.with_name("truth.mrk.json")), segmentation, {})
        (tile,) = make_tiles(read_image(path), truth, [SLICES[path.parent.name]], SIZE)
        # What the heart shows; air in a T1 map is noise of all values.
        heart = tile.gray[sum(tile.masks.values()) > 0.5]
        low, high = np.percentile(heart, [1, 99])
        black, white = low - MARGIN * (high - low), high + MARGIN * (high - low)
        gray = np.clip((tile.gray - black) / (white - black), 0, 1)
        picture = Pillow.fromarray(np.rint(255 * gray).astype(np.uint8))
        picture.resize((SIZE, SIZE), Pillow.Resampling.LANCZOS).save(thumbnail(name), optimize=True)
        print(f"{thumbnail(name).relative_to(ROOT)}: {thumbnail(name).stat().st_size} bytes")


if __name__ == "__main__":
    main()
