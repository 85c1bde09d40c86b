"""Point lists in 3D Slicer's own files, ``.mrk.json`` and ``.fcsv``: label = landmark name.

Files are written in LPS. On reading, the coordinate system that the file states is honoured; a file
that states none is refused, because a guess would be a mirror image of the truth.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..core.geometry import FloatArray
from ..core.landmarks import Landmark, LandmarkSet
from ..errors import InputError, OutputError
from .atomic import atomic_path
from .input_errors import cannot_open

# Slicer's identifier of the format; it is compared as text and need not resolve.
_SCHEMA = (
    "https://raw.githubusercontent.com/slicer/slicer/master/Modules/Loadable/Markups/Resources/Schema/"
    "markups-schema-v1.0.3.json#"
)
# Slicer 4 wrote codes.
_TO_LPS = {"LPS": (1, 1, 1), "1": (1, 1, 1), "RAS": (-1, -1, 1), "0": (-1, -1, 1)}
_FCSV_COLUMNS = "id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label,desc,associatedNodeID"
_CERTAINTY = re.compile(r"p \d\.\d\d( ±|[,;]|$)")  # begins what describe() says of a model's point
_FCSV_STATUS, _FCSV_DEFINED = 14, "2"


def read_landmarks(path: Path) -> LandmarkSet:
    """Read the points of a ``.mrk.json`` or ``.fcsv`` file.

    Every fiducial list of the file is read, other markups (lines, curves, regions) are not. Points
    without a position (undefined, missing, or still being placed) become missing landmarks. The
    control point's description becomes the note; probability, covariance and slice are not part of
    these formats.

    Returns:
        Landmarks in the order of the file, LPS mm.

    Raises:
        InputError: not such a file, damaged, without points lists, in units other than mm, or without
            a coordinate system.
    """
    if path.name.lower().endswith(".fcsv"):
        return _parse_fcsv(_read_text(path), path)
    if path.name.lower().endswith(".json"):
        return _parse_json(_read_text(path), path)
    raise InputError(f"{path} is not a point list: give a .mrk.json or .fcsv file saved by 3D Slicer.")


def write_landmarks(landmarks: LandmarkSet, path: Path, name: str = "") -> None:
    """Write landmarks as one fiducial list, ``.mrk.json`` or ``.fcsv``, in LPS mm.

    In ``.mrk.json`` a missing landmark is a control point without a position (Slicer: "missing"), so
    it is listed but neither shown nor placed. A ``.fcsv`` has none for it: the format demands
    coordinates, and what ignores Slicer's status column would see a point at the origin.

    Args:
        landmarks: what to write, in this order.
        path: file to write.
        name: what Slicer calls the list; by default it takes the file's name (``.mrk.json`` only).

    Raises:
        OutputError: another suffix, or the file cannot be written.
    """
    if path.name.lower().endswith(".fcsv"):
        text = to_fcsv(landmarks)
    elif path.name.lower().endswith(".mrk.json"):
        text = to_mrk_json(landmarks, name)
    else:
        raise OutputError(f"{path} cannot be a point list: name it .mrk.json or .fcsv.")
    with atomic_path(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


def describe(landmark: Landmark, units: str = "mm") -> str:
    """A landmark's certainty in words, for the description of its control point.

    Such as ``p 0.97 ± 1.4 mm, slice 5; far from its neighbours in the stack``: probability, expected
    distance from the truth (root of the trace of the covariance), index of the slice, note; before the
    slice, ``90 % within 2.6 mm`` where the radius is known. What is not known is left out.
    """
    certainty = []
    if landmark.probability < 1 or landmark.covariance is not None:
        certainty.append(f"p {landmark.probability:.2f}")
    if landmark.covariance is not None and landmark.position is not None:
        certainty.append(f"± {float(np.sqrt(np.trace(landmark.covariance))):.1f} {units}")
    parts = [" ".join(certainty)] if certainty else []
    if landmark.radius is not None and landmark.position is not None:
        parts.append(f"90 % within {landmark.radius:.1f} {units}")
    if landmark.slice is not None:
        parts.append(f"slice {landmark.slice}")
    return "; ".join(part for part in (", ".join(parts), landmark.note) if part)


def is_by_model(landmarks: LandmarkSet) -> bool:
    """Whether points that were read are a model's, and nobody has left a trace among them.

    A model's say how sure it is, as :func:`describe` writes it; a reader's say nothing of it, and those
    that were accepted, corrected or placed in Slicer say so.
    """
    placed = [point for point in landmarks if point.position is not None]
    seen = any(point.review for point in placed)
    return not seen and any(_CERTAINTY.match(point.note) for point in placed)


def to_mrk_json(landmarks: LandmarkSet, name: str = "", units: str = "mm") -> str:
    """Text of a ``.mrk.json`` file; see :func:`write_landmarks`."""
    points = [_control_point(n, landmark, units) for n, landmark in enumerate(landmarks, start=1)]
    markup = {
        "type": "Fiducial",
        **({"name": name} if name else {}),
        "coordinateSystem": "LPS",
        "coordinateUnits": "mm",
        "locked": False,
        "fixedNumberOfControlPoints": False,
        "labelFormat": "%N-%d",
        "lastUsedControlPointNumber": len(points),
        "controlPoints": points,
    }
    document = {"@schema": _SCHEMA, "markups": [markup]}
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _control_point(number: int, landmark: Landmark, units: str) -> dict[str, Any]:
    point: dict[str, Any] = {
        "id": str(number),
        "label": landmark.name,
        "description": describe(landmark, units),
    }
    if landmark.position is None:
        return point | {"positionStatus": "missing"}
    return point | {"position": [float(x) for x in landmark.position], "positionStatus": "defined"}


def to_fcsv(landmarks: LandmarkSet) -> str:
    """Text of a ``.fcsv`` file; see :func:`write_landmarks`."""
    text = io.StringIO()
    text.write("# Markups fiducial file version = 5.10\n# CoordinateSystem = LPS\n")
    text.write(f"# columns = {_FCSV_COLUMNS}\n")
    rows = csv.writer(text, lineterminator="\n")
    for number, landmark in enumerate(landmarks, start=1):
        if landmark.position is None:
            continue
        # A field over two lines would be two points to Slicer.
        label, description = (" ".join(s.split()) for s in (landmark.name, describe(landmark)))
        position = [float(x) for x in landmark.position]
        rows.writerow([number, *position, 0, 0, 0, 1, 1, 1, 0, label, description, ""])
    return text.getvalue()


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path} is not a text file: save the point list from 3D Slicer again."
        ) from error
    except OSError as error:
        raise cannot_open(path, error) from error


def _parse_json(text: str, path: Path) -> LandmarkSet:
    try:
        lists = [markup for markup in json.loads(text)["markups"] if markup["type"] == "Fiducial"]
        points = [(m, point) for m in lists for point in m["controlPoints"]]
        found = [
            _from_control_point(point, _signs(m.get("coordinateSystem"), path), path)
            for m, point in points
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path} is not a complete markups file: save the point list from 3D Slicer again."
        ) from error
    if not lists:
        raise InputError(f"{path} holds no point list: save one from Slicer's Markups module.")
    for markup in lists:
        _check_millimetres(markup.get("coordinateUnits", "mm"), path)
    return LandmarkSet(tuple(found))


def _from_control_point(point: dict[str, Any], signs: npt.ArrayLike, path: Path) -> Landmark:
    position = None
    if point.get("positionStatus", "defined") == "defined" and "position" in point:
        try:
            position = _position(point["position"], signs)
        except (TypeError, ValueError) as error:
            raise InputError(
                f"{path} says that '{point.get('label', '')}' is placed but gives no position for it: "
                "place the point again, or unset it."
            ) from error
    return Landmark(str(point.get("label", "")), position, note=str(point.get("description", "")))


def _check_millimetres(units: Any, path: Path) -> None:
    """Units are a name, or a code as [value, scheme, meaning]."""
    if (units[0] if isinstance(units, list) and units else units) != "mm":
        raise InputError(
            f"{path} is in units of {units!r}: set Slicer's length unit to mm and save again."
        )


def _parse_fcsv(text: str, path: Path) -> LandmarkSet:
    lines = [line for line in text.split("\n") if line.strip()]
    header = (line[1:].partition("=") for line in lines if line.startswith("#"))
    facts = {key.strip(): value.strip() for key, _, value in header}
    signs = _signs(facts.get("CoordinateSystem"), path)
    try:
        # One reader a line, as in Slicer: a stray quote must not swallow the points that follow.
        rows = [next(csv.reader([line])) for line in lines if not line.startswith("#")]
        columns = facts.get("columns", _FCSV_COLUMNS)
        if ";" in columns:
            raise InputError(
                f"{path} has semicolons between its columns, as a spreadsheet saves it: "
                "save the point list from 3D Slicer again."
            )
        places = (
            _columns(columns) if {"x", "label"} <= _columns(columns).keys() else _columns(_FCSV_COLUMNS)
        )
        return LandmarkSet(tuple(_from_fcsv_row(row, signs, places) for row in rows))
    except (ValueError, LookupError, csv.Error) as error:
        raise InputError(
            f"{path} is not a complete .fcsv file: save the point list from 3D Slicer again."
        ) from error


def _columns(line: str) -> dict[str, int]:
    return {name.strip(): n for n, name in enumerate(line.split(","))}


def _from_fcsv_row(row: list[str], signs: npt.ArrayLike, places: Mapping[str, int]) -> Landmark:
    """A point of a row whose columns lie where the file's own line of columns says."""
    description = places.get("desc", len(row))
    status = row[_FCSV_STATUS] if len(row) > _FCSV_STATUS else _FCSV_DEFINED
    values = [row[places[axis]] for axis in ("x", "y", "z")]
    position = _position(values, signs) if status == _FCSV_DEFINED else None
    note = row[description] if description < len(row) else ""
    return Landmark(row[places["label"]], position, note=note)


def _signs(system: Any, path: Path) -> tuple[int, int, int]:
    """Signs that bring coordinates of a coordinate system to LPS."""
    if system is None:
        raise InputError(
            f"{path} does not state its coordinate system, LPS or RAS: save it from 3D Slicer again."
        )
    # A bare number is refused: Slicer takes any in a .mrk.json for LPS.
    if not isinstance(system, str) or system not in _TO_LPS:
        raise InputError(
            f"{path} is in coordinate system {system!r}: save it from 3D Slicer in LPS or RAS."
        )
    return _TO_LPS[system]


def _position(values: Any, signs: npt.ArrayLike) -> FloatArray:
    position = np.asarray(values, dtype=np.float64)
    if position.shape != (3,) or not np.isfinite(position).all():
        raise ValueError(f"a position is three finite numbers, got {values}")
    return np.asarray(position * np.asarray(signs))
