"""Simulated DICOM files with a known grid, for the tests.

Written by pydicom, whose code shares nothing with the reader under test.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import Grid
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence as DicomSequence
from pydicom.uid import (
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)
from scipy.spatial.transform import Rotation

MR_IMAGE = "1.2.840.10008.5.1.4.1.1.4"
ENHANCED_MR_IMAGE = "1.2.840.10008.5.1.4.1.1.4.1"

Array = npt.NDArray[Any]
AXES = Rotation.from_euler("xyz", [20, 30, 40], degrees=True).as_matrix()
GRID = Grid.from_axes((12, 10, 6), AXES, [1.2, 1.5, 8], [10, 20, 30])
"""An oblique stack that no exchange of axes or sides leaves as it is, and the voxels of one."""
VALUES = np.random.default_rng(0).integers(0, 4000, GRID.shape).astype(np.uint16)
_UIDS = itertools.count(10**12)
Edit = Callable[[Dataset, int], None]


def write_series(
    folder: Path,
    array: Array,
    grid: Grid,
    *,
    edit: Edit | None = None,
    order: Sequence[int] | None = None,
    first_file: int = 0,
    syntax: str = ExplicitVRLittleEndian,
    **tags: Any,
) -> list[Path]:
    """Write one MR Image file a slice, as scanners do.

    Args:
        folder: created where it is missing.
        array: (k, j, i) of an integer type, (k, j, i, 3) for colour.
        grid: LPS mm; shear along k is carried by the positions of the slices.
        edit: called with each dataset and its slice index before it is written.
        order: the order of file names and instance numbers; the slices' own without it.
        first_file: number of the first file, where a folder gets several series.
        syntax: transfer syntax UID, uncompressed.
        tags: DICOM keywords set in every file; give ``SeriesInstanceUID`` to join two calls.

    Returns:
        The files in the order of the slices.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tags.setdefault("SeriesInstanceUID", _new_uid())
    names = {k: n for n, k in enumerate(order if order is not None else range(len(array)))}
    paths = []
    for k, pixels in enumerate(array):
        path = folder / f"IM{first_file + names[k]:04d}.dcm"
        dataset = _dataset(path, MR_IMAGE, syntax)
        dataset.InstanceNumber = names[k] + 1
        dataset.ImagePositionPatient = _decimals(grid.to_lps([0, 0, k]))
        dataset.ImageOrientationPatient = _decimals(grid.axes[:, :2].T.ravel())
        dataset.PixelSpacing = _decimals(grid.spacing[[1, 0]])
        dataset.SliceThickness = _decimals(grid.spacing[2:])[0]
        _set_pixels(dataset, pixels)
        _update(dataset, tags)
        if edit is not None:
            edit(dataset, k)
        dataset.save_as(path, enforce_file_format=True)
        paths.append(path)
    return paths


