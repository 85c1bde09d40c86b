"""``landmarkai export RESULT --dicom SERIES -o OUT``: contours and points as DICOM, for an archive."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..analysis.aha.segments import aha_or_reason
from ..analysis.measures import volume_ml
from ..core.detection import Detection
from ..core.frame_names import case_and_frame
from ..core.image import Image, voxel_digest
from ..errors import InputError
from ..files.atomic import make_folder, refuse_existing, restored_on_failure
from ..files.cases import find_cases
from ..files.dicom.derived import Maker, holds_same_voxels, require_highdicom, save
from ..files.dicom.pixels import read_planes
from ..files.dicom.report_object import Findings, report_object
from ..files.dicom.segmentation_object import segmentation_object
from ..files.dicom.volume import frames_of
from .batch.outputs import fingerprint
from .reviewed import read_reviewed

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
    from .function_files import MeasuredFunction, read_function

    name = arguments.result.name.removesuffix(".json")
    stem = arguments.output / name
    refuse_existing([stem.with_name(name + suffix) for suffix in SUFFIXES], arguments.overwrite)
    detection, maker, placed = read_reviewed(arguments.result)
    frame, note = frame_of(arguments.dicom, detection, arguments.frame, case_and_frame(name)[1])
    notes = [note]
    function = MeasuredFunction()
    if arguments.function:
        function = read_function(arguments.function)
        notes.append(note_of_function(arguments.function, function.images, detection, frame))
    files = write_dicom(detection, frame, stem, maker, function.rows, function.walls, placed)
    if maker.how != "AUTOMATIC":
        notes.append("contours were changed after the detection: marked as semi-automatic")
    if placed:
        points = "1 point" if len(placed) == 1 else f"{len(placed)} points"
        notes.append(f"{points} placed by a reader after the detection: marked as such")
    for note in filter(None, notes):
        print(f"Note: {note}")
    print(f"Written: {', '.join(file.name for file in files)} in {arguments.output}")
    return 0


def frame_of(
    folder: Path, detection: Detection, number: int | None, named: int | None = None
) -> tuple[Frame, str]:
    """The images that a detection is of, and what a reader should know of the choice.

    Args:
        folder: of DICOM files, in folders or not.
        detection: knows its image by a digest; else the images that its contours lie on are taken.
        number: frame of a cine.
        named: the frame that the result's file is named for; for results that know no voxels.

    Raises:
        InputError: no such images, several that it could be of, or a frame that is not there or is
            another than the result's.
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
    chosen = number or 0
    if not 0 <= chosen < len(frames):
        raise InputError(f"{case.name} has frames 0 to {len(frames) - 1}: there is no frame {number}.")
    voxels = detection.provenance.get("voxels")
    if voxels is None:
        return frames[chosen], _note_of_older(case.name, chosen, len(frames), named, bool(own))
    if _voxels(frames[chosen]) == voxels:
        return frames[chosen], ""
    _refuse_other_frame(case.name, frames, chosen, voxels)
    return frames[chosen], _note_of_copy(case.name, chosen, len(frames))


def _refuse_other_frame(name: str, frames: Sequence[Frame], chosen: int, voxels: str) -> None:
    """Raise if another frame has the voxels that the result was found in."""
    for n, frame in enumerate(frames):
        if _voxels(frame) == voxels:
            raise InputError(
                f"The result is of frame {n} of {name}, not of frame {chosen}: give --frame {n}."
            )


def _note_of_older(name: str, chosen: int, count: int, named: int | None, own: bool) -> str:
    """What to say of a result that does not know the voxels it was found in.

    Raises:
        InputError: its file is named for another frame.
    """
    if count > 1 and named is not None and named != chosen:
        raise InputError(
            f"The result is named for frame {named} of {name}, not for frame {chosen}: "
            f"give --frame {named}."
        )
    if not own:
        return _note_of_copy(name, chosen, count)
    if count > 1 and named is None:
        return f"the result does not say which frame it is of: frame {chosen} was taken as given"
    return ""


def _note_of_copy(name: str, chosen: int, count: int) -> str:
    note = f"the result was made of another file; it lies on the images of {name}"
    return f"{note}, and whether it is of frame {chosen} is not known" if count > 1 else note


def _voxels(frame: Frame) -> str:
    return voxel_digest(Image(read_planes(frame.planes), frame.grid))


def note_of_function(path: Path, images: Sequence[str], detection: Detection, frame: Frame) -> str:
    """What to say where a function does not know the images it was measured on; empty where it does.

    Raises:
        InputError: it was measured on other images.
    """
    if not images:
        return f"{path.name} does not say which images it was measured on: see that they are these"
    if not {_voxels(frame), detection.provenance.get("voxels")}.intersection(images):
        raise InputError(
            f"{path} was measured on other images than these: give the function of the same series."
        )
    return ""


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
    placed: Collection[int] = (),
) -> list[Path]:
    """Write a Segmentation object, where there are contours, and a report; both or none.

    Args:
        detection: LPS mm.
        frame: the images it is of.
        stem: folder and name without suffix.
        maker: of contours, and of points that no reader placed.
        quantities, walls: function, for the report.
        placed: indices of the landmarks that a reader placed.

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
    findings = replace(_findings(detection, frame), quantities=quantities, walls=walls, placed=placed)
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
