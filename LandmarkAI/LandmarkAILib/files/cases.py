"""What is to be done: the images in the files, folders and zip archives that a user names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from stat import S_ISDIR

from ..core.image import Image
from ..errors import InputError
from .archives import ARCHIVE_SUFFIX, Archive, unpacked
from .dicom.header import is_dicom
from .dicom.series import DICOM_SUFFIXES, DicomImage, Series, find_images, note_of_lone_file
from .dicom.study import series_of_study
from .dicom.volume import count_series_frames, read_series
from .images import count_frames, read_image
from .input_errors import cannot_open
from .itk import IMAGE_SUFFIXES, suffix_of
from .native import file_name
from .projections import PHOTOGRAPH_SUFFIXES, is_projection

RESERVED = ("summary",)
"""Names that results cannot have: the run's own ``summary.csv`` lies beside them."""


@dataclass(frozen=True)
class Case:
    """One image to work on.

    Args:
        source: a file, or the folder of a DICOM series.
        series: Series Instance UID; None for a file.
        output_stem: where results go, relative to the output folder and without suffix.
        name: what the user calls it.
        files: of the DICOM series.
        dicom: the series as it was found.
        archive: zip file that holds it; its files are then named relative to that.
        wanted_stem: what ``output_stem`` would be if no other case had that name.
    """

    source: Path
    series: str | None
    output_stem: Path
    name: str
    files: tuple[Path, ...] = field(default=(), repr=False)
    dicom: Series | None = field(default=None, repr=False, compare=False)
    archive: Archive | None = field(default=None, repr=False, compare=False)
    wanted_stem: Path = field(default=Path(), repr=False, compare=False)


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
        found = _in_tree(path) if folder else _in_archive(path, Path())
        if not found:
            raise InputError(f"{path} holds no image: give a folder with images or DICOM series.")
        for case in found:
            cases.setdefault(_identity(case), case)
    for case in _named(files):
        cases.setdefault(_identity(case), case)
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


def is_annotation(path: Path) -> bool:
    """Whether a file's name says that it is a segmentation or label map, as Slicer names them."""
    return ".seg." in path.name.lower()


def _identity(case: Case) -> object:
    """What makes two namings the same case; two patients may have one Series Instance UID."""
    return case.source.resolve(), case.series, case.files[:1]


def _named(files: Sequence[Path]) -> list[Case]:
    """The cases of files that are given by name, in their order; those of one series are one."""
    images, _ = find_images(path for path in files if _is_dicom_file(path))
    series = series_of_study([image for image in images if not is_projection(image)])
    cases: list[Case] = []
    for path in files:
        mine = next((one for one in series if path in one.files), None)
        if mine is None:
            cases.append(_file_case(path, Path()))
        elif len(mine.files) > 1:
            if path == mine.files[0] or mine not in (case.dicom for case in cases):
                cases.append(_series_case(mine, mine.files[0].parent, Path()))
        else:
            lone = replace(mine, title=str(path), notes=note_of_lone_file(mine))
            stem = _file_case(path, Path()).output_stem
            cases.append(Case(path, mine.uid, stem, stem.name, mine.files, lone))
    return cases


def _is_dicom_file(path: Path) -> bool:
    try:
        return suffix_of(path) not in IMAGE_SUFFIXES and is_dicom(path)
    except OSError:
        return False  # the case that it becomes says why


def _in_tree(root: Path) -> list[Case]:
    """Cases by the order of folders; within one, files before DICOM series."""
    found: list[tuple[int, int, Case]] = []
    images: list[DicomImage] = []
    pictures: list[Path] = []
    places: dict[Path, int] = {}
    for place, (folder, files) in enumerate(_folders(root, found)):
        relative = folder.relative_to(root)
        places[folder] = place
        for file in files:
            if file.suffix.lower() == ARCHIVE_SUFFIX:
                found += ((place, 0, case) for case in _in_archive(file, relative, quiet=True))
            elif _is_volume(file):
                found.append((place, 0, _file_case(file, relative)))
        pictures += (file for file in files if file.suffix.lower() in PHOTOGRAPH_SUFFIXES)
        of_folder, broken = find_images(files)
        images += (image for image in of_folder if not is_projection(image))
        broken += (image.path for image in of_folder if is_projection(image))  # each by itself
        found += ((place, 1, _file_case(path, relative)) for path in broken)
    if not found and not images:
        found = [(place, 0, _file_case(path, path.parent.relative_to(root))) for path in pictures]
    for series in series_of_study(images):
        folder = _common_folder(series.files)
        place = places[series.files[0].parent]
        found.append((place, 2, _series_case(series, folder, folder.relative_to(root))))
    return [case for _, _, case in sorted(found, key=lambda item: item[:2])]


def _folders(root: Path, refused: list[tuple[int, int, Case]]) -> Iterator[tuple[Path, list[Path]]]:
    """Folders of a tree with the files that are shown; those that are closed become failing cases."""
    seen = set()
    errors: list[OSError] = []
    place = 0
    for name, folders, files in os.walk(root, onerror=errors.append, followlinks=True):
        folder = Path(name)
        if folder.resolve() in seen:
            folders.clear()
            continue
        seen.add(folder.resolve())
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield folder, sorted(folder / name for name in files if not name.startswith("."))
        place += 1
    for error in errors:
        path = Path(error.filename)
        if path == root:
            raise cannot_open(root, error) from error
        refused.append((place, 0, _file_case(path, path.parent.relative_to(root))))


def _in_archive(path: Path, relative: Path, quiet: bool = False) -> list[Case]:
    """The cases of a zip archive, named within a folder of its name.

    Args:
        path: of the archive.
        relative: where it lies in its tree.
        quiet: one that cannot be read is a case that fails.
    """
    archive = Archive(path, ())
    try:
        with unpacked(archive) as folder:
            cases = _in_tree(folder)
            return [_packed(case, archive, folder, relative / path.stem) for case in cases]
    except InputError:
        if not quiet:
            raise
        return [replace(_file_case(path, relative), archive=archive)]


def _packed(case: Case, archive: Archive, folder: Path, relative: Path) -> Case:
    """A case as it is known while its archive is not unpacked."""
    files = case.files or (case.source,)
    members = tuple(file.relative_to(folder) for file in files)
    source = archive.path / case.source.relative_to(folder)
    stem = relative / case.output_stem
    kept = replace(archive, members=members)
    return replace(case, source=source, output_stem=stem, files=members, dicom=None, archive=kept)


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


def _is_volume(path: Path) -> bool:
    return suffix_of(path) in IMAGE_SUFFIXES and not is_annotation(path)


def _series_case(series: Series, folder: Path, relative: Path) -> Case:
    stem = relative / _safe_name(series.name)
    return Case(folder, series.uid, stem, series.name, series.files, series)


def _common_folder(files: Sequence[Path]) -> Path:
    return Path(os.path.commonpath([file.parent for file in files]))


def _file_case(path: Path, relative: Path) -> Case:
    suffix = suffix_of(path)
    known = suffix in (*IMAGE_SUFFIXES, *DICOM_SUFFIXES, *PHOTOGRAPH_SUFFIXES)
    stem = path.name[: -len(suffix)] if known and len(suffix) < len(path.name) else path.name
    return Case(path, None, relative / stem, stem)


def _safe_name(text: str) -> str:
    """A file name for a description; letters of all scripts stay."""
    return file_name(re.sub(r"[^\w.+-]+", "_", text).strip("._")[:64] or "series")


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
