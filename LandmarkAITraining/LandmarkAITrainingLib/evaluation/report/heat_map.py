"""A table of numbers as coloured cells."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .plotting import BLACK, GREY, PALETTE, new_chart, report_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import LogNorm
    from matplotlib.figure import Figure

_SCALE = "YlGnBu"  # ColorBrewer's, from light to dark: lightness alone tells the order
_MISSING = "#ebebeb"
_CELL = (1.2, 0.5)  # width and height in inches
_OVER, _BESIDE = 17, 25  # characters of a heading in a line over a cell, and beside it


@dataclass(frozen=True)
class HeatCell:
    """A cell: what its colour shows (None for grey), and up to two lines of text."""

    value: float | None
    text: str
    small: str = ""
    framed: bool = False


def heat_map(
    title: str,
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[HeatCell | None]],
    unit: str,
) -> Figure:
    """Draw the cells, dark for large values, with a bar that says which.

    Args:
        title: above.
        rows: headings at the left, of the models.
        columns: headings on top, of the test images.
        cells: by row, then column; None leaves a place blank. Colours go by the logarithm.
        unit: of the values.
    """
    size = (2.2 + _CELL[0] * max(len(columns), 3), 1.5 + _CELL[1] * len(rows))
    figure, axes = new_chart(title, "tested on", "trained on", size)
    known = [c.value for row in cells for c in row if c is not None and c.value is not None]
    norm = _norm(known)
    _headings(axes, rows, columns)
    for n, row in enumerate(cells):
        for m, cell in enumerate(row):
            if cell is not None:
                _draw_cell(axes, cell, m, n, norm)
    if known:
        _bar(figure, axes, norm, unit)
    return figure


def _norm(values: Sequence[float]) -> LogNorm:
    """From the smallest to the largest value, at least a factor of two apart."""
    from matplotlib.colors import LogNorm

    low = max(min(values, default=1.0), 1e-3)
    return LogNorm(low, max([2 * low, *values]), clip=True)


def _draw_cell(axes: Axes, cell: HeatCell, column: int, row: int, norm: LogNorm) -> None:
    import matplotlib
    from matplotlib.colors import to_rgb
    from matplotlib.patches import Rectangle

    scale = matplotlib.colormaps[_SCALE]
    fill = to_rgb(_MISSING) if cell.value is None else scale(float(norm(cell.value)))[:3]
    ink = "white" if np.dot(fill, (0.299, 0.587, 0.114)) < 0.55 else BLACK
    axes.add_patch(Rectangle((column, row), 1, 1, facecolor=fill, edgecolor="white", linewidth=1.5))
    if cell.framed:
        frame = Rectangle((column + 0.02, row + 0.04), 0.96, 0.92, fill=False, zorder=3)
        frame.set(edgecolor=PALETTE[1], linewidth=2.2)
        axes.add_patch(frame)
    middle = column + 0.5
    axes.text(
        middle,
        row + (0.36 if cell.small else 0.5),
        cell.text,
        color=ink,
        ha="center",
        va="center",
        fontsize=8.5,
    )
    if cell.small:
        axes.text(middle, row + 0.7, cell.small, color=ink, ha="center", va="center", fontsize=7)


def _headings(axes: Axes, rows: Sequence[str], columns: Sequence[str]) -> None:
    axes.set(xlim=(0, len(columns)), ylim=(len(rows), 0))
    axes.set_xticks(np.arange(len(columns)) + 0.5, [_wrapped(name, _OVER) for name in columns])
    axes.set_yticks(np.arange(len(rows)) + 0.5, [_wrapped(name, _BESIDE) for name in rows])
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.tick_params(length=0, labelcolor=BLACK)
    axes.grid(visible=False)
    axes.spines[:].set_visible(False)


def _wrapped(text: str, most: int) -> str:
    return textwrap.fill(text, most, break_on_hyphens=False)


def _bar(figure: Figure, axes: Axes, norm: LogNorm, unit: str) -> None:
    from matplotlib.cm import ScalarMappable

    low, high = norm.vmin or 0.0, norm.vmax or 0.0
    with report_style():
        bar = figure.colorbar(
            ScalarMappable(norm, _SCALE),
            ax=axes,
            orientation="horizontal",
            shrink=0.5,
            aspect=28,
            pad=0.04,
        )
    bar.set_ticks([low, float(np.sqrt(low * high)), high], minor=False)
    bar.minorticks_off()
    bar.ax.xaxis.set_major_formatter(f"{{x:.1f}} {unit}")
    bar.ax.tick_params(labelcolor=GREY, length=0)
    bar.outline.set_visible(False)
