"""Disks that are full or read-only: every change of a file that a command makes fails in turn.

Two kinds of failure are made: the operation itself is refused (by a hook that Python asks before each),
from then on or once; and files stop growing at a number of bytes, which native writers meet, too.
"""

from __future__ import annotations

import errno
import json
import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from disk import nearly_full_disk
from forked import Disk, Ended, run_child
from LandmarkAILib.cli import main
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAILib.files.segmentations import write_segmentation
from short_axis_phantom import make_phantom
from simulated_dataset import write_simulated_dataset
from studies import command, hidden, make_model, make_study, numbers, operations

_SPACES = (0, 200, 900, 4000)  # bytes that a file may have
_ERRORS = {"full": errno.ENOSPC, "read-only": errno.EROFS}


@dataclass(frozen=True)
class Work:
    """A command whose writes fail.

    Args:
        name: of it.
        arguments: its command line.
        output: folder that it changes.
        before: what is there already; a folder that is copied.
    """

    name: str
    arguments: list[str]
    output: Path
    before: Path | None = None

    def begin(self) -> dict[str, object]:
        """The folder as it is before; returns its numbers."""
        shutil.rmtree(self.output, ignore_errors=True)
        self.output.parent.mkdir(exist_ok=True)
        if self.before is not None:
            shutil.copytree(self.before, self.output)
        return self.numbers()

    def numbers(self) -> dict[str, object]:
        """What its output amounts to; where that tells of seconds and dates, whether it is whole."""
        found = numbers(self.output)
        if self.name != "evaluate":
            return found
        for path in filter(Path.is_file, (self.output / name for name in found)):
            if path.suffix == ".json":
                json.loads(path.read_text(encoding="utf-8"))
            found[path.name] = path.read_bytes().rstrip()[-7:] if path.suffix == ".html" else "whole"
        return found


def works(folder: Path) -> Iterator[Work]:
    """The commands, each with an output folder of its own."""
    os.environ["LANDMARKAI_HOME"] = str(folder / "home")
    study, model = make_study(folder / "study"), make_model(folder / "threshold")
    out = folder / "out"
    detect = ["detect", str(study), "-o", str(out / "detect"), "--model", str(model)]
    yield Work("detect", detect, out / "detect")
    other, earlier = make_study(folder / "other" / "elsewhere", 1), folder / "earlier"
    assert main(["detect", str(other), "-o", str(earlier), "--model", str(model)]) == 0
    (earlier / "case0.json").rename(earlier / "other.json")  # a row and files of others
    for path in earlier.glob("case0.*"):
        path.rename(earlier / path.name.replace("case0", "other"))
    again = [*detect[:3], str(out / "again"), *detect[4:]]
    yield Work("detect among others", again, out / "again", earlier)
    newer = make_model(folder / "newer" / "threshold2")
    over = ["detect", str(study), "-o", str(out / "over"), "--model", str(newer), "--overwrite"]
    assert main([*over[:3], str(folder / "old"), *detect[4:]]) == 0
    yield Work("detect --overwrite", over, out / "over", folder / "old")
    yield from _analyses(folder, out)
    yield from _models(folder, out, model)
    data = write_simulated_dataset(folder / "data", 4, 64, 3)
    evaluate = ["evaluate", str(data), "--model", str(model), "--device", "cpu", "-o"]
    yield Work("evaluate", [*evaluate, str(out / "evaluate")], out / "evaluate")


def _analyses(folder: Path, out: Path) -> Iterator[Work]:
    phantom = make_phantom()
    masks, points, image = (folder / f"p{end}" for end in (".seg.nrrd", ".mrk.json", ".nrrd"))
    write_image(phantom.image, image)
    write_segmentation(phantom.segmentation, masks)
    write_landmarks(phantom.landmarks, points)
    yield Work("derive", ["derive", str(masks), "-o", str(out / "derive")], out / "derive")
    files = [str(folder / f"{phase}.seg.nrrd") for phase in ("a", "b")]
    for n, file in enumerate(files):
        smaller = phantom.segmentation
        smaller.labels[: n + 1] = 0
        write_segmentation(smaller, Path(file))
    yield Work("measure", ["measure", *files, "-o", str(out / "measure")], out / "measure")
    aha = ["aha", str(image), "--segmentation", str(masks), "--points", str(points)]
    yield Work("aha", [*aha, "-o", str(out / "aha")], out / "aha")


def _models(folder: Path, out: Path, model: Path) -> Iterator[Work]:
    packed = out / "pack" / "threshold.zip"
    pack = ["models", "pack", str(model), "-o", str(packed)]
    (folder / "empty").mkdir()
    yield Work("models pack", pack, out / "pack", folder / "empty")
    older, home = folder / "threshold.zip", folder / "home"
    assert main(["models", "pack", str(model), "-o", str(older)]) == 0
    install = ["models", "install", str(older), "--force"]
    yield Work("models install", install, home, folder / "empty")
    assert main(install) == 0
    shutil.copytree(home, folder / "installed")
    yield Work("models install over", install, home, folder / "installed")


def check(work: Work, most: int, seed: int = 0) -> list[str]:
    """What goes wrong with a command on disks that fail at one of its changes after the other.

    Args:
        work: the command.
        most: how many of its changes are tried, for each kind of failure.
        seed: which.
    """
    work.begin()
    changes = operations(work.arguments, work.output)
    expected = work.numbers()
    chosen = sorted(random.Random(seed).sample(range(len(changes)), min(most, len(changes))))
    found = []

    def attempt(what: str, fail: Callable[[], Ended], full: bool) -> None:
        before = work.begin()
        problems = [*_wrong(fail(), work, before, expected, full)]
        if problems == ["ended well"]:
            return  # nothing had to be written there
        after = command(work.arguments)
        if after.status != 0 or work.numbers() != expected:
            problems.append(f"the next run ended with {after.status}: {after.said[-300:]}")
        found.extend(f"{work.name}, {what}: {problem}" for problem in problems)

    for kind, number in _ERRORS.items():
        for n in chosen:
            for stays in (True, False):
                disk = Disk(work.output, n, number, stays)
                what = f"{kind}{' once' * (not stays)} at {n} of {len(changes)} ({changes[n]})"
                attempt(what, lambda d=disk: command(work.arguments, d), kind == "full")
    for space in _SPACES:

        def limited(space: int = space) -> Ended:
            def run() -> int:
                with nearly_full_disk(space):
                    return main(work.arguments)

            return run_child(run)

        attempt(f"files of {space} bytes", limited, full=True)
    return found


def _wrong(
    ended: Ended, work: Work, before: dict[str, object], expected: dict[str, object], full: bool
) -> Iterator[str]:
    """What is wrong with how a command ended on such a disk."""
    now = work.numbers()
    if ended.status == 0 and now == expected:
        yield "ended well"
        return
    if ended.status != 1:
        yield f"exit status {ended.status}: {ended.said[-300:]}"
    if re.search("Traceback|fault of LandmarkAI", ended.said):
        yield f"no sentence: {ended.said[-400:]}"
    elif not re.search(r"cannot be written|cannot be made|met a file problem", ended.said):
        yield f"does not say what cannot be written: {ended.said[-300:]}"
    lost = [n for n, content in before.items() if now.get(n) not in (content, expected.get(n))]
    if lost:
        yield f"lost {lost}"
    half = [n for n in now if n not in before and now[n] != expected.get(n)]
    if half:
        yield f"half {half}"
    if full and (left := hidden(work.output)):
        yield f"left {left}"
