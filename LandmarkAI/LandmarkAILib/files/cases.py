"""What is to be done: the images in the files, folders and zip archives that a user names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from stat import S_ISDIR

from ..core.image import Image
from ..errors import InputError
from .archives import ARCHIVE_SUFFIX, unpacked
from .case_walk import Case, file_case, is_annotation, series_case, walk, walk_archive
from .detached import data_files
from .dicom.header import is_dicom
from .dicom.series import find_images, note_of_lone_file
from .dicom.study import series_of_study
from .dicom.volume import Geometry, count_series_frames, read_series, read_series_geometry
from .images import count_frames, read_geometry, read_image
from .input_errors import cannot_open
from .itk import IMAGE_SUFFIXES, suffix_of
from .projections import is_projection

RESERVED = ("summary", "run-manifest", "cohort", "dataset_description")
"""Names that results cannot have: the run's own files lie beside them."""


def find_cases(inputs: Sequence[Path]) -> list[Case]:
    """The images in files, folder trees and zip archives, in order of their paths.

    Photographs (PNG, JPEG) are cases where a tree holds nothing else, and X-rays each by itself.
    In a tree, hidden files and annotations (``.seg.`` in the name) are left out, each DICOM series is a
    case wherever its files lie, slices that are each a series of their own make one, and what cannot be
    read becomes a case that fails when it is read, so that the others go on. A file that is given by
    name is always a case; DICOM files of one series that are given together are one. What is named twice
    is done once.

    Raises:
        InputError: an input that does not exist, or a folder that is closed or without any image.
    """
    cases: dict[object, Case] = {}
    files: list[Path] = []
    for path in map(Path, inputs):
        try:
            folder = S_ISDIR(path.stat().st_mode)
        except OSError as error:
            raise cannot_open(path, error) from error
        if not folder and path.suffix.lower() != ARCHIVE_SUFFIX:
            files.append(path)
            continue
        batches = walk(path) if folder else walk_archive(path, Path())
        found = [one.case for batch in batches for one in batch.found]
        if not found:
            raise InputError(f"{path} holds no image: give a folder with images or DICOM series.")
        for case in found:
            cases.setdefault(identity(case), case)
    for case in named_cases(files):
        cases.setdefault(identity(case), case)
    return with_distinct_stems(list(cases.values()))


def read_case(case: Case, frame: int | None = None) -> Image:
    """Read the image of a case; see :func:`.images.read_image`.

    Raises:
        InputError: it cannot be used, or is an annotation.
    """
    if case.archive is not None:
        with unpacked(case.archive) as folder:
            return read_case(_unpacked(case, folder), frame)
    if case.dicom is not None:
        return replace(read_series(case.dicom, frame), name=case.name)
    if is_annotation(case.source):
        raise InputError(f"{case.source} is a segmentation, not an image: give the image it belongs to.")
    return replace(read_image(case.source, frame), name=case.name)


def count_case_frames(case: Case) -> int:
    """How many frames :func:`read_case` can choose from.

    Raises:
        InputError: as :func:`read_case`.
    """
    if case.archive is not None:
        with unpacked(case.archive) as folder:
            return count_case_frames(_unpacked(case, folder))
    return count_frames(case.source) if case.dicom is None else count_series_frames(case.dicom)


def case_geometry(case: Case) -> Geometry:
    """What the headers of a case say.

    Raises:
        InputError: as :func:`read_case`, apart from damage to the voxels.
    """
    if case.archive is not None:
        with unpacked(case.archive) as folder:
            return case_geometry(_unpacked(case, folder))
    return read_geometry(case.source) if case.dicom is None else read_series_geometry(case.dicom)


def case_files(case: Case) -> list[Path]:
    """All files that a case is read from; of an archive their names in it.

    Raises:
        InputError: the header of one cannot be opened.
    """
    if case.files:
        return list(case.files)
    try:
        return [case.source, *data_files(case.source)]
    except OSError as error:
        raise cannot_open(case.source, error) from error


def identity(case: Case) -> object:
    """What makes two namings the same case; two patients may have one Series Instance UID."""
    return case.source.resolve(), case.series, case.files[:1]


def named_cases(files: Sequence[Path]) -> list[Case]:
    """The cases of files that are given by name, in their order; those of one series are one."""
    images, _ = find_images(path for path in files if _is_dicom_file(path))
    series = series_of_study([image for image in images if not is_projection(image)])
    cases: list[Case] = []
    for path in files:
        mine = next((one for one in series if path in one.files), None)
        if mine is None:
            cases.append(file_case(path, Path()))
        elif len(mine.files) > 1:
            if path == mine.files[0] or mine not in (case.dicom for case in cases):
                cases.append(series_case(mine, mine.files[0].parent, Path()))
        else:
            lone = replace(mine, title=str(path), notes=note_of_lone_file(mine))
            stem = file_case(path, Path()).output_stem
            cases.append(Case(path, mine.uid, stem, stem.name, mine.files, lone))
    return cases


def _is_dicom_file(path: Path) -> bool:
    try:
        return suffix_of(path) not in IMAGE_SUFFIXES and is_dicom(path)
    except OSError:
        return False  # the case that it becomes says why


def _unpacked(case: Case, folder: Path) -> Case:
    """The case while its files lie in a folder; its source is the archive's, for messages."""
    files = [folder / member for member in case.files]
    if case.series is None:
        return replace(case, source=files[0], files=(), archive=None)
    images, _ = find_images(files)
    found = series_of_study(images)
    if not found:
        raise InputError(f"{case.source} holds no image any more: copy the archive again.")
    series = replace(found[0], title=f"{case.source} (DICOM series {case.name})")
    return replace(case, dicom=series, files=tuple(files), archive=None)


def with_distinct_stems(cases: list[Case]) -> list[Case]:
    """The first case of a stem keeps it, others get a number; file systems may ignore case."""
    wanted = {_key(case.output_stem) for case in cases}
    taken: set[str] = set(RESERVED)
    distinct = []
    for case in cases:
        stem, number = case.output_stem, 1
        while _key(stem) in taken or (number > 1 and _key(stem) in wanted):
            number += 1
            stem = case.output_stem.with_name(f"{case.output_stem.name}_{number}")
        taken.add(_key(stem))
        distinct.append(replace(case, output_stem=stem, wanted_stem=case.output_stem))
    return distinct


def _key(stem: Path) -> str:
    return stem.as_posix().casefold()
