"""Text, JSON and CSV files, each written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import math
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import InputError
from .atomic import atomic_path
from .input_errors import cannot_open


def write_text(path: Path, text: str) -> None:
    """Write a text file in UTF-8.

    Raises:
        OutputError: the file cannot be written.
    """
    with atomic_path(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write JSON; numbers that do not exist are null.

    Raises:
        OutputError: the file cannot be written.
    """
    text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False)
    write_text(path, text + "\n")


def read_json(path: Path) -> dict[str, Any]:
    """Read what :func:`write_json` wrote.

    Raises:
        InputError: unreadable or not JSON.
    """
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read ({error}): delete it to have it made again.") from error


def read_document(path: Path, kind: str, other: str, again: str) -> dict[str, Any]:
    """Read a JSON file of ours that says its ``format``.

    Args:
        path: the file.
        kind: the format.
        other: what to say of a file of another format, after its path.
        again: the remedy where it is damaged.

    Raises:
        InputError: no such file, damaged, or of another format.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise cannot_open(path, error) from error
    except ValueError as error:
        raise InputError(f"{path} is damaged: {again}.") from error
    if not isinstance(document, dict) or document.get("format") != kind:
        raise InputError(f"{path} {other}")
    return document


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write a CSV table of named columns, what does not exist is empty, numbers have six digits.

    Raises:
        OutputError: the file cannot be written.
    """
    with atomic_path(path) as temporary, temporary.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV, for what :func:`write_table` does not write: lines to be added, columns by place."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def append_line(file: int, line: bytes) -> None:
    """Add a line to a file in one write, or nothing of it where the disk is full.

    Args:
        file: descriptor, opened to append (``os.O_APPEND``).
        line: with its end.

    Raises:
        OSError: no space.
    """
    end = os.fstat(file).st_size
    if os.write(file, line) < len(line):
        os.ftruncate(file, end)
        os.write(file, line)


def cut_torn_line(path: Path) -> None:
    """Remove what a killed process left of a line at the end of a file, if there is one.

    Raises:
        OSError: it cannot be written.
    """
    if not path.exists():
        return
    with path.open("r+b") as file:
        end = file.seek(0, os.SEEK_END)
        kept, at = end, -1
        while kept and at < 0:
            start = max(0, kept - (1 << 16))
            file.seek(start)
            at = file.read(kept - start).rfind(b"\n")
            kept = start + at + 1
        if kept < end:
            file.truncate(kept)


def _cell(value: Any) -> Any:
    if isinstance(value, float):
        return f"{value:.6g}" if math.isfinite(value) else ""
    return value
