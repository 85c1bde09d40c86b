"""The header of a MetaImage file, checked before native code sees it.

MetaIO writes beyond its memory, or ends the process, where a header contradicts itself or compressed
voxels are damaged. https://itk.org/Wiki/MetaIO/Documentation
"""

from __future__ import annotations

import math
import re
import zlib
from pathlib import Path

from ..errors import InputError
from .detached import data_files

_HEADER_BYTES = 1 << 16
_MOST_VOXELS = 1 << 34
_BYTES = {
    **dict.fromkeys(("MET_CHAR", "MET_UCHAR"), 1),
    **dict.fromkeys(("MET_SHORT", "MET_USHORT"), 2),
    **dict.fromkeys(("MET_INT", "MET_UINT", "MET_FLOAT"), 4),
    **dict.fromkeys(("MET_LONG", "MET_ULONG"), 8),
    **dict.fromkeys(("MET_LONG_LONG", "MET_ULONG_LONG", "MET_DOUBLE"), 8),
}
_PER_AXIS = ("ElementSpacing", "ElementSize", "Offset", "Origin", "Position", "CenterOfRotation")
_PER_MATRIX = ("TransformMatrix", "Rotation", "Orientation")
_ONCE = ("NDims", "DimSize", "ElementType", "ElementNumberOfChannels", "CompressedData")
_DEEPEST = 5  # dimensions: space, time, channels


def check_metaimage(path: Path) -> None:
    """See that a header is whole, agrees with itself, and that its voxels are there.

    Raises:
        InputError: it is not so.
        OSError: it cannot be opened.
    """
    with path.open("rb") as file:
        fields, start = _fields(path, file.read(_HEADER_BYTES))
    size = _numbers(path, fields, "DimSize")
    kind = fields.get("ElementType", "")
    channels = _numbers(path, fields, "ElementNumberOfChannels") or [1.0]
    if not 1 <= len(size) <= _DEEPEST or any(n < 1 or not n.is_integer() for n in (*size, *channels)):
        raise _damaged(path, "DimSize")
    if _numbers(path, fields, "NDims") != [float(len(size))]:
        raise _damaged(path, "NDims")
    for names, count in ((_PER_AXIS, len(size)), (_PER_MATRIX, len(size) ** 2)):
        for name in names:
            if name in fields and len(_numbers(path, fields, name)) != count:
                raise _damaged(path, name)
    if kind not in _BYTES:
        raise InputError(f"{path} holds voxels of type '{kind}': save it with numbers, as .nrrd.")
    if len(channels) != 1 or math.prod(size) * channels[0] > _MOST_VOXELS:
        raise _damaged(path, "DimSize")
    _check_voxels(path, fields, start, int(math.prod(size) * channels[0]) * _BYTES[kind])


def _fields(path: Path, head: bytes) -> tuple[dict[str, str], int]:
    """Values by name, and where the header ends; the line of the data file is its last."""
    fields: dict[str, str] = {}
    at = 0
    for line in head.splitlines(keepends=True):
        at += len(line)
        name, equals, value = line.decode("latin-1").partition("=")
        name = name.strip()
        if not equals or (name in fields and name in _ONCE):
            raise _damaged(path, name[:40] or "header")
        if name in (*_PER_AXIS, *_PER_MATRIX, "DimSize") and "NDims" not in fields:
            raise _damaged(path, "NDims")
        fields[name] = value.strip()
        if name == "ElementDataFile":
            return fields, at
    raise _damaged(path, "ElementDataFile")


def _numbers(path: Path, fields: dict[str, str], name: str) -> list[float]:
    try:
        values = [float(value) for value in fields.get(name, "").split()]
    except ValueError as error:
        raise _damaged(path, name) from error
    if not all(map(math.isfinite, values)):
        raise _damaged(path, name)
    return values


def _check_voxels(path: Path, fields: dict[str, str], start: int, needed: int) -> None:
    """See that as many bytes are there as the header tells of."""
    if fields.get("BinaryData", "True").lower() != "true":
        raise InputError(f"{path} holds its voxels as text: save it as binary, or as .nrrd.")
    if (header_size := fields.get("HeaderSize", "")) not in ("", "0", "-1"):
        if not re.fullmatch(r"\d{1,9}", header_size):
            raise _damaged(path, "HeaderSize")
        needed += int(header_size)
    data = data_files(path)
    local = not data
    packed = fields.get("CompressedData", "False").lower() in ("true", "1")
    if packed and len(data) <= 1:
        held = _unpacked(path if local else data[0], start if local else 0, needed)
    else:
        held = path.stat().st_size - start if local else sum(file.stat().st_size for file in data)
    if held < needed:
        raise InputError(f"{path} is truncated or damaged: copy or export it again.")


def _unpacked(path: Path, start: int, needed: int) -> int:
    """Bytes that a compressed file unpacks to, as far as they are needed; 0 where it is damaged."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    count = 0
    with path.open("rb") as file:
        file.seek(start)
        block = file.read(1 << 16)
        while block and count < needed and not unpacker.eof:
            try:
                count += len(unpacker.decompress(block, 1 << 24))
            except zlib.error:
                return 0
            block = unpacker.unconsumed_tail or file.read(1 << 16)
    return count


def _damaged(path: Path, field: str) -> InputError:
    return InputError(f"{path} has a damaged header ({field}): export it again.")
