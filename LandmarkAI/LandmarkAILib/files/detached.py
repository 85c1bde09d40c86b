"""The files beside a NRRD or MetaImage header that hold its voxels."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

_HEADER_BYTES = 1 << 20
_MOST = 100_000  # files that a numbered pattern may stand for
_NRRD = re.compile(rb"^data ?file:[ \t]*(.*?)\r?$", re.MULTILINE | re.IGNORECASE)
_META = re.compile(rb"^\s*ElementDataFile\s*=[ \t]*(.*?)\s*$", re.MULTILINE)


def data_files(path: Path) -> list[Path]:
    """Where a header says that its voxels are, in its order; none where they are in the file itself.

    Raises:
        OSError: the header cannot be opened.
    """
    suffix = path.suffix.lower()
    if suffix not in (".nhdr", ".nrrd", ".mhd", ".mha"):
        return []
    with path.open("rb") as file:
        head = file.read(_HEADER_BYTES)
    is_nrrd = head.startswith(b"NRRD")
    if is_nrrd:
        head, _, _ = head.replace(b"\r\n", b"\n").partition(b"\n\n")
    found = (_NRRD if is_nrrd else _META).search(head)
    if found is None or found[1].strip().upper() in (b"LOCAL", b""):
        return []
    value = _text(found[1])
    if value.split()[0].upper() == "LIST":
        rest = head[found.end() :]
        names = [_text(line) for line in rest.splitlines() if line.strip()]
    else:
        names = _numbered(value)
    return [path.parent / name for name in names]


def _numbered(value: str) -> list[str]:
    """Names of a pattern such as ``slice%03d.raw 1 16 1``; the value itself where it is none."""
    pattern = re.fullmatch(r"(\S*%0?\d*d\S*)\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)(\s+\d+)?", value)
    if pattern is None or int(pattern[4]) == 0:
        return [value]
    step = int(pattern[4])
    numbers = range(int(pattern[2]), int(pattern[3]) + (1 if step > 0 else -1), step)
    return [pattern[1] % number for number in islice(numbers, _MOST)]


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape").strip()
