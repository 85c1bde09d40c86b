"""A number that changes when a case's labels or its image do."""

from __future__ import annotations

import hashlib
from pathlib import Path

from LandmarkAILib.files.input_errors import cannot_open

from .dataset import CaseRecord, landmark_file

_HEAD = 65536  # bytes of an image that hold its header


def digest(record: CaseRecord) -> str:
    """SHA-256 of a case's files, in hexadecimal digits.

    Files of landmarks and segments count as a whole, images by size and header: reading all of them
    twice would take long.

    Raises:
        InputError: a file cannot be opened.
    """
    found = hashlib.sha256()
    for path in (landmark_file(record), record.segmentation):
        if path is not None:
            found.update(_bytes(path))
    found.update(_bytes(record.image, _HEAD) + str(record.image.stat().st_size).encode())
    return found.hexdigest()


def _bytes(path: Path, most: int = -1) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise cannot_open(path, error) from error
