"""The files of a case in the output folder: complete, absent, or someone else's."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import OutputError
from ...files.detections import FORMAT

if TYPE_CHECKING:
    from ...files.cases import Case

MARKER = ".json"
SUFFIXES = (".mrk.json", ".seg.nrrd", ".csv", MARKER)

_BLOCKS, _BLOCK_BYTES = 16, 4096


@dataclass(frozen=True)
class Earlier:
    """A detection of an earlier run.

    Args:
        model: name and version.
        input: :func:`fingerprint` of its image; empty if unknown.
        complete: whether all its files are still there.
    """

    model: str
    input: str
    complete: bool


def earlier_detection(stem: Path) -> Earlier | None:
    """What an earlier run wrote under this stem; None if nothing.

    Args:
        stem: folder and name without suffix.
    """
    try:
        document = json.loads(output_file(stem, MARKER).read_text(encoding="utf-8"))
        if document["format"] != FORMAT:
            return None
        facts = document["provenance"]
        model = f"{facts['model']['name']} {facts['model']['version']}"
        complete = all(stem.with_name(name).is_file() for name in document["files"])
        return Earlier(model, facts.get("input", ""), complete)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None  # not a file of ours, whatever else it is


def refuse_to_replace(stem: Path) -> None:
    """Raise if one of the files to be written is there.

    It may be a reader's annotation, which has the same name beside its image.

    Raises:
        OutputError: names the file and the remedy.
    """
    for suffix in SUFFIXES:
        path = output_file(stem, suffix)
        if path.exists():
            raise OutputError(
                f"{path} is there and is no result for this image: choose another output folder, "
                "or pass --overwrite to replace it.",
                "output-exists",
            )


@contextmanager
def undone_on_failure(stem: Path) -> Iterator[None]:
    """Remove files of the case that are new if the block does not end well, interruption included."""
    files = [output_file(stem, suffix) for suffix in SUFFIXES]
    absent = [path for path in files if not path.exists()]
    try:
        yield
    except BaseException:
        for path in filter(Path.exists, absent):
            path.unlink()
        raise


def output_file(stem: Path, suffix: str) -> Path:
    """Not ``with_suffix``: a stem may hold dots."""
    return stem.with_name(stem.name + suffix)


def fingerprint(case: Case) -> str:
    """A digest by which a case is known again, wherever its file was moved to.

    Of a DICOM series its UID, which is unique; of a file its size and blocks spread over it, so that
    resuming a run need not read all images again.

    Raises:
        OSError: the file cannot be read.
    """
    digest = hashlib.sha256()
    if case.series is not None:
        digest.update(case.series.encode())
    else:
        size = case.source.stat().st_size
        digest.update(str(size).encode())
        with case.source.open("rb") as file:
            for n in range(_BLOCKS):
                file.seek(max(size - _BLOCK_BYTES, 0) * n // (_BLOCKS - 1))
                digest.update(file.read(_BLOCK_BYTES))
    return digest.hexdigest()
