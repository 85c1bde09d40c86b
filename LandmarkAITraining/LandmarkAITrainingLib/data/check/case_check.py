"""One case: can it be read, is it annotated as it should be."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import numpy as np
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.core.short_axis import slices_last, with_slices
from LandmarkAILib.errors import LandmarkAIError
from LandmarkAILib.files.images import read_image
from LandmarkAILib.files.input_errors import FrameChoiceError
from LandmarkAILib.files.segmentations import read_overlaps, read_segmentation
from LandmarkAILib.inference.intensity import Intensity

from ..dataset import CaseRecord, LoadedCase, landmark_file, landmark_files, read_points
from ..reference import reference_landmarks
from .islands import check_islands
from .orientation import check_orientation
from .place import check_between, check_place
from .problems import Problem, listed, of_error
from .sense import check_overlaps, check_relations, check_repeated


@dataclass
class CaseFacts:
    """What the comparison of the cases with each other needs of one.

    Args:
        record: the case.
        labels: names of its points that have a position.
        segments: segments that are not empty; None where nothing is segmented.
        spacing: mm along the first, the second and the slice axis; None for an unreadable image.
        digest: of the intensities; ``""`` for an unreadable image.
        segment_names: of all that are drawn, those too that others hide.
    """

    record: CaseRecord
    labels: set[str] = field(default_factory=set)
    segments: set[str] | None = None
    spacing: tuple[float, float, float] | None = None
    digest: str = ""
    segment_names: set[str] = field(default_factory=set)


def check_case(
    record: CaseRecord, intensity: Intensity | None = None
) -> tuple[CaseFacts, list[Problem]]:
    """Read a case and look at it by itself.

    Args:
        record: the case.
        intensity: how the preset that is to be trained treats intensities; None for no preset.
    """
    facts, problems = CaseFacts(record), _check_files(record)
    try:
        image = read_image(record.image)
    except FrameChoiceError as error:
        what = str(error).rpartition(": ")[0]
        return facts, [*problems, Problem(record.case, what, "save one frame of it as image.nrrd")]
    except LandmarkAIError as error:
        return facts, [*problems, of_error(record.case, error)]
    problems += _check_image(record.case, image)
    problems += _check_intensity(record.case, image, intensity)
    order = slices_last(image.grid)
    first, second, across = (float(image.grid.spacing[axis]) for axis in order)
    facts.spacing = (first, second, across)
    facts.digest = hashlib.sha256(np.ascontiguousarray(image.array).data).hexdigest()
    segmentation = None
    hidden: set[str] = set()
    if record.segmentation is not None:
        try:
            overlaps = read_overlaps(record.segmentation)
            problems += check_overlaps(record.case, overlaps)
            hidden = {name for pair in overlaps for name in pair}
            segmentation = read_segmentation(record.segmentation, image.grid)
        except LandmarkAIError as error:
            problems.append(of_error(record.case, error))
    if segmentation is not None:
        facts.segments = _filled(segmentation)
        if not facts.segments:
            what = "the segmentation is empty: training would learn that nothing is there"
            problems.append(
                Problem(record.case, what, "draw the segments, or remove the file", "warning")
            )
        facts.segment_names = facts.segments | hidden
        problems += check_islands(record.case, segmentation)
    for observer in record.landmarks:
        problems += _check_points(facts, observer, image, segmentation)
    if not record.landmarks:
        what = "no landmarks file lies beside the image"
        remedy = "add landmarks.mrk.json as Slicer saves it, or take the case out of the dataset"
        problems.append(Problem(record.case, what, remedy, "warning"))
    return facts, problems


def _check_files(record: CaseRecord) -> list[Problem]:
    """Files that are not used, and a reference that is not there."""
    problems = []
    if record.ignored:
        what = f"not used: {listed([path.name for path in record.ignored])}"
        remedy = "name the image image.*, a label map segmentation.*, and keep one of each in the folder"
        problems.append(Problem(record.case, what, remedy, "warning"))
    try:
        landmark_file(record)
    except LandmarkAIError as error:
        problems.append(of_error(record.case, error))
    return problems


def _check_intensity(case: str, image: Image, intensity: Intensity | None) -> list[Problem]:
    """Whether training would refuse the image's values."""
    try:
        if intensity is not None:
            intensity.of(image)
    except LandmarkAIError as error:
        return [of_error(case, error)]
    return []


def _check_image(case: str, image: Image) -> list[Problem]:
    problems = []
    if warning := str(image.metadata.get("warning", "")):
        problems.append(Problem(case, warning, "export the image again with its geometry", "warning"))
    if not np.isfinite(image.array).all():
        problems.append(Problem(case, "the image holds values that are no numbers", "export it again"))
    elif image.array.min() == image.array.max():
        problems.append(Problem(case, "the image has one value everywhere", "export it again"))
    return problems


def _check_points(
    facts: CaseFacts, observer: str, image: Image, segmentation: Segmentation | None
) -> list[Problem]:
    record, files = facts.record, landmark_files(facts.record, observer)
    file = files[0] if len(files) == 1 else record.folder / " + ".join(path.name for path in files)
    try:
        points = read_points(record, observer)
    except LandmarkAIError as error:
        return [of_error(record.case, error)]
    placed = LandmarkSet(tuple(point for point in points if point.position is not None))
    if not placed:
        remedy = "place the landmarks, or take the case out of the dataset"
        return [Problem(record.case, f"{file.name} holds no point", remedy, "warning")]
    facts.labels |= set(placed.names())
    problems = check_place(record.case, file.name, placed, image.grid, segmentation)
    if not problems:  # points elsewhere say nothing about how they lie to each other
        problems += check_between(record.case, file.name, placed, image.grid)
        sliced = with_slices(placed, image.grid)
        problems += check_repeated(record.case, file.name, sliced)
        if segmentation is not None:
            problems += check_relations(record.case, sliced, segmentation)
        case = LoadedCase(record, image, sliced, segmentation)
        problems += check_orientation(record.case, reference_landmarks(case), image.grid)
    return problems


def _filled(segmentation: Segmentation) -> set[str]:
    """Names of the segments that have voxels."""
    values = np.unique(segmentation.labels)
    return {name for n, name in enumerate(segmentation.names, start=1) if n in values}
