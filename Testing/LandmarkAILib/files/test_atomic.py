from __future__ import annotations

import os
import platform
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from disk import nearly_full_disk
from LandmarkAILib.errors import OutputError
from LandmarkAILib.files.atomic import (
    _break_old,
    atomic_path,
    lock,
    make_folder,
    new_folder,
    place_folder,
    remove_dead,
    restored_on_failure,
    temporary_of,
)


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


def test_files_that_belong_together_are_restored_together(tmp_path: Path) -> None:
    there, new = tmp_path / "a", tmp_path / "b"
    there.write_text("before")

    def replace_both() -> None:
        with restored_on_failure([there, new]):
            for path in (there, new):
                with atomic_path(path) as temporary:
                    temporary.write_text("after")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace_both()
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "before"}
    with restored_on_failure([there, new]), atomic_path(there) as temporary:
        temporary.write_text("after")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "after"}


@pytest.mark.skipif(os.name != "posix", reason="the dead are only known by their age")
def test_a_lock_of_the_dead_is_broken_and_one_of_the_living_is_not(tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait(60)
    for process, is_broken in ((dead.pid, True), (os.getpid(), False)):
        path.write_text(f"{platform.node()} {process}")
        _break_old(path)
        assert path.exists() is not is_broken
    os.utime(path, (0, 0))
    with lock(path):
        assert path.read_text() == f"{platform.node()} {os.getpid()}"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_replaced_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "a").write_text("before")
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if Path(target) == folder and self.name == "model" and "replaced" not in self.parts:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    def replace_it() -> None:
        with new_folder(tmp_path) as fresh:
            (fresh / "a").write_text("after")
            place_folder(fresh, folder)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refused)
        with pytest.raises(OutputError, match="free some space"):
            replace_it()
    assert (folder / "a").read_text() == "before"
    replace_it()
    assert (folder / "a").read_text() == "after"
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_a_folder_that_a_killed_process_was_replacing_comes_back(tmp_path: Path) -> None:
    left = tmp_path / ".new-abc" / "replaced" / "model"
    left.mkdir(parents=True)
    os.utime(tmp_path / ".new-abc", (0, 0))
    with new_folder(tmp_path):
        assert (tmp_path / "model").is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_what_the_dead_left_goes_and_what_the_living_write_stays(tmp_path: Path) -> None:
    old, fresh, other = (tmp_path / name for name in (".0123abcd.a.csv", ".4567abcd.a.csv", ".profile"))
    for path in (old, fresh, other):
        path.touch()
    for path in (old, other):
        os.utime(path, (0, 0))
    assert [temporary_of(path) for path in (old, other)] == ["a.csv", ""]
    remove_dead([old, fresh])
    assert sorted(path.name for path in tmp_path.iterdir()) == [fresh.name, other.name]
