"""Which segmentations there are in the files and folders that a user names."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..errors import InputError
from .case_walk import Case, is_annotation
from .cases import with_distinct_stems
from .input_errors import cannot_open
from .itk import IMAGE_SUFFIXES, suffix_of

_SLICER = ".seg.nrrd"
# What other tools call a label map, in a name in lower case.
_LABEL_MAPS = ("seg", "label", "mask", "_gt")


def find_segmentations(inputs: Sequence[Path], label_maps: bool = False) -> list[Case]:
    """The segmentations in files and folder trees, in order of their paths.

    A file that is given by name is always one. What is named twice is done once.

    Args:
        inputs: files and folders.
        label_maps: in folders, take plain label maps, too: images whose name holds ``seg``, ``label``,
            ``mask`` or ``_gt``. Else those that 3D Slicer wrote, ``.seg.nrrd``.

    Raises:
        InputError: an input that does not exist, or a folder that is closed or without segmentations.
    """
    cases: dict[Path, Case] = {}
    for path in inputs:
        if not path.exists():
            raise InputError(f"{path} does not exist: check the path.")
        found = list(_in_tree(path, label_maps)) if path.is_dir() else [_case(path, Path())]
        if not found:
            kinds = ".seg.nrrd, or label maps called seg, label, mask or _gt" if label_maps else _SLICER
            more = "" if label_maps else "; for plain label maps say --labels LV=3 MYO=2 RV=1"
            raise InputError(f"{path} holds no segmentation ({kinds}): give its files by name{more}.")
        for case in found:
            cases.setdefault(case.source.resolve(), case)
    return with_distinct_stems(list(cases.values()))


def _in_tree(root: Path, label_maps: bool) -> Iterator[Case]:
    refused: list[OSError] = []
    for name, folders, files in os.walk(root, onerror=refused.append):
        folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
        folder = Path(name)
        for file in sorted(files):
            if not file.startswith(".") and _is_segmentation(folder / file, label_maps):
                yield _case(folder / file, folder.relative_to(root))
    if refused:
        raise cannot_open(Path(refused[0].filename), refused[0]) from refused[0]


def _is_segmentation(path: Path, label_maps: bool) -> bool:
    if suffix_of(path) not in IMAGE_SUFFIXES:
        return False
    if not label_maps:
        return path.name.lower().endswith(_SLICER)
    return is_annotation(path) or any(word in path.name.lower() for word in _LABEL_MAPS)


def _case(path: Path, relative: Path) -> Case:
    suffix = _SLICER if path.name.lower().endswith(_SLICER) else suffix_of(path)
    known = suffix in (_SLICER, *IMAGE_SUFFIXES) and len(suffix) < len(path.name)
    stem = path.name[: -len(suffix)] if known else path.name
    return Case(path, None, relative / stem, stem)
