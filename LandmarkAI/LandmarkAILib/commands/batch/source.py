"""Where a run gets its images from: at once, or read ahead while the network runs."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from .outputs import fingerprint

if TYPE_CHECKING:
    from ...core.image import Image
    from ...files.case_walk import Case


class ImageSource:
    """Cases are read when they are asked for."""

    def count_frames(self, case: Case) -> int:
        """How many frames a case has; see :func:`LandmarkAILib.files.cases.count_case_frames`."""
        from ...files.cases import count_case_frames

        return count_case_frames(case)

    def fingerprint(self, case: Case) -> str:
        """What a case is known by; see :func:`.outputs.fingerprint`."""
        return fingerprint(case)

    def image(self, case: Case, frame: int | None) -> Image:
        """Its image; see :func:`LandmarkAILib.files.cases.read_case`."""
        from ...files.cases import read_case

        return read_case(case, frame)


class ReadAhead(ImageSource):
    """The next case is read in a thread of its own while the network looks at this one.

    ::

        with closing(ReadAhead()) as source:
            source.begin(first)
            for case, following in pairs:
                source.begin(following)
                runner.results(case)  # reads from this source
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "read-ahead")
        self._begun: dict[int, tuple[Future[str], Future[Image]]] = {}

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def begin(self, case: Case) -> None:
        """Read a case that will be asked for next; what goes wrong is raised then."""
        self._begun[id(case)] = (
            self._thread.submit(super().fingerprint, case),
            self._thread.submit(super().image, case, None),
        )

    def end(self, case: Case) -> None:
        """Let go of what was read of a case."""
        for future in self._begun.pop(id(case), ()):
            future.cancel()

    def fingerprint(self, case: Case) -> str:
        begun = self._begun.get(id(case))
        return begun[0].result() if begun else super().fingerprint(case)

    def image(self, case: Case, frame: int | None) -> Image:
        begun = self._begun.get(id(case))
        return begun[1].result() if begun and frame is None else super().image(case, frame)
