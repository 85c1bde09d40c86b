"""Segmentations in 3D Slicer's own file, ``.seg.nrrd``; plain label maps are read, too.

Written files hold one label map on the whole grid of the image, not cropped to the segments: Slicer
and every other program then see the image's own geometry. NRRD keeps sheared grids as they are.
"""

from __future__ import annotations

import errno
import gzip
import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..core.anatomy import Anatomy, SegmentType, segment_types
from ..core.detection import Segmentation
from ..core.geometry import Grid
from ..errors import InputError
from .atomic import atomic_path
from .input_errors import itk_errors
from .itk import count_itk_frames, read_itk_image
from .label_maps import LabelMap, place, to_sitk
from .native import readable, writable

LabelArray = npt.NDArray[Any]

_GRAY = (0.5, 0.5, 0.5)
_MOST_LABELS = 64  # without a name, beyond which a file is taken for an image
_NONE = Anatomy()


@dataclass(frozen=True)
class _Entry:
    """Where a segment is found in a file: voxels of a layer that have the value."""

    name: str
    value: int
    layer: int


def read_segmentation(
    path: Path, grid: Grid | None = None, label_names: Mapping[int, str] | None = None
) -> Segmentation:
    """Read a ``.seg.nrrd`` file or a plain label map (nrrd, nii, nii.gz, mha).

    Segments go by their names; what values and layers the file keeps them in does not matter. Those
    known to ``anatomy.json`` come first, in its order, then the others in the file's order. Where
    segments overlap, the later one in the file wins.

    Args:
        path: the file; it may be cropped, as Slicer writes it.
        grid: where to place the labels, by index where its lattice is the file's, else each voxel takes
            the nearest one of the file; None keeps the file's own grid.
        label_names: names of the values of a plain label map; those of ``anatomy.json`` by default.

    Returns:
        Segmentation on ``grid``.

    Raises:
        InputError: not a label map, damaged, in a format of Slicer 4, with values that have no name,
            or without any segment inside ``grid``.
    """
    layers, own_grid, header = _load(path)
    entries = _entries(header, path) if _is_from_slicer(header) else _plain(layers, label_names, path)
    known = [name for name in segment_types() if any(entry.name == name for entry in entries)]
    names = tuple(dict.fromkeys([*known, *(entry.name for entry in entries)]))
    if len(names) > np.iinfo(np.uint8).max:
        raise InputError(f"{path} holds {len(names)} segments: keep those that are needed, at most 255.")
    labels = _merged(layers, entries, names, path)
    if grid is None:
        return Segmentation(labels, own_grid, names)
    placed = place(labels, own_grid, grid)
    if labels.any() and not placed.any():
        raise InputError(f"{path} lies outside its image: check that the two belong together.")
    return Segmentation(placed, grid, names)


def read_overlaps(path: Path) -> dict[tuple[str, str], tuple[int, int]]:
    """Segments of a file that lie over each other.

    Returns:
        By the names of the one below and the one above, which wins when the file is read: how many
        voxels both have, and how many the one below has in all.

    Raises:
        InputError: as :func:`read_segmentation`.
    """
    layers, _, header = _load(path)
    if not _is_from_slicer(header) or len(layers) < 2:
        return {}
    masks = [
        (entry.name, layers[entry.layer] == entry.value)
        for entry in _entries(header, path)
        if 0 <= entry.layer < len(layers)
    ]
    found = {}
    for n, (below, under) in enumerate(masks):
        for above, over in masks[n + 1 :]:
            if both := int(np.count_nonzero(under & over)):
                found[below, above] = both, int(np.count_nonzero(under))
    return found


def write_segmentation(segmentation: Segmentation, path: Path, anatomy: Anatomy = _NONE) -> None:
    """Write a ``.seg.nrrd`` file with names, colours and terminology.

    Args:
        segmentation: what to write.
        path: the file.
        anatomy: definitions of a model; ``anatomy.json`` speaks for the other segments.

    Raises:
        OutputError: the file cannot be written.
    """
    with atomic_path(path) as temporary:
        save_nrrd(segmentation, temporary, anatomy)


def save_nrrd(segmentation: Segmentation, path: Path, anatomy: Anatomy = _NONE) -> None:
    """Write the file in place, to a temporary path of :func:`.atomic.atomic_path`.

    Raises:
        OSError: no space.
    """
    import SimpleITK as sitk

    image: Any = to_sitk(segmentation.labels, segmentation.grid)
    for key, value in _header(segmentation, anatomy).items():
        image.SetMetaData(key, value)
    try:
        with writable(path) as name:
            sitk.WriteImage(image, name, useCompression=True)
        del image  # a CT's labels are large
        # The writer does not notice when the last, buffered part of a file meets a full disk.
        complete = _holds(path, segmentation.labels)
    except (RuntimeError, EOFError, zlib.error, gzip.BadGzipFile):
        complete = False
    if not complete:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _holds(path: Path, labels: LabelMap) -> bool:
    """Whether a compressed file ends with just these labels."""
    with path.open("rb") as file:
        while file.readline().strip():  # a blank line ends the header
            pass
        with gzip.open(file) as voxels:
            planes = (np.ascontiguousarray(plane) for plane in labels)
            same = all(voxels.read(plane.nbytes) == plane.tobytes() for plane in planes)
            return same and not voxels.read(1)


