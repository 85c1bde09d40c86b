"""The report: figure and tables of the detection that is reviewed, as a PDF file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import qt
from slicer.i18n import tr as _

from ...analysis.aha.settings import AhaResult
from ...errors import LandmarkAIError
from ...files.atomic import atomic_path
from ...pictures.drawing import Drawing
from ...pictures.figure import figure_drawing
from ...pictures.report_pages import ReportTable, report_pages
from ..scene.dependants import aha_of
from ..scene.edits import landmarks_of
from ..scene.kinds import PROVENANCE
from ..scene.nodes import DetectionNodes
from ..scene.pictured import detection_of, has_slices
from ..scene.volumes import image_of
from .context import Context
from .core_sentences import told
from .paper import rows_of
from .pixmap import paint
from .widgets import set_enabled

_DPI = 300


class PdfPart:
    """The button *Report (PDF)…* beside those that take the table of points out of Slicer.

    Args:
        context: the panel's.
        row: the layout that gets the button.
    """

    def __init__(self, context: Context, row: Any) -> None:
        self._context = context
        self._button = qt.QPushButton(_("Report (PDF)…"))
        self._button.objectName = "pdfButton"
        self._button.connect("clicked(bool)", lambda: self._on_report())
        row.insertWidget(2, self._button)
        self.update()

    def update(self) -> None:
        """Show what can be done now."""
        nodes = self._context.results
        reason = "" if nodes is not None else _("There are no points yet: detect landmarks first.")
        tip = _("Write all slices, the AHA segments and all tables into one file, for print.")
        set_enabled(self._button, reason, tip)

    def save(self, path: Path) -> None:
        """Write the report, whole or not at all.

        Raises:
            LandmarkAIError: the volume can no longer be used, or the file cannot be written.
        """
        nodes = self._context.results
        assert nodes is not None
        with atomic_path(path) as temporary:
            write_pdf(pages_of(nodes), temporary)

    def _on_report(self) -> None:
        nodes = self._context.results
        if nodes is None or nodes.volume is None:
            return
        name = f"{nodes.volume.GetName()}.pdf"
        window, kind = self._button.window(), _("Report (*.pdf)")
        chosen = qt.QFileDialog.getSaveFileName(window, _("Save report"), name, kind)
        if not chosen:
            return
        path = Path(chosen).with_suffix(".pdf")
        try:
            self.save(path)
        except LandmarkAIError as error:
            self._context.ui.pointLabel.text = told(str(error))
            return
        self._context.ui.pointLabel.text = _("Written: {path}").format(path=path.name)


def pages_of(nodes: DetectionNodes) -> list[Drawing]:
    """The pages of a detection's report.

    Raises:
        InputError: the volume can no longer be used.
    """
    image, detection = image_of(nodes.volume), detection_of(nodes)
    aha = aha_of(nodes)
    figure = figure_drawing(image, detection, aha) if has_slices(nodes) else None
    tables = [
        ("Landmarks", nodes.table),
        ("AHA segments", nodes.aha_table),
        ("Measures", nodes.measures),
    ]
    shown = [ReportTable(title, rows_of(node)) for title, node in tables if node is not None]
    return report_pages(image.name, _facts(nodes, aha), figure, shown)


def _facts(nodes: DetectionNodes, aha: AhaResult | None) -> list[str]:
    """Model, how far a reader has gone, and the assumptions of the AHA segments."""
    model = json.loads(nodes.landmarks.GetAttribute(PROVENANCE) or "{}").get("model", {})
    named = " ".join(str(model[key]) for key in ("name", "version") if key in model)
    landmarks = list(landmarks_of(nodes))
    reviewed = sum(bool(landmark.review) for landmark in landmarks)
    notes = aha.notes if aha is not None else ()
    return [
        f"Model: {named or 'not stated'}",
        f"{reviewed} of {len(landmarks)} points reviewed",
        *(f"AHA segments: {note}" for note in notes),
    ]


def write_pdf(pages: Sequence[Drawing], path: Path) -> None:
    """Write drawings as PDF, each on a page of A4 across; lines and texts stay sharp.

    Args:
        pages: at least one, all of one size.
        path: the file.

    Raises:
        OSError: it cannot be written.
    """
    writer = qt.QPdfWriter(str(path))
    writer.setPageSize(qt.QPageSize(qt.QPageSize.A4))
    writer.setPageOrientation(qt.QPageLayout.Landscape)
    writer.setPageMargins(qt.QMarginsF(0, 0, 0, 0))
    writer.setResolution(_DPI)
    painter = qt.QPainter()
    if not painter.begin(writer):
        raise OSError(f"{path} cannot be written")
    scale = painter.viewport().width() / pages[0].width
    for number, page in enumerate(pages):
        if number:
            writer.newPage()
        painter.save()
        painter.scale(scale, scale)
        paint(painter, page.shapes)
        painter.restore()
    painter.end()
