"""Which images of a series belong to one frame: of one kind, and of one time in every slice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from ...errors import InputError
from .pixels import read_planes
from .planes import Plane, Times

Slices = list[list[Plane]]

_RANKED = {"temporal": "temporal position", "trigger": "trigger time (ms)"}
"""Times that mean the same in every slice, so that a slice may lack some of them."""
_FIRST_KINDS = ("M", "MAGNITUDE")


def parts_by_kind(planes: Sequence[Plane], slices: Slices) -> dict[str, list[Plane]]:
    """The images by what they show, magnitude first; all in one part where nothing tells them apart.

    Kinds tell images apart only where a slice has more than one of them: a cine whose filter differs
    from slice to slice is one.

    Args:
        planes: in any order.
        slices: the same by position.
    """
    if all(len({plane.kind for plane in images}) == 1 for images in slices):
        return {"": list(planes)}
    common = set.intersection(*(set(plane.kind.image) for plane in planes))
    found: dict[str, list[Plane]] = defaultdict(list)
    for plane in sorted(planes, key=lambda plane: (not _is_magnitude(plane), plane.kind)):
        image = tuple(value for value in plane.kind.image if value not in common)
        found[str(plane.kind._replace(image=image)) or str(plane.kind)].append(plane)
    return dict(found)


def parts_by_acquisition(planes: Sequence[Plane]) -> dict[str, list[Plane]]:
    """The images by number of their acquisition, as where a stack was repeated in one series."""
    found: dict[str, list[Plane]] = defaultdict(list)
    for plane in sorted(planes, key=lambda plane: plane.acquisition or 0.0):
        found[f"acquisition {plane.acquisition or 0:g}"].append(plane)
    return dict(found)


def in_time(title: str, slices: Slices) -> tuple[Slices, str, list[str]]:
    """The images of each slice in order of time, copies left out.

    Returns:
        The slices, all of one length; by what they were ordered (a field of :class:`Times`, empty where
        each slice has one image); and what to say of images that were left out.

    Raises:
        InputError: nothing says the order, or slices lack images.
    """
    slices = [_without_copies(title, images) for images in slices]
    order = _order(slices)
    if order in ("instance", ""):
        # A second sending of a series has new numbers and the same pixels.
        slices = [list(_distinct(images)) for images in slices]
        order = _order(slices)
    if not order and max(map(len, slices)) > 1:
        raise InputError(
            f"{title} has several images at a place and nothing that says their order in all slices "
            f"({_names(max(slices, key=len))}): give the files of one frame in a folder of its own."
        )
    ordered = [sorted(images, key=lambda plane: _key(plane.times, order)) for images in slices]
    if len({len(images) for images in ordered}) == 1:
        return ordered, order, []
    return _complete(title, ordered, order)


def time_text(frame: Sequence[Plane], order: str) -> str:
    """What tells a frame's time, such as ``40 ms``; empty where it is not a time."""
    if order == "trigger":
        return f"{np.mean([plane.times.trigger or 0.0 for plane in frame]):.0f} ms"
    return ""


def _is_magnitude(plane: Plane) -> bool:
    return any(value in _FIRST_KINDS for value in plane.kind.image)


def _order(slices: Slices) -> str:
    """The most telling time that all images have and that differs within every slice."""
    if max(map(len, slices)) == 1:
        return ""
    for name in Times._fields:
        values = [[getattr(plane.times, name) for plane in images] for images in slices]
        if all(None not in row and len(set(row)) == len(row) for row in values):
            return name
    if all(len({_key(plane.times, "") for plane in images}) == len(images) for images in slices):
        return "all"
    return ""


def _key(times: Times, order: str) -> tuple[object, ...]:
    """What images are sorted by: one time, or all of them, the most telling first."""
    if order in Times._fields:
        value = getattr(times, order)
        return value if isinstance(value, tuple) else (value,)
    return tuple(
        (-1.0,) if value is None else value if isinstance(value, tuple) else (value,) for value in times
    )


def _without_copies(title: str, images: list[Plane]) -> list[Plane]:
    """One of images that all times and pixels are equal of."""
    by_time: dict[tuple[object, ...], list[Plane]] = defaultdict(list)
    for plane in images:
        by_time[_key(plane.times, "")].append(plane)
    kept = []
    for same in by_time.values():
        distinct = list(_distinct(same))
        if len(distinct) > 1:
            raise InputError(
                f"{title} has several images at one place that nothing tells the order of "
                f"({_names(distinct)}): give the files of one frame in a folder of its own."
            )
        kept += distinct
    return kept


def _distinct(images: Sequence[Plane]) -> Iterator[Plane]:
    """Images whose pixels no earlier one has."""
    if len(images) == 1:
        yield images[0]
        return
    if len({plane.size for plane in images}) > 1:
        yield from images
        return
    seen: set[bytes] = set()
    for plane, values in zip(images, read_planes(images), strict=True):
        pixels = values.tobytes()
        if pixels not in seen:
            seen.add(pixels)
            yield plane


def _complete(title: str, slices: Slices, order: str) -> tuple[Slices, str, list[str]]:
    """The frames that every slice has, of slices that have unequal numbers of them."""
    counts = [len(images) for images in slices]
    odd = [k for k, count in enumerate(counts) if count < max(counts)]
    where = f"slice{'s' * (len(odd) > 1)} {', '.join(map(str, odd[:8]))}"
    lacking = InputError(
        f"{title} has {min(counts)} images at some slice positions and {max(counts)} at others "
        f"({where} of 0 to {len(slices) - 1} lack images): send the whole series again, "
        "or give its files one by one."
    )
    if order not in _RANKED:
        raise lacking
    whole = np.array([getattr(plane.times, order) for plane in slices[int(np.argmax(counts))]])
    reach = float(np.diff(whole).min()) / 2
    found: list[dict[int, Plane]] = []
    for images in slices:
        places = {}
        for plane in images:
            distance = np.abs(whole - getattr(plane.times, order))
            if distance.min() < reach:
                places[int(np.argmin(distance))] = plane
        if len(places) < len(images):
            raise lacking
        found.append(places)
    common = sorted(set.intersection(*map(set, found)))
    if not common:
        raise lacking
    left_out = ", ".join(f"{whole[n]:g}" for n in range(len(whole)) if n not in common)
    lack = "lack" if len(odd) > 1 else "lacks"
    note = (
        f"{where} of 0 to {len(slices) - 1} {lack} images: of {max(counts)} frames the {len(common)} "
        "that every slice has are used and counted from 0, "
        f"without {_RANKED[order]} {left_out}"
    )
    return [[places[n] for n in common] for places in found], order, [note]


def _names(images: Sequence[Plane]) -> str:
    names = list(dict.fromkeys(plane.file.name for plane in images))
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
