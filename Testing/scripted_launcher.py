"""Processes that do what a test says, in place of those that train; jobs and run folders are real."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from LandmarkAITrainingLib.slicer.logic.runner import main as run_job

_HEADER = "epoch,step,train_loss,val_loss,val_median_mm_LV_center"


class ScriptedLauncher:
    """A ``module.launcher.Launcher``.

    Attributes:
        folders: of the jobs that were started.
        refusal: why none can be started; empty if they can.
        killed: processes that were killed, and those that :meth:`die`.
    """

    def __init__(self) -> None:
        self.folders: list[Path] = []
        self.refusal = ""
        self.killed: list[int] = []

    def launch(self, module: str, arguments: Sequence[str], log: Path) -> int:
        if self.refusal:
            raise OSError(self.refusal)
        log.write_bytes(b"")
        self.folders.append(Path(arguments[0]))
        return len(self.folders)

    def has_ended(self, process: int) -> bool | None:
        return process in self.killed

    def kill(self, process: int) -> None:
        self.killed.append(process)

    @property
    def folder(self) -> Path:
        """Of the last job."""
        return self.folders[-1]

    @property
    def arguments(self) -> list[str]:
        """Of ``landmarkai``, of the last job."""
        return list(json.loads((self.folder / "job.json").read_text())["arguments"])

    def say(self, text: str) -> None:
        """Print something."""
        with (self.folder / "log.txt").open("a", encoding="utf-8") as log:
            log.write(text)

    def end(self, status: int) -> None:
        """End with a status."""
        (self.folder / "ended.json").write_text(json.dumps({"status": status}))

    def die(self) -> None:
        """Be gone without having ended."""
        self.killed.append(len(self.folders))

    def work(self) -> None:
        """Do the last job, here and now."""
        run_job(self.folder)


def write_curves(
    run: Path, stage: int, errors: Sequence[float], epoch: int = 4, attempt: int = 1
) -> None:
    """Write curves as the trainer does: the loss of an epoch, and after it the validation."""
    lines = [_HEADER]
    for n, error in enumerate(errors):
        step = (n + 1) * epoch - 1
        lines += [f"{n},{step},{error + 1},,", f"{n},{step},,{error + 2},{error}"]
    folder = run / f"stage{stage}" / f"attempt_{attempt}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "metrics.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder.parent / "last.ckpt").touch()
