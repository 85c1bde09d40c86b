"""One part of a cohort, detected by one process: claimed, resumed, recorded case by case."""

from __future__ import annotations

import logging
import os
import platform
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from functools import cache
from pathlib import Path

from ...errors import InputError
from ...files.case_records import CaseRecord, RecordFile
from ...files.case_walk import Case
from ...files.claims import Claim, HeldError
from ...files.cohort_table import CohortCase, key_of
from ...inference.device import choose_device
from ...inference.engine import Engine, ModelCache
from ...inference.options import DetectionOptions
from ...models.installed import find_model
from ...quality.case_row import count_uncertain
from ..batch.case_runner import CaseRunner
from ..batch.folder_run import WITHOUT_MEMORY, stop_at_fault
from ..batch.left_files import find_left
from ..batch.summary import CaseResult
from .earlier import Earlier, records_for
from .parts import PartTask
from .planned_case import CaseFinder, PlannedSource
from .pseudonyms import without_identifiers

_DEATHS = 2  # of processes at one case, after which it is not tried again

Say = Callable[[CaseRecord, int, int], None]


@dataclass
class PartOutcome:
    """What became of a part.

    Attributes:
        title: what messages call it.
        counts: cases by status, those that were done before under ``before``.
        failed: names of the cases that failed, with the reason.
        seconds: wall time, and of it ``busy`` in the cases themselves.
    """

    title: str
    counts: Counter[str] = field(default_factory=Counter)
    failed: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    busy: float = 0.0

    def add(self, other: PartOutcome) -> None:
        """Count what became of another part, too."""
        self.counts += other.counts
        self.failed |= other.failed
        self.busy += other.busy

    def note(self, record: CaseRecord) -> None:
        """Count a record that has ended; a second attempt counts in place of the first."""
        self.busy += record.seconds
        if record.attempt > 1 and self.failed.pop(record.case, None) is not None:
            self.counts["failed"] -= 1
        if record.status == "failed":
            self.failed[record.case] = record.message
        self.counts[record.status] += 1


def run_part(task: PartTask, say: Say | None = None, models: ModelCache | None = None) -> PartOutcome:
    """Detect on the cases of a part that are not done, and append to its record.

    A case that fails is tried once more when the others are done. One at which two processes ended is
    recorded as failed.

    Args:
        task: what to do.
        say: told of each case that has ended, with how many have, of how many.
        models: loaded models; None keeps them in this process for the next part.

    Raises:
        HeldError: another process that lives is at this part.
        EnvironmentFaultError: the disk or the memory would fail other cases, too.
        ModelError, DeviceError, OutputError: nothing can be done at all.
    """
    start = time.perf_counter()
    with Claim(task.record.with_suffix(".claim")) as claim, RecordFile(task.record) as record:
        run = _PartRun(task, claim, record, say or (lambda _record, _over, _total: None))
        try:
            run.all(lambda: _engine(task.options, models))
        finally:
            run.outcome.seconds = time.perf_counter() - start
    return run.outcome


