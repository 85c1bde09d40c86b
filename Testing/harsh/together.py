"""Two processes that write results into one folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from forked import Child
from LandmarkAILib.cli import main
from studies import make_model, make_study, numbers, summary


def rows_lost(folder: Path, cases: int) -> list[str]:
    """What is missing after two runs at a time: over other cases, and over the same ones.

    Args:
        folder: a new one.
        cases: of each run.
    """
    model = make_model(folder / "threshold")
    studies = [make_study(folder / name / name, cases) for name in ("one", "two")]
    others = [path.parent for path in studies]
    found = _together([*others], folder / "others", model, 2 * cases)
    return found + _together([others[0], others[0]], folder / "same", model, cases)


def _together(inputs: list[Path], out: Path, model: Path, expected: int) -> list[str]:
    options = ["-o", str(out), "--model", str(model), "--overwrite"]
    children = [Child(partial(main, ["detect", str(source), *options])) for source in inputs]
    ended = [child.ended() for child in children]
    found = [f"{out.name}: ended with {one.status}: {one.said[-500:]}" for one in ended if one.status]
    if found:
        return found
    rows = summary(out)
    if len(rows) != expected or set(rows.values()) != {"done"}:
        found.append(f"{out.name}: {len(rows)} rows of {expected}: {sorted(rows.items())[:5]}")
    records = [name for name in numbers(out) if name.endswith(".mrk.json")]
    if len(records) != expected:
        found.append(f"{out.name}: {len(records)} results of {expected}")
    return found
