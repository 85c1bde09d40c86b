"""A walk through folders and zip archives: which cases they hold, study by study."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..errors import InputError
from .archives import ARCHIVE_SUFFIX, Archive, unpacked
from .dicom.series import DICOM_SUFFIXES, DicomImage, Series, find_images
from .dicom.study import series_of_study
from .input_errors import cannot_open
from .itk import IMAGE_SUFFIXES, suffix_of
from .native import file_name
from .projections import PHOTOGRAPH_SUFFIXES, is_projection

_MOST_PENDING = 1000  # files of a folder that a walk keeps before it gives them out


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


@dataclass(frozen=True)
class Found:
    """A case of a walk.

    Args:
        case: as it is known afterwards.
        now: the same as it can be read until the walk goes on, without unpacking its archive again.
    """

    case: Case
    now: Case


@dataclass(frozen=True)
class Batch:
    """Cases that a walk gives out together.

    Args:
        places: folders and archives that are done with them.
        found: the cases, in order.
    """

    places: tuple[Path, ...]
    found: tuple[Found, ...]


def walk(
    root: Path,
    by_study: bool = False,
    packed: bool = False,
    planned: Callable[[Path], bool] = lambda _place: False,
) -> Iterator[Batch]:
    """The cases of a tree in batches: within a folder, files come before DICOM series.

    Photographs (PNG, JPEG) are cases where a tree holds nothing else, and X-rays each by itself.

    Args:
        root: of the tree.
        by_study: give a batch when the walk leaves a study, and of each archive and each thousand files,
            so that a tree of any size is walked in the memory of a study. Series whose folders lie apart
            are then joined within a study only whose folders follow each other. Else all is one batch.
        packed: the tree is that of an archive; one within it becomes a case that fails.
        planned: whether a folder's own files, or an archive, are to be passed over.

    Raises:
        InputError: the tree is closed.
    """
    refused: list[OSError] = []
    pending = _Pending(root)
    for folder, names in _folders_of(root, refused):
        zips = [] if packed else [name for name in names if name.lower().endswith(ARCHIVE_SUFFIX)]
        archives = [folder / name for name in zips]
        for batch in _walk_archives(archives, folder.relative_to(root), planned):
            pending.note_others()
            if by_study:
                yield batch
            else:
                pending.add_of(folder, batch)
        if planned(folder):
            pending.note_others()
            continue
        # Paths are made as they are looked at: a folder may hold a million files that are no images.
        found, broken = find_images(
            folder / name for name in names if not name.lower().endswith(ARCHIVE_SUFFIX)
        )
        images = [image for image in found if not is_projection(image)]
        broken += (image.path for image in found if is_projection(image))  # each by itself
        if by_study and not pending.shares_study(images):
            yield pending.take()
        pending.enter(folder, images)
        for file in (folder / name for name in names):
            if is_volume(file) or (packed and file.suffix.lower() == ARCHIVE_SUFFIX):
                pending.add_file(0, file)
            if by_study and pending.is_full():
                yield pending.take_files()
        for file in broken:
            pending.add_file(1, file)
        pending.keep_pictures(folder / name for name in names)
    pending.refuse(refused)
    pending.add_pictures()
    yield pending.take()


class _Pending:
    """What a walk has seen and not given out yet."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._places: list[Path] = []
        self._images: list[DicomImage] = []
        self._found: list[tuple[int, int, Found]] = []
        self._pictures: list[Path] = []
        self._only_pictures = True

    def keep_pictures(self, files: Iterable[Path]) -> None:
        """Photographs of a folder, which are cases only where the whole tree holds nothing else."""
        self._only_pictures = self._only_pictures and not (self._images or self._found)
        if self._only_pictures:
            self._pictures += (file for file in files if file.suffix.lower() in PHOTOGRAPH_SUFFIXES)

    def note_others(self) -> None:
        """The tree has other cases, though they are not pending."""
        self._only_pictures = False

    def add_pictures(self) -> None:
        for path in self._pictures if self._only_pictures and not self._found else ():
            self.add_file(0, path)

    def shares_study(self, images: Sequence[DicomImage]) -> bool:
        """Whether images are of a study whose images are pending."""
        pending = {(image.study, image.patient) for image in self._images}
        return any((image.study, image.patient) in pending for image in images)

    def enter(self, folder: Path, images: Sequence[DicomImage]) -> None:
        self._places.append(folder)
        self._images += images

    def add_of(self, folder: Path, batch: Batch) -> None:
        """Add the cases of an archive in a folder that comes next."""
        found = (Found(one.case, one.case) for one in batch.found)
        self._found += ((len(self._places) + 1, 0, one) for one in found)

    def add_file(self, rank: int, path: Path) -> None:
        case = file_case(path, path.parent.relative_to(self._root))
        self._found.append((len(self._places), rank, Found(case, case)))

    def refuse(self, errors: Sequence[OSError]) -> None:
        """Let folders that are closed become cases that fail.

        Raises:
            InputError: the root is.
        """
        for error in errors:
            if Path(error.filename) == self._root:
                raise cannot_open(self._root, error) from error
            self.add_file(0, Path(error.filename))

    def is_full(self) -> bool:
        return len(self._found) >= _MOST_PENDING

    def take_files(self) -> Batch:
        """The files that are pending; their folder is not done."""
        taken, self._found = self._found, []
        return Batch((), tuple(one for _, _, one in taken))

    def take(self) -> Batch:
        """All that is pending, in the order of folders."""
        places = {folder: n for n, folder in enumerate(self._places, start=1)}
        for series in series_of_study(self._images):
            folder = _common_folder(series.files)
            case = series_case(series, folder, folder.relative_to(self._root))
            self._found.append((places[series.files[0].parent], 2, Found(case, case)))
        found = sorted(self._found, key=lambda item: item[:2])
        batch = Batch(tuple(self._places), tuple(one for _, _, one in found))
        self._places, self._images, self._found = [], [], []
        return batch


