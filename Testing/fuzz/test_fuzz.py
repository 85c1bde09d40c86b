"""A short run of the fuzzer, and that it finds what it is made to find."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from fuzz_readers import place, read
from inputs import SUFFIXES, damaged, seeds


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", SUFFIXES)
def test_damaged_files_are_read_or_refused(tmp_path: Path, kind: str) -> None:
    path = place(kind, tmp_path)
    outcomes = set()
    for number in range(40):
        path.write_bytes(damaged(kind, random.Random(f"test {kind} {number}")))
        outcomes.add(read(kind, path))
    assert outcomes <= {"read", "refused"}


@pytest.mark.parametrize("kind", SUFFIXES)
def test_whole_files_are_read(tmp_path: Path, kind: str) -> None:
    path = place(kind, tmp_path)
    for data in seeds(kind):
        path.write_bytes(data)
        assert read(kind, path) == "read"


def test_a_fault_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(kind: str, path: Path) -> None:
        raise TypeError(f"{kind} of {path.name}")

    monkeypatch.setattr("fuzz_readers._reader", faulty)
    assert "TypeError: nrrd of a.nrrd" in read("nrrd", tmp_path / "a.nrrd")
