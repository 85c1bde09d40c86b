"""The pixels of a DICOM file: taken as they lie there, or decompressed by GDCM (through SimpleITK)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ...errors import InputError
from ..input_errors import cannot_open, itk_errors
from ..native import plain_folder
from .header import damage_named, number, text
from .planes import Plane

if TYPE_CHECKING:
    from pydicom import Dataset

Array = npt.NDArray[Any]

_UNCOMPRESSED = (
    *("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.98", "1.2.840.10008.1.2.1.99"),
    *("1.2.840.10008.1.2.2", "1.2.840.113619.5.2"),
)
_BIG_ENDIAN = "1.2.840.10008.1.2.2"
# What GDCM decodes: RLE, JPEG, JPEG-LS, JPEG 2000.
_DECODED = (
    "1.2.840.10008.1.2.5",
    *(f"1.2.840.10008.1.2.4.{n}" for n in (50, 51, 53, 55, 57, 70, 80, 81, 90, 91)),
)
_WHOLE = 2.0**31  # slopes and intercepts below it keep whole numbers whole in 64 bits
_MULTI_FRAME = "1.2.840.10008.5.1.4.1.1.7.3"  # secondary capture, which GDCM neither places nor scales
_MEASURED = ("CT", "PT", "NM")
"""Modalities of measured values, which MONOCHROME1 only shows the other way round."""
_DESCRIPTION = (
    *("Rows", "Columns", "BitsAllocated", "BitsStored", "HighBit", "PixelRepresentation"),
    *("NumberOfFrames", "PhotometricInterpretation", "SamplesPerPixel", "PixelData", "FloatPixelData"),
    *("Modality", "RescaleType"),
)


def read_planes(planes: Sequence[Plane]) -> Array:
    """(k, j, i) values of planes, rescaled; each file is read once.

    Raises:
        InputError: a file is gone, damaged, or compressed in a way that cannot be read.
    """
    stored: dict[Path, Array] = {}
    for plane in planes:
        if plane.file not in stored:
            stored[plane.file] = read_stored(plane.file)
            if stored[plane.file].shape[0] <= plane.frame:
                raise InputError(f"{plane.file} lacks frames that it lists: copy or export it again.")
    scales = {plane.rescale for plane in planes}
    images = [stored[plane.file][plane.frame] for plane in planes]
    if scales == {(1.0, 0.0)}:
        return np.stack(images)
    if all(value.is_integer() and abs(value) < _WHOLE for scale in scales for value in scale):
        scaled = [
            image.astype(np.int64) * int(plane.rescale[0]) + int(plane.rescale[1])
            for image, plane in zip(images, planes, strict=True)
        ]
        return _smallest(np.stack(scaled))
    return np.stack(
        [
            image * plane.rescale[0] + plane.rescale[1]
            for image, plane in zip(images, planes, strict=True)
        ]
    )


def read_stored(path: Path) -> Array:
    """(frame, row, column) values as stored; only the stored bits count, and black is always the lowest.

    Raises:
        InputError: it is gone, damaged, or compressed in a way that cannot be read.
    """
    from pydicom import dcmread

    try:
        with damage_named(path):
            tags: Any = list(_DESCRIPTION)
            dataset = dcmread(path, force=True, specific_tags=tags)
            meta = getattr(dataset, "file_meta", None)
            syntax = str(getattr(meta, "TransferSyntaxUID", "") or "")
    except OSError as error:
        raise cannot_open(path, error) from error
    if syntax in _DECODED:
        values = _decode(path, dataset, syntax)
    elif not syntax or syntax in _UNCOMPRESSED:
        with damage_named(path):
            values = _unpack(path, dataset, syntax == _BIG_ENDIAN)
    else:
        from pydicom.uid import UID

        raise InputError(
            f"{path} is compressed as {UID(syntax).name}, which cannot be read: "
            "export it uncompressed, or convert it (with gdcmconv or dcmdjpeg, for instance)."
        )
    return _upright(dataset, values)


def _unpack(path: Path, dataset: Dataset, big: bool) -> Array:
    """Values of native pixel data (PS3.5 section 8.1.1)."""
    shape = _shape(dataset)
    if "FloatPixelData" in dataset:
        data, kind = dataset.FloatPixelData, np.dtype(np.float32)
    else:
        data, kind = dataset.get("PixelData", b""), _kind(path, dataset)
    kind = kind.newbyteorder(">" if big else "<")
    count = int(np.prod(shape, dtype=np.int64))
    if len(data) < count * kind.itemsize:
        raise InputError(
            f"{path} is damaged, incomplete or of an unknown kind "
            f"({len(data)} of {count * kind.itemsize} bytes of pixels): export it again."
        )
    values = np.frombuffer(data, kind, count).reshape(shape).astype(kind.newbyteorder("="), copy=False)
    return values if kind.kind == "f" else _stored_bits(dataset, values)


def _stored_bits(dataset: Dataset, values: Array) -> Array:
    """Values without what lies in the bits beside them, with their sign."""
    allocated = values.dtype.itemsize * 8
    bits = int(number(dataset, "BitsStored") or allocated)
    high = number(dataset, "HighBit")
    signed = bool(number(dataset, "PixelRepresentation"))
    if not 0 < bits < allocated:
        return values.view(values.dtype.str.replace("u", "i")) if signed else values
    shift = min(max(int(high if high is not None else bits - 1) + 1 - bits, 0), allocated - bits)
    # Up to the top of the word and down again: that drops the other bits and carries the sign.
    lifted = np.left_shift(values, values.dtype.type(allocated - bits - shift))
    if signed:
        lifted = lifted.view(values.dtype.str.replace("u", "i"))
    return np.asarray(np.right_shift(lifted, lifted.dtype.type(allocated - bits)))


def _decode(path: Path, dataset: Dataset, syntax: str) -> Array:
    """Values of compressed pixel data.

    GDCM gets a file of the pixels alone: it refuses frames that all lie at one position, applies the
    first frame's slope to all of them and turns MONOCHROME1 over.
    """
    import SimpleITK as sitk
    from pydicom import FileDataset
    from pydicom.dataset import FileMetaDataset
    from pydicom.uid import UID, generate_uid

    with plain_folder() as folder:
        copy = folder / "pixels.dcm"
        with damage_named(path):
            meta = FileMetaDataset()
            meta.TransferSyntaxUID = UID(syntax)
            meta.MediaStorageSOPClassUID = UID(_MULTI_FRAME)
            meta.MediaStorageSOPInstanceUID = generate_uid()
            bare = FileDataset(str(copy), {}, file_meta=meta, preamble=bytes(128))
            for name in _DESCRIPTION:
                if name in dataset and name not in ("Modality", "RescaleType"):
                    bare[name] = dataset[name]
            bare.SOPClassUID = meta.MediaStorageSOPClassUID
            bare.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
            bare.PhotometricInterpretation = "MONOCHROME2"
            bare["PixelData"].is_undefined_length = True
            bare.save_as(copy, enforce_file_format=True)
        with itk_errors(path):
            values = sitk.GetArrayFromImage(sitk.ReadImage(str(copy), imageIO="GDCMImageIO"))
    if values.size != np.prod(_shape(dataset), dtype=np.int64):
        raise InputError(f"{path} is damaged, incomplete or of an unknown kind: export it again.")
    return np.asarray(values.reshape(_shape(dataset)))


def _upright(dataset: Dataset, values: Array) -> Array:
    """MONOCHROME1 turned over, unless the values are measurements with a unit."""
    if text(dataset, "PhotometricInterpretation") != "MONOCHROME1" or values.dtype.kind == "f":
        return values
    measured = text(dataset, "RescaleType") not in ("", "US")
    if measured or text(dataset, "Modality") in _MEASURED:
        return values
    bits = int(number(dataset, "BitsStored") or values.dtype.itemsize * 8)
    sum_of_ends = -1 if values.dtype.kind == "i" else 2**bits - 1
    return np.asarray((sum_of_ends - values.astype(np.int64)).astype(values.dtype))


def _kind(path: Path, dataset: Dataset) -> np.dtype[Any]:
    allocated = number(dataset, "BitsAllocated") or 0
    if allocated not in (8, 16, 32):
        raise InputError(f"{path} has {allocated:g} bits a pixel: export it with 8 or 16.")
    return np.dtype(f"u{int(allocated) // 8}")


def _shape(dataset: Dataset) -> tuple[int, int, int]:
    frames, rows, columns = (
        int(number(dataset, name) or 1) for name in ("NumberOfFrames", "Rows", "Columns")
    )
    return max(frames, 1), rows, columns


def _smallest(values: Array) -> Array:
    """Whole numbers in the smallest signed type that holds them, 16 bits at least."""
    low, high = int(values.min()), int(values.max())
    for kind in (np.int16, np.int32):
        if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max:
            return values.astype(kind)
    return values
