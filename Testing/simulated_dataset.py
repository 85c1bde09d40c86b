"""A dataset of simulated cases on disk, as Slicer would export it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAILib.files.segmentations import write_segmentation
from LandmarkAITrainingLib.simulation.cmr.phantom import make_phantom
from models import tiny_description

SPLITS = ("train", "train", "val", "test")


def write_simulated_dataset(root: Path, cases: int = 4, size: int = 96, slices: int = 4) -> Path:
    """Write phantoms in several contrasts with their exact truth, and a ``cases.csv``."""
    contrasts = ("cine", "native_t1", "lge_psir")
    rows = []
    for n in range(cases):
        contrast = contrasts[n % len(contrasts)]
        phantom = make_phantom(np.random.default_rng(n), contrast, size, slices, spacing=2.4)
        folder = root / f"case{n:02d}"
        folder.mkdir(parents=True)
        write_image(phantom.image, folder / "image.nrrd")
        write_landmarks(phantom.landmarks, folder / "landmarks.mrk.json")
        write_segmentation(phantom.segmentation, folder / "segmentation.seg.nrrd")
        rows.append([folder.name, f"subject{n:02d}", contrast, SPLITS[n % len(SPLITS)]])
    with (root / "cases.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["case", "subject", "contrast", "split"], *rows])
    return root


def tiny_preset(folder: Path, epochs: int = 2) -> Path:
    """A preset that trains in seconds and learns little."""
    description = tiny_description(width=4)
    model = {
        key: description[key]
        for key in ("name", "title", "modality", "dimension", "landmarks", "segments", "license")
    }
    model["stages"] = [
        {key: value for key, value in stage.items() if key != "weights"}
        for stage in description["stages"]
    ]
    stage = {"steps": 4 * epochs, "sigma": 6.0, "affine": {"shift": 5, "rotation": 20, "scale": 0.1}}
    training = {"seed": 1, "batch": 2, "epoch": 4, "average": 0.5, "stages": [stage, stage]}
    path = folder / "tiny.json"
    path.write_text(json.dumps({**model, "training": training}), encoding="utf-8")
    return path
