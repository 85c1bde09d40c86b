"""What earlier runs did of a cohort, from their records: which cases are done, which ended a process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ...core.frame_names import frame_name
from ...files.case_records import FOLDER, SUFFIX, CaseRecord, read_case_records
from ...files.cohort_table import CohortCase
from ...inference.options import DetectionOptions
from ..batch.outputs import MARKER, PICTURES, THUMBNAIL, output_file
from .parts import PartTask


class Earlier:
    """Few bytes a case, so that whoever gives out a cohort can hold all of them.

    Args:
        records: of any number of parts, each in its order.
        output: folder of the results.
        options: of the run that wants to know.
    """

    def __init__(self, records: Iterable[CaseRecord], output: Path, options: DetectionOptions) -> None:
        self._output, self._options = output, options
        self._deaths: Counter[str] = Counter()
        self._last: dict[tuple[str, int | None], tuple[str, bool]] = {}
        self._outputs: dict[tuple[str, int | None], tuple[str, ...]] = {}
        kinds: dict[tuple[str, ...], tuple[str, ...]] = {}  # of which there are few: each is kept once
        for record in records:
            if record.status == "started":
                self._deaths[record.case] += 1
                continue
            self._deaths.pop(record.case, None)
            key, over = (record.case, record.frame), record.status in ("done", "skipped")
            if record.when >= self._last.get(key, ("", False))[0]:
                self._last[key] = record.when, over
                if ends := expected_ends(record, options.pictures):
                    self._outputs[key] = kinds.setdefault(ends, ends)
        self._done = Counter(case for (case, _), (_, over) in self._last.items() if over)

    def deaths(self, case: str) -> int:
        """How often a case was started and nothing followed."""
        return self._deaths[case]

    def is_done(self, row: CohortCase) -> bool:
        """Whether all that is asked for of a case was done, and its results are there."""
        count, frames = self._done[row.id], self._options.frames
        if self._options.overwrite or not count or not self._are_there(row):
            return False
        if frames == "all" and row.frames > 1:
            return count >= row.frames
        return frames is not None or output_file(self._output / row.id, MARKER).exists()

    def _are_there(self, row: CohortCase) -> bool:
        """Whether the files that were recorded of a case are there, none of them removed since."""
        frames: Iterable[int | None] = [None]
        if self._options.frames is not None:
            frames = [None, *range(row.frames)]
        return all(
            output_file(self._output / frame_name(row.id, frame), end).is_file()
            for frame in frames
            for end in self._outputs.get((row.id, frame), ())
        )


def expected_ends(record: CaseRecord, pictures: bool) -> tuple[str, ...]:
    """What the names of a case's recorded files have after its stem.

    Args:
        record: of the case.
        pictures: whether its picture is wanted, too; the small one is never looked for.
    """
    stem = record.stem or frame_name(record.case, record.frame)
    ends = (name[len(stem) :] for name in record.outputs if name.startswith(f"{stem}."))
    unwanted = (THUMBNAIL,) if pictures else PICTURES
    return tuple(end for end in ends if end not in unwanted)


def records_for(task: PartTask, cases: set[str]) -> Iterator[CaseRecord]:
    """What the records say of a part's cases: its own, and those of other ways to part the cohort.

    The record of another part of the same division has none of them, so it is not read.
    """
    own = task.record
    division = own.name.rpartition("-")[2]
    for path in sorted((task.output / FOLDER).glob(f"*{SUFFIX}")):
        others = task.cases is None and not path.name.endswith(f"-of-{division}")
        if path == own or others:
            yield from (record for record in read_case_records(path) if record.case in cases)
