"""Every gate is open for a good extension, and closes for what it is there to stop."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from extension.gates import GATES, repository
from extension.gates.checkout import Checkout
from extension.gates.python_code import files_loaded_with_modules
from extension.small_extension import replace, write_extension, write_lists
from PIL import Image

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

FOLDER = Path(__file__).resolve().parent
TOP, ENTRY, README = "CMakeLists.txt", "HeartPoints.json", "README.md"
MODULE, MODULE_CMAKE = "HeartPoints/HeartPoints.py", "HeartPoints/CMakeLists.txt"
ICON, MODULE_ICON = "HeartPoints.png", "HeartPoints/Resources/Icons/HeartPoints.png"
SCREENSHOT = "Resources/Screenshots/points.png"
POINTS = "HeartPoints/HeartPointsLib/points.py"
MODEL = "Resources/Models/hearts/model.json"

Break = Callable[[Path], object]


def edit(path: str, old: str, new: str) -> Break:
    return lambda root: replace(root, path, old, new)


def remove(path: str) -> Break:
    return lambda root: (root / path).unlink()


def write(path: str, content: bytes) -> Break:
    def act(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)

    return act


def add(path: str, content: str) -> Break:
    return lambda root: write(path, (root / path).read_bytes() + content.encode())(root)


def save_picture(path: str, size: tuple[int, int]) -> Break:
    return lambda root: Image.new("RGB", size).save(root / path)


def make_big(root: Path) -> None:
    with (root / "big.bin").open("wb") as file:
        file.truncate(101 * 1024**2)  # sparse: takes no room


def make_shallow(root: Path) -> None:
    """As a clone of depth 1 is marked."""
    (root / ".git" / "shallow").write_text("0" * 39 + "1\n", encoding="utf-8")


def collide(root: Path) -> None:
    write("HeartPoints/Resources/Models/hearts/model.json", b"{}")(root)
    write_lists(root)


BROKEN: list[tuple[str, Break, str]] = [
    ("catalog entry", remove(ENTRY), "HeartPoints.json is missing"),
    ("catalog entry", write(ENTRY, b"{"), "is not a JSON object"),
    ("catalog entry", write(ENTRY, b"[]"), "is not a JSON object"),
    ("catalog entry", edit(ENTRY, '"category"', '"kategory"'), "category is missing"),
    ("catalog entry", edit(ENTRY, '"tier"', '"colour": 1, "tier"'), "colour is not a key"),
    ("catalog entry", edit(ENTRY, '"tier": 1', '"tier": "1"'), "not of type int"),
    ("catalog entry", edit(ENTRY, '"tier": 1', '"tier": 6'), "tier is not one of"),
    ("catalog entry", edit(ENTRY, "v1.0.2", "v1.0.9"), "$schema is not"),
    ("catalog entry", edit(ENTRY, "{", "{\r"), "LF alone"),
    ("names", edit(ENTRY, "SlicerHeartPoints", "HeartPoints"), "does not start with Slicer"),
    ("names", edit(ENTRY, "https://github", "git@github"), "neither https"),
    ("names", edit(TOP, "project(Heart", "project(SlicerHeart"), "starts with Slicer"),
    ("names", edit(TOP, "project(HeartPoints)", ""), "no project()"),
    ("category", edit(ENTRY, "Cardiac", "Hearts"), "category 'Hearts'"),
    ("metadata", edit(TOP, '"Jane Roe (Somewhere)"', "JaneRoe"), "EXTENSION_CONTRIBUTORS"),
    ("metadata", edit(TOP, '"Finds points in hearts."', '""'), "EXTENSION_DESCRIPTION"),
    ("metadata", edit(TOP, "points in", "points; in"), "semicolon"),
    ("metadata", edit(TOP, '"Finds points', '"Finds\npoints'), "EXTENSION_DESCRIPTION"),
    ("metadata", edit(TOP, "https://github.com", "github.com"), "EXTENSION_HOMEPAGE"),
    ("dependencies", edit(TOP, '"PyTorch"', '"NA"'), "lacks PyTorch"),
    ("dependencies", edit(ENTRY, '"PyTorch"', ""), "build_dependencies is []"),
    ("build steps", edit(TOP, "include(${Slicer_EXTENSION_CPACK})", ""), "CPACK}) is missing"),
    ("build steps", edit(TOP, "find_package(", "# find_package("), "find_package(Slicer REQUIRED) is m"),
    ("build steps", edit(TOP, "project(HeartPoints)", "add_subdirectory(x)\n\nproject(H)"), "the order"),
    ("modules", edit(TOP, "add_subdirectory(HeartPoints)", ""), "add_subdirectory(HeartPoints) is miss"),
    ("modules", remove(MODULE), "HeartPoints/HeartPoints.py is missing"),
    ("modules", edit(MODULE_CMAKE, "  WITH_GENERIC_TESTS\n", ""), "lacks WITH_GENERIC_TESTS"),
    ("modules", edit(MODULE_CMAKE, "  slicer_add", "  # slicer_add"), "python_unittest is missing"),
    ("modules", edit(MODULE_CMAKE, "NAME HeartPoints", "NAME Other"), "set(MODULE_NAME HeartPoints)"),
    ("file lists", write("HeartPoints/new.py", b""), "HeartPoints/CMakeLists.txt does not"),
    ("file lists", remove(MODEL), "CMakeLists.txt does not list"),
    ("file lists", edit(TOP, "# </files>", ""), "needs the lines"),
    ("file lists", write("HeartPoints/Resources/a b.png", b""), "use letters"),
    ("file lists", collide, "two files are installed as Resources/Models/hearts/model.json"),
    ("icons", save_picture(ICON, (64, 64)), "HeartPoints.png is PNG (64, 64)"),
    ("icons", remove(MODULE_ICON), "HeartPoints/Resources/Icons/HeartPoints.png is no picture"),
    ("icons", write(ICON, b"no picture"), "HeartPoints.png is no picture"),
    ("icons", remove(ICON), "HeartPoints.png, of https://raw"),
    ("icons", edit(TOP, "main/HeartPoints.png", "other/HeartPoints.png"), "does not start with"),
    ("screenshots", edit(TOP, "Screenshots/points.png", "Screenshots/other.png"), "is missing"),
    ("screenshots", save_picture(SCREENSHOT, (64, 64)), "at least 400 pixels"),
    ("screenshots", write(SCREENSHOT, b"no picture"), "no PNG or JPEG"),
    ("screenshots", edit(TOP, "SCREENSHOTURLS", "PICTURES"), "no screenshot is named"),
    ("license", remove("LICENSE.txt"), "no license file"),
    ("license", write("LICENSE.txt", b"Mine."), "is not the Apache License 2.0"),
    ("license", edit(README, "[Apache License 2.0](LICENSE.txt)", "Free"), "does not name Apache"),
    ("license", edit(README, "`hearts`", "a model"), "no row for model hearts"),
    ("license", edit(MODEL, "research use only", ""), "has no license"),
    ("readme", remove(README), "README.md is missing"),
    ("readme", edit(README, "# HeartPoints\n", "# Readme\n"), "no heading with the name"),
    ("readme", edit(README, "It finds points in hearts.", ""), "no short description"),
    ("readme", edit(README, "## Modules", "## Tutorial of modules"), "no line on HeartPoints"),
    ("readme", edit(README, "| finds the points", "| "), "no line on HeartPoints"),
    ("readme", edit(README, "\n2. ", "\n"), "fewer than 3 numbered"),
    ("readme", edit(README, "Sample Data", "module"), "from Sample Data"),
    ("readme", edit(README, "![The", "[The"), "section Tutorial has no screenshot"),
    ("readme", edit(README, "![The", "[The"), "before the first section"),
    ("readme", edit(README, "https://example.org", "us"), "no source of the data"),
    ("readme", edit(README, "doi.org", "example.org"), "no section on citation"),
    ("readme", edit(README, "(LICENSE.txt)", "(COPYING)"), "COPYING is linked and missing"),
    ("file scope", add(POINTS, "\nfind(1)\n"), "points.py:9 runs code"),
    ("file scope", add(POINTS, "\nfor i in range(3):\n    pass\n"), "runs code"),
    ("file scope", add(MODULE, "\nX = slicer.util.getNode('x')\n"), "HeartPoints.py:24 runs code"),
    ("file scope", add(POINTS, "\nif True:\n    find(1)\n"), "runs code"),
    ("imports", add(MODULE, "\nimport monai.networks\n"), "HeartPoints.py imports monai at file scope"),
    ("imports", add(POINTS, "\nfrom torch import nn\n"), "points.py imports torch at file scope"),
    ("imports", add(POINTS, "\nfrom .deep import networks\n"), "networks.py imports torch"),
    ("imports", add(POINTS, "\nimport HeartPointsLib.deep.networks\n"), "networks.py imports torch"),
    ("imports", add(POINTS, "\n\nclass A:\n    import torch\n"), "points.py imports torch"),
    ("safety", add(POINTS, "\n\ndef get():\n    import urllib.request\n"), "points.py imports urllib"),
    ("safety", add(POINTS, '\n\ndef get():\n    pip_install("torch>=2")\n'), "installs torch with pip"),
    ("size", make_big, "weighs 101 MB"),
    ("size", make_shallow, "shallow"),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_extension(tmp_path)


def test_good_extension_passes(root: Path) -> None:
    checkout = Checkout(root)
    assert {name: check(checkout) for name, check in GATES.items()} == {name: [] for name in GATES}


@pytest.mark.parametrize(("gate", "spoil", "message"), BROKEN, ids=[f"{g}: {m}" for g, _, m in BROKEN])
def test_gate_closes(root: Path, gate: str, spoil: Break, message: str) -> None:
    spoil(root)
    assert message in "\n".join(GATES[gate](Checkout(root)))


def test_every_gate_can_close() -> None:
    assert {gate for gate, _, _ in BROKEN} == set(GATES)


def test_imports_are_followed_from_the_module(root: Path) -> None:
    """Through packages and names that are modules, but not into functions or what only typing needs."""
    names = ["HeartPoints", *(f"HeartPointsLib/{name}" for name in ("__init__", "finding", "points"))]
    assert files_loaded_with_modules(Checkout(root)) == [f"HeartPoints/{name}.py" for name in names]


def test_history_counts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was committed once stays in every clone."""
    monkeypatch.setattr(repository, "LIMIT", 200 * 1024)
    commit(root, "all but noise")
    assert repository.check_size(Checkout(root)) == []
    write("noise.bin", random.Random(0).randbytes(300 * 1024))(root)
    commit(root, "noise")
    (root / "noise.bin").unlink()
    commit(root, "no noise")
    assert repository.check_size(Checkout(root)) != []


def commit(root: Path, message: str) -> None:
    checkout = Checkout(root)
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    checkout.git("add", "--all")
    checkout.git(*identity, "commit", "--quiet", "--message", message)


def test_command_prints_a_table_and_says_by_its_status(root: Path) -> None:
    good = run_command("check_gates.py", root)
    assert (good.returncode, good.stdout.count(" open\n")) == (0, len(GATES))
    replace(root, ENTRY, "Cardiac", "Hearts")
    bad = run_command("check_gates.py", root)
    assert bad.returncode == 1
    assert "category       closed\n" in bad.stdout and "category 'Hearts' is none of" in bad.stdout
    assert f"{len(GATES) - 1} of {len(GATES)} gates are open." in bad.stdout


def run_command(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(FOLDER / script), *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=600)
