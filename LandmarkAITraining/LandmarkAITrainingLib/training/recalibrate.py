"""Calibrate a model anew on the validation cases, its weights untouched.

::

    python -m LandmarkAITrainingLib.training.recalibrate DATASET --model MODEL -o OUT
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.bundle import Bundle, write_bundle
from LandmarkAILib.models.installed import find_model

from ..data.dataset import CaseRecord, read_dataset
from .calibrate import fit_calibration


def recalibrated(
    bundle: Bundle, val: Sequence[CaseRecord], folder: Path, version: str | None = None
) -> Bundle:
    """The model calibrated on ``val``, written to a folder, under another version if one is given."""
    weights = {name: bundle.tensors(name) for name in bundle.description.files}
    description = replace(
        bundle.description, calibration={}, version=version or bundle.description.version
    )
    with tempfile.TemporaryDirectory() as temporary:
        plain = write_bundle(Path(temporary) / bundle.name, description, weights)
        calibration = fit_calibration(Pipeline.load(plain, choose_device("cpu")), val)
    return write_bundle(folder, replace(description, calibration=calibration), weights, bundle.card)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a model with a new calibration."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("dataset", type=Path, help="folder tree of annotated cases")
    parser.add_argument("--cases", type=Path, help="table of cases; cases.csv in the dataset by default")
    parser.add_argument("--model", required=True, help="name or folder of the model")
    parser.add_argument("--version", help="of the new model (default: that of the model)")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the new model")
    options = parser.parse_args(arguments)
    val = [r for r in read_dataset(options.dataset, options.cases) if r.split == "val"]
    options.output.parent.mkdir(parents=True, exist_ok=True)
    model = find_model(options.model)
    print(recalibrated(model, val, options.output, options.version).path)


if __name__ == "__main__":
    main()
