"""How the report's charts look: matplotlib figures, embedded as SVG."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito's colours, which readers with any colour vision tell apart; the marks differ, too.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00")
MARKS = ("o", "s", "^", "D", "v")
GREY, BLACK = "#707070", "#222222"
_FRAME = "#b0b0b0"

_STYLE: Any = {  # matplotlib types the keys one by one
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Helvetica", "Arial"],
    "font.size": 8.5,
    "axes.titlesize": 10,
    "axes.titleweight": "bold",
    "axes.labelcolor": GREY,
    "axes.edgecolor": _FRAME,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#e4e4e4",
    "grid.linewidth": 0.8,
    "xtick.color": _FRAME,
    "ytick.color": _FRAME,
    "xtick.labelcolor": GREY,
    "ytick.labelcolor": GREY,
    "legend.frameon": False,
    "legend.fontsize": 8,
    "svg.fonttype": "none",  # text stays text: it can be searched, and is small
    "svg.hashsalt": "LandmarkAI",  # the same numbers give the same file
}


@contextmanager
def report_style() -> Iterator[None]:
    """Figures that are made, or written, within are drawn in the report's style."""
    import matplotlib

    with matplotlib.rc_context(_STYLE):
        yield


def new_chart(
    title: str, x_label: str, y_label: str, size: tuple[float, float] = (4.9, 3.5)
) -> tuple[Figure, Axes]:
    """An empty chart.

    Args:
        title: above.
        x_label: below.
        y_label: at the left.
        size: width and height in inches.
    """
    from matplotlib.figure import Figure

    with report_style():
        figure = Figure(figsize=size, layout="constrained")
        axes = figure.subplots()
        axes.set_title(title)
        axes.set_xlabel(x_label)
        axes.set_ylabel(y_label)
    return figure, axes


def to_svg(figure: Figure) -> str:
    """The figure as an ``<svg>`` element for an HTML page; nothing in it is fetched from elsewhere."""
    buffer = io.StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    with report_style():
        figure.savefig(buffer, format="svg", metadata=nothing)
    text = buffer.getvalue()
    text = text[text.index("<svg") :].strip()
    return re.sub(r' (xmlns:xlink="[^"]*"|version="1\.1")', "", text).replace("xlink:href", "href")
