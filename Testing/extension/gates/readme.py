"""The README, which is the extension's home page: what the index asks of it."""

from __future__ import annotations

import re

from .checkout import Checkout

_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)[^)]*\)|<img[^>]*\bsrc=\"([^\"]+)\"")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_ELSEWHERE = re.compile(r"[a-z]+:|#")
_STEP = re.compile(r"^\d+\. ", re.MULTILINE)
_CITATION = re.compile(r"doi\.org/|pubmed|CITATION\.cff")
TUTORIAL_STEPS = 3


def check_readme(checkout: Checkout) -> list[str]:
    """Name, description, screenshot, a line a module, tutorial, data, citation; no dead link."""
    readme = checkout.read("README.md")
    if not readme:
        return ["README.md is missing"]
    parts = sections(readme)
    return [
        *_opening_problems(checkout, parts[""]),
        *_module_problems(checkout, parts),
        *_tutorial_problems(checkout, parts),
        *_source_problems(parts),
        *(f"{path} is linked and missing" for path in _dead_links(checkout, readme)),
    ]


def sections(readme: str) -> dict[str, str]:
    """The text under each heading of the second level, by heading; what comes before, under ``""``."""
    start, *rest = _SECTION.split(readme)
    return {"": start, **dict(zip(rest[::2], rest[1::2], strict=True))}


def screenshots(checkout: Checkout, text: str) -> list[str]:
    """The screenshots of this checkout that a text shows."""
    paths = [first or second for first, second in _PICTURE.findall(text)]
    return [path for path in paths if path in checkout.under("Resources/Screenshots")]


def _opening_problems(checkout: Checkout, opening: str) -> list[str]:
    problems = []
    if not re.match(rf"# .*\b{re.escape(checkout.project)}\b", opening):
        problems.append(f"the first line is no heading with the name {checkout.project}")
    paragraphs = [text.strip() for text in opening.split("\n\n")[1:]]
    if not any(re.match(r"\w", text) and text.endswith(".") for text in paragraphs):
        problems.append("no short description follows the first heading")
    if not screenshots(checkout, opening):
        problems.append("no screenshot stands before the first section")
    return problems


def _module_problems(checkout: Checkout, parts: dict[str, str]) -> list[str]:
    text = parts.get("Modules", "")
    lines = [line for line in text.splitlines() if line.startswith(("|", "- "))]
    described = [re.match(r"[|-] +[`*\[]*(\w+)\b\W+\w+", line) for line in lines]
    names = {found[1] for found in described if found}
    return [f"section Modules has no line on {name}" for name in checkout.modules if name not in names]


def _tutorial_problems(checkout: Checkout, parts: dict[str, str]) -> list[str]:
    text = parts.get("Tutorial", "")
    problems = []
    if len(_STEP.findall(text)) < TUTORIAL_STEPS:
        problems.append(f"section Tutorial has fewer than {TUTORIAL_STEPS} numbered steps")
    if not screenshots(checkout, text):
        problems.append("section Tutorial has no screenshot")
    if "Sample Data" not in text:
        problems.append("section Tutorial does not say how to get its data from Sample Data")
    return problems


def _source_problems(parts: dict[str, str]) -> list[str]:
    problems = [] if "http" in parts.get("Data", "") else ["section Data names no source of the data"]
    citing = [text for heading, text in parts.items() if "citation" in heading.lower()]
    if not any(_CITATION.search(text) for text in citing):
        problems.append("no section on citation with a link")
    return problems


def _dead_links(checkout: Checkout, readme: str) -> list[str]:
    pictures = [first or second for first, second in _PICTURE.findall(readme)]
    targets = {target for target in [*pictures, *_LINK.findall(readme)] if not _ELSEWHERE.match(target)}
    places = {target.partition("#")[0].rstrip("/") for target in targets}
    return sorted(path for path in places if path not in checkout.files and not checkout.under(path))
