"""Names that native code cannot take never reach it."""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.detached import data_files
from LandmarkAILib.files.images import read_image, write_image
from LandmarkAILib.files.native import is_plain, shown

GRID = Grid((6, 5, 3), np.diag([1.5, 1.5, 8, 1]))
IMAGE = Image(np.arange(90, dtype=np.uint16).reshape(GRID.shape), GRID)
LATIN = os.fsdecode(b"M\xfcller")
only_bytes = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="this system has no names that are not Unicode"
)


@only_bytes
@pytest.mark.parametrize("suffix", [".nrrd", ".nii.gz", ".mha"])
def test_a_name_that_is_not_utf8_is_read_and_written(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"{LATIN}{suffix}"
    assert not is_plain(path)
    write_image(IMAGE, path)
    assert np.array_equal(read_image(path).array, IMAGE.array)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@only_bytes
def test_such_bytes_are_escaped_for_the_eye() -> None:
    assert shown(LATIN) == "M\\xfcller"
    assert shown("Müller 心") == "Müller 心"


@only_bytes
def test_data_files_of_such_names_are_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.mhd"
    (tmp_path / f"{LATIN}.raw").write_bytes(IMAGE.array.tobytes())
    head = b"NDims = 3\nDimSize = 6 5 3\nElementType = MET_USHORT\nElementSpacing = 1 1 1\n"
    path.write_bytes(head + b"ElementDataFile = M\xfcller.raw\n")
    with pytest.raises(InputError, match="a name that cannot be read: give both"):
        read_image(path)


def test_data_files_are_found(tmp_path: Path) -> None:
    def files(name: str, text: str) -> list[str]:
        (tmp_path / name).write_text(text)
        return [path.name for path in data_files(tmp_path / name)]

    assert files("a.mhd", "NDims = 3\nElementDataFile = LOCAL\n") == []
    assert files("b.mhd", "NDims = 3\nElementDataFile = b.zraw\n") == ["b.zraw"]
    assert files("c.mhd", "ElementDataFile = LIST\n1.raw\n2.raw\n") == ["1.raw", "2.raw"]
    assert files("d.mhd", "ElementDataFile = s%02d.raw 1 5 2\n") == ["s01.raw", "s03.raw", "s05.raw"]
    assert files("e.nhdr", "NRRD0004\ntype: short\ndata file: e.raw.gz\n") == ["e.raw.gz"]
    assert files("f.nrrd", "NRRD0004\ntype: short\n\ndata file: no.raw\n") == []


def test_a_data_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.nhdr").write_text("NRRD0004\ntype: short\ndata file: gone.raw\n")
    with pytest.raises(InputError, match=r"gone\.raw, which is not there: copy both files"):
        read_image(tmp_path / "a.nhdr")


_OPENS = {"ReadImage", "WriteImage", "SetFileName", "SetFileNames", "ReadTransform", "WriteTransform"}


def _opened(node: ast.AST, around: tuple[str, ...] = ()) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Line of each call by which SimpleITK opens a file, and the names of the ``with`` around it."""
    if isinstance(node, ast.FunctionDef):
        around = ()
    if isinstance(node, ast.With):
        calls = [item.context_expr for item in node.items]
        around += tuple(ast.unparse(call.func) for call in calls if isinstance(call, ast.Call))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _OPENS:
        yield node.lineno, around
    for child in ast.iter_child_nodes(node):
        yield from _opened(child, around)


def test_simpleitk_opens_no_file_but_by_these_names() -> None:
    """Whoever opens one by its own name fails on a Windows user José, where no test here runs."""
    root = Path(__file__).resolve().parents[3]
    found = {
        f"{path.relative_to(root).as_posix()}:{line}": around
        for module in ("LandmarkAI", "LandmarkAITraining")
        for path in sorted((root / module).rglob("*.py"))
        for line, around in _opened(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert len(found) >= 6
    names = {"readable", "writable", "plain_folder"}
    assert not [place for place, around in found.items() if not names & set(around)]
