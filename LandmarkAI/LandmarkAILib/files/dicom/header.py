"""The header of a DICOM file, read by pydicom: which elements are wanted, and what they say.

Values are taken from their bytes and by the type that the standard gives their tag, because files in use
break rules: PixelSpacing as text of unlimited length, elements of unknown type, numbers that are none.
"""

from __future__ import annotations

import hashlib
import math
import os
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import InputError

if TYPE_CHECKING:
    from pydicom import Dataset
    from pydicom.tag import BaseTag

GROUPS = ("PerFrameFunctionalGroupsSequence", "SharedFunctionalGroupsSequence")
"""Where enhanced files keep what is true of one frame, and of all of them."""

_WANTED = (
    *("SpecificCharacterSet", "ImageType", "SOPClassUID", "SOPInstanceUID", "Modality", "Manufacturer"),
    *("SeriesDescription", "SliceThickness", "MagneticFieldStrength", "TriggerTime", "EchoNumbers"),
    *("ComplexImageComponent", "DiffusionBValue", "EchoTime", "AcquisitionTime", "ContentTime"),
    *("StudyInstanceUID", "SeriesInstanceUID", "SeriesNumber", "AcquisitionNumber", "InstanceNumber"),
    *("ImagePositionPatient", "ImageOrientationPatient", "FrameOfReferenceUID"),
    *("TemporalPositionIdentifier", "SamplesPerPixel", "PhotometricInterpretation", "NumberOfFrames"),
    *("Rows", "Columns", "PixelSpacing", "RescaleIntercept", "RescaleSlope", "RescaleType"),
    "ImagerPixelSpacing",
    *GROUPS,
)
_PATIENT = ("PatientID", "PatientName", "PatientBirthDate")
_BINARY = {"US": "H", "SS": "h", "UL": "I", "SL": "i", "FL": "f", "FD": "d"}
_PREFIX = 132
# A file without the prefix starts with the elements of its meta information or of the object itself.
_FIRST_GROUPS = (b"\x02\x00", b"\x08\x00")
_FIRST_LENGTHS = 1024  # bytes; the first element of either group is short
_DAMAGE = (
    *(EOFError, struct.error, zlib.error, ValueError, LookupError, ArithmeticError),
    # What pydicom raises where bytes are not what it expects.
    *(TypeError, AttributeError, NotImplementedError, RecursionError, AssertionError),
)


def is_dicom(path: Path) -> bool:
    """Whether a file starts as DICOM files do (PS3.10 section 7.1), or as they do without their prefix.

    Raises:
        OSError: it cannot be opened.
    """
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(_PREFIX)
    return head[128:] == b"DICM" or _lacks_prefix(head)


def read_header(path: Path) -> Dataset:
    """Read what is wanted of a file, up to the pixel data.

    Who the patient is, is kept only as a digest, :func:`patient_of`, by which two can be told apart.

    Raises:
        InputError: no DICOM file, or cut off within the header.
        OSError: it cannot be opened.
    """
    from pydicom import dcmread

    if not is_dicom(path):
        raise InputError(f"{path} is not a DICOM file: copy or export it again.")
    with damage_named(path), path.open("rb") as file:
        tags: Any = _wanted_tags()
        dataset = dcmread(file, stop_before_pixels=True, force=True, specific_tags=tags)
        end = 0 if file.closed else file.tell()
        if end > os.fstat(file.fileno()).st_size or _is_cut(dataset):
            raise EOFError
        if not len(dataset) and not object_class(dataset):
            raise EOFError
        for keyword in GROUPS:  # damage within them shows once they are unpacked
            for item in sequence(dataset, keyword):
                if _is_cut(item):
                    raise EOFError
        return dataset


@contextmanager
def damage_named(path: Path) -> Iterator[None]:
    """Turn what pydicom raises at damaged bytes into an error that names the file; keep it from warning.

    Raises:
        InputError: the block came upon damage.
    """
    from pydicom.errors import BytesLengthException, InvalidDicomError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except (*_DAMAGE, BytesLengthException, InvalidDicomError) as error:
            raise InputError(f"{path} is damaged or truncated: copy or export it again.") from error


def numbers(dataset: Dataset, keyword: str) -> tuple[float, ...]:
    """Finite numbers of an element; empty where it has none or they cannot be read."""
    raw, order = _raw(dataset, keyword)
    _, kind = _entry(keyword)
    if kind in _BINARY and isinstance(raw, bytes):
        size = struct.calcsize(_BINARY[kind])
        count = len(raw) // size
        values = struct.unpack(f"{order}{count}{_BINARY[kind]}", raw[: count * size])
    else:
        try:
            values = tuple(float(number) for number in _split(raw))
        except (TypeError, ValueError):
            return ()
    return tuple(map(float, values)) if all(map(math.isfinite, values)) else ()