def _header(segmentation: Segmentation, anatomy: Anatomy) -> dict[str, str]:
    """Key/value pairs of vtkMRMLSegmentationStorageNode."""
    ni, nj, nk = segmentation.grid.size
    header = {
        "Segmentation_MasterRepresentation": "Binary labelmap",
        "Segmentation_ContainedRepresentationNames": "Binary labelmap|",
        "Segmentation_ReferenceImageExtentOffset": "0 0 0",
    }
    for index, name in enumerate(segmentation.names):
        kind = anatomy.segment(name)
        red, green, blue = kind.color if kind else _GRAY
        segment = {
            "ID": name,
            "Name": name,
            "NameAutoGenerated": "0",
            "Color": f"{red:g} {green:g} {blue:g}",
            "ColorAutoGenerated": "0" if kind else "1",
            "LabelValue": str(index + 1),
            "Layer": "0",
            "Extent": f"0 {ni - 1} 0 {nj - 1} 0 {nk - 1}",
            "Tags": f"TerminologyEntry:{(kind or SegmentType(name, _GRAY)).terminology}|",
        }
        header |= {f"Segment{index}_{key}": value for key, value in segment.items()}
    return header


def _load(path: Path) -> tuple[list[LabelArray], Grid, dict[str, str]]:
    """Label values (k, j, i) of each layer, their grid, and the header's key/value pairs."""
    images = [read_itk_image(path, frame) for frame in range(count_itk_frames(path))]
    for image in images:
        if image.array.dtype.kind == "f" and not np.array_equal(image.array, np.rint(image.array)):
            raise InputError(
                f"{path} holds fractions, as an image does, where a segmentation is expected: "
                "give a label map, whole numbers that name segments."
            )
    header = _key_values(path) if path.suffix.lower() == ".nrrd" else {}
    if "Segmentation_Extent" in header:
        raise InputError(
            f"{path} is in the format of Slicer 4: load and save it with Slicer 5 or later."
        )
    return [image.array for image in images], images[0].grid, header


def _key_values(path: Path) -> dict[str, str]:
    import SimpleITK as sitk

    reader: Any = sitk.ImageFileReader()
    with itk_errors(path), readable(path) as name:
        reader.SetFileName(name)
        reader.ReadImageInformation()
        return {key: reader.GetMetaData(key) for key in reader.GetMetaDataKeys() if key.isascii()}


def _is_from_slicer(header: Mapping[str, str]) -> bool:
    return "Segment0_ID" in header or "Segmentation_ReferenceImageExtentOffset" in header


def _entries(header: Mapping[str, str], path: Path) -> list[_Entry]:
    """Segments that the header lists, with Slicer's defaults for what it leaves out."""
    entries: list[_Entry] = []
    while f"Segment{len(entries)}_ID" in header:
        index = len(entries)
        segment = f"Segment{index}_"
        try:
            value = int(header.get(segment + "LabelValue", 1))
            layer = int(header.get(segment + "Layer", index))
        except ValueError as error:
            raise InputError(
                f"{path} has a damaged header: save the segmentation from 3D Slicer again."
            ) from error
        entries.append(_Entry(header.get(segment + "Name", header[segment + "ID"]), value, layer))
    return entries


def _plain(layers: list[LabelArray], label_names: Mapping[int, str] | None, path: Path) -> list[_Entry]:
    """Segments of a label map without names of its own."""
    if len(layers) > 1:
        raise InputError(f"{path} has {len(layers)} frames without names: give a .seg.nrrd file.")
    if label_names is None:
        label_names = {kind.label: kind.name for kind in segment_types().values()}
    unnamed = sorted({int(value) for value in np.unique(layers[0])} - {0, *label_names})
    if len(unnamed) > _MOST_LABELS:
        raise InputError(
            f"{path} holds {len(unnamed)} different values, as an image does, where a segmentation is "
            "expected: give a .seg.nrrd or a label map."
        )
    if unnamed:
        raise InputError(
            f"{path} has label values without a name ({unnamed[:5]}): name them or give a .seg.nrrd."
        )
    return [_Entry(name, value, 0) for value, name in sorted(label_names.items())]


def _merged(
    layers: list[LabelArray], entries: list[_Entry], names: tuple[str, ...], path: Path
) -> LabelMap:
    labels = np.zeros(layers[0].shape, np.uint8)
    for entry in entries:
        if not 0 <= entry.layer < len(layers):
            raise InputError(f"{path} lacks the voxels of {entry.name}: save it from 3D Slicer again.")
        labels[layers[entry.layer] == entry.value] = names.index(entry.name) + 1
    return labels
