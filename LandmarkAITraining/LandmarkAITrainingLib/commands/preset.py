"""``landmarkai preset``: from a dataset to a preset for its landmarks and segments."""

from __future__ import annotations

import argparse
from pathlib import Path

from LandmarkAILib.core.anatomy import MeasureType
from LandmarkAILib.errors import InputError

MODALITIES = ("MR", "CT", "CR", "DX", "MG", "PX", "XA", "RF", "US", "PT", "NM", "OT")
"""Of DICOM, whose images the reader takes."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("dataset", type=Path, help="folder tree of annotated cases")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the preset, a .json file")
    parser.add_argument("--cases", type=Path, help="table of cases; cases.csv in the dataset by default")
    parser.add_argument(
        "--minutes", type=float, default=30, help="that the training may take on this machine"
    )
    parser.add_argument("--name", help="of the model; the name of the file by default")
    parser.add_argument(
        "--dimension", type=int, choices=(2, 3), help="look at slices or at volumes, whatever it seems"
    )
    parser.add_argument(
        "--modality",
        choices=MODALITIES,
        help="how the images were taken, where the files do not say (NRRD, NIfTI): detect refuses DICOM "
        "images of others; without it and without a word in the files, it takes all",
    )
    parser.add_argument(
        "--measure",
        action="append",
        default=[],
        metavar="NAME=POINT,POINT[,POINT[,POINT]]",
        help="a distance (2 landmarks) or angle (3, at the second; 4, between two lines) that the model "
        "gives and reports compare; may be given several times",
    )
    parser.add_argument("--threads", type=int, help="CPU threads of the training")
    parser.add_argument("--overwrite", action="store_true", help="replace a preset that is there")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from LandmarkAILib.files.atomic import refuse_existing

    from ..data.dataset import read_dataset
    from ..presets.preset import write_preset
    from ..training.propose import propose

    path: Path = arguments.output
    if path.suffix != ".json":
        raise InputError(f"{path} is to be a preset: name it .json.")
    if arguments.minutes <= 0:
        raise InputError(f"--minutes {arguments.minutes:g}: give more than 0")
    refuse_existing([path], arguments.overwrite)
    records = read_dataset(arguments.dataset, arguments.cases)
    preset = propose(
        records,
        arguments.name or path.stem,
        arguments.minutes,
        dimension=arguments.dimension,
        threads=arguments.threads,
        modality=arguments.modality or "",
    ).with_measures([measure_of(text) for text in arguments.measure])
    write_preset(preset, path)
    print(f"{path}: a preset for {preset.model.title}")
    for what, why in preset.notes.items():
        print(f"  {what}: {why}")
    return 0


def measure_of(text: str) -> MeasureType:
    """What ``--measure`` says.

    Raises:
        InputError: not a name, an equals sign and two to four landmarks.
    """
    name, equals, names = text.partition("=")
    usage = "give NAME=POINT,POINT for a distance, and three or four landmarks for an angle"
    if not equals:
        raise InputError(f"--measure {text!r} has no '=': {usage}.")
    try:
        return MeasureType(name.strip(), tuple(point.strip() for point in names.split(",")))
    except ValueError as error:
        raise InputError(f"--measure {text!r}: {error}; {usage}.") from error
