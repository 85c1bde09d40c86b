"""``cohort.html``: all cases of a cohort, to be filtered, looked at and decided on in a browser.

One file that needs no network. Numbers are in typed arrays, 4 bytes a case and column, so that 50,000
cases are some 10 MB; thumbnails are the files that ``detect --pictures`` wrote beside the results.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ...analysis.aha.settings import SECTORS
from ...files.text import write_text
from ...quality.case_row import CaseRow, cells
from ...quality.flags import WORDS
from ..bullseye import RINGS, START, VIRIDIS

PAGE = "cohort.html"

_SCRIPTS = ("data.js", "filters.js", "table.js", "case.js", "decisions.js", "main.js")
_STATUSES = ("done", "unfinished", "failed", "damaged")
_SECTORS = 16


@dataclass(frozen=True)
class Column:
    """A column of numbers.

    Args:
        name: as in the table.
        label: short, for people.
        words: what it is.
        unit: of the values; empty for none.
        digits: after the point.
        histogram: whether its distribution is shown.
    """

    name: str
    label: str
    words: str
    unit: str = ""
    digits: int = 1
    histogram: bool = True


COLUMNS = (
    Column("risk", "Risk", "that a point lies over 10 mm off; an order to look in", "", 2),
    Column("missing", "Share missing", "of the points between the first and last slice with one", "", 2),
    Column("radius_mm", "Largest 90 % radius", "within which a point is said to lie", "mm"),
    Column("neighbours_mm", "Off the neighbours", "farthest from the line of the other slices", "mm"),
    Column("stages_mm", "First to last look", "farthest that a point moved between the stages", "mm"),
    Column("probability", "Lowest probability", "of the points that were found", "", 2),
    Column("contrast", "Contrast", "how well cavity and wall are told apart: 0 not, 1 fully", "", 2),
    Column("width_mm", "Width of the ventricle", "across, with its wall", "mm"),
    Column("edge_mm", "To the image's side", "from points and contours", "mm"),
    Column("slices", "Slices", "with a point", "", 0),
    Column("cavity_ml", "Cavity", "left ventricle, sum of slices", "mL", 0),
    Column("muscle_ml", "Wall", "left ventricle, sum of slices", "mL", 0),
    Column("ef_percent", "Ejection fraction", "largest and smallest cavity of the frames", "%", 0),
    Column("edv_ml", "End diastole", "left ventricle", "mL", 0, histogram=False),
    Column("esv_ml", "End systole", "left ventricle", "mL", 0, histogram=False),
    Column("mass_g", "Mass", "left ventricle", "g", 0, histogram=False),
    Column("found", "Points found", "", "", 0, histogram=False),
    Column("points", "Points looked for", "", "", 0, histogram=False),
    Column("uncertain", "Uncertain", "points with a 90 % radius over 10 mm", "", 0, histogram=False),
    Column("seconds", "Time", "wall time", "s", 1, histogram=False),
)


PIXEL_COLUMNS = (
    Column("radius_px", "Largest 90 % radius", "within which a point is said to lie", "px"),
    Column("stages_px", "First to last look", "farthest that a point moved between the stages", "px"),
    Column("edge_px", "To the image's side", "from the points", "px"),
)
"""Of pictures whose pixels have no known size."""


def write_page(folder: Path, rows: Sequence[CaseRow]) -> Path:
    """Write the page of an output folder.

    Args:
        folder: of the results; the page shows the pictures in it.
        rows: in the order of the names.

    Raises:
        OutputError: the folder does not take it.
    """
    place = files(__package__)
    page = place.joinpath("page.html").read_text(encoding="utf-8")
    parts = {
        "/*STYLE*/": place.joinpath("page.css").read_text(encoding="utf-8"),
        "/*SCRIPT*/": "\n".join(place.joinpath(n).read_text(encoding="utf-8") for n in _SCRIPTS),
        # No name of a case may end the element or begin a comment.
        "/*DATA*/": _json(_content(rows)).replace("<", "\\u003c"),
    }
    for mark, text in parts.items():
        before, _, after = page.partition(mark)
        page = before + text + after
    write_text(folder / PAGE, page)
    return folder / PAGE


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=True, separators=(",", ":"), allow_nan=False)


def _content(rows: Sequence[CaseRow]) -> dict[str, Any]:
    """What the scripts read; ``data.js`` says of which form it is."""
    with_pixels = any(row.in_pixels for row in rows)
    table = [cells(row, with_pixels) for row in rows]
    columns = [*COLUMNS, *(PIXEL_COLUMNS if with_pixels else ())]
    columns = [column for column in columns if column.unit != "mm" or not all(r.in_pixels for r in rows)]
    names = [row.case for row in rows]
    sectors = _sectors(rows)
    models = sorted({row.model for row in rows if row.model})
    done = [row for row in rows if row.status == "done"]
    return {
        "key": hashlib.sha256("\n".join(names).encode("utf-8", "surrogatepass")).hexdigest()[:16],
        "about": f"{', '.join(models[:3]) or 'no result'}{' and others' if len(models) > 3 else ''}",
        "simulated": bool(done) and all(row.simulated for row in done),
        "columns": [_column(column, table) for column in columns],
        "cases": names,
        "statuses": {
            "names": _STATUSES,
            "codes": _packed(np.array([_STATUSES.index(row.status) for row in rows], np.uint8)),
        },
        "flags": _flags(rows),
        "messages": {n: row.message for n, row in enumerate(rows) if row.message},
        "pictures": _packed(np.array([row.picture for row in rows], np.uint8)),
        "sectors": "" if sectors is None else _packed(sectors),
        "decisions": {n: row.decision for n, row in enumerate(rows) if row.decision},
        "bullseye": {
            "rings": [
                {"radii": RINGS[level], "start": START[level], "segments": segments}
                for level, segments in SECTORS.items()
            ],
            "colors": VIRIDIS.tolist(),
        },
    }


def _column(column: Column, table: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    values = np.array([row[column.name] for row in table], np.float64).astype(np.float32)
    described = {name: getattr(column, name) for name in ("name", "label", "words", "unit", "digits")}
    return {**described, "histogram": column.histogram, "values": _packed(values)}


def _flags(rows: Sequence[CaseRow]) -> dict[str, Any]:
    """Names, words, and of each case a bit a flag."""
    names = list(WORDS)
    bits = [sum(1 << names.index(flag) for flag in row.flags) for row in rows]
    return {
        "names": names,
        "words": list(WORDS.values()),
        "bits": _packed(np.array(bits, np.uint16)),
    }


def _sectors(rows: Sequence[CaseRow]) -> npt.NDArray[np.float32] | None:
    """(N, 16) means of the AHA segments; None where no case has any."""
    if not any(row.sectors for row in rows):
        return None
    none = (None,) * _SECTORS
    return np.array([row.sectors or none for row in rows], np.float64).astype(np.float32)


def _packed(values: npt.NDArray[Any]) -> str:
    """Little-endian, as all browsers' machines are."""
    return base64.b64encode(values.astype(values.dtype.newbyteorder("<")).tobytes()).decode("ascii")
