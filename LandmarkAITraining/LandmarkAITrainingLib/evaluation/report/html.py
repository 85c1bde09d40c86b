"""Pieces of HTML; every text is escaped here, so that callers pass plain text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

STYLE = """
body { font: 16px/1.5 system-ui, "Segoe UI", Helvetica, Arial, sans-serif; color: #222;
  max-width: 1100px; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.25; } h2 { font-size: 1.25rem; margin-top: 2.5rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
table { border-collapse: collapse; font-size: .86rem; margin: .6rem 0; }
.wide { overflow-x: auto; }
th, td { padding: .3rem .55rem; border-bottom: 1px solid #ddd; text-align: right; }
td { white-space: nowrap; }
th { border-bottom: 2px solid #888; vertical-align: bottom; }
th.text, td.text { text-align: left; }
td small { color: #666; }
tr.group td { border-top: 2px solid #bbb; }
.box { background: #fff6dd; border-left: 4px solid #e0a800; padding: .6rem 1rem; margin: 1rem 0; }
.figures { display: flex; flex-wrap: wrap; gap: 1rem; }
figure { margin: 0; max-width: 100%; } figure svg, figure img { max-width: 100%; height: auto; }
figcaption { font-size: .82rem; color: #444; max-width: 340px; overflow-wrap: anywhere; }
code { font-size: .85rem; overflow-wrap: anywhere; }
@media print { h2 { break-after: avoid; } figure, tr { break-inside: avoid; } }
"""


def document(title: str, parts: Sequence[str]) -> str:
    """A whole page; parts are markup, empty ones are left out."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(title)}</h1>\n"
        + "\n".join(part for part in parts if part)
        + "\n</body>\n</html>\n"
    )


def section(heading: str, *parts: str) -> str:
    """A section; empty if its last part, which is what the others introduce, is empty."""
    if not parts[-1]:
        return ""
    return f"<h2>{escape(heading)}</h2>\n" + "\n".join(part for part in parts if part)


def paragraph(text: str) -> str:
    """A paragraph of plain text."""
    return f"<p>{escape(text)}</p>"


def bullets(items: Sequence[str]) -> str:
    """A list of plain texts."""
    return "<ul>\n" + "\n".join(f"<li>{escape(item)}</li>" for item in items) + "\n</ul>"


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], texts: int = 2) -> str:
    """A table; empty if it has no rows.

    Args:
        headers: of the columns.
        rows: cells; a row whose first cell differs from the one above begins a group, and a first
            cell that repeats is left blank.
        texts: the number of columns, from the left, that hold text rather than numbers.
    """
    if not rows:
        return ""
    head = "".join(_cell("th", text, column < texts) for column, text in enumerate(headers))
    body, above = [], None
    for row in rows:
        first = "" if row[0] == above else row[0]
        cells = "".join(
            _cell("td", text, column < texts) for column, text in enumerate([first, *row[1:]])
        )
        body.append(f"<tr{'' if row[0] == above else ' class=group'}>{cells}</tr>")
        above = row[0]
    return (
        f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n'
        + "\n".join(body)
        + "\n</tbody></table></div>"
    )


def figure(content: str, caption: str = "") -> str:
    """A figure around markup that is ready, an SVG or an image."""
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f"<figure>{content}{below}</figure>"


def figures(items: Sequence[str]) -> str:
    """Figures side by side; empty if there are none."""
    return '<div class="figures">\n' + "\n".join(items) + "\n</div>" if items else ""


def _cell(tag: str, text: str, is_text: bool) -> str:
    return f"<{tag}{' class=text' if is_text else ''}>{escape(text)}</{tag}>"
