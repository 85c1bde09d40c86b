"""A batch that is killed: at random moments, and before every single change of a file."""

from __future__ import annotations

import json
import random
import shutil
import signal
from pathlib import Path

from forked import Disk, Ended
from LandmarkAILib.files.atomic import digest
from studies import command, make_model, make_study, numbers, operations, summary

_CASES = ("case0", "case1/image", "case2")


class KilledBatch:
    """``landmarkai detect`` over a study, killed and run again.

    Args:
        folder: a new one.
        seed: of the moments.
    """

    def __init__(self, folder: Path, seed: int = 0) -> None:
        self.folder, self.out, self.random = folder, folder / "out", random.Random(seed)
        self.study, self.model = make_study(folder / "study"), make_model(folder / "threshold")
        whole = self._run()
        assert whole.status == 0, whole.said
        self.seconds, self.expected = whole.seconds, numbers(self.out)

    def at_random(self, times: int) -> list[str]:
        """What went wrong after kills at random moments."""
        found: list[str] = []
        for _ in range(times):
            moment = self.random.uniform(0, 1.05 * self.seconds)
            shutil.rmtree(self.out, ignore_errors=True)
            found += self._killed(f"after {moment:.3f} s", self._run(kill_after=moment))
        return found

    def at_operations(self, most: int, overwrite: bool) -> list[str]:
        """What went wrong after kills before single changes of a file, all of them or some.

        Args:
            most: how many of them.
            overwrite: of a run over results of another state, which are to stay or to be replaced.
        """
        more = ["--overwrite"] if overwrite else []
        self._begin(overwrite)
        count = len(operations([*self._command(), *more], self.out))
        found: list[str] = []
        for n in sorted(self.random.sample(range(count), min(most, count))):
            self._begin(overwrite)
            before = numbers(self.out)
            first = self._run(Disk(self.out, n), more=more)
            found += self._killed(f"before change {n} of {count}", first, before)
        return found

    def _begin(self, overwrite: bool) -> None:
        """No results, or whole ones of another state."""
        shutil.rmtree(self.out, ignore_errors=True)
        if not overwrite:
            return
        assert self._run().status == 0
        for case in _CASES:
            record = self.out / f"{case}.json"
            document = json.loads(record.read_text(encoding="utf-8"))
            for suffix in (".csv", ".mrk.json"):
                file = self.out / f"{case}{suffix}"
                file.write_text("of another state\n", encoding="utf-8")
                document["digests"][file.name] = digest(file)
            record.write_text(json.dumps(document), encoding="utf-8")

    def _killed(self, when: str, first: Ended, before: dict[str, object] | None = None) -> list[str]:
        """What is wrong once a run goes over what a killed one left."""
        if first.status not in (0, -signal.SIGKILL):
            return [f"{when}: the run to be killed ended with {first.status}: {first.said}"]
        again = self._run()
        if again.status != 0:
            return [f"killed {when}: the next run ended with {again.status}: {again.said}"]
        found = numbers(self.out)
        wrong = [case for case in _CASES if not self._is_right(case, found, before or {})]
        if wrong or found.keys() != self.expected.keys():
            return [f"killed {when}: the next run differs in {wrong or sorted(found)}"]
        if set(rows := summary(self.out)) != set(_CASES):
            return [f"killed {when}: the summary has {sorted(rows)}"]
        return []

    def _is_right(self, case: str, found: dict[str, object], before: dict[str, object]) -> bool:
        """Whether a case is as it should be, or as a whole as it was."""
        names = [name for name in self.expected if name.startswith(f"{case}.")]
        return any(
            all(found.get(name) == right.get(name) for name in names)
            for right in (self.expected, before)
        )

    def _command(self) -> list[str]:
        return ["detect", str(self.study), "-o", str(self.out), "--model", str(self.model)]

    def _run(
        self, disk: Disk | None = None, kill_after: float | None = None, more: list[str] | None = None
    ) -> Ended:
        arguments = [*self._command(), *(more or [])]
        return command(arguments, disk, kill_after=kill_after)
