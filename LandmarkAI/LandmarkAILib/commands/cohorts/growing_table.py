"""Tables that are only appended to, and a journal by which a run that was killed is continued.

A row counts once the journal tells of it: what a killed run wrote beyond that is cut off. The table gets
its name when it is complete; until then it is called ``….unfinished``.
"""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from ...errors import InputError
from ...files.atomic import make_folder, output_error
from ...files.text import csv_text

_UNFINISHED, _JOURNAL = ".unfinished", ".planned"
Row = Sequence[str]


class GrowingTable:
    """A table and its key, written row by row.

    Args:
        table: where it is to lie when it is complete; it is continued if it is there.
        columns: of the table.
        key: a second table that grows with it, under its own name, for its owner's eyes; None for none.
        key_columns: of that.

    Raises:
        InputError: what is there is no such table.
        OutputError: it cannot be written.
    """

    def __init__(self, table: Path, columns: Row, key: Path | None, key_columns: Row) -> None:
        self._table = table
        self._unfinished = table.with_name(table.name + _UNFINISHED)
        self._journal_path = table.with_name(table.name + _JOURNAL)
        self._paths = [self._unfinished, *([key] if key else [])]
        heads = [columns, key_columns]
        self._copied = False  # and nothing added
        make_folder(table.parent)
        try:
            self._continue(heads)
            self._stack = ExitStack()
            modes = [0o666, 0o600]
            self._files = [
                self._stack.enter_context(os.fdopen(_open(path, mode), "ab"))
                for path, mode in zip(self._paths, modes, strict=False)
            ]
            self._journal = self._stack.enter_context(self._journal_path.open("ab"))
            for file, head in zip(self._files, heads, strict=False):
                if file.tell() == 0:
                    file.write(_encoded([head]))
            self.commit([], [], [])
        except OSError as error:
            raise output_error(self._unfinished, error) from error

    def __enter__(self) -> GrowingTable:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._stack.close()
        if kind is not None and self._copied:
            self._unfinished.unlink(missing_ok=True)

    def places(self) -> Iterator[str]:
        """The tokens of the places that are done."""
        for tokens, _ in self._journal_lines():
            yield from tokens

    def rows(self, which: int) -> Iterator[list[str]]:
        """The rows of the table (0) or of its key (1), before the first commit of this run."""
        with self._paths[which].open(encoding="utf-8", errors="surrogateescape", newline="") as file:
            rows = csv.reader(file)
            next(rows, None)
            yield from rows

    def commit(self, rows: Sequence[Row], key_rows: Sequence[Row], places: Sequence[str]) -> None:
        """Add rows and the tokens of the places that are done with them.

        Raises:
            OutputError: no space; the run can be continued when there is some.
        """
        self._copied = self._copied and not (rows or key_rows or places)
        try:
            for file, new in zip(self._files, (rows, key_rows), strict=False):
                file.write(_encoded(new))
                file.flush()
            ends = " ".join(str(file.tell()) for file in self._files)
            self._journal.write(f"{','.join(places)} {ends}\n".encode("ascii"))
            self._journal.flush()
        except OSError as error:
            raise output_error(self._unfinished, error) from error

    def finish(self) -> None:
        """Give the table its name."""
        self._stack.close()
        try:
            self._unfinished.replace(self._table)
        except OSError as error:
            raise output_error(self._table, error) from error

    def _continue(self, heads: Sequence[Row]) -> None:
        """Bring the files to where they fit together."""
        if not self._unfinished.exists():
            if self._table.exists():
                shutil.copyfile(self._table, self._unfinished)
                self._copied = True
        elif not self._journal_path.exists():
            self._unfinished.unlink()
        else:
            self._cut()
        for path, head in zip(self._paths, heads, strict=False):
            if path.exists():
                with path.open("rb") as file:
                    first = file.readline()
                if first and first != _encoded([head]):
                    raise InputError(
                        f"{self._table} is there and is no such table: choose another name."
                    )

    def _cut(self) -> None:
        """Cut off what was written after the last line of the journal that fits the files."""
        sizes = [path.stat().st_size if path.exists() else 0 for path in self._paths]
        fitting, kept, at = [0] * len(sizes), 0, 0
        for line, (_, ends) in zip(_lines(self._journal_path), self._journal_lines(), strict=False):
            at += len(line)
            if len(ends) == len(sizes) and all(e <= s for e, s in zip(ends, sizes, strict=True)):
                fitting, kept = ends, at
        for path, end in zip(self._paths, fitting, strict=True):
            if path.exists():
                os.truncate(path, end)
        os.truncate(self._journal_path, kept)

    def _journal_lines(self) -> Iterator[tuple[list[str], list[int]]]:
        for line in _lines(self._journal_path):
            tokens, *ends = line.decode("ascii", "replace").rstrip("\n").split(" ")
            if not all(end.isdecimal() for end in ends):
                return
            yield [token for token in tokens.split(",") if token], [int(end) for end in ends]


def _lines(path: Path) -> Iterator[bytes]:
    """The whole lines of a file; none of one that is not there."""
    if path.exists():
        with path.open("rb") as file:
            for line in file:
                if line.endswith(b"\n"):
                    yield line


def _open(path: Path, mode: int) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, mode)


def _encoded(rows: Sequence[Row]) -> bytes:
    return csv_text(rows).encode("utf-8", "surrogateescape")
