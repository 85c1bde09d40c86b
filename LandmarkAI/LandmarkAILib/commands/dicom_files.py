"""A detection as DICOM: which images it is of, who made it, and the two files."""

from __future__ import annotations

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
from ..files.atomic import digest, make_folder, restored_on_failure
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
