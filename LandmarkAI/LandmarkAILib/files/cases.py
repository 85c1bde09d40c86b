"""What is to be done: the images in the files and folders that a user names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from stat import S_ISDIR

from ..core.image import Image
from ..errors import InputError
from .dicom.series import DICOM_SUFFIXES, Series, find_series
from .dicom.volume import count_series_frames, read_series
from .images import count_frames, read_image
from .input_errors import cannot_open
from .itk import IMAGE_SUFFIXES, suffix_of


@dataclass(frozen=True)
class Case:
    """One image to work on.

    Args:
        source: a file, or the folder of a DICOM series.
        series: Series Instance UID; None for a file.
        output_stem: where results go, relative to the output folder and without suffix.
        name: what the user calls it.
        files: of the DICOM series.
    """

    source: Path
    series: str | None
    output_stem: Path
    name: str
    files: tuple[Path, ...] = field(default=(), repr=False)


def find_cases(inputs: Sequence[Path]) -> list[Case]:
    """The images in files and folder trees, in order of their paths.

    In a tree, hidden files and annotations (``.seg.`` in the name) are left out, each DICOM series of
    a folder is a case, and what cannot be read becomes a case that fails when it is read, so that the
    others go on. A file that is given by name is always a case. What is named twice is done once.

    Raises:
        InputError: an input that does not exist, or a folder that is closed or without any image.
    """
    cases: dict[tuple[Path, str | None], Case] = {}
    for path in map(Path, inputs):
        try:
            folder = S_ISDIR(path.stat().st_mode)
        except OSError as error:
            raise cannot_open(path, error) from error
        found = list(_in_tree(path)) if folder else [_file_case(path, Path())]
        if not found:
            raise InputError(f"{path} holds no image: give a folder with images or DICOM series.")
        for case in found:
            cases.setdefault((case.source.resolve(), case.series), case)
    return with_distinct_stems(list(cases.values()))


def read_case(case: Case, frame: int | None = None) -> Image:
    """Read the image of a case; see :func:`.images.read_image`.

    Raises:
        InputError: it cannot be used, or is an annotation.
    """
    if case.series is not None:
        return replace(read_series(_series_of(case), frame), name=case.name)
    if is_annotation(case.source):
        raise InputError(f"{case.source} is a segmentation, not an image: give the image it belongs to.")
    return replace(read_image(case.source, frame), name=case.name)


def count_case_frames(case: Case) -> int:
    """How many frames :func:`read_case` can choose from.

    Raises:
        InputError: as :func:`read_case`.
    """
    return count_frames(case.source) if case.series is None else count_series_frames(_series_of(case))


def is_annotation(path: Path) -> bool:
    """Whether a file's name says that it is a segmentation or label map, as Slicer names them."""
    return ".seg." in path.name.lower()


def _series_of(case: Case) -> Series:
    title = f"{case.source} (DICOM series {case.name})"
    return Series(title, case.name, case.series or "", case.files)


def _in_tree(root: Path) -> Iterator[Case]:
    seen = set()
    refused: list[OSError] = []
    for name, folders, files in os.walk(root, onerror=refused.append, followlinks=True):
        folder = Path(name)
        if folder.resolve() in seen:
            folders.clear()
            continue
        seen.add(folder.resolve())
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        relative = folder.relative_to(root)
        shown = sorted(folder / name for name in files if not name.startswith("."))
        yield from (_file_case(file, relative) for file in shown if _is_volume(file))
        yield from _dicom_cases(folder, relative)
    for error in refused:
        path = Path(error.filename)
        if path == root:
            raise cannot_open(root, error) from error
        yield _file_case(path, path.parent.relative_to(root))


def _is_volume(path: Path) -> bool:
    return suffix_of(path) in IMAGE_SUFFIXES and not is_annotation(path)


def _dicom_cases(folder: Path, relative: Path) -> Iterator[Case]:
    series, broken = find_series(folder)
    yield from (_file_case(path, relative) for path in broken)
    for one in series:
        stem = relative / _safe_name(one.name)
        yield Case(folder, one.uid, stem, one.name, one.files)


def _file_case(path: Path, relative: Path) -> Case:
    suffix = suffix_of(path)
    known = suffix in (*IMAGE_SUFFIXES, *DICOM_SUFFIXES)
    stem = path.name[: -len(suffix)] if known and len(suffix) < len(path.name) else path.name
    return Case(path, None, relative / stem, stem)


def _safe_name(text: str) -> str:
    """A file name for a description; letters of all scripts stay."""
    return re.sub(r"[^\w.+-]+", "_", text).strip("._")[:64] or "series"


def with_distinct_stems(cases: list[Case]) -> list[Case]:
    """The first case of a stem keeps it, others get a number; file systems may ignore case."""
    wanted = {_key(case.output_stem) for case in cases}
    taken: set[str] = set()
    distinct = []
    for case in cases:
        stem, number = case.output_stem, 1
        while _key(stem) in taken or (number > 1 and _key(stem) in wanted):
            number += 1
            stem = case.output_stem.with_name(f"{case.output_stem.name}_{number}")
        taken.add(_key(stem))
        distinct.append(replace(case, output_stem=stem))
    return distinct


def _key(stem: Path) -> str:
    return stem.as_posix().casefold()
