"""The files of a ventricular function: ``function.json``, ``.csv``, ``.html``, and both phases."""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..analysis.function.result import (
    FORMAT,
    NAME,
    NORMAL_SOURCE,
    RULES,
    VERSION,
    Quantity,
    VentricularFunction,
    WallChange,
    quantities,
)
from ..core.records import read_record
from ..errors import InputError
from ..files.atomic import atomic_path, make_folder
from ..files.detections import SUFFIXES, write_detection
from ..files.text import read_document
from .function_page import RESEARCH, function_page
from .study_function import StudyFunction

_PHASES = ("ed", "es")

_COLUMNS = (
    *("quantity", "value", "unit", "indexed", "indexed_unit"),
    *("normal_low", "normal_high", "normal_of", "normal_source"),
)


def function_files(output: Path) -> list[Path]:
    """All files that a result can have in a folder."""
    phases = [output / f"{name}{suffix}" for name in _PHASES for suffix in SUFFIXES]
    return [*(output / f"{NAME}.{suffix}" for suffix in ("csv", "html", "json")), *phases]


def write_function(found: StudyFunction, output: Path) -> list[Path]:
    """Write all files of a result; ``function.json`` last, so that where it is, the others are whole.

    Raises:
        OutputError: the folder does not take them.
    """
    make_folder(output)
    files = []
    for name, frame in zip(_PHASES, (found.function.phases.ed, found.function.phases.es), strict=True):
        if (detection := found.detections[frame]) is not None:
            files += write_detection(detection, output / name)
    texts = {
        "csv": _csv(found.function),
        "html": function_page(found),
        "json": json.dumps(_document(found), indent=2, ensure_ascii=False, allow_nan=False) + "\n",
    }
    for suffix, text in texts.items():
        with atomic_path(output / f"{NAME}.{suffix}") as temporary:
            temporary.write_text(text, encoding="utf-8", newline="")
        files.append(output / f"{NAME}.{suffix}")
    return files


@dataclass(frozen=True)
class MeasuredFunction:
    """What a ``function.json`` holds for a report.

    Args:
        rows: the quantities.
        walls: by AHA segment.
        images: voxel digest of each frame; empty where it was measured on segmentations, in Slicer, or
            before these were kept.
    """

    rows: tuple[Quantity, ...] = ()
    walls: tuple[WallChange, ...] = ()
    images: tuple[str, ...] = ()


def read_function(path: Path) -> MeasuredFunction:
    """Read a ``function.json``.

    Raises:
        InputError: no such file, or damaged.
    """
    other = "is no function.json that landmarkai measure has written."
    document = read_document(path, FORMAT, other, "measure again")
    try:
        rows = [read_record(Quantity, row) for row in document["quantities"]]
        walls = [
            WallChange(w["segment"], w["name"], *(math.nan if w[p] is None else w[p] for p in _PHASES))
            for w in document["walls"]
        ]
        images = [str(one) for one in document.get("images", [])]
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path} is damaged: measure again.") from error
    return MeasuredFunction(tuple(rows), tuple(walls), tuple(images))


def _document(found: StudyFunction) -> dict[str, Any]:
    """JSON-ready; what is not known is null."""
    function = found.function
    return {
        "format": FORMAT,
        "version": VERSION,
        "sources": list(found.sources),
        "images": list(found.images),
        "phases": asdict(function.phases),
        "body_surface_m2": function.body_surface,
        "quantities": [_known(asdict(row)) for row in quantities(function)],
        "frames": [{"frame": n, **asdict(v)} for n, v in enumerate(function.volumes)],
        "walls": [_known({**asdict(w), "thickening": w.thickening}) for w in function.walls],
        "rules": RULES,
        "normal_ranges": NORMAL_SOURCE,
        "notes": list(function.notes),
        "study": asdict(found.facts),
        "model": found.model,
        "notice": RESEARCH,
    }


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {
        key: None if isinstance(value, float) and not math.isfinite(value) else value
        for key, value in values.items()
    }


def _csv(function: VentricularFunction) -> str:
    """One row a quantity, then one a wall and phase; units and normal ranges in columns of their own."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in quantities(function):
        indexed_unit = "" if row.indexed is None else f"{row.unit}/m2"
        cells = [row.name, _digits(row.value), row.unit, _digits(row.indexed), indexed_unit]
        writer.writerow([*cells, *_normal_cells(row)])
    for wall in function.walls:
        name = f"{wall.segment} {wall.name}"
        for quantity, value, unit in (
            (f"Wall {name}, end diastole", wall.ed, "mm"),
            (f"Wall {name}, end systole", wall.es, "mm"),
            (f"Thickening {name}", wall.thickening, "%"),
        ):
            writer.writerow([quantity, _digits(value), unit, *[""] * (len(_COLUMNS) - 3)])
    return text.getvalue()


def _normal_cells(row: Quantity) -> list[str]:
    """Range, which of the two values it is of, and where it is from; empty where there is none."""
    if row.normal is None:
        return [""] * 4
    which = "indexed" if row.normal_of_index else "value"
    return [*(f"{limit:g}" for limit in row.normal), which, NORMAL_SOURCE]


def _digits(value: float | None) -> str:
    return "" if value is None or not math.isfinite(value) else f"{value:.2f}"