class _PartRun:
    def __init__(self, task: PartTask, claim: Claim, record: RecordFile, say: Say) -> None:
        self._task, self._claim, self._record, self._say = task, claim, record, say
        self._hidden = key_of(task.table).exists()
        self._host = f"{platform.node()}:{os.getpid()}"
        self._over = self._total = 0
        self._recent: deque[CaseResult] = deque(maxlen=WITHOUT_MEMORY)
        self.outcome = PartOutcome(task.title)
        if self._hidden:  # tracebacks name files
            logging.getLogger(__name__.partition(".")[0]).setLevel(logging.WARNING)

    def all(self, engine: Callable[[], Engine]) -> None:
        """Every case that is to do, then those that failed once more."""
        rows = list(self._task.all_cases())
        names = {row.id for row in rows}
        earlier = Earlier(records_for(self._task, names), self._task.output, self._task.options)
        todo = [row for row in rows if not self._is_over(row, earlier)]
        self._total = len(todo)
        if not todo:
            return  # nothing heavy is loaded to find that out
        folders = {(self._task.output / row.id).parent for row in todo if earlier.deaths(row.id)}
        with closing(PlannedSource()) as source:
            runner = CaseRunner(
                engine(), self._task.output, self._task.options, find_left(folders), source
            )
            again = self._through(todo, runner, source, 1)
            self._through(again, runner, source, 2)

    def _is_over(self, row: CohortCase, earlier: Earlier) -> bool:
        """Whether a case is done, or has ended too many processes: that is recorded here."""
        if earlier.is_done(row):
            self.outcome.counts["before"] += 1
            return True
        if earlier.deaths(row.id) < _DEATHS:
            return False
        message = (
            f"{row.id} ended {_DEATHS} processes that worked on it (out of memory, or a fault in a "
            "library): look at its files, and detect on it alone."
        )
        self._note(CaseRecord(row.id, "failed", "", stem=row.id, message=message, code="killed"))
        return True

    def _through(
        self, rows: Sequence[CohortCase], runner: CaseRunner, source: PlannedSource, attempt: int
    ) -> list[CohortCase]:
        """Cases one after the other, the next one read meanwhile; those that failed come back."""
        failed = []
        finder = CaseFinder()
        coming = self._found(rows, finder, source)
        following = next(coming, None)
        left = len(rows)
        while following is not None:
            (row, case), following = following, next(coming, None)
            left -= 1
            if not self._one(row, case, runner, attempt):
                failed.append(row)
            if isinstance(case, Case):
                source.end(case)
            if self._recent:
                stop_at_fault(self._recent, left)
        return failed if attempt == 1 else []

    def _found(
        self, rows: Sequence[CohortCase], finder: CaseFinder, source: PlannedSource
    ) -> Iterator[tuple[CohortCase, Case | InputError]]:
        """Cases of rows, each begun to be read."""
        for row in rows:
            try:
                case = finder.find(row)
            except InputError as error:
                yield row, error
                continue
            if self._hidden:
                case = replace(case, name=row.id)
            source.expect(case, row)
            if self._task.options.frames is None:
                source.begin(case)
            yield row, case

    def _one(self, row: CohortCase, case: Case | InputError, runner: CaseRunner, attempt: int) -> bool:
        """One case, with all its frames; whether none of them failed."""
        if not self._claim.is_held():
            raise HeldError(f"{self._task.title} was taken over by another process: this one ends.")
        self._record.append(CaseRecord(row.id, "started", _now(), host=self._host, attempt=attempt))
        base = CaseRecord(row.id, "done", "", stem=row.id, attempt=attempt)
        if isinstance(case, InputError):
            self._note(replace(base, status="failed", message=str(case), code=case.code), row)
            return False
        whole, busy = True, time.process_time()
        for result in runner.results(case, lambda _share, _text: None):
            self._recent.append(result)
            cpu, busy = time.process_time() - busy, time.process_time()
            self._note(_record_of(base, result, self._task.output, cpu), row, case)
            whole = whole and result.status != "failed"
        return whole

    def _note(self, record: CaseRecord, row: CohortCase | None = None, case: Case | None = None) -> None:
        """Append a record that has ended, without names where the cohort has pseudonyms."""
        message = " ".join(record.message.split())
        if self._hidden and row is not None:
            known = case or Case(Path(row.path), row.series or None, Path(row.id), "", (Path(row.file),))
            message = without_identifiers(message, row.id, known)
        part = self._task.name or str(self._task.part)
        record = replace(record, when=_now(), message=message, part=part, host=self._host)
        self._record.append(record)
        self.outcome.note(record)
        self._over += record.attempt == 1
        self._say(record, self._over, self._total)


def _record_of(base: CaseRecord, result: CaseResult, output: Path, cpu: float) -> CaseRecord:
    """The record of a result."""
    record = replace(
        base,
        status=result.status,
        stem=result.case,
        frame=result.frame,
        seconds=round(result.seconds, 3),
        cpu=round(cpu, 3),
        message=result.message,
        code=result.code,
        outputs=tuple(file.relative_to(output).as_posix() for file in result.files),
        doubts=result.doubts,
    )
    if result.detection is None:
        return record
    facts, points = result.detection.provenance, result.detection.landmarks
    return replace(
        record,
        found=sum(point.position is not None for point in points),
        points=len(points),
        uncertain=count_uncertain(points),
        model=f"{facts['model']['name']} {facts['model']['version']}",
        sha256=str(facts["model"].get("sha256", "")),
        input=str(facts.get("input", "")),
    )


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds")


def _engine(options: DetectionOptions, models: ModelCache | None) -> Engine:
    bundle = find_model(options.model) if options.model is not None else None
    device = choose_device(options.device, options.threads, options.engine)
    return Engine(bundle, device, models or _models())


@cache
def _models() -> ModelCache:
    """The models of this process: loaded for its first part, kept for the others."""
    return ModelCache()
