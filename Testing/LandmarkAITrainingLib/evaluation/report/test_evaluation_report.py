"""The report: whole, self-contained, and in agreement with ``metrics.json``."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.image import Image as Scan
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.evaluation.collect import collect, summarise_run
from LandmarkAITrainingLib.evaluation.compare import compare_models
from LandmarkAITrainingLib.evaluation.metrics.statistics import Estimate
from LandmarkAITrainingLib.evaluation.report.case_pictures import draw_pictures
from LandmarkAITrainingLib.evaluation.report.evaluation_report import render_report
from LandmarkAITrainingLib.evaluation.report.html import section, table
from LandmarkAITrainingLib.evaluation.report.landmark_tables import radius_table
from LandmarkAITrainingLib.evaluation.report.words import detection_words, title
from LandmarkAITrainingLib.evaluation.summaries import Metrics
from LandmarkAITrainingLib.protocols.evaluate_model import evaluate
from phantom_cases import OffsetDetector, write_phantom_cases
from PIL import Image

VOID = {"meta", "img"}
FOREIGN = {"rect", "path", "use"}


class Outline(HTMLParser):
    """Tags that are open, headings, tables by their heading, and addresses that are referred to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[str] = []
        self.rows: dict[str, list[list[str]]] = {}
        self.addresses: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.addresses += [value or "" for name, value in attributes if name in ("src", "href")]
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.setdefault(self.headings[-1], []).append([])

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag in FOREIGN

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["h2"]:
            self.headings.append(data)
        if self.open[-1:] in (["td"], ["th"]):
            self.rows[self.headings[-1]][-1].append(data)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("report")
    facts = {"command": "landmarkai evaluate <data> & more"}
    records = read_dataset(write_phantom_cases(root / "data"))
    evaluate(records, OffsetDetector(missing=(2,)), root / "out", facts)
    return root / "out"


@pytest.fixture(scope="module")
def text(output: Path) -> str:
    return (output / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def outline(text: str) -> Outline:
    return Outline(text)


def test_it_is_one_whole_document(outline: Outline) -> None:
    assert outline.open == []


def test_nothing_is_fetched_from_elsewhere(text: str, outline: Outline) -> None:
    assert outline.addresses
    assert all(address.startswith(("data:image/png;base64,", "#")) for address in outline.addresses)
    assert not re.search(r"<(script|link|iframe)\b|@import|url\((?!#)", text)


def test_sections(outline: Outline) -> None:
    assert outline.headings == [
        "In short",
        "What was measured on",
        "Distance from the reference",
        "Error by axis",
        "All landmarks together",
        "Found, missed and false points",
        "Found within a given distance",
        "Seen from the LV center",
        "Direction of the anterior insertion",
        "AHA segments",
        "Contours",
        "Volumes, lengths, angles and segment means",
        "Does the model know when it is unsure?",
        "First look and refined look",
        "Person by person",
        "Best, median and worst cases",
        "Limits",
        "How this report was made",
    ]


def test_what_a_reader_must_know_is_said(text: str) -> None:
    assert "How well offsets finds landmarks of the heart: 6 cases of 4 people" in text
    assert "Reference: derived from segmentations." in text
    assert "not placed by a reader" in text
    assert "not a proof of fitness for clinical use" in text
    assert "0" * 64 in text
    assert "landmarkai evaluate &lt;data&gt; &amp; more" in text


def test_tables_hold_the_numbers(outline: Outline) -> None:
    header, *rows = outline.rows["Distance from the reference"]
    assert all(len(row) >= len(header) - 1 for row in rows)
    anterior = rows[0]
    assert anterior[:2] == ["cine", "Anterior RV insertion"]
    assert anterior[2:5] == ["12", "3", "5.0 [5.0–5.0]"]
    found = outline.rows["Found, missed and false points"][1]
    assert found[2] == "9 of 12"
    assert found[3].startswith("75.0\u00a0%")
    refined = outline.rows["First look and refined look"][1]
    assert refined[2:4] == ["10.0", "5.0"]


def test_pictures_can_be_opened(outline: Outline) -> None:
    assert len(outline.addresses) >= 6
    for address in outline.addresses:
        picture = Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2])))
        assert picture.size == (340, 340)


def test_curves_are_there(text: str) -> None:
    # One chart a contrast, one a volume, and two of the calibration.
    assert text.count("<svg") == text.count("</svg>") == 2 + 3 + 2


def metrics_of(root: Path, **options: Any) -> tuple[dict[str, Any], str]:
    """Metrics and report, without pictures, of two cases that have no segmentation."""
    write_phantom_cases(root)
    for path in root.rglob("*.seg.nrrd"):
        path.unlink()
    collected = collect(read_dataset(root)[:2], OffsetDetector(**options))
    metrics = summarise_run(collected, {})
    return metrics.to_json(), render_report(metrics, collected, [])


def test_sections_without_content_are_left_out(tmp_path: Path) -> None:
    _, text = metrics_of(tmp_path / "data", coarse_factor=None)
    headings = Outline(text).headings
    absent = {"Contours", "First look and refined look", "Best, median and worst cases"}
    assert not absent & set(headings)
    assert "Thin lines" not in text


