"""The traps of ``conftest.py`` are traps: each is sprung once, in a test run of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

TESTS = """
import warnings

def provoke():
    from vtkmodules.vtkFiltersCore import vtkContourFilter
    vtkContourFilter().Update()

def test_vtk_error_is_reported():
    provoke()

def test_vtk_error_is_expected(vtk_errors):
    provoke()
    assert "not optional" in vtk_errors.pop()

def warn(observer):
    from vtkmodules.vtkCommonCore import vtkOutputWindow
    vtkOutputWindow.GetInstance().DisplayWarningText(
        "Warning: In vtkObserverManager.cxx, line 282\\nvtkObserverManager (0x55): Observation 33 "
        f"between vtkMRMLMarkupsFiducialNode and {observer} with priority 0 already exists.\\n\\n"
    )

def test_known_warning_of_slicer():
    warn("vtkSlicerMarkupsLogic")

def test_same_warning_of_another_observer():
    warn("vtkSlicerVolumesLogic")

def test_warning():
    warnings.warn("ours")

def test_nothing_wrong():
    pass
"""


def test_warnings_and_vtk_errors_fail_a_test(tmp_path: Path) -> None:
    pytest.importorskip("vtkmodules", reason="slicer-core has no wheel for this platform")
    folder = tmp_path / "Testing"
    folder.mkdir()
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    shutil.copyfile(ROOT / "Testing" / "conftest.py", folder / "conftest.py")
    (folder / "test_traps.py").write_text(TESTS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "--tb=no", "-p", "no:cacheprovider"]
    # The conftest takes its fixtures from the harness, which stays where it is.
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "Testing")}
    result = subprocess.run(
        command,
        cwd=tmp_path,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert "1 failed, 5 passed, 2 errors" in result.stdout, result.stdout + result.stderr
    assert "FAILED Testing/test_traps.py::test_warning" in result.stdout
    assert "ERROR Testing/test_traps.py::test_vtk_error_is_reported" in result.stdout
    assert "ERROR Testing/test_traps.py::test_same_warning_of_another_observer" in result.stdout
