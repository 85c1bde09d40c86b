"""What the results of one frame of a file are called, and how that is read again."""

from __future__ import annotations

import re

_NAME = re.compile(r"(?P<case>.+)_frame(?P<frame>[0-9]+)", re.DOTALL)


def frame_name(case: str, frame: int | None) -> str:
    """The name of a case's results, of one of its frames where there is one: ``…_frame000``."""
    return case if frame is None else f"{case}_frame{frame:03d}"


def case_and_frame(name: str) -> tuple[str, int | None]:
    """The case that results are of, and which frame of it; None of results that are of a whole case."""
    found = _NAME.fullmatch(name)
    return (name, None) if found is None else (found["case"], int(found["frame"]))
