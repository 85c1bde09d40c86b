"""Small studies, the command line over them in a child, and what a folder of results amounts to."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from forked import Disk, Ended, run_child
from LandmarkAILib.cli import main
from LandmarkAILib.files.images import write_image
from LandmarkAILib.inference.engine import ModelCache
from threshold_model import ThresholdDetector, phantom, write_threshold_model

_SIZE = (36, 32, 3)


def prepare() -> None:
    """Load what children need, and let the command line run the stub of a model."""
    ModelCache.__init__.__defaults__ = (ThresholdDetector,)  # type: ignore[attr-defined]
    import pydicom  # noqa: F401
    import SimpleITK  # noqa: F401


def make_study(folder: Path, cases: int = 3) -> Path:
    """Stacks of one phantom that lies elsewhere in each; every second one in a folder of its own."""
    for n in range(cases):
        name = f"case{n}/image.nrrd" if n % 2 else f"case{n}.nrrd"
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_image(phantom((20.0 + n % 5, 16.0 + n % 3 + n / 1000), _SIZE), folder / name)
    return folder


def make_model(folder: Path) -> Path:
    """The stub."""
    return write_threshold_model(folder).path


def command(arguments: list[str], disk: Disk | None = None, **options: Any) -> Ended:
    """A command line in a child."""

    def work() -> int:
        if disk:
            disk.watch()
        return main(arguments)

    return run_child(work, **options)


def numbers(folder: Path) -> dict[str, object]:
    """Results of a run by file, without the time it took; hidden files are not looked at."""
    found: dict[str, object] = {}
    for path in visible(folder):
        name = path.relative_to(folder).as_posix()
        if name.endswith(("summary.csv", "run-manifest.json")):
            continue
        if name.endswith(".json") and not name.endswith(".mrk.json"):
            found[name] = _without_seconds(json.loads(path.read_text(encoding="utf-8")))
        else:
            found[name] = path.read_bytes()
    return found


def visible(folder: Path) -> Iterator[Path]:
    """Files that a user sees."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path


def hidden(folder: Path) -> list[str]:
    """Files that are left under temporary names."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob(".*"))


def summary(folder: Path) -> dict[str, str]:
    """Status by case; a case that has two rows is an error."""
    with (folder / "summary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {row["case"]: row["status"] for row in rows}
    assert len(found) == len(rows), f"a case has two rows: {rows}"
    return found


def _without_seconds(content: Any) -> Any:
    if isinstance(content, dict):
        return {key: _without_seconds(value) for key, value in content.items() if key != "seconds"}
    return [*map(_without_seconds, content)] if isinstance(content, list) else content


def operations(arguments: list[str], folder: Path) -> list[str]:
    """The changes below a folder that a command makes, in their order; it has to succeed."""
    disk, mark = Disk(folder), "\0operations\0"

    def work() -> int:
        disk.watch()
        status = main(arguments)
        print(mark + mark.join(disk.seen))
        return status

    ended = run_child(work)
    assert ended.status == 0, ended.said
    return [line.strip() for line in ended.said.split(mark)[1:]]
