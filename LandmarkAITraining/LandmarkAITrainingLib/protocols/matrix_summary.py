"""From the cells of the matrix to ``matrix.json`` and ``matrix.csv``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from LandmarkAILib.core.image import unit_of_length
from LandmarkAILib.files.text import read_json

from ..data.dataset import CaseRecord
from ..evaluation.compare import compare_points, with_holm
from ..evaluation.describe import contrast_of, describe_reference, distinct_names, distribution
from ..evaluation.files import ERRORS, METRICS, read_rows
from ..evaluation.observations import Observation
from .factors import left_out_factors, specialist_factors
from .matrix_plan import GENERALIST, MatrixRow, is_simulated

Matrix = dict[str, Any]


def summarise_matrix(
    rows: Sequence[MatrixRow],
    contrasts: Sequence[str],
    records: Sequence[CaseRecord],
    cells: Mapping[tuple[str, str], Path],
    facts: Mapping[str, Any],
) -> Matrix:
    """The content of ``matrix.json``.

    Args:
        rows: as planned; those without a cell are left out.
        contrasts: the columns.
        records: all cases.
        cells: folder of each cell that is done, by row and contrast.
        facts: JSON-ready, copied.

    Returns:
        ``unit`` of distances, ``rows``, ``columns``, ``cells`` (each with ``pooled`` over landmarks and
        ``landmarks``), ``factors`` (:mod:`.factors`) and ``comparisons`` of the generalist with each
        specialist.
    """
    metrics = {key: read_json(folder / METRICS) for key, folder in cells.items()}
    points = {key: _final(folder / ERRORS) for key, folder in cells.items()}
    done = [row for row in rows if any(name == row.name for name, _ in cells)]
    summaries = [
        _cell(row, contrast, points[row.name, contrast], metrics[row.name, contrast])
        for row in done
        for contrast in row.tested_on
        if (row.name, contrast) in cells
    ]
    return {
        **facts,
        "unit": unit_of_length(next(iter(metrics.values()))["provenance"]),
        "reference": describe_reference(records),
        "rows": [_row(row, metrics) for row in done],
        "columns": [_column(contrast, records) for contrast in contrasts],
        "cells": summaries,
        "factors": _factors(done, contrasts, summaries),
        "comparisons": _comparisons(done, points),
    }


def _final(path: Path) -> list[Observation]:
    return [o for o in read_rows(path, Observation) if o.stage == "final"]


def _row(row: MatrixRow, metrics: Mapping[tuple[str, str], Matrix]) -> Matrix:
    held = next(m for (name, _), m in metrics.items() if name == row.name)
    return {
        "name": row.name,
        "kind": row.kind,
        "trained_on": list(row.trained_on),
        "simulated": _how_real(row.trained_on),
        "training": held["training"],
        "model": held["model"],
    }


def _how_real(contrasts: Sequence[str]) -> str:
    simulated = sum(is_simulated(contrast) for contrast in contrasts)
    return "real" if not simulated else "simulated" if simulated == len(contrasts) else "mixed"


def _column(contrast: str, records: Sequence[CaseRecord]) -> Matrix:
    tested = [r for r in records if r.split == "test" and contrast_of(r) == contrast]
    return {
        "contrast": contrast,
        "simulated": is_simulated(contrast),
        "cases": len(tested),
        "subjects": len({record.subject for record in tested}),
    }


def _cell(row: MatrixRow, contrast: str, points: Sequence[Observation], metrics: Matrix) -> Matrix:
    names = distinct_names(o.landmark for o in points)
    return {
        "row": row.name,
        "column": contrast,
        "in_distribution": contrast in row.trained_on,
        "failed": metrics["failed"],
        "pooled": _errors(points),
        "landmarks": {name: _errors([o for o in points if o.landmark == name]) for name in names},
    }


def _errors(points: Sequence[Observation]) -> Matrix:
    """How many reference points there are, the share that was found, and how far those are off."""
    present = [o for o in points if o.reference == "present"]
    found = [o for o in present if o.error_mm is not None]
    return {
        "points": len(present),
        "found": len(found) / len(present) if present else None,
        "error_mm": distribution(
            np.array([o.error_mm for o in found], dtype=float), [o.subject for o in found]
        ),
    }


def _factors(rows: Sequence[MatrixRow], contrasts: Sequence[str], cells: Sequence[Matrix]) -> Matrix:
    medians = {
        (cell["row"], cell["column"]): error and error.median.value
        for cell in cells
        for error in [cell["pooled"]["error_mm"]]
    }
    specialists = {row.name: row.trained_on[0] for row in rows if row.kind == "specialist"}
    left_out = {row.name: row.tested_on[0] for row in rows if row.kind == "left out"}
    generalist = GENERALIST if any(row.kind == "generalist" for row in rows) else None
    return {
        "specialists": specialist_factors(medians, specialists, contrasts, generalist),
        "left_out": left_out_factors(medians, left_out, specialists, generalist),
    }


def _comparisons(
    rows: Sequence[MatrixRow], points: Mapping[tuple[str, str], Sequence[Observation]]
) -> Matrix:
    """Generalist minus specialist on the same points, by specialist, contrast and landmark.

    P values are adjusted (Holm) for all of these tests together.
    """
    comparisons = {
        row.name: {
            contrast: compare_points(points[GENERALIST, contrast], points[row.name, contrast])
            for contrast in row.tested_on
            if (GENERALIST, contrast) in points and (row.name, contrast) in points
        }
        for row in rows
        if row.kind == "specialist"
    }
    flat = [group for by_contrast in comparisons.values() for group in by_contrast.values()]
    adjusted = iter(with_holm(flat))
    return {
        row: {contrast: next(adjusted) for contrast in by_contrast}
        for row, by_contrast in comparisons.items()
    }


def matrix_table(matrix: Matrix) -> list[dict[str, Any]]:
    """The rows of ``matrix.csv``: one a cell and landmark, and one for all landmarks together."""
    return list(_table_rows(matrix))


def _table_rows(matrix: Matrix) -> Iterator[dict[str, Any]]:
    trained = {row["name"]: row for row in matrix["rows"]}
    tested = {column["contrast"]: column for column in matrix["columns"]}
    for cell in matrix["cells"]:
        for name, held in {"all": cell["pooled"], **cell["landmarks"]}.items():
            error = held["error_mm"]
            yield {
                "trained_on": cell["row"],
                "training_images": trained[cell["row"]]["simulated"],
                "tested_on": cell["column"],
                "test_images": "simulated" if tested[cell["column"]]["simulated"] else "real",
                "in_distribution": cell["in_distribution"],
                "landmark": name,
                "points": held["points"],
                "found": held["found"],
                "median_mm": error and error.median.value,
                "q1_mm": error and error.q1,
                "q3_mm": error and error.q3,
                "low_mm": error and error.median.low,
                "high_mm": error and error.median.high,
            }
