"""The quality page in a real browser: 50,000 simulated rows, keys, drags, filters, downloads."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from browser import Browser, find_browser
from LandmarkAILib.pictures.cohort.page import PAGE, write_page
from LandmarkAILib.pictures.thumbnail import save_thumbnail
from LandmarkAILib.quality.case_row import CaseRow
from LandmarkAILib.quality.flags import flags_of
from LandmarkAILib.quality.signs import Signs
from PIL import Image as Pillow
from short_axis_phantom import make_phantom

MANY = 50_000

needs_browser = pytest.mark.skipif(find_browser() is None, reason="no Chromium on this machine")


def simulated_rows(count: int, seed: int = 0) -> list[CaseRow]:
    """Rows such as a cohort has, drawn at random: no images stand behind them."""
    rng = np.random.default_rng(seed)
    rows = []
    for n in range(count):
        name = f"site{n % 40:02d}/study{n:06d}"
        if rng.random() < 0.02:
            rows.append(CaseRow(name, "failed", f"{name}.nrrd is damaged: copy it again."))
            continue
        signs = Signs(
            slices=int(rng.integers(6, 14)),
            missing=float(rng.beta(1, 12)),
            probability=float(rng.beta(4, 2)),
            radius=float(rng.lognormal(2.4, 0.2)),
            stages=float(rng.lognormal(2.8, 0.5)),
            neighbours=float(rng.lognormal(2.7, 0.4)),
            edge=float(rng.normal(70, 15)),
            width=float(rng.normal(68, 9)),
            contrast=float(rng.beta(12, 2)),
            cavity=float(rng.normal(130, 30)),
            muscle=float(rng.normal(120, 25)),
            risk=float(rng.beta(1.2, 2)),
        )
        sectors = tuple(rng.normal(100, 12, 16).tolist())
        flags = flags_of(signs, 24, [])
        rows.append(
            CaseRow(
                name, "done", "", 2.0, "cmr-sax 0.2.0", 24, 27, 1, signs, flags, sectors=sectors,
                simulated=True,
            )
        )  # fmt: skip
    return rows


@pytest.fixture(scope="module")
def many() -> list[CaseRow]:
    return simulated_rows(MANY)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, many: list[CaseRow]) -> Path:
    return write_page(tmp_path_factory.mktemp("large"), many)


@pytest.fixture
def browser(large: Path, tmp_path: Path) -> Iterator[Browser]:
    with Browser.start(tmp_path) as made:
        made.open(large)
        yield made
        assert made.errors == []


def shown(browser: Browser) -> int:
    """Cases that pass the filters, as the page says."""
    return int(browser.value("view.shown"))


def selected(browser: Browser) -> str:
    return str(browser.value("document.getElementById('name').textContent"))


def chip(browser: Browser, group: str, words: str) -> str:
    """A selector of the chip that begins with some words."""
    names = browser.value(f"[...document.querySelectorAll('#{group} button')].map(b => b.textContent)")
    number = next(n for n, name in enumerate(names, 1) if name.startswith(words))
    return f"#{group} button:nth-child({number})"


def by_risk(rows: list[CaseRow]) -> list[str]:
    """Names in the order of the page: what did not end well, then by falling risk."""
    numbered = sorted(
        enumerate(rows), key=lambda nr: (nr[1].status == "done", -(nr[1].signs.risk or 0.0), nr[0])
    )
    return [row.case for _, row in numbered]


@needs_browser
@pytest.mark.slow
def test_fifty_thousand_cases_are_there_and_few_are_in_the_document(
    browser: Browser, many: list[CaseRow]
) -> None:
    assert shown(browser) == MANY
    assert browser.value("document.querySelectorAll('.row').length") < 60
    assert "50,000 of 50,000" in browser.value("document.getElementById('count').textContent")
    expected = by_risk(many)
    assert selected(browser) == expected[0]
    browser.press("End")
    assert selected(browser) == expected[-1]
    assert browser.value("document.querySelectorAll('.row').length") < 60
    seen = browser.value("[...document.querySelectorAll('.row')].map(r => r.children[1].textContent)")
    assert seen[-1] == expected[-1]
    browser.press("Home")
    browser.press("j")
    browser.press("ArrowDown")
    assert selected(browser) == expected[2]


@needs_browser
@pytest.mark.slow
def test_a_range_that_is_dragged_keeps_the_cases_within_it(
    browser: Browser, many: list[CaseRow]
) -> None:
    x, y, width, height = browser.box("#histograms .histogram:nth-child(3) svg")
    browser.drag((x + 0.25 * width, y + height / 2), (x + 0.5 * width, y + height / 2))
    low, high = browser.value("view.ranges.get('radius_mm')")
    assert 0 < low < high
    within = [
        r for r in many if r.signs.radius is not None and low <= np.float32(r.signs.radius) <= high
    ]
    assert shown(browser) == len(within) > 0
    names = browser.value("[...order.subarray(0, view.shown)].map(n => cohort.cases[n])")
    assert set(names) == {row.case for row in within}
    browser.drag((x + 5, y + 5), (x + 5, y + 5))  # a mere click lifts it
    assert shown(browser) == MANY


@needs_browser
@pytest.mark.slow
def test_flags_status_and_name_filter_together(browser: Browser, many: list[CaseRow]) -> None:
    browser.click(chip(browser, "flags", "unsure"))
    flagged = [row for row in many if "unsure" in row.flags]
    assert shown(browser) == len(flagged) > 0
    browser.press("/")
    browser.type("site07")
    assert shown(browser) == sum(row.case.startswith("site07/") for row in flagged) > 0
    browser.click("#clear")
    assert shown(browser) == MANY
    browser.click(chip(browser, "statuses", "failed"))
    assert shown(browser) == sum(row.status == "failed" for row in many) > 0
    assert "is damaged" in browser.value("document.getElementById('message').textContent")


@needs_browser
@pytest.mark.slow
def test_decisions_by_key_are_downloaded_kept_and_loaded_again(
    browser: Browser, many: list[CaseRow], tmp_path: Path
) -> None:
    expected = by_risk(many)
    browser.press("r")
    browser.press("a")
    assert selected(browser) == expected[2]
    browser.press("n")
    browser.type('cut, "off"')
    browser.press("Enter")
    browser.press("r")
    browser.press("a")
    browser.press("ArrowUp")
    browser.press("u")
    browser.click("#download")
    file = tmp_path / "decisions.csv"
    for _ in range(200):
        if file.exists() and file.stat().st_size:
            break
        browser.value("new Promise(done => setTimeout(done, 50))")
    with file.open(encoding="utf-8", newline="") as opened:
        rows = {row["case"]: row for row in csv.DictReader(opened)}
    decided = {case: row["decision"] for case, row in rows.items()}
    assert decided == {expected[0]: "reject", expected[1]: "accept", expected[2]: "reject"}
    assert rows[expected[2]]["note"] == 'cut, "off"'
    text = file.read_text(encoding="utf-8")
    browser.value("window.before = true; location.reload()")
    browser.wait_for("!window.before && document.readyState === 'complete'")
    assert browser.value("decided.filter(Boolean).length") == 3  # kept by the browser
    browser.value(
        f"localStorage.clear(); decided.fill(0); notes.clear(); times.clear(); load({json.dumps(text)})"
    )
    assert browser.value("decisionsTable()") == text


@needs_browser
@pytest.mark.slow
def test_pictures_bullseye_and_names_that_are_no_markup(tmp_path: Path) -> None:
    made = make_phantom()
    odd = "a b/<img src=x onerror=alert(1)> #1"
    (tmp_path / odd).parent.mkdir()
    save_thumbnail(made.image, made.detection, tmp_path / f"{odd}.thumb.jpg")
    row = CaseRow(odd, "done", "said </script><b>bold</b>", sectors=tuple(range(16)), picture=True)
    other = replace(row, case="without picture", sectors=(), picture=False)
    page = write_page(tmp_path, [row, other])
    with Browser.start(tmp_path, dark=True) as browser:
        browser.open(page)
        browser.wait_for("document.getElementById('thumbnail').naturalWidth > 0")
        assert selected(browser) == odd
        texts = browser.value("[...document.querySelectorAll('#bullseye text')].map(t => t.textContent)")
        assert sorted(map(float, texts)) == list(range(16))
        assert browser.value("document.querySelectorAll('#message b').length") == 0
        browser.press("ArrowDown")
        browser.wait_for("!document.getElementById('nopicture').hidden")
        assert browser.errors == []


def test_nothing_is_fetched_from_elsewhere(large: Path) -> None:
    text = large.read_text(encoding="utf-8")
    addresses = set(re.findall(r"https?://[^\s\"'<>)]+", text))
    assert addresses == {"http://www.w3.org/2000/svg"}
    assert "default-src 'none'" in text
    assert len(text) < 25e6


def test_a_thumbnail_is_small_and_shows_the_slices(tmp_path: Path) -> None:
    made = make_phantom()
    save_thumbnail(made.image, made.detection, tmp_path / "x.thumb.jpg")
    with Pillow.open(tmp_path / "x.thumb.jpg") as picture:
        assert picture.format == "JPEG" and picture.size == (552, 366)
    assert (tmp_path / "x.thumb.jpg").stat().st_size < 100_000


def test_the_page_of_a_folder_has_its_name(large: Path) -> None:
    assert large.name == PAGE