def number(dataset: Dataset, keyword: str) -> float | None:
    """The first number of an element; None where it has none."""
    return next(iter(numbers(dataset, keyword)), None)


def text(dataset: Dataset, keyword: str) -> str:
    """Text of an element in its character set; empty where it has none."""
    raw, _ = _raw(dataset, keyword)
    if isinstance(raw, bytes) and not raw.isascii():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return str(dataset[keyword].value)
            except (LookupError, ValueError, TypeError, AttributeError, NotImplementedError):
                pass  # an unknown or wrong character set; the letters of the Western one are legible
    return "\\".join(_split(raw))


def sequence(dataset: Dataset, keyword: str) -> list[Dataset]:
    """The items of a sequence; none where it is missing or something else."""
    from pydicom import Dataset as Item

    tag, _ = _entry(keyword)
    if tag not in dataset:
        return []
    items = dataset[tag].value
    return [item for item in items or () if isinstance(item, Item)] if _iterable(items) else []


def patient_of(dataset: Dataset) -> str:
    """A digest of who the patient is, to compare files by."""
    identity = "\n".join(text(dataset, keyword) for keyword in _PATIENT)
    return hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()[:16]


def object_class(dataset: Dataset) -> str:
    """SOP Class UID of a file, from its meta information where the object itself has none."""
    meta = getattr(dataset, "file_meta", None) or {}
    return text(dataset, "SOPClassUID") or str(meta.get("MediaStorageSOPClassUID", ""))


def clock(dataset: Dataset, keyword: str) -> float | None:
    """Seconds since midnight of a TM element ``HHMMSS.FFFFFF``; None where it is none."""
    digits = text(dataset, keyword).strip().replace(":", "")
    whole, _, fraction = digits.partition(".")
    if not whole.isdecimal() or not whole.isascii() or len(whole) not in (2, 4, 6):
        return None
    hours, minutes, seconds = (int(whole[at : at + 2] or 0) for at in (0, 2, 4))
    part = float(f"0.{fraction}") if fraction.isdecimal() and fraction.isascii() else 0.0
    return hours * 3600 + minutes * 60 + seconds + part


def stated(dataset: Dataset, keyword: str) -> str:
    """What an element says where no numbers can be read from it, for a message; empty for nothing."""
    return "\\".join(_split(_raw(dataset, keyword)[0])).strip()[:64]


def _lacks_prefix(head: bytes) -> bool:
    """Whether bytes are a first element, of explicit or implicit type, as a bare data set starts."""
    if head[:2] not in _FIRST_GROUPS or len(head) < 16 or head[3]:
        return False
    if head[4:6].isalpha() and head[4:6].isupper():
        return head[4:6] in (b"UL", b"OB", b"CS", b"UI", b"DA", b"TM", b"LO", b"SH")
    return int.from_bytes(head[4:8], "little") <= _FIRST_LENGTHS


def _is_cut(dataset: Dataset) -> bool:
    """Whether an element holds fewer bytes than it says."""
    items = map(dataset.get_item, dataset.keys())
    return any(
        isinstance(item.value, bytes) and len(item.value) < getattr(item, "length", 0) != 0xFFFF_FFFF
        for item in items
    )


def _raw(dataset: Dataset, keyword: str) -> tuple[Any, str]:
    """The value of an element as it is stored, and the byte order it is in."""
    tag, _ = _entry(keyword)
    item = dataset.get_item(tag) if tag in dataset else None
    if item is None:
        return None, "<"
    return item.value, "<" if getattr(item, "is_little_endian", True) else ">"


def _split(raw: Any) -> list[str]:
    if raw is None:
        return []
    if isinstance(raw, bytes):
        raw = raw.decode("latin-1")
    values = raw.split("\\") if isinstance(raw, str) else raw if _iterable(raw) else [raw]
    return [str(value).strip(" \0") for value in values if str(value).strip(" \0")]


def _iterable(value: Any) -> bool:
    return hasattr(value, "__iter__")


@cache
def _wanted_tags() -> list[BaseTag]:
    return [_entry(keyword)[0] for keyword in (*_WANTED, *_PATIENT)]


@cache  # a scan asks for the same fifty elements of every file; pydicom looks each up by its letters
def _entry(keyword: str) -> tuple[BaseTag, str]:
    """Tag and type of an element, by the standard's dictionary."""
    from pydicom.datadict import dictionary_VR, tag_for_keyword
    from pydicom.tag import Tag

    tag = Tag(tag_for_keyword(keyword) or 0)
    return tag, str(dictionary_VR(tag))
