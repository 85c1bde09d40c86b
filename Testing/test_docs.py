"""The documentation is true: files that it names are there, its picture is current, pages are listed."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import draw_rooms
import pytest
import site_links

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
# Where a path that a page names may begin.
PLACES = (ROOT, ROOT / "LandmarkAI/LandmarkAILib", ROOT / "LandmarkAITraining/LandmarkAITrainingLib")
PLACES += (ROOT / "LandmarkAI", ROOT / "LandmarkAITraining")
PAGES = sorted(page for page in DOCS.rglob("*.md") if page.name != "changelog.md")


@pytest.mark.parametrize("page", PAGES, ids=[page.relative_to(DOCS).as_posix() for page in PAGES])
def test_files_that_a_page_names_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[\w.-]+/)+[\w-]+\.(?:py|toml))`", text))
    missing = {name for name in named if not any((place / name).is_file() for place in PLACES)}
    assert missing == set(), f"{page.name} names files that are gone"


@pytest.mark.parametrize("page", PAGES, ids=[page.relative_to(DOCS).as_posix() for page in PAGES])
def test_files_that_a_page_shows_are_there(page: Path) -> None:
    """As mkdocs has it: a formatter of code once took a line for Python, and the page showed that."""
    lines = page.read_text(encoding="utf-8").splitlines()
    for line in (line for line in lines if re.match(r"\s*-+\s*8\s*<", line)):
        shown = re.fullmatch(r'\s*--8<-- "([^"]+)"', line)
        assert shown and (ROOT / shown[1]).is_file(), f"{page.name} shows no file: {line}"


def test_the_walks_name_their_files() -> None:
    """So that the test above looks at something."""
    walks = (DOCS / "architecture.md").read_text(encoding="utf-8").partition("## Three walks")[2]
    assert len(re.findall(r"`[\w/]+\.py`", walks)) > 40


def test_the_picture_of_the_rooms_is_current() -> None:
    current = draw_rooms.PICTURE.read_text(encoding="utf-8") == draw_rooms.draw()
    assert current, "rooms or imports have changed: run python3 tools/draw_rooms.py"


def test_an_arrow_that_another_way_replaces_is_left_out() -> None:
    library = "LandmarkAILib"
    core, files, models = ((library, name) for name in ("core", "files", "models"))
    arrows = {(files, core), (models, files), (models, core), (core, models)}
    assert draw_rooms.reduced(arrows) == {(files, core), (models, files), (core, models)}


def test_every_page_is_in_the_navigation() -> None:
    """What mkdocs reads; a page that is not there is found by nobody."""
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[2]
    listed = re.findall(r": ([\w/-]+\.md)$", navigation, re.MULTILINE)
    assert sorted(listed) == sorted(page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md"))


def test_links_out_of_the_pages_lead_to_the_repository() -> None:
    config = SimpleNamespace(
        config_file_path=str(ROOT / "mkdocs.yml"), docs_dir=str(DOCS), repo_url="https://host/repo/"
    )
    page = SimpleNamespace(file=SimpleNamespace(src_uri="how-to/add-a-model.md"))
    text = "[a](../../README.md#use-it), [b](../training.md), [c](../../Testing)"
    shown = site_links.on_page_markdown(text, page=page, config=config)
    assert shown == (
        "[a](https://host/repo/blob/main/README.md#use-it), [b](../training.md), "
        "[c](https://host/repo/tree/main/Testing)"
    )
    with pytest.raises(FileNotFoundError, match=r"gone\.md"):
        site_links.on_page_markdown("[d](../../gone.md)", page=page, config=config)