def _folders_of(root: Path, refused: list[OSError]) -> Iterator[tuple[Path, list[str]]]:
    """Folders of a tree, each once, with the names of files that are shown; closed ones are refused."""
    seen: set[tuple[int, int]] = set()
    for name, folders, files in os.walk(root, onerror=refused.append, followlinks=True):
        folder = Path(name)
        state = folder.stat()
        if (state.st_dev, state.st_ino) in seen:
            folders.clear()
            continue
        seen.add((state.st_dev, state.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files[:] = [name for name in files if not name.startswith(".")]
        files.sort()
        yield folder, files


def _walk_archives(
    paths: Sequence[Path], relative: Path, planned: Callable[[Path], bool]
) -> Iterator[Batch]:
    for path in paths:
        if not planned(path):
            yield from walk_archive(path, relative, quiet=True)


def walk_archive(path: Path, relative: Path, quiet: bool = False) -> Iterator[Batch]:
    """The cases of a zip archive, named within a folder of its name, while it is unpacked.

    Args:
        path: of the archive.
        relative: where it lies in its tree.
        quiet: one that cannot be read is a case that fails.
    """
    archive = Archive(path, ())
    try:
        with unpacked(archive) as folder:
            found = tuple(
                Found(_packed(one.case, archive, folder, relative / path.stem), one.case)
                for batch in walk(folder, packed=True)
                for one in batch.found
            )
            yield Batch((path,), found)
    except InputError:
        if not quiet:
            raise
        case = replace(file_case(path, relative), archive=archive)
        yield Batch((path,), (Found(case, case),))


def _packed(case: Case, archive: Archive, folder: Path, relative: Path) -> Case:
    """A case as it is known while its archive is not unpacked."""
    files = case.files or (case.source,)
    members = tuple(file.relative_to(folder) for file in files)
    source = archive.path / case.source.relative_to(folder)
    stem = relative / case.output_stem
    kept = replace(archive, members=members)
    return replace(case, source=source, output_stem=stem, files=members, dicom=None, archive=kept)


def is_annotation(path: Path) -> bool:
    """Whether a file's name says that it is a segmentation or label map, as Slicer names them."""
    return ".seg." in path.name.lower()


def is_volume(path: Path) -> bool:
    """Whether a file is an image by its name."""
    return suffix_of(path) in IMAGE_SUFFIXES and not is_annotation(path)


def series_case(series: Series, folder: Path, relative: Path) -> Case:
    """The case that a series is, named within a folder of the output."""
    stem = relative / _safe_name(series.name)
    return Case(folder, series.uid, stem, series.name, series.files, series)


def _common_folder(files: Sequence[Path]) -> Path:
    return Path(os.path.commonpath([file.parent for file in files]))


def file_case(path: Path, relative: Path) -> Case:
    """The case that a file is, named within a folder of the output."""
    suffix = suffix_of(path)
    known = suffix in (*IMAGE_SUFFIXES, *DICOM_SUFFIXES, *PHOTOGRAPH_SUFFIXES)
    stem = path.name[: -len(suffix)] if known and len(suffix) < len(path.name) else path.name
    return Case(path, None, relative / stem, stem)


def _safe_name(text: str) -> str:
    """A file name for a description; letters of all scripts stay."""
    return file_name(re.sub(r"[^\w.+-]+", "_", text).strip("._")[:64] or "series")
