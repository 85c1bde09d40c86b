"""``landmarkai export RESULT --dicom SERIES -o OUT``: contours and points as DICOM, for an archive."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.description = (
        "Write a result of `landmarkai detect` as DICOM, in the study of the images it was found in: "
        "contours as a Segmentation object (.seg.dcm), points and measurements as a structured report "
        "of template TID 1500 (.sr.dcm). Patient and study are those of the images. For research."
    )
    add = parser.add_argument
    add("result", metavar="RESULT", type=Path, help="the .json that detect or measure has written")
    add(
        "--dicom",
        metavar="SERIES",
        type=Path,
        required=True,
        help="folder of the images that the result is of; those below it are looked through, too",
    )
    add("--frame", metavar="N", type=int, help="of a cine, from 0: which the result is of")
    add("--function", metavar="FILE", type=Path, help="function.json of measure, for the report")
    add("-o", "--output", metavar="OUT", type=Path, required=True, help="folder for the two files")
    add("--overwrite", action="store_true", help="replace files that are there")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from ..files.atomic import refuse_existing
    from .dicom_files import SUFFIXES, frame_of, read_reviewed, write_dicom
    from .function_files import read_function

    name = arguments.result.name.removesuffix(".json")
    stem = arguments.output / name
    refuse_existing([stem.with_name(name + suffix) for suffix in SUFFIXES], arguments.overwrite)
    detection, maker = read_reviewed(arguments.result)
    quantities, walls = read_function(arguments.function) if arguments.function else ([], [])
    frame, note = frame_of(arguments.dicom, detection, arguments.frame)
    files = write_dicom(detection, frame, stem, maker, quantities, walls)
    if note:
        print(f"Note: {note}")
    if maker.how != "AUTOMATIC":
        print("Note: points or contours were changed after the detection: marked as semi-automatic")
    print(f"Written: {', '.join(file.name for file in files)} in {arguments.output}")
    return 0
