"""First use: packages that are missing are told, and installed after asking."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from installers import Pip, provide_pytorch
from slicer_harness.fixtures import Panel, wait_until
from slicer_harness.python_side.small_modules import SlowPip

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "LandmarkAI" / "Resources" / "requirements.txt"
TRAINING = ROOT / "LandmarkAITraining" / "LandmarkAITraining.py"


def test_nothing_is_installed_where_nothing_is_missing(setup_page: Panel) -> None:
    assert not setup_page.ui.installButton.enabled and not setup_page.ui.problemFrame.visible


def enter_again(panel: Panel) -> None:
    """The panel looks for packages when it is shown."""
    panel.parent.exit()
    panel.parent.enter()


@pytest.fixture
def versions(monkeypatch: pytest.MonkeyPatch) -> dict[str, str | None]:
    """Packages that are in another version than on this machine; None: they are not installed."""
    there = metadata.version
    others: dict[str, str | None] = {}

    def version(name: str) -> str:
        found = others[name] if name in others else there(name)
        if found is None:
            raise metadata.PackageNotFoundError(name)
        return found

    monkeypatch.setattr(metadata, "version", version)
    return others


@pytest.fixture(params=["Slicer 5.12", "Slicer 5.10"])
def pip(
    request: pytest.FixtureRequest,
    setup_page: Panel,
    slicer_app: Any,
    versions: dict[str, str | None],
    monkeypatch: pytest.MonkeyPatch,
) -> Pip:
    """A Slicer that installs, as it does not in testing mode: with slicer.packaging, and before."""
    import slicer
    from slicer_harness.python_side import small_modules
    from slicer_harness.pythonqt import wrapper

    pip = Pip(versions)
    monkeypatch.setattr(slicer.util, "confirmOkCancelDisplay", pip.ask)
    if request.param == "Slicer 5.12":
        assert not hasattr(slicer, "packaging")
        pip.asks = "LandmarkAI - Install Python Packages"
        monkeypatch.setattr(wrapper.native_of(slicer_app), "testing", False)
        monkeypatch.setattr(small_modules, "run_pip", pip.run)
    else:
        pip.asks = "LandmarkAI needs packages"
        monkeypatch.setitem(sys.modules, "slicer.packaging", None)
        monkeypatch.setattr(slicer.util, "pip_install", lambda asked: pip.run(["install", *asked]))
    return pip


def test_missing_packages_are_told_before_use_and_installed_by_the_extension_pytorch(
    panel: Panel, volume: Any, versions: dict[str, str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    versions["torch"] = None
    enter_again(panel)
    panel.ui.volumeSelector.setCurrentNode(volume)
    assert panel.ui.problemFrame.visible and "(torch)" in panel.ui.problemLabel.text
    assert not panel.ui.detectButton.enabled and "torch" in panel.ui.detectButton.toolTip
    panel.click("problemButton")
    panel.click("installButton")
    assert "extension PyTorch" in panel.ui.setupReport.toPlainText()

    asked = []

    def install() -> object:
        versions["torch"] = "2.9"
        return object()

    provide_pytorch(monkeypatch, install, asked)
    panel.click("installButton")
    assert asked == [True]
    assert not panel.ui.problemFrame.visible and panel.ui.detectButton.enabled


@pytest.mark.parametrize(
    ("outcome", "remedy"),
    [
        (None, "asked again"),
        (subprocess.CalledProcessError(1, "light_the_torch"), "see that this computer is online"),
        (ImportError("libcudart.so"), "restart Slicer"),
        (RuntimeError("PythonSlicer executable not found"), "install Slicer again"),
    ],
)
def test_pytorch_that_was_not_installed(
    setup_page: Panel,
    versions: dict[str, str | None],
    monkeypatch: pytest.MonkeyPatch,
    outcome: Exception | None,
    remedy: str,
) -> None:
    """Declined, no network, or a library that does not load."""

    def install() -> object:
        if outcome:
            raise outcome
        return None

    versions["torch"] = None
    enter_again(setup_page)
    provide_pytorch(monkeypatch, install, [])
    setup_page.click("installButton")
    report = setup_page.ui.setupReport.toPlainText()
    assert remedy in report
    assert isinstance(outcome, RuntimeError) or str(outcome or "").rstrip(".") in report
    assert setup_page.ui.problemFrame.visible


def asked_for(package: str) -> str:
    """What the module's file of requirements asks for."""
    lines = REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith(f"{package}>="))


