"""The pictures of the report."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from html import escape

from ..describe_data import UNSPECIFIED
from .case_pictures import CasePicture
from .html import figure, figures


def picture_gallery(pictures: Iterable[CasePicture]) -> str:
    """Pictures by contrast and rank, each with its case and errors."""
    held = list(pictures)
    headings = dict.fromkeys((p.chosen.contrast, p.chosen.rank) for p in held)
    return "\n".join(
        f"<h3>{escape(f'{contrast or UNSPECIFIED}: {rank}')}</h3>\n"
        + _row([p for p in held if (p.chosen.contrast, p.chosen.rank) == (contrast, rank)])
        for contrast, rank in headings
    )


def _row(pictures: Sequence[CasePicture]) -> str:
    return figures([figure(_image(picture), _caption(picture)) for picture in pictures])


def _image(picture: CasePicture) -> str:
    data = base64.b64encode(picture.png).decode("ascii")
    alt = escape(f"Slice of {picture.chosen.case} with reference and model", quote=True)
    return f'<img alt="{alt}" src="data:image/png;base64,{data}">'


def _caption(picture: CasePicture) -> str:
    chosen = picture.chosen
    where = chosen.case if chosen.slice is None else f"{chosen.case}, slice {chosen.slice + 1}"
    errors = ", ".join(f"{name} {error:.1f} mm" for name, error in chosen.errors_mm.items())
    return f"{where}: {errors}"
