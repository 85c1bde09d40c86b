"""The stand-ins for Slicer's macros: what they put where, and that they refuse what Slicer refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from extension.configuring import Configured, configure
from extension.small_extension import replace, write_extension

MODULE_CMAKE = "HeartPoints/CMakeLists.txt"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_extension(tmp_path / "checkout")


def configured(root: Path) -> Configured:
    result = configure(root, root.parent / "build")
    if result is None:
        pytest.skip("CMake is not installed")
    return result


def test_modules_and_shared_resources_are_installed_into_one_folder(root: Path) -> None:
    result = configured(root)
    assert result.error == ""
    assert result.files == [
        "HeartPoints.py",
        "HeartPointsLib/__init__.py",
        "HeartPointsLib/__main__.py",
        "HeartPointsLib/deep/__init__.py",
        "HeartPointsLib/deep/networks.py",
        "HeartPointsLib/finding.py",
        "HeartPointsLib/points.json",
        "HeartPointsLib/points.py",
        "Resources/Icons/HeartPoints.png",
        "Resources/Models/hearts/model.json",
    ]


def test_calls_in_their_order(root: Path) -> None:
    assert configured(root).calls == [
        "project HeartPoints",
        "find_package Slicer",
        "include Slicer_USE_FILE",
        "add_subdirectory HeartPoints",
        "module HeartPoints generic tests TRUE",
        "unittest HeartPoints.py",
        "include Slicer_EXTENSION_GENERATE_CONFIG",
        "include Slicer_EXTENSION_CPACK",
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        ("CMakeLists.txt", 'hearts.")', 'hearts."', "Parse error"),
        ("CMakeLists.txt", "add_subdirectory(", "add_module(", "add_module"),
        ("CMakeLists.txt", "add_subdirectory(HeartPoints", "add_subdirectory(Other", "Other"),
        (MODULE_CMAKE, "  WITH_GENERIC_TESTS", "  ) # ", "Parse error"),
        (MODULE_CMAKE, "  NAME ", "  WITH_TESTS NAME ", "unknown 'WITH_TESTS'"),
        (MODULE_CMAKE, "points.json", "other.json", "HeartPointsLib/other.json does not exist"),
    ],
)
def test_mistakes_are_refused(root: Path, path: str, old: str, new: str, message: str) -> None:
    replace(root, path, old, new)
    assert message in configured(root).error
