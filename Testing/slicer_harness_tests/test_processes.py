"""Slicer's own functions for processes run over the stand-ins; installing is refused."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from slicer_harness.fixtures import wait_until

pytestmark = pytest.mark.usefixtures("scene")


def test_process_reports_without_blocking(slicer_app: Any) -> None:
    import slicer

    lines: list[str] = []
    codes: list[int] = []
    program = "import sys; print('a'); print('b', flush=True); sys.exit(3)"
    process = slicer.util.launchConsoleProcess(
        [sys.executable, "-c", program],
        blocking=False,
        logCallback=lines.append,
        completedCallback=codes.append,
    )
    assert codes == []
    wait_until(lambda: codes, "the end of the process")
    process.stdout.close()
    assert (lines, codes) == (["a", "b"], [3])


def test_python_slicer_has_no_application(slicer_app: Any) -> None:
    import shutil
    import subprocess

    program = shutil.which("PythonSlicer")
    assert program is not None
    command = [program, "-c", "import slicer; print(hasattr(slicer, 'app'))"]
    result = subprocess.run(command, check=True, capture_output=True, text=True, timeout=600)
    assert result.stdout.strip() == "False"


def test_packaging_is_there_once_it_is_imported() -> None:
    import slicer

    assert not hasattr(slicer, "packaging")
    import slicer.packaging

    assert slicer.packaging.pip_check("numpy>=1.20")


def test_nothing_is_installed() -> None:
    import slicer.packaging
    from slicer_harness.python_side.small_modules import InstallationError

    with pytest.raises(InstallationError):
        slicer.util.pip_install("torch")
    with pytest.raises(InstallationError):
        slicer.packaging.pip_install("torch")
    assert slicer.packaging.pip_check("numpy>=1.20") and not slicer.packaging.pip_check("nosuchpackage")
    slicer.packaging.pip_ensure("nosuchpackage", requester="Test")
    with pytest.raises(InstallationError):
        slicer.packaging.pip_ensure("nosuchpackage", skip_in_testing=False, prompt_install=False)
