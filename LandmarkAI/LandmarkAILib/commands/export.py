"""``landmarkai export RESULT --dicom SERIES -o OUT``: contours and points as DICOM, for an archive."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..analysis.aha.segments import aha_or_reason
from ..analysis.measures import volume_ml
from ..core.detection import Detection
from ..core.image import Image
from ..errors import InputError
from ..files.atomic import digest, make_folder, refuse_existing, restored_on_failure
from ..files.cases import find_cases
from ..files.detections import read_detection
from ..files.dicom.derived import Made, Maker, holds_same_voxels, require_highdicom, save
from ..files.dicom.pixels import read_planes
from ..files.dicom.report_object import Findings, report_object
from ..files.dicom.segmentation_object import segmentation_object
from ..files.dicom.volume import frames_of
from ..files.markups import read_landmarks
from .batch.outputs import fingerprint

if TYPE_CHECKING:
    from ..analysis.function.result import Quantity, WallChange
    from ..files.case_walk import Case
    from ..files.dicom.stack import Frame

SUFFIXES = (".seg.dcm", ".sr.dcm")


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


def read_reviewed(record: Path) -> tuple[Detection, Maker]:
    """A detection as its files are now, and who made it.

    Points or contours that a reader changed since, beside the ``.json``, count; of points that were
    moved no covariance is known.

    Raises:
        InputError: no detection, damaged, or its segmentation is missing.
    """
    detection = read_detection(record)
    digests = json.loads(record.read_text(encoding="utf-8")).get("digests", {})
    stem = record.name.removesuffix(".json")
    points, contours = (record.with_name(stem + suffix) for suffix in (".mrk.json", ".seg.nrrd"))
    moved, redrawn = (
        file.name in digests and file.is_file() and digest(file) != digests[file.name]
        for file in (points, contours)
    )
    if moved:
        detection = replace(detection, landmarks=read_landmarks(points))
    model = detection.provenance.get("model") or {}
    how: Made = "SEMIAUTOMATIC" if moved or redrawn else "AUTOMATIC"
    return detection, Maker(how, str(model.get("name", "")), str(model.get("version", "")))


def frame_of(folder: Path, detection: Detection, number: int | None) -> tuple[Frame, str]:
    """The images that a detection is of, and what a reader should know of the choice.

    Args:
        folder: of DICOM files, in folders or not.
        detection: knows its image by a digest; else the images that its contours lie on are taken.
        number: frame of a cine.

    Raises:
        InputError: no such images, several that it could be of, or a frame that is not there.
    """
    cases = [case for case in find_cases([folder]) if case.dicom is not None]
    own = [case for case in cases if fingerprint(case) == detection.provenance.get("input")]
    fitting = own or [case for case in cases if _lies_on(detection, case)]
    if not fitting:
        raise InputError(
            f"{folder} holds no DICOM images that this result lies on: give the series it was found in."
        )
    if len(fitting) > 1:
        names = ", ".join(case.name for case in fitting)
        raise InputError(
            f"The result could be of several series in {folder} ({names}): give the folder of one."
        )
    (case,) = fitting
    assert case.dicom is not None
    frames = frames_of(case.dicom)
    if number is None and len(frames) > 1:
        raise InputError(
            f"{case.name} holds {len(frames)} frames: say with --frame which the result is of, from 0."
        )
    if not 0 <= (number or 0) < len(frames):
        raise InputError(f"{case.name} has frames 0 to {len(frames) - 1}: there is no frame {number}.")
    note = "" if own else f"the result was made of another file; it lies on the images of {case.name}"
    return frames[number or 0], note


def _lies_on(detection: Detection, case: Case) -> bool:
    segmentation = detection.segmentation
    if segmentation is None or case.dicom is None:
        return False
    try:
        frames = frames_of(case.dicom)
    except InputError:  # a localizer or a page of results among the series
        return False
    return holds_same_voxels(segmentation.grid, frames[0].grid)


def write_dicom(
    detection: Detection,
    frame: Frame,
    stem: Path,
    maker: Maker,
    quantities: Sequence[Quantity] = (),
    walls: Sequence[WallChange] = (),
) -> list[Path]:
    """Write a Segmentation object, where there are contours, and a report; both or none.

    Args:
        detection: LPS mm.
        frame: the images it is of.
        stem: folder and name without suffix.
        maker: of points and contours.
        quantities, walls: function, for the report.

    Raises:
        InputError: highdicom is missing, or the contours lie on other images.
        OutputError: the folder does not take them.
    """
    require_highdicom()
    contours, report = (stem.with_name(stem.name + suffix) for suffix in SUFFIXES)
    segmentation = detection.segmentation
    drawn = segmentation is not None and bool(np.any(segmentation.labels))
    objects = {}
    if segmentation is not None and drawn:
        objects[contours] = segmentation_object(segmentation, frame, maker, detection.anatomy)
    findings = replace(_findings(detection, frame), quantities=quantities, walls=walls)
    objects[report] = report_object(findings, frame, maker, objects.get(contours))
    make_folder(stem.parent)
    with restored_on_failure(objects):
        for path, made in objects.items():
            save(made, path)
    return list(objects)


def _findings(detection: Detection, frame: Frame) -> Findings:
    """Points, volumes, and the image's means by AHA segment where it has these."""
    segmentation = detection.segmentation
    if segmentation is None:
        return Findings(detection.landmarks, {})
    volumes = {name: volume_ml(segmentation, name) for name in segmentation.names}
    known = {name: volume for name, volume in volumes.items() if volume is not None}
    aha = None
    if segmentation.grid.is_close(frame.grid):
        image = Image(read_planes(frame.planes), frame.grid)
        aha, _ = aha_or_reason(image, detection)
    return Findings(detection.landmarks, known, segments=aha.segments if aha else ())