def test_a_model_that_finds_nothing_has_a_report(tmp_path: Path) -> None:
    metrics, text = metrics_of(tmp_path / "data", missing=tuple(range(6)))
    assert metrics["all"]["landmarks"]["LV center"]["error_mm"] is None
    outline = Outline(text)
    assert outline.open == []
    assert outline.rows["Distance from the reference"][1][-5:] == ["–"] * 5


def test_what_the_other_model_never_finds_is_said(tmp_path: Path) -> None:
    write_phantom_cases(tmp_path / "data")
    records = read_dataset(tmp_path / "data")[:2]
    first, second = collect(records, OffsetDetector()), collect(records, OffsetDetector())
    never, unknown = "Anterior RV insertion", "LV center"
    second.observations = [
        replace(o, error_mm=None, status="missing") if o.landmark == never else o
        for o in second.observations
        if o.landmark != unknown
    ]
    metrics = replace(summarise_run(first, {}), comparison=compare_models(first, second))
    text = render_report(Metrics.from_json(metrics.to_json()), first, [])
    assert f"{never}: the other model never found it, so no distances can be compared." in text
    assert f"{unknown}: only this model looks for it, so nothing can be compared." in text
    (heading,) = (name for name in Outline(text).rows if name.startswith("Compared with"))
    rows = [row for row in Outline(text).rows[heading] if f"{never}, mm" in row]
    assert rows[0][rows[0].index(f"{never}, mm") + 1 :][:4] == ["0", "0", "–", "–"]


def test_only_what_is_of_the_heart_is_called_so(tmp_path: Path) -> None:
    write_phantom_cases(tmp_path / "data")
    metrics = summarise_run(collect(read_dataset(tmp_path / "data")[:1], OffsetDetector()), {})
    assert "finds landmarks of the heart:" in title(metrics)
    points = metrics.all.landmarks
    other = replace(metrics.all, landmarks={**points, "Pineal": next(iter(points.values()))})
    assert "finds landmarks:" in title(replace(metrics, all=other))
    assert "left ventricle" in detection_words(metrics)
    assert "left ventricle" not in detection_words(replace(metrics, all=other))
    kidney = replace(metrics.all, landmarks={}, segments={"Kidney": metrics.all.segments["Myocardium"]})
    assert "finds segments:" in title(replace(metrics, all=kidney))


def test_texts_are_escaped() -> None:
    html = table(["a<b", "c"], [["<script>", '"&"']])
    assert "<script>" not in html
    assert "a&lt;b" in html
    assert "&amp;" in html


def test_empty_parts_leave_no_heading() -> None:
    assert table(["a"], []) == ""
    assert section("Heading", "introduction", "") == ""


def test_pictures_of_no_known_size_are_measured_in_pixels(tmp_path: Path) -> None:
    write_phantom_cases(tmp_path / "data")
    records, detector = read_dataset(tmp_path / "data")[:1], OffsetDetector()
    collected = collect(records, detector)
    metrics = summarise_run(collected, {"command": "landmarkai evaluate"})
    metrics = replace(metrics, comparison=compare_models(collected, collected))
    in_pixels = replace(metrics, provenance={**metrics.provenance, "units": "px"})
    pictures = draw_pictures(collected, detector)
    text, other = (render_report(found, collected, pictures) for found in (in_pixels, metrics))
    assert "all distances are in pixels" in text and "over 10 px" in text.lower()
    assert not re.search(r"\bmm\b", text) and len(re.findall(r"\bmm\b", other)) > 40
    assert " px" not in re.sub(r"<style>.*?</style>", "", other, flags=re.DOTALL)
    named = replace(in_pixels, facts={"command": "landmarkai evaluate 'scans of 3 mm'"})
    assert "scans of 3 mm" in render_report(named, collected, [])  # a user's words stay as they are


class WideningDetector(OffsetDetector):
    """The same, with radii of 3 mm that were widened by 3, as its provenance says."""

    def detect(self, image: Scan) -> Detection:
        found = super().detect(image)
        points = LandmarkSet(tuple(replace(p, radius=3.0) for p in found.landmarks))
        widening = dict.fromkeys(found.landmarks.names(), 3.0)
        shift = {"distance": 9.0, "far": True, "widening": widening}
        return replace(found, landmarks=points, provenance={**found.provenance, "shift": shift})


def test_radii_are_shown_with_and_without_their_widening(tmp_path: Path) -> None:
    detector = WideningDetector(offsets={"LV center": (0.0, 2.0)}, coarse_factor=None)
    collected = collect(read_dataset(write_phantom_cases(tmp_path)), detector)
    assert {o.widening for o in collected.observations} == {3.0}
    metrics = summarise_run(collected, {})
    told = metrics.all.landmarks["LV center"].calibration
    assert (told.median_widening, told.unwidened_coverage) == (3.0, Estimate(0.0, None, None))
    shown = radius_table(metrics)
    assert "3.00" in shown
    assert "<td>100.0\xa0%</td><td>0.0\xa0%</td>" in shown
    assert radius_table(metrics) in render_report(metrics, collected, [])
    plain = collect(read_dataset(tmp_path), OffsetDetector())
    assert radius_table(summarise_run(plain, {})) == ""
