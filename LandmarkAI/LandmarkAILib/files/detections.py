"""The files of a detection: ``.mrk.json``, ``.seg.nrrd``, ``.csv`` and, for machines, ``.json``.

The ``.json`` holds what Slicer's formats have no place for (probability, covariance, slice, measures,
provenance) and is renamed last: where it is new, the other files of the detection are complete.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from ..analysis.measures import measure_rows, measures
from ..core.anatomy import Anatomy
from ..core.detection import Detection
from ..core.image import unit_of_length
from ..core.landmarks import Landmark, LandmarkSet
from ..core.records import read_record, write_record
from ..errors import InputError
from .atomic import atomic_path, digest, make_folder, output_error, restored_on_failure
from .markups import to_mrk_json
from .native import shown
from .segmentations import read_segmentation, save_nrrd
from .text import read_document

FORMAT = "LandmarkAI detection"
VERSION = 1
SUFFIXES = (".mrk.json", ".seg.nrrd", ".csv", ".json")

Table = Sequence[Mapping[str, object]]


def write_detection(detection: Detection, stem: Path, table: Table | None = None) -> list[Path]:
    """Write all files of a detection, or none.

    Files of an earlier detection of the same stem are replaced, and those that have no successor (its
    segmentation, its table) are removed. The same detection gives the same bytes.

    Args:
        detection: what to write.
        stem: folder and name without suffix: ``out/image`` gives ``out/image.mrk.json`` and so on.
            The folder is created if need be.
        table: rows of the ``.csv``, by column name; None or empty: the measures of a detection in a
            volume, and no such file for others.

    Returns:
        The files: ``.json``, ``.mrk.json``, then ``.seg.nrrd`` and ``.csv`` where there are such.

    Raises:
        OutputError: no space, no permission; what was there before is left as it was.
    """
    make_folder(stem.parent)
    record = _file(stem, ".json")
    outdated = _recorded_files(record)
    files: list[Path] = []
    written: dict[str, Path] = {}
    with ExitStack() as stack:
        stack.enter_context(restored_on_failure(_file(stem, suffix) for suffix in SUFFIXES))

        def new(file: Path) -> Path:
            files.append(file)
            written[file.name] = stack.enter_context(atomic_path(file))
            return written[file.name]

        # The stack closes, and so renames, in reverse order.
        new_record = new(record)
        units = unit_of_length(detection.provenance)
        points = to_mrk_json(detection.landmarks, f"{shown(stem.name)} landmarks", units)
        _write_text(new(_file(stem, ".mrk.json")), points)
        if detection.segmentation is not None:
            save_nrrd(detection.segmentation, new(_file(stem, ".seg.nrrd")), detection.anatomy)
        if rows := table or measure_rows(measures(detection)):
            _write_table(new(_file(stem, ".csv")), rows)
        del written[record.name]
        digests = {name: digest(temporary) for name, temporary in written.items()}
        _write_text(new_record, _to_document(detection, files, digests))
    for file in outdated.difference(files):
        _remove(file)
    return files


def read_detection(path: Path) -> Detection:
    """Read a detection from its ``.json`` file and the segmentation beside it.

    Landmarks come back exactly as they were written.

    Raises:
        InputError: not such a file, damaged, from a newer version, or its segmentation is missing.
    """
    detection, files = _read(path)
    beside = _file(_stem(path), ".seg.nrrd")
    return (
        replace(detection, segmentation=read_segmentation(beside)) if beside.name in files else detection
    )


def read_points(path: Path) -> Detection:
    """Read a detection from its ``.json`` file alone, without the segmentation: of many, that is fast.

    Raises:
        InputError: not such a file, damaged, or from a newer version.
    """
    return _read(path)[0]


def _read(path: Path) -> tuple[Detection, list[str]]:
    """What a record holds, and the names of its files."""
    document = _load(path)
    try:
        landmarks = LandmarkSet(tuple(_from_entry(entry) for entry in document["landmarks"]))
        provenance, files = dict(document["provenance"]), list(document["files"])
        anatomy = read_record(Anatomy, document.get("anatomy", {}))
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path} is damaged: run the detection again.") from error
    return Detection(landmarks, None, provenance, anatomy=anatomy), files


def _to_document(detection: Detection, files: Sequence[Path], digests: Mapping[str, str]) -> str:
    document = {
        "format": FORMAT,
        "version": VERSION,
        "coordinate_system": "LPS",
        "units": _units(detection),
        "landmarks": [_to_entry(landmark) for landmark in detection.landmarks],
        "measures": [asdict(measure) for measure in measures(detection)],
        "files": [file.name for file in files],
        "digests": digests,
        "provenance": detection.provenance,
    }
    if detection.anatomy != Anatomy():
        document["anatomy"] = write_record(detection.anatomy)
    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    if not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    # A file name that is not UTF-8: its bytes come back as they were.
    return json.dumps(document, indent=2, allow_nan=False) + "\n"


def _units(detection: Detection) -> dict[str, str]:
    length = unit_of_length(detection.provenance)
    return {
        "position": length,
        "covariance": f"{length}^2",
        "probability": "0 to 1",
        "slice": "index from 0",
        "radius": length,
    }


def _to_entry(landmark: Landmark) -> dict[str, Any]:
    position, covariance = landmark.position, landmark.covariance
    return {
        "name": landmark.name,
        "status": landmark.status,
        "position": None if position is None else np.asarray(position, float).tolist(),
        "probability": float(landmark.probability),
        "covariance": None if covariance is None else np.asarray(covariance, float).tolist(),
        "slice": None if landmark.slice is None else int(landmark.slice),
        "note": landmark.note,
        "radius": None if landmark.radius is None else float(landmark.radius),
    }


def _from_entry(entry: dict[str, Any]) -> Landmark:
    position, covariance = entry["position"], entry["covariance"]
    return Landmark(
        name=entry["name"],
        position=None if position is None else np.asarray(position, np.float64).reshape(3),
        probability=float(entry["probability"]),
        covariance=None if covariance is None else np.asarray(covariance, np.float64).reshape(3, 3),
        slice=entry["slice"],
        note=entry["note"],
        radius=entry.get("radius"),
    )


def _load(path: Path) -> dict[str, Any]:
    other = "is not a detection: give a .json file that landmarkai detect has written."
    document = read_document(path, FORMAT, other, "run the detection again")
    if document.get("version") != VERSION:
        raise InputError(
            f"{path} is of version {document.get('version')!r}, not {VERSION}: update LandmarkAI."
        )
    return document


def _recorded_files(record: Path) -> set[Path]:
    """Segmentation and table that an earlier detection's ``.json`` says are its own."""
    try:
        names = _load(record).get("files", [])
    except InputError:
        return set()
    own = (_file(_stem(record), suffix) for suffix in (".seg.nrrd", ".csv"))
    return {file for file in own if file.name in names}


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise output_error(file, error) from error


def _write_table(path: Path, table: Table) -> None:
    columns = list(dict.fromkeys(column for row in table for column in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, columns, lineterminator="\n")
        rows.writeheader()
        rows.writerows(table)


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _file(stem: Path, suffix: str) -> Path:
    """Not ``with_suffix``: a stem may hold dots."""
    return stem.with_name(stem.name + suffix)


def _stem(record: Path) -> Path:
    return record.with_name(record.name.removesuffix(".json"))
