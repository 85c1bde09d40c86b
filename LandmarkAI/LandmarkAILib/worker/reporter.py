"""What the worker tells of a request while it works on it."""

from __future__ import annotations

from collections.abc import Callable

from .protocol import CaseEnded, Notice, Progress, Reply


class Reporter:
    """Progress of one request; its share never falls, also when work begins again on another device.

    Args:
        send: takes a reply to the client.
        id: the request's.
    """

    def __init__(self, send: Callable[[Reply], None], id: str) -> None:
        self._send, self.id = send, id
        self._share = 0.0

    def __call__(self, share: float, text: str) -> None:
        """Tell how far it is, 0 to 1, and what is being done."""
        self._share = min(max(self._share, share), 1.0)
        self._send(Progress(self.id, self._share, text))

    def part(self, start: float, end: float) -> Callable[[float, str], None]:
        """Progress of a part of the work, whose own 0 to 1 is ``start`` to ``end`` of the whole."""
        return lambda share, text: self(start + (end - start) * share, text)

    def stay(self, text: str) -> None:
        """Tell what is being done, at the share that was last told."""
        self(self._share, text)

    def notice(self, text: str) -> None:
        """Tell the user something, unless the text is empty."""
        if text:
            self._send(Notice(self.id, text))

    def case_ended(self, case: CaseEnded) -> None:
        """Tell that a case of a folder has ended."""
        self._send(case)
