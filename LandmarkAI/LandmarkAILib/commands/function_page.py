"""``function.html``: what was measured, of whom, when and by which model, on a page for people."""

from __future__ import annotations

import html
import math
from datetime import date

from .. import __version__
from ..analysis.function.result import (
    NORMAL_SOURCE,
    RULES,
    Quantity,
    VentricularFunction,
    WallChange,
    mean_thickening,
    quantities,
)
from ..analysis.function.volumes import curve
from ..pictures.drawing import to_svg
from ..pictures.volume_curve import volume_curve
from .study_function import StudyFunction

RESEARCH = "For research only: LandmarkAI is not a medical device."

_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; color: #222; max-width: 46rem; margin: 2rem auto }
body { padding: 0 1rem }
table { border-collapse: collapse; margin: .8rem 0 }
td, th { padding: .22rem .9rem .22rem 0; text-align: right }
td:first-child, th:first-child { text-align: left }
th { border-bottom: 1px solid #bbb; font-weight: 600 }
h1 { font-size: 1.3rem }
h2 { font-size: 1.05rem; margin-top: 1.4rem }
.note { color: #555 }
@media print { body { margin: 0 } }
.facts td { text-align: left; padding-right: 1.4rem }
.facts td:first-child { color: #555 }
.pictures svg { max-width: 100%; height: auto }
"""


def function_page(found: StudyFunction, made: date | None = None) -> str:
    """The report of a result as one self-contained HTML page.

    Args:
        found: the result.
        made: the day of the report; today if None.
    """
    function = found.function
    phases = function.phases
    how = "found by the volume of the cavity" if phases.rule == "volume" else "as chosen"
    parts = [
        f"<h1>Ventricular function: {html.escape(', '.join(found.sources))}</h1>",
        f"<p class=note><b>{RESEARCH}</b></p>",
        _facts_table(found, made or date.today()),
        f"<p>End diastole is frame {phases.ed}, end systole frame {phases.es} (from 0), {how}.</p>",
        _pictures(found),
        _quantity_table(quantities(function), function),
        f"<h2>Volume over time</h2>{_curve_svg(function)}",
        _wall_table(function.walls),
        *(f"<p class=note>Note: {html.escape(note)}.</p>" for note in function.notes),
        f"<p class=note>{RULES}</p>",
    ]
    if function.sex is not None:
        parts.append(f"<p class=note>Normal: {NORMAL_SOURCE}; of LV mass the indexed value.</p>")
    body = "\n".join(part for part in parts if part)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Ventricular function</title>'
        f"<style>{_STYLE}</style><body>\n{body}\n</body></html>\n"
    )


def _facts_table(found: StudyFunction, made: date) -> str:
    """When, of whom, and by which model; what is not given is said to be so."""
    facts, model = found.facts, found.model
    patient = ", ".join(filter(None, (facts.sex or found.function.sex, facts.age)))
    by = "drawn contours, no model" if model is None else f"{model['name']} {model['version']}"
    rows = {
        "Study of": facts.date or "date not given",
        "Patient": patient or "sex and age not given",
        "Points and contours": by,
        "Report of": f"{made.isoformat()}, LandmarkAI {__version__}",
    }
    lines = (f"<tr><td>{key}</td><td>{html.escape(value)}</td></tr>" for key, value in rows.items())
    return f"<table class=facts>{''.join(lines)}</table>"


def _pictures(found: StudyFunction) -> str:
    """Both phases, where there are images of them."""
    return "" if found.pictures is None else f"<div class=pictures>{to_svg(found.pictures)}</div>"


def _curve_svg(function: VentricularFunction) -> str:
    curves = {"LV": curve(function.volumes, "lv"), "RV": curve(function.volumes, "rv")}
    return to_svg(volume_curve(curves, function.phases.ed, function.phases.es))


def _quantity_table(rows: list[Quantity], function: VentricularFunction) -> str:
    indexed, normal = function.body_surface is not None, function.sex is not None
    head = ["", "value"] + ["by body surface"] * indexed + ["normal"] * normal
    lines = ["".join(f"<th>{cell}</th>" for cell in head)]
    for row in rows:
        cells = [row.name, _shown(row.value, row.unit)]
        cells += [_shown(row.indexed, f"{row.unit}/m²")] * indexed
        cells += [_range(row)] * normal
        lines.append("".join(f"<td>{cell}</td>" for cell in cells))
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def _shown(value: float | None, unit: str) -> str:
    return "–" if value is None or not math.isfinite(value) else f"{value:.0f} {unit}"


def _range(row: Quantity) -> str:
    if row.normal is None:
        return ""
    unit = f"{row.unit}/m²" if row.normal_of_index else row.unit
    return f"{row.normal[0]:.0f}–{row.normal[1]:.0f} {unit}"


def _wall_table(walls: tuple[WallChange, ...]) -> str:
    if not walls:
        return ""
    rows = "".join(
        f"<tr><td>{w.segment} {w.name}</td><td>{_mm(w.ed)}</td><td>{_mm(w.es)}</td>"
        f"<td>{_shown(w.thickening, '%')}</td></tr>"
        for w in walls
    )
    mean = _shown(mean_thickening(walls), "%")
    return (
        "<h2>Wall thickness by AHA segment</h2><table><tr><th></th><th>end diastole</th>"
        f"<th>end systole</th><th>thickening</th></tr>{rows}<tr><td>Mean</td><td></td><td></td>"
        f"<td>{mean}</td></tr></table>"
    )


def _mm(value: float) -> str:
    return f"{value:.1f} mm" if math.isfinite(value) else "–"
