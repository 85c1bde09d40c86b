"""The stacks of a study: series whose files lie apart, slices that are each a series of their own."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import numpy as np

from ...errors import InputError
from .series import DicomImage, Series, group, series_of
from .stack import stack

_FEWEST = 3  # slices from which on they are a stack
_PARALLEL = 5e-3  # of a unit vector


def series_of_study(images: Sequence[DicomImage]) -> list[Series]:
    """The series of images from any number of folders, in the order of folders and series' numbers.

    Files of one series that lie in several folders are one where they make one regular stack, and else
    one a folder. Slices that are each a series of their own (each breath-hold of a cine, for some
    makers) are one where frame of reference, orientation and pixels agree and they make a regular stack.
    """
    by_folder: dict[Path, list[DicomImage]] = defaultdict(list)
    for image in images:
        by_folder[image.path.parent].append(image)
    found = [series for members in by_folder.values() for series in group(members)]
    return _joined_slices(_joined_folders(found))


def _joined_folders(found: Sequence[Series]) -> list[Series]:
    """Series of one UID in several folders as one, where that is a stack."""
    by_uid: dict[tuple[str, str], list[Series]] = defaultdict(list)
    for series in found:
        by_uid[series.uid or series.title, series.images[0].patient].append(series)
    joined: list[Series] = []
    for parts in by_uid.values():
        whole = series_of([image for part in parts for image in part.images])
        if len(parts) == 1 or not _adds_up(parts, whole):
            joined += parts
        else:
            note = f"joined from {len(parts)} folders"
            joined.append(replace(whole, name=parts[0].name, notes=(note,)))
    order = {id(series): n for n, series in enumerate(found)}
    place = {series.files[0]: n for n, series in enumerate(found)}
    return sorted(joined, key=lambda one: order.get(id(one), place.get(one.files[0], 0)))


def _adds_up(parts: Sequence[Series], whole: Series) -> bool:
    """Whether folders hold parts of one series, each with images of its own."""
    if len(whole.images) < sum(len(part.images) for part in parts):
        return False  # copies
    return _is_stack(whole)


def _joined_slices(found: Sequence[Series]) -> list[Series]:
    """Single slices that are a series each as one stack, in the place of the first of them."""
    by_plane: dict[object, list[Series]] = defaultdict(list)
    for series in found:
        if (key := _lone_slice(series)) is not None:
            by_plane[key].append(series)
    heads: dict[int, Series] = {}
    members: set[int] = set()
    for alike in by_plane.values():
        for slices in _parallel(alike):
            if len(slices) < _FEWEST:
                continue
            stacked = _stack_of(slices)
            heads[id(slices[0])] = stacked if stacked is not None else _told(slices[0], len(slices))
            if stacked is not None:
                members |= {id(one) for one in slices[1:]}
            else:
                heads |= {id(one): _told(one, len(slices)) for one in slices[1:]}
    return [heads.get(id(one), one) for one in found if id(one) not in members]


def _told(series: Series, count: int) -> Series:
    note = (
        f"this slice is one of {count} parallel ones that are a series each and make no regular stack: "
        "give their files in a folder of their own"
    )
    return replace(series, notes=(*series.notes, note))


def _lone_slice(series: Series) -> object:
    """What slices of one stack share; None for a series that is not a single slice."""
    planes = [plane for image in series.images for plane in image.planes]
    first = series.images[0]
    if not planes or not first.study or any(image.colour for image in series.images):
        return None
    normal = np.cross(*planes[0].directions.T)
    heights = [float(plane.position @ normal) for plane in planes]
    thickness = planes[0].thickness or 1.0
    if max(heights) - min(heights) > 0.15 * thickness:
        return None
    if any(np.abs(plane.directions - planes[0].directions).max() > _PARALLEL for plane in planes):
        return None
    spacing = tuple(np.round(planes[0].spacing, 3))
    kind = _common(series.name)
    return (
        *(first.study, first.patient, first.frame_of_reference, first.facts.get("modality")),
        *(planes[0].size, spacing, kind),
    )


def _parallel(found: Sequence[Series]) -> list[list[Series]]:
    """Series by the direction of their slices."""
    groups: list[list[Series]] = []
    for series in found:
        directions = series.images[0].planes[0].directions
        for members in groups:
            if np.abs(members[0].images[0].planes[0].directions - directions).max() <= _PARALLEL:
                members.append(series)
                break
        else:
            groups.append([series])
    return groups


def _stack_of(slices: Sequence[Series]) -> Series | None:
    """The stack that slices make; None if they make none."""
    images = [image for one in slices for image in one.images]
    names = zip(*(one.name for one in slices), strict=False)
    shared = takewhile(lambda letters: len(set(letters)) == 1, names)
    name = "".join(letters[0] for letters in shared).rstrip("0123456789 _-.") or slices[0].name
    folder = os.path.commonpath([image.path.parent for image in images])
    note = f"{len(slices)} series of one slice each were joined"
    title = f"{folder} (DICOM series {name})"
    joined = replace(series_of(images), title=title, name=name, notes=(note,))
    return joined if _is_stack(joined) else None


def _is_stack(series: Series) -> bool:
    planes = [plane for image in series.images for plane in image.planes]
    try:
        return all(len(frame.planes) > 1 for frame in stack(series.title, planes))
    except InputError:
        return False


def _common(name: str) -> str:
    """A series' description without the numbers that tell its slice."""
    return re.sub(r"[\d_\s.-]+", " ", name).strip().casefold()
