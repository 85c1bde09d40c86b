"""Names of landmarks, segments and walls as the panel shows them; nodes and files keep the English."""

from __future__ import annotations

from slicer.i18n import tr as _


def shown(name: str) -> str:
    """A name in the user's language; a name of the user's own, or of a model's, as it is.

    Alone in its file: Slicer looks a text up under the file that asks, and all names are asked for here.
    """
    return str(_(name))