def test_packages_are_installed_after_consent(
    setup_page: Panel, pip: Pip, versions: dict[str, str | None]
) -> None:
    versions.update(safetensors=None, pillow="9.5")
    enter_again(setup_page)
    assert "(pillow, safetensors)" in setup_page.ui.problemLabel.text
    setup_page.click("installButton")
    wanted = [asked_for("pillow"), asked_for("safetensors")]
    assert pip.calls == [["install", *wanted]]
    assert len(pip.questions) == 1 and pip.questions[0].startswith(pip.asks)
    assert all(requirement in pip.questions[0] for requirement in wanted)
    assert "were installed" in setup_page.ui.setupReport.toPlainText()
    assert not setup_page.ui.problemFrame.visible and not setup_page.ui.installButton.enabled


def test_from_nothing_installed_to_the_first_points(
    panel: Panel,
    pip: Pip,
    versions: dict[str, str | None],
    volume: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A Slicer as it was downloaded, by clicks: what is missing is said, installed, tried and used."""
    from LandmarkAILib.slicer.scene.nodes import find_results

    versions.update(torch=None, safetensors=None, pydicom=None, pillow=None)
    enter_again(panel)
    ui = panel.ui
    ui.volumeSelector.setCurrentNode(volume)
    for name in ("torch", "safetensors", "pydicom", "pillow"):
        assert name in ui.problemLabel.text and name in ui.detectButton.toolTip
    assert not ui.detectButton.enabled
    ui.setupCollapsible.collapsed = True
    panel.click("problemButton")
    assert not ui.setupCollapsible.collapsed
    panel.click("installButton")
    assert "extension PyTorch" in ui.setupReport.toPlainText() and pip.calls == []

    def install() -> object:
        versions["torch"] = "2.9"
        return object()

    asked: list[bool] = []
    provide_pytorch(monkeypatch, install, asked)
    panel.click("installButton")
    wanted = {asked_for(name) for name in ("safetensors", "pydicom", "pillow")}
    assert asked == [True] and [set(call[1:]) for call in pip.calls] == [wanted]
    assert not ui.problemFrame.visible
    versions.clear()  # from here on the worker uses what is really there
    panel.click("checkButton")
    wait_until(lambda: ui.checkButton.enabled, "the report", 120)
    assert ui.setupReport.toPlainText().startswith("✓ All is there.")
    panel.click("detectButton")
    wait_until(lambda: find_results(volume), "the points", 180)


def test_nothing_is_installed_without_consent(
    setup_page: Panel, pip: Pip, versions: dict[str, str | None]
) -> None:
    versions["safetensors"] = None
    enter_again(setup_page)
    pip.answer = False
    setup_page.click("installButton")
    assert len(pip.questions) == 1 and pip.calls == []
    assert setup_page.ui.setupReport.toPlainText().startswith("Nothing was installed, as you declined")
    assert setup_page.ui.problemFrame.visible
    pip.answer = True
    setup_page.click("installButton")
    assert not setup_page.ui.problemFrame.visible


def test_pip_that_fails_is_told_with_what_to_do(
    setup_page: Panel, pip: Pip, versions: dict[str, str | None]
) -> None:
    versions["safetensors"] = None
    enter_again(setup_page)
    pip.error = True
    setup_page.click("installButton")
    report = setup_page.ui.setupReport.toPlainText()
    assert report.startswith("Installing safetensors failed") and "this computer is online" in report
    assert setup_page.ui.problemFrame.visible and setup_page.ui.installButton.enabled


def test_testing_mode_installs_nothing(setup_page: Panel, versions: dict[str, str | None]) -> None:
    versions["safetensors"] = None
    enter_again(setup_page)
    setup_page.click("installButton")
    assert "Not installed: safetensors." in setup_page.ui.setupReport.toPlainText()


@pytest.fixture
def slow_pip(pip: Pip, versions: dict[str, str | None], monkeypatch: pytest.MonkeyPatch) -> SlowPip:
    """A pip that takes its time behind each way of Slicer to install."""
    import slicer
    from slicer_harness.python_side import small_modules

    slow = SlowPip(["Collecting safetensors", "Downloading safetensors-0.5.whl (0.5 MB)"])
    monkeypatch.setattr(small_modules, "run_pip", slow)
    if slicer.app.testingEnabled():  # Slicer 5.10
        monkeypatch.setattr(slicer.util, "pip_install", lambda asked: slow(["install", *asked]))
    versions["safetensors"] = None
    return slow


def test_pip_is_watched_and_started_once(setup_page: Panel, slow_pip: SlowPip) -> None:
    """However often its button is clicked while it is at work."""
    enter_again(setup_page)
    seen: list[tuple[str, bool, bool, bool]] = []
    ui = setup_page.ui

    def click_again() -> None:
        if len(slow_pip.calls) > 2:
            return  # enough to see that it is wrong
        buttons = (ui.installButton, ui.checkButton, ui.installModelButton)
        seen.append((ui.setupReport.toPlainText(), *(button.enabled for button in buttons)))
        ui.installButton.click()
        setup_page.widget.panel.setup.install()

    slow_pip.meanwhile = click_again
    setup_page.click("installButton")
    assert len(slow_pip.calls) == 1
    assert [row[1:] for row in seen] == [(False, False, False)] * 2
    assert seen[0][0].startswith("Installing…") and seen[1][0].endswith(slow_pip.lines[1])
    assert ui.checkButton.enabled and ui.installModelButton.enabled


def test_the_other_module_cannot_start_a_second_pip(
    setup_page: Panel, slow_pip: SlowPip, module_widget: Callable[[Path], Panel]
) -> None:
    enter_again(setup_page)
    training = module_widget(TRAINING)
    seen: list[bool] = []

    def click_there() -> None:
        if len(slow_pip.calls) > 2:
            return
        training.widget.panel.enter()
        seen.append(training.ui.installPackagesButton.enabled)
        training.widget.panel.packages.install()

    slow_pip.meanwhile = click_there
    setup_page.click("installButton")
    assert len(slow_pip.calls) == 1 and seen == [False, False]
    assert "under way" in training.ui.problemLabel.text


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 30] Read-only file system", "own"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left", "free some"),
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError(...)': /simple/",
            "see that this computer is online",
        ),
        ("ERROR: No matching distribution found for safetensors", "what pip said is below"),
    ],
)
def test_the_reason_of_pip_is_told(setup_page: Panel, slow_pip: SlowPip, line: str, remedy: str) -> None:
    enter_again(setup_page)
    slow_pip.lines, slow_pip.status = ["Collecting safetensors", line], 1
    setup_page.click("installButton")
    sentence, _gap, said = setup_page.ui.setupReport.toPlainText().partition("\n\n")
    assert sentence.startswith("Installing safetensors failed (") and remedy in sentence
    assert said == f"Collecting safetensors\n{line}"
    assert setup_page.ui.installButton.enabled


def test_a_missing_python_slicer_is_told(
    setup_page: Panel, slow_pip: SlowPip, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter_again(setup_page)
    monkeypatch.setenv("PATH", "")
    setup_page.click("installButton")
    report = setup_page.ui.setupReport.toPlainText()
    assert report.startswith("PythonSlicer, Slicer's own Python, was not found")
    assert slow_pip.calls == []


@pytest.fixture
def half_a_torch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages in which pip was interrupted: torch is on record, its libraries are gone."""
    record = tmp_path / "torch-2.9.dist-info"
    record.mkdir()
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: torch\nVersion: 2.9\n")
    (record / "RECORD").write_text("torch/__init__.py,,\ntorch/lib/libtorch.so,,\ntorch/a/b.py,,\n")
    (tmp_path / "torch").mkdir()
    (tmp_path / "torch" / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def test_half_a_torch_is_recognised_and_replaced(
    setup_page: Panel, half_a_torch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import slicer

    enter_again(setup_page)
    assert "(torch, installed by half)" in setup_page.ui.problemLabel.text
    assert not setup_page.ui.detectButton.enabled
    done: list[str] = []

    def install() -> object:
        done.append("installed")
        (half_a_torch / "torch" / "lib").mkdir()
        (half_a_torch / "torch" / "lib" / "libtorch.so").touch()
        return object()

    provide_pytorch(monkeypatch, install, [])
    uninstall = lambda self: done.append("removed")  # noqa: E731
    monkeypatch.setattr(sys.modules["PyTorchUtils"].PyTorchUtilsLogic, "uninstallTorch", uninstall)
    monkeypatch.setattr(slicer.util, "confirmOkCancelDisplay", lambda text: False)
    setup_page.click("installButton")
    assert done == [] and "you declined" in setup_page.ui.setupReport.toPlainText()
    monkeypatch.setattr(slicer.util, "confirmOkCancelDisplay", lambda text: "by half" in text)
    setup_page.click("installButton")
    assert done == ["removed", "installed"]
    assert not setup_page.ui.problemFrame.visible


def test_what_slicer_brings_is_not_replaced(
    setup_page: Panel, pip: Pip, versions: dict[str, str | None]
) -> None:
    versions["SimpleITK"] = None
    enter_again(setup_page)
    setup_page.click("installButton")
    assert "SimpleITK. Install Slicer again." in setup_page.ui.setupReport.toPlainText()
    assert pip.questions == [] and pip.calls == []
