"""Which frame of a file with several is meant."""

from __future__ import annotations

from ..errors import InputError


def choose_frame(name: str, count: int, frame: int | None) -> int:
    """The index of the frame to read.

    Args:
        name: of the file or series, for the message.
        count: frames it holds.
        frame: what the user asked for; None is enough where there is only one.

    Raises:
        InputError: no choice among several frames, or one that is not there.
    """
    if frame is None and count == 1:
        return 0
    which = f"choose one with --frame N (0 to {count - 1}), or all with --all-frames"
    if frame is None:
        raise InputError(f"{name} holds {count} frames, not one image: {which}.")
    if not 0 <= frame < count:
        raise InputError(f"{name} has no frame {frame}: {which}.")
    return frame
