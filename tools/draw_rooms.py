#!/usr/bin/env python3
"""Draw ``docs/rooms.svg``: the rooms of the house and who imports whom, as the code has it now.

    python3 tools/draw_rooms.py

Boxes stand in the order of ``house.LAYERS``, the ground at the bottom. An arrow leads to what is
imported, unless another way leads there too. Red arrows point upwards, against the order.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import house

PICTURE = house.ROOT / "docs" / "rooms.svg"

WIDTH, HEIGHT, GAP = 380, 58, 26  # of a box, and between boxes
MARGIN, TOP, BETWEEN = 130, 66, 170
# What every room imports, and what only starts the command line.
APART = {"errors", "paths", "__main__"}

STYLE = """
text { font-family: system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1c2733; }
.title { font-size: 19px; font-weight: 600; }
.name { font-size: 15px; font-weight: 600; }
.what { font-size: 11.5px; fill: #4a5866; }
.box { fill: #eef4fa; stroke: #7d9bb8; }
.slicer { fill: #fdf1e3; stroke: #c99a5b; }
.arrow { fill: none; stroke: #7d8b99; stroke-width: 1.4; marker-end: url(#tip); }
.upward { stroke: #c0392b; stroke-dasharray: 5 3; marker-end: url(#red); }
"""

Room = tuple[str, str]


@dataclass(frozen=True)
class Box:
    """Where a room is drawn; x, y of its upper left corner, in the picture's units."""

    x: float
    y: float

    @property
    def middle(self) -> float:
        """Its height half way."""
        return self.y + HEIGHT / 2


def draw() -> str:
    """The picture as SVG."""
    boxes = dict(_boxes())
    arrows = room_arrows() & {(start, end) for start in boxes for end in boxes}
    kept = sorted(reduced(arrows))
    width = 2 * MARGIN + 2 * WIDTH + BETWEEN
    height = max(box.y for box in boxes.values()) + HEIGHT + 50
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:g}" role="img">',
        "<title>The rooms of LandmarkAI and who imports whom</title>",
        f"<style>{STYLE}</style>",
        f"<defs>{_tip('tip', '#7d8b99')}{_tip('red', '#c0392b')}</defs>",
        f'<rect width="{width}" height="{height:g}" fill="#ffffff"/>',
        *_titles(),
        *(_arrow(boxes[start], boxes[end], _level(start) < _level(end)) for start, end in kept),
        *(line for room, box in boxes.items() for line in _box(room, box)),
        f'<text class="what" x="{MARGIN}" y="{height - 16:g}">Drawn from the imports by '
        "tools/draw_rooms.py. Left out: errors and paths, which most rooms import.</text>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def room_arrows() -> set[tuple[Room, Room]]:
    """Which room imports which."""
    return {
        ((start.library, start.room), (end.library, end.room))
        for start, end in house.arrows()
        if (start.library, start.room) != (end.library, end.room)
    }


def reduced(arrows: set[tuple[Room, Room]]) -> set[tuple[Room, Room]]:
    """The arrows whose end no longer way downwards reaches; those against the order all stay."""
    upward = {(start, end) for start, end in arrows if _level(start) < _level(end)}
    downward = arrows - upward
    return upward | {
        (start, end)
        for start, end in downward
        if not any(end in _reached(step, downward) for first, step in downward if first == start)
    }


def _reached(room: Room, arrows: set[tuple[Room, Room]]) -> set[Room]:
    """All rooms below, the room itself apart."""
    direct = {end for start, end in arrows if start == room}
    return direct | {further for end in direct for further in _reached(end, arrows)}


def _level(room: Room) -> tuple[int, int]:
    library, name = room
    return list(house.LAYERS).index(library), house.LAYERS[library].index(name)


def _boxes() -> Iterator[tuple[Room, Box]]:
    stacks = [
        [(lib, name) for name in names if name not in APART] for lib, names in house.LAYERS.items()
    ]
    tallest = max(map(len, stacks))
    for column, stack in enumerate(stacks):
        for row, room in enumerate(stack):
            y = TOP + (tallest - 1 - row) * (HEIGHT + GAP)
            yield room, Box(MARGIN + column * (WIDTH + BETWEEN), y)


def _tip(name: str, color: str) -> str:
    """An arrow's."""
    return (
        f'<marker id="{name}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" '
        f'orient="auto"><path d="M0 0 8 4 0 8z" fill="{color}"/></marker>'
    )


def _titles() -> Iterator[str]:
    for column, library in enumerate(house.LAYERS):
        x = MARGIN + column * (WIDTH + BETWEEN)
        yield f'<text class="title" x="{x}" y="40">{library}</text>'


def _box(room: Room, box: Box) -> Iterator[str]:
    library, name = room
    kind = "box slicer" if name == "slicer" else "box"
    yield f'<rect class="{kind}" x="{box.x}" y="{box.y}" width="{WIDTH}" height="{HEIGHT}" rx="7"/>'
    yield f'<text class="name" x="{box.x + 12}" y="{box.y + 20}">{name}</text>'
    for n, line in enumerate(textwrap.wrap(_first_sentence(library, name), 58)[:2]):
        yield f'<text class="what" x="{box.x + 12}" y="{box.y + 36 + 14 * n}">{escape(line)}</text>'


def _first_sentence(library: str, name: str) -> str:
    """What the room says of itself."""
    place = house.LIBRARIES[library] / name
    path = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].replace("``", "").split())


def _arrow(start: Box, end: Box, upward: bool) -> str:
    a, b = start.middle, end.middle
    if start.x != end.x:  # from one library to the other
        left, right = (start.x, end.x + WIDTH) if start.x > end.x else (start.x + WIDTH, end.x)
        half = (left + right) / 2
        path = f"M{left} {a:g}C{half:g} {a:g} {half:g} {b:g} {right} {b:g}"
    elif 0 < end.y - start.y <= HEIGHT + GAP:  # the next one below
        x = start.x + WIDTH / 2
        path = f"M{x:g} {start.y + HEIGHT:g}L{x:g} {end.y:g}"
    else:
        first = start.x == MARGIN
        side = start.x if first else start.x + WIDTH
        out = side + (-1 if first else 1) * min(110, 22 + 0.22 * abs(b - a))
        path = f"M{side} {a:g}C{out:.0f} {a:g} {out:.0f} {b:g} {side} {b:g}"
    return f'<path class="{"arrow upward" if upward else "arrow"}" d="{path}"/>'


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
