"""``report.html``: one file that a clinician can read; nothing in it is fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from ..evaluation.observations import Observation
from .case_pictures import CasePicture
from .charts import calibration_figures, error_curves
from .html import STYLE, paragraph, section
from .pictures import picture_gallery
from .tables import (
    angle_table,
    contour_table,
    data_table,
    detection_table,
    error_table,
    probability_table,
    refinement_table,
    success_table,
)
from .words import (
    CALIBRATION,
    CONTOURS,
    DETECTION,
    DIRECTION,
    DISTANCE,
    PICTURES,
    REFINEMENT,
    SUCCESS,
    limits,
    origin,
    reference_statement,
    summary_sentences,
    title,
)

Metrics = dict[str, Any]


def render_report(
    metrics: Metrics, observations: Sequence[Observation], pictures: Iterable[CasePicture]
) -> str:
    """The report as one HTML document.

    Args:
        metrics: the content of ``metrics.json``.
        observations: those it was made from, for the curves.
        pictures: slices to show.
    """
    heading = title(metrics)
    parts = [
        f"<h1>{escape(heading)}</h1>",
        reference_statement(metrics),
        section("In short", summary_sentences(metrics)),
        section("What was measured on", data_table(metrics)),
        section("Distance from the reference", paragraph(DISTANCE), error_table(metrics)),
        section("Found, missed and false points", paragraph(DETECTION), detection_table(metrics)),
        section(
            "Found within a given distance",
            paragraph(SUCCESS),
            error_curves(observations),
            success_table(metrics),
        ),
        section("Direction of the anterior insertion", paragraph(DIRECTION), angle_table(metrics)),
        section("Contours", paragraph(CONTOURS), contour_table(metrics)),
        section(
            "Does the model know when it is unsure?",
            paragraph(CALIBRATION),
            calibration_figures(metrics),
            probability_table(metrics),
        ),
        section("First look and refined look", paragraph(REFINEMENT), refinement_table(metrics)),
        section("Best, median and worst slices", paragraph(PICTURES), picture_gallery(pictures)),
        section("Limits", limits(metrics)),
        section("How this report was made", origin(metrics)),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(heading)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(part for part in parts if part)
        + "\n</body>\n</html>\n"
    )
