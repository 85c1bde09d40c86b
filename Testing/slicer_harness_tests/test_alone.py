"""The harness knows no extension: it can be copied into another one."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

TESTING = Path(__file__).resolve().parents[1]
HARNESS = TESTING / "slicer_harness"
# What it stands in for, and what it is made of.
KNOWN = {
    *("slicer", "qt", "ctk", "vtk", "vtkmodules", "SampleData"),
    *("PySide6", "shiboken6", "shibokensupport", "numpy", "PIL", "packaging", "pydicom", "pytest"),
    *("slicer_harness", "CenterPoint"),
}


@pytest.mark.parametrize("folder", [HARNESS, TESTING / "slicer_harness_tests"])
def test_it_imports_nothing_of_the_extension(folder: Path) -> None:
    paths = list(folder.rglob("*.py"))
    assert paths
    found = {f"{path.name}: {name}" for path in paths for name in packages(path)}
    foreign = {line for line in found if line.partition(": ")[2] not in KNOWN | sys.stdlib_module_names}
    assert foreign == set()


def packages(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield (node.module or "").partition(".")[0]


def test_files_import_each_other_one_way() -> None:
    """Wherever the imports stand: a CycleError names the circle."""
    graph = {path: set(siblings(path)) for path in HARNESS.rglob("*.py")}
    assert any(graph.values())
    list(TopologicalSorter(graph).static_order())


def siblings(path: Path) -> Iterator[Path]:
    """The harness's files that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            folder = path.parents[node.level - 1]
            base = folder.joinpath(*(node.module or "").split("."))
            for alias in node.names:
                choices = (base / f"{alias.name}.py", base / alias.name / "__init__.py")
                choices += (base.with_suffix(".py"), base / "__init__.py")
                found = next(choice for choice in choices if choice.is_file())
                if found != path:
                    yield found


def test_it_runs_without_the_extension(tmp_path: Path) -> None:
    """A copy, in a folder where there is nothing else, opens the panel of the sample module."""
    pytest.importorskip("vtkmodules", reason="slicer-core has no wheel for this platform")
    shutil.copytree(HARNESS, tmp_path / "slicer_harness")
    shutil.copytree(TESTING / "slicer_harness_tests" / "sample_module", tmp_path / "sample_module")
    (tmp_path / "conftest.py").write_text("from slicer_harness.fixtures import *\n", encoding="utf-8")
    test = (
        "from pathlib import Path\n\n"
        "def test_open(module_widget):\n"
        "    panel = module_widget(Path(__file__).parent / 'sample_module' / 'CenterPoint.py')\n"
        "    assert panel.parent.visible\n"
    )
    (tmp_path / "test_open.py").write_text(test, encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q"],
        cwd=tmp_path,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert "1 passed" in result.stdout, result.stdout + result.stderr
