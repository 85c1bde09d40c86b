from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from disk import nearly_full_disk
from LandmarkAILib.errors import OutputError
from LandmarkAILib.files.atomic import atomic_path, make_folder


def test_file_appears_under_its_name_only_when_complete(tmp_path: Path) -> None:
    path = tmp_path / "image.seg.nrrd"
    with atomic_path(path) as temporary:
        temporary.write_text("whole")
        assert not path.exists()
        assert temporary.parent == tmp_path
        assert temporary.suffixes[-2:] == [".seg", ".nrrd"]
    assert [p.name for p in tmp_path.iterdir()] == ["image.seg.nrrd"]
    assert path.read_text() == "whole"


@pytest.mark.parametrize("interruption", [RuntimeError, KeyboardInterrupt])
def test_failure_leaves_what_was_there(tmp_path: Path, interruption: type[BaseException]) -> None:
    path = tmp_path / "a.json"
    path.write_text("before")

    def write_half() -> None:
        with atomic_path(path) as temporary:
            temporary.write_text("half")
            raise interruption

    with pytest.raises(interruption):
        write_half()
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]
    assert path.read_text() == "before"


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_file_is_as_readable_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    with atomic_path(tmp_path / "atomic") as temporary:
        temporary.write_text("x")
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("plain", "atomic")}
    assert len(modes) == 1


def test_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with (
        pytest.raises(
            OutputError, match=r"a\.txt cannot be written .*: choose an output folder on a disk"
        ),
        nearly_full_disk(1000),
        atomic_path(path) as temporary,
    ):
        temporary.write_bytes(b"x" * 5000)
    assert list(tmp_path.iterdir()) == []


def test_folder_missing(tmp_path: Path) -> None:
    with (
        pytest.raises(OutputError, match=r"no.a\.json cannot be written .*: create its folder"),
        atomic_path(tmp_path / "no" / "a.json"),
    ):
        pass


def test_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(OutputError, match="cannot be written"), atomic_path(tmp_path / "out" / "a.json"):
        pass
    for folder in (tmp_path / "out", tmp_path / "out" / "b"):
        with pytest.raises(OutputError, match="a file stands where a folder is needed"):
            make_folder(folder)


def test_folder_in_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    with (
        pytest.raises(OutputError, match=r"a\.json cannot be written"),
        atomic_path(tmp_path / "a.json"),
    ):
        pass
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_name_too_long(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"), atomic_path(tmp_path / ("x" * 250)):
        pass


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="everything is allowed to this user")
def test_no_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="get write permission"), atomic_path(tmp_path / "a.json"):
        pass


def test_errors_of_other_files_are_not_blamed_on_this_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), atomic_path(tmp_path / "out.txt") as temporary:
        temporary.write_text((tmp_path / "input.txt").read_text())
    assert list(tmp_path.iterdir()) == []


def test_make_folder_makes_those_above_and_accepts_what_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    make_folder(folder)
    make_folder(folder)
    assert folder.is_dir()
