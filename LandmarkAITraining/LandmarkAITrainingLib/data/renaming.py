"""Names of points and segments, mended in the files of a dataset: all else in them stays as it is."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from LandmarkAILib.core.names import nearest_name, without_number
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.atomic import atomic_path
from LandmarkAILib.files.input_errors import cannot_open

from .dataset import find_cases

_SEGMENT = re.compile(rb"^(Segment\d+_Name:=)([^\r\n]*)", re.MULTILINE)
_HEADER_ENDS = re.compile(rb"\r?\n\r?\n")
_COLUMNS = {"old", "new"}


@dataclass(frozen=True)
class Renaming:
    """A name, and what it is to be.

    Args:
        old: as it is written; a name without Slicer's number stands for numbered ones, too.
        new: what it becomes.
        file: the file it is in, without suffix; empty for all files.
    """

    old: str
    new: str
    file: str = ""


@dataclass(frozen=True)
class Change:
    """What is to be done to a name in a file, or was."""

    path: Path
    old: str
    new: str


def parse_renamings(given: Sequence[str]) -> tuple[Renaming, ...]:
    """``OLD=NEW``, ``FILE:OLD=NEW``, or paths of tables with the columns old, new and, optionally, file.

    Raises:
        InputError: neither of them, a table that cannot be used, or a name that becomes two.
    """
    found: list[Renaming] = []
    for text in given:
        old, equals, new = text.partition("=")
        if not equals and text.lower().endswith(".csv"):
            found += _table(Path(text))
            continue
        if not equals or not old.strip() or not new.strip():
            raise InputError(f"--rename {text}: give OLD=NEW, or a .csv with the columns old and new")
        if "=" in new:
            raise InputError(
                f"--rename {text}: more than one '=', so nobody knows where the old name ends: "
                "put such names into a .csv with the columns old and new"
            )
        file, colon, name = old.partition(":")
        found.append(Renaming(*((name, new, file) if colon else (old, new))))
    stripped = [Renaming(r.old.strip(), r.new.strip(), r.file.strip()) for r in found]
    places = {(r.file, r.old): r.new for r in stripped}
    if torn := [r for r in stripped if places[r.file, r.old] != r.new]:
        raise InputError(f"--rename: '{torn[0].old}' is to become two names: give one")
    return tuple(stripped)


def _table(path: Path) -> list[Renaming]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error}): save the table as UTF-8 CSV.") from error
    rows = list(csv.DictReader(lines, delimiter=";" if lines and ";" in lines[0] else ","))
    if not rows or not rows[0].keys() >= _COLUMNS:
        raise InputError(f"{path} lacks the columns old and new, or has no line: add them.")
    if empty := [n for n, row in enumerate(rows, 2) if not row["old"] or not row["new"]]:
        raise InputError(f"{path} has no name in a column of line {empty[0]}: fill it in.")
    return [Renaming(row["old"], row["new"], row.get("file") or "") for row in rows]


def plan(root: Path, renamings: Sequence[Renaming]) -> list[Change]:
    """What would be changed in the case folders of a dataset; nothing is written.

    Raises:
        InputError: no folder, a file that cannot be read, or two landmarks or two segments that
            become one.
    """
    changes: list[Change] = []
    for files in _files(root):
        before: dict[str, str] = {}
        for path in files:
            names = list(dict.fromkeys(_names(path)))
            new = {name: _new_name(name, path, renamings) for name in names}
            changes += [Change(path, name, new[name]) for name in names if new[name] != name]
            if path.suffix != ".nrrd":
                _refuse_merged(path, new, before)
            elif len(set(new.values())) < len(set(names)):
                raise InputError(
                    f"{path}: two of its segments would have one name: merge them in Slicer."
                )
    return changes


def _refuse_merged(path: Path, new: dict[str, str], before: dict[str, str]) -> None:
    """See that two landmarks do not become one: nothing could tell their points apart again.

    Numbered points of one name are one landmark, and so are spellings of it.

    Args:
        path: of a point list.
        new: what its names become.
        before: what the landmarks of the files that belong with it were called, by what they become;
            those of this file are added.

    Raises:
        InputError: they would.
    """
    for old, name in new.items():
        written, becomes = without_number(old), without_number(name)
        other = before.setdefault(becomes, written)
        if written != other and nearest_name(written, [other]) is None:
            raise InputError(
                f"{path}: '{other}' and '{written}' would both be '{becomes}', and nothing could tell "
                "their points apart again: choose a name that is not there, or rename both."
            )


def write(changes: Iterable[Change]) -> None:
    """Write what was planned, each file whole.

    Raises:
        InputError: a file that cannot be read any more.
        OutputError: one that cannot be written.
    """
    by_file: dict[Path, dict[str, str]] = {}
    for change in changes:
        by_file.setdefault(change.path, {})[change.old] = change.new
    for path, names in by_file.items():
        content = _renamed(path, names)
        with atomic_path(path) as temporary:
            temporary.write_bytes(content)


def _files(root: Path) -> list[list[Path]]:
    """Point lists and segmentations of the cases; point lists that belong together in one list."""
    files: list[list[Path]] = []
    for record in find_cases(root, lambda folder, error: None):
        unnamed = [path for observer, path in record.landmarks.items() if not observer]
        files.append([*unnamed, *record.parts])
        files += [[path] for observer, path in record.landmarks.items() if observer]
        if record.segmentation is not None and record.segmentation.name.lower().endswith(".seg.nrrd"):
            files.append([record.segmentation])
    return files


def _new_name(name: str, path: Path, renamings: Sequence[Renaming]) -> str:
    """What a name becomes: by its own renaming, else by that of the name without its number."""
    stem = path.name.lower().split(".")[0]
    here = [r for r in renamings if r.file.lower() in ("", stem)]
    here.sort(key=lambda r: not r.file)  # what is said of the file comes first
    for written in (name, without_number(name)):
        for renaming in here:
            if renaming.old == written:
                return renaming.new
    return name


def _names(path: Path) -> list[str]:
    content = _read(path)
    if path.name.lower().endswith(".nrrd"):
        return [found[2].decode("utf-8", "replace") for found in _SEGMENT.finditer(_header(content))]
    if path.name.lower().endswith(".fcsv"):
        return [row[place] for row, place in _fcsv_rows(content.decode("utf-8-sig").splitlines()) if row]
    return [str(point.get("label", "")) for point in _control_points(_json(content, path))]


def _renamed(path: Path, names: dict[str, str]) -> bytes:
    """The file with other names."""
    content = _read(path)
    if path.name.lower().endswith(".nrrd"):
        header = _header(content)
        bare = {old.encode(): new.encode() for old, new in names.items()}
        return _SEGMENT.sub(lambda m: m[1] + bare.get(m[2], m[2]), header) + content[len(header) :]
    if path.name.lower().endswith(".fcsv"):
        return _renamed_fcsv(content.decode("utf-8-sig"), names).encode()
    document = _json(content, path)
    for point in _control_points(document):
        point["label"] = names.get(point.get("label", ""), point.get("label", ""))
    return (json.dumps(document, indent=4, ensure_ascii=False) + "\n").encode()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise cannot_open(path, error) from error


def _header(content: bytes) -> bytes:
    """Of a NRRD file, up to the empty line that ends it."""
    end = _HEADER_ENDS.search(content)
    return content[: end.end()] if end else content


def _json(content: bytes, path: Path) -> dict[str, list[dict[str, list[dict[str, str]]]]]:
    try:
        document = json.loads(content.decode("utf-8-sig"))
        _ = [point["label"] for point in _control_points(document)]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path} is not a complete markups file: save the point list from 3D Slicer again."
        ) from error
    return document  # type: ignore[no-any-return]


def _control_points(
    document: dict[str, list[dict[str, list[dict[str, str]]]]],
) -> list[dict[str, str]]:
    return [point for markup in document["markups"] for point in markup.get("controlPoints", [])]


def _fcsv_rows(lines: Sequence[str]) -> list[tuple[list[str], int]]:
    """The fields of each line, none of comments, and at which place the label stands."""
    told = [line.partition("=")[2] for line in lines if line.startswith("# columns")]
    columns = [name.strip() for name in told[0].split(",")] if told else []
    place = columns.index("label") if "label" in columns else 11
    rows = [[] if line.startswith("#") else next(csv.reader([line]), []) for line in lines]
    return [(row if len(row) > place else [], place) for row in rows]


def _renamed_fcsv(text: str, names: dict[str, str]) -> str:
    lines = text.splitlines()
    for number, (row, place) in enumerate(_fcsv_rows(lines)):
        if row and row[place] in names:
            row[place] = names[row[place]]
            written = io.StringIO()
            csv.writer(written, lineterminator="").writerow(row)
            lines[number] = written.getvalue()
    return "\n".join(lines) + "\n"
