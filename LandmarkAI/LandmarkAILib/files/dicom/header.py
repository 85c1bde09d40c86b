"""The header of a DICOM file: the few elements that place and describe an image.

SimpleITK gives the flat elements of a file, but not those inside sequences, where enhanced multi-frame
files keep the position, orientation and rescale slope of every frame. Its own reading of these assumes
that all frames are slices in order, evenly spaced, with the slope of the first. So the elements are read
here, as DICOM PS3.5 section 7 and annex A lay them out; decoding pixels is left to SimpleITK.
"""

from __future__ import annotations

import math
import mmap
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import InputError

Header = dict[str, Any]
"""Keyword → text, numbers as a tuple of floats, or a list of headers (a sequence)."""

_ELEMENTS = {
    0x0008_0005: ("SpecificCharacterSet", "CS"),
    0x0008_0016: ("SOPClassUID", "UI"),
    0x0008_0018: ("SOPInstanceUID", "UI"),
    0x0008_0060: ("Modality", "CS"),
    0x0008_0070: ("Manufacturer", "LO"),
    0x0008_103E: ("SeriesDescription", "LO"),
    0x0018_0050: ("SliceThickness", "DS"),
    0x0018_0087: ("MagneticFieldStrength", "DS"),
    0x0018_1060: ("TriggerTime", "DS"),
    0x0018_9118: ("CardiacSynchronizationSequence", "SQ"),
    0x0020_000E: ("SeriesInstanceUID", "UI"),
    0x0020_0011: ("SeriesNumber", "IS"),
    0x0020_0013: ("InstanceNumber", "IS"),
    0x0020_0032: ("ImagePositionPatient", "DS"),
    0x0020_0037: ("ImageOrientationPatient", "DS"),
    0x0020_0100: ("TemporalPositionIdentifier", "IS"),
    0x0020_9111: ("FrameContentSequence", "SQ"),
    0x0020_9113: ("PlanePositionSequence", "SQ"),
    0x0020_9116: ("PlaneOrientationSequence", "SQ"),
    0x0020_9128: ("TemporalPositionIndex", "UL"),
    0x0020_9153: ("NominalCardiacTriggerDelayTime", "FD"),
    0x0028_0002: ("SamplesPerPixel", "US"),
    0x0028_0004: ("PhotometricInterpretation", "CS"),
    0x0028_0008: ("NumberOfFrames", "IS"),
    0x0028_0010: ("Rows", "US"),
    0x0028_0011: ("Columns", "US"),
    0x0028_0030: ("PixelSpacing", "DS"),
    0x0028_1052: ("RescaleIntercept", "DS"),
    0x0028_1053: ("RescaleSlope", "DS"),
    0x0028_9110: ("PixelMeasuresSequence", "SQ"),
    0x0028_9145: ("PixelValueTransformationSequence", "SQ"),
    0x5200_9229: ("SharedFunctionalGroupsSequence", "SQ"),
    0x5200_9230: ("PerFrameFunctionalGroupsSequence", "SQ"),
}
_LONG_FORMS = frozenset(
    [b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"]
)
_FUNCTIONAL_GROUPS = (0x5200_9229, 0x5200_9230)
GROUP_OFFSETS = "offsets of the functional groups"
"""Key of the header for where in the file they start, in bytes."""
_BINARY = {"US": "H", "UL": "I", "FD": "d"}
_CHARACTER_SETS = {
    "ISO_IR 101": "iso8859_2",
    "ISO_IR 144": "iso8859_5",
    "ISO_IR 126": "iso8859_7",
    "ISO_IR 148": "iso8859_9",
    "ISO_IR 13": "shift_jis",
    "ISO 2022 IR 87": "iso2022_jp",
    "ISO 2022 IR 149": "euc_kr",
    "ISO_IR 192": "utf-8",
    "GB18030": "gb18030",
    "GBK": "gbk",
}
_UNDEFINED = 0xFFFF_FFFF
_TRANSFER_SYNTAX, _FIRST_PIXEL_ELEMENT = 0x0002_0010, 0x7FE0_0000
_END_OF_ITEM, _END_OF_SEQUENCE = 0xFFFE_E00D, 0xFFFE_E0DD
_IMPLICIT, _DEFLATED, _BIG_ENDIAN = "1.2.840.10008.1.2", "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2"
_PREFIX = 132


def is_dicom(path: Path) -> bool:
    """Whether a file starts as DICOM files do (PS3.10 section 7.1).

    Raises:
        OSError: it cannot be opened.
    """
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(_PREFIX)[128:] == b"DICM"


def read_header(path: Path) -> Header:
    """Read what :data:`_ELEMENTS` lists, up to the pixel data. Who the patient is, is not read.

    Raises:
        InputError: no DICOM file, or cut off within the header.
        OSError: it cannot be opened.
    """
    with path.open("rb") as file:
        if file.read(_PREFIX)[128:] != b"DICM":
            raise InputError(f"{path} is not a DICOM file: copy or export it again.")
        try:
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                header = _read_elements(data)
        except (struct.error, zlib.error, RecursionError, _TruncatedError) as error:
            raise InputError(f"{path} is damaged or truncated: copy or export it again.") from error
    codec = _CHARACTER_SETS.get(header.get("SpecificCharacterSet", "").split("\\")[-1], "latin-1")
    for keyword in ("SeriesDescription", "Manufacturer"):
        if keyword in header:
            header[keyword] = header[keyword].encode("latin-1").decode(codec, "replace")
    return header


class _TruncatedError(Exception):
    """The data end within an element."""


@dataclass(frozen=True)
class _Encoding:
    """How elements are written: with their type (explicit) or without, in which byte order."""

    explicit: bool = True
    order: str = "<"


def _read_elements(data: mmap.mmap) -> Header:
    syntax, at = _IMPLICIT, _PREFIX
    # The file's own information is always explicit, little endian.
    while at + 2 <= len(data) and data[at : at + 2] == b"\x02\x00":
        tag, _, length, at = _element(data, at, _Encoding())
        if tag == _TRANSFER_SYNTAX:
            syntax = str(_value(data[at : at + length], "UI", "<"))
        at += length
    if at > len(data):
        raise _TruncatedError
    encoding = _Encoding(syntax != _IMPLICIT, ">" if syntax == _BIG_ENDIAN else "<")
    if syntax == _DEFLATED:
        unpacked = zlib.decompressobj(-15).decompress(data[at:])
        header = _dataset(unpacked, 0, len(unpacked), encoding, nested=False)[0]
        header.pop(GROUP_OFFSETS, None)  # they are not those of the file
        return header
    return _dataset(data, at, len(data), encoding, nested=False)[0]


def _element(data: bytes | mmap.mmap, at: int, encoding: _Encoding) -> tuple[int, bytes, int, int]:
    """Tag, value representation, length, and where the value starts."""
    group, number = struct.unpack_from(f"{encoding.order}HH", data, at)
    tag = group << 16 | number
    if not encoding.explicit or group == 0xFFFE:
        return tag, b"", struct.unpack_from(f"{encoding.order}I", data, at + 4)[0], at + 8
    kind = data[at + 4 : at + 6]
    if kind in _LONG_FORMS:
        return tag, kind, struct.unpack_from(f"{encoding.order}I", data, at + 8)[0], at + 12
    return tag, kind, struct.unpack_from(f"{encoding.order}H", data, at + 6)[0], at + 8


def _dataset(
    data: bytes | mmap.mmap, at: int, stop: int, encoding: _Encoding, nested: bool = True
) -> tuple[Header, int]:
    """Elements from ``at`` to ``stop`` or the end of the item; of the file itself, up to the pixels."""
    found: Header = {}
    while at < stop:
        start = at
        tag, explicit_kind, length, at = _element(data, at, encoding)
        if tag == _END_OF_ITEM or (tag >= _FIRST_PIXEL_ELEMENT and not nested):
            break
        value: Any
        keyword, kind = _ELEMENTS.get(tag, ("", ""))
        if length == _UNDEFINED or kind == "SQ":
            # An unknown type of undefined length is a sequence in the implicit form.
            inner = _Encoding(False) if explicit_kind == b"UN" else encoding
            value, at = _items(data, at, length, inner, bool(keyword))
        else:
            if at + length > len(data):
                raise _TruncatedError
            value = _value(data[at : at + length], kind, encoding.order) if keyword else None
            at += length
        if keyword and value:
            found[keyword] = value
        if tag in _FUNCTIONAL_GROUPS:
            found[GROUP_OFFSETS] = (*found.get(GROUP_OFFSETS, ()), start)
    return found, at


def _items(
    data: bytes | mmap.mmap, at: int, length: int, encoding: _Encoding, wanted: bool
) -> tuple[list[Header], int]:
    """The items of a sequence, and where it ends; unwanted items of known length are passed over."""
    stop = len(data) if length == _UNDEFINED else at + length
    if stop > len(data):
        raise _TruncatedError
    items = []
    while at < stop:
        tag, _, size, at = _element(data, at, encoding)
        if tag == _END_OF_SEQUENCE:
            break
        if size == _UNDEFINED:
            item, at = _dataset(data, at, stop, encoding)
            items.append(item)
        else:
            if wanted:
                items.append(_dataset(data, at, at + size, encoding)[0])
            at += size
    return items, at


def _value(raw: bytes, kind: str, order: str) -> str | tuple[float, ...]:
    """Text, or finite numbers; empty where they cannot be read."""
    if kind in _BINARY:
        size = struct.calcsize(_BINARY[kind])
        return tuple(map(float, struct.unpack(f"{order}{len(raw) // size}{_BINARY[kind]}", raw)))
    text = raw.decode("latin-1").strip(" \0")
    if kind not in ("DS", "IS"):
        return text
    try:
        numbers = tuple(float(number) for number in text.split("\\"))
    except ValueError:
        return ()
    return numbers if all(map(math.isfinite, numbers)) else ()
