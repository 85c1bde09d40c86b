"""``report.html``: one file that a clinician can read; nothing in it is fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..collect import Collected
from ..summaries import Metrics
from .agreement_tables import agreement_tables, aha_table
from .case_pictures import CasePicture, picture_gallery
from .charts import bland_altman_charts, calibration_figures, error_curves
from .html import document, paragraph, section
from .landmark_tables import (
    about_center_table,
    angle_table,
    axis_table,
    comparison_part,
    contour_table,
    data_table,
    detection_table,
    error_table,
    other_name,
    probability_table,
    radius_table,
    refinement_table,
    success_table,
)
from .subject_tables import pooled_table, subject_table
from .words import (
    ABOUT_CENTER,
    AGREEMENT,
    AHA,
    AXES,
    CALIBRATION,
    COMPARISON,
    CONTOURS,
    DIRECTION,
    DISTANCE,
    PICTURES,
    REFINEMENT,
    SUBJECTS,
    SUCCESS,
    detection_words,
    limits,
    origin,
    reference_statement,
    summary_sentences,
    title,
)


def render_report(
    metrics: Metrics,
    collected: Collected,
    pictures: Iterable[CasePicture],
    extra: Sequence[str] = (),
) -> str:
    """The report as one HTML document.

    Args:
        metrics: the numbers.
        collected: what it was made from, for the curves.
        pictures: slices to show.
        extra: sections of a protocol, shown after the summary.
    """
    unit = metrics.unit
    parts = [
        reference_statement(metrics),
        section("In short", summary_sentences(metrics)),
        *extra,
        section("What was measured on", data_table(metrics.data)),
        section("Distance from the reference", paragraph(DISTANCE), error_table(metrics)),
        section("Error by axis", paragraph(AXES), axis_table(metrics)),
        section("All landmarks together", pooled_table(collected.observations, unit)),
        section("Found, missed and false points", *_found(metrics)),
        section(
            "Found within a given distance",
            paragraph(SUCCESS),
            error_curves(collected.observations, unit),
            success_table(metrics),
        ),
        section("Seen from the LV center", paragraph(ABOUT_CENTER), about_center_table(metrics)),
        section("Direction of the anterior insertion", paragraph(DIRECTION), angle_table(metrics)),
        section("AHA segments", paragraph(AHA), aha_table(metrics)),
        section("Contours", paragraph(CONTOURS), contour_table(metrics)),
        section(
            "Volumes, lengths, angles and segment means",
            paragraph(AGREEMENT),
            bland_altman_charts(metrics, collected.derived),
            agreement_tables(metrics),
        ),
        section(
            "Does the model know when it is unsure?",
            paragraph(CALIBRATION),
            calibration_figures(metrics),
            radius_table(metrics),
            probability_table(metrics),
        ),
        section("First look and refined look", paragraph(REFINEMENT), refinement_table(metrics)),
        section(
            f"Compared with {other_name(metrics)}",
            paragraph(COMPARISON),
            comparison_part(metrics),
        ),
        section("Person by person", paragraph(SUBJECTS), subject_table(collected.observations, unit)),
        section("Best, median and worst cases", paragraph(PICTURES), picture_gallery(pictures, unit)),
        section("Limits", limits(metrics)),
        section("How this report was made", origin(metrics)),
    ]
    return document(title(metrics), parts)


def _found(metrics: Metrics) -> tuple[str, str]:
    return paragraph(detection_words(metrics)), detection_table(metrics)