def write_enhanced(
    path: Path,
    arrays: Sequence[Array],
    grid: Grid,
    *,
    order: Sequence[int] | None = None,
    slopes: Sequence[float] | None = None,
    edit: Edit | None = None,
    **tags: Any,
) -> Path:
    """Write one Enhanced MR Image file.

    Args:
        path: of the file.
        arrays: one (k, j, i) uint16 volume for each time point.
        grid: LPS mm of every volume.
        order: permutation of the frames (time point × slice, slices fastest) in the file.
        slopes: rescale slope of each time point; 1 without it.
        edit: called with each frame's functional groups and its place in ``order``.
        tags: DICOM keywords set on the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    dataset = _dataset(path, ENHANCED_MR_IMAGE, ExplicitVRLittleEndian)
    dataset.SeriesInstanceUID = _new_uid()
    slices = grid.size[2]
    order = list(order) if order is not None else list(range(len(arrays) * slices))
    frames = np.concatenate(arrays)
    shared = Dataset()
    shared.PlaneOrientationSequence = _item(
        ImageOrientationPatient=_decimals(grid.axes[:, :2].T.ravel())
    )
    shared.PixelMeasuresSequence = _item(
        PixelSpacing=_decimals(grid.spacing[[1, 0]]), SliceThickness=_decimals(grid.spacing[2:])[0]
    )
    dataset.SharedFunctionalGroupsSequence = DicomSequence([shared])
    groups = []
    for place, number in enumerate(order):
        time, k = divmod(number, slices)
        frame = Dataset()
        frame.PlanePositionSequence = _item(ImagePositionPatient=_decimals(grid.to_lps([0, 0, k])))
        frame.FrameContentSequence = _item(
            StackID="1", InStackPositionNumber=k + 1, TemporalPositionIndex=time + 1
        )
        frame.PixelValueTransformationSequence = _item(
            RescaleIntercept="0", RescaleSlope=str(slopes[time] if slopes else 1), RescaleType="US"
        )
        if edit is not None:
            edit(frame, place)
        groups.append(frame)
    dataset.PerFrameFunctionalGroupsSequence = DicomSequence(groups)
    _set_pixels(dataset, frames[order])
    dataset.NumberOfFrames = len(order)
    _update(dataset, tags)
    dataset.save_as(path, enforce_file_format=True)
    return path


def _new_uid() -> str:
    """A UID of its own; all are equally long, so that files of equal contents are, too."""
    return f"2.25.{next(_UIDS)}"


def _dataset(path: Path, sop_class: str, syntax: str) -> FileDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = sop_class
    meta.MediaStorageSOPInstanceUID = _new_uid()
    meta.TransferSyntaxUID = syntax
    dataset = FileDataset(
        str(path),
        {},
        file_meta=meta,
        preamble=b"\0" * 128,
        is_implicit_VR=syntax == ImplicitVRLittleEndian,
        is_little_endian=syntax != ExplicitVRBigEndian,
    )
    dataset.SOPClassUID = sop_class
    dataset.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    dataset.StudyInstanceUID = _new_uid()
    dataset.FrameOfReferenceUID = _new_uid()
    dataset.PatientName = "Simulated^Secret"
    dataset.PatientID = "SECRET-ID"
    dataset.Modality = "MR"
    dataset.SeriesNumber = 5
    dataset.SeriesDescription = "cine SAX"
    dataset.Manufacturer = "Simulated"
    dataset.MagneticFieldStrength = "1.5"
    return dataset


def _set_pixels(dataset: Dataset, pixels: Array) -> None:
    colour = pixels.ndim == 3 and pixels.shape[-1] == 3 and pixels.dtype == np.uint8
    dataset.SamplesPerPixel = 3 if colour else 1
    dataset.PhotometricInterpretation = "RGB" if colour else "MONOCHROME2"
    if colour:
        dataset.PlanarConfiguration = 0
    dataset.Rows, dataset.Columns = pixels.shape[:2] if colour else pixels.shape[-2:]
    bits = pixels.dtype.itemsize * 8
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = bits, bits, bits - 1
    dataset.PixelRepresentation = int(pixels.dtype.kind == "i")
    data = np.ascontiguousarray(pixels).tobytes()
    dataset.PixelData = data + b"\0" * (len(data) % 2)
    dataset["PixelData"].VR = "OW" if bits > 8 else "OB"


def _update(dataset: Dataset, tags: dict[str, Any]) -> None:
    for keyword, value in tags.items():
        setattr(dataset, keyword, value)


def _item(**tags: Any) -> DicomSequence:
    item = Dataset()
    _update(item, tags)
    return DicomSequence([item])


def _decimals(values: npt.ArrayLike) -> list[str]:
    """DICOM decimal strings, at most 16 characters."""
    texts = []
    for value in np.asarray(values, float):
        digits = 14
        while len(text := f"{value:.{digits}g}") > 16:
            digits -= 1
        texts.append(text)
    return texts
