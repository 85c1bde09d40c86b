"""The registry: shipped and installed models, side by side."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
import torch
from LandmarkAILib.errors import ModelError, OutputError
from LandmarkAILib.models.archive import pack_bundle
from LandmarkAILib.models.bundle import Bundle, write_bundle
from LandmarkAILib.models.installed import (
    UnknownModelError,
    find_model,
    install_model,
    list_models,
    remove_model,
)
from LandmarkAILib.paths import sample_data, shipped_models, user_home, user_models


def make_model(folder: Path, name: str = "tiny", version: str = "1.0.0", scale: float = 1.0) -> Bundle:
    description = {
        "name": name,
        "version": version,
        "title": "A model for tests",
        "license": "Apache-2.0",
        "intended_use": "research use only",
        "modality": ["MR"],
        "dimension": 2,
        "landmarks": ["LV center"],
        "segments": [],
        "stages": [{"view": {"type": "a"}, "network": {"type": "b"}, "weights": "stage1.safetensors"}],
        "calibration": {},
        "training": {},
    }
    return write_bundle(folder, description, {"stage1.safetensors": {"w": torch.full((2, 2), scale)}})


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One model ships; the user has none."""
    monkeypatch.setenv("LANDMARKAI_RESOURCES", str(tmp_path / "Resources"))
    monkeypatch.setenv("LANDMARKAI_HOME", str(tmp_path / "home"))
    make_model(tmp_path / "Resources" / "Models" / "tiny")


def test_a_shipped_model_is_found_by_name_and_by_path(tmp_path: Path) -> None:
    shipped = tmp_path / "Resources" / "Models" / "tiny"
    assert find_model("tiny").path == shipped
    assert find_model(shipped).sha256 == find_model("tiny").sha256
    assert [(entry.name, entry.shipped) for entry in list_models()] == [("tiny", True)]


def test_an_unknown_model_lists_those_there_are() -> None:
    with pytest.raises(UnknownModelError, match="no model 'huge': choose one of tiny"):
        find_model("huge")


def test_a_zip_is_to_be_installed_first(tmp_path: Path) -> None:
    path = pack_bundle(make_model(tmp_path / "other", "other"), tmp_path / "other.zip")
    with pytest.raises(UnknownModelError, match="landmarkai models install"):
        find_model(path)


@pytest.mark.parametrize("packed", [True, False])
def test_install_from_zip_or_folder_then_remove(tmp_path: Path, packed: bool) -> None:
    source = make_model(tmp_path / "build" / "whatever", "other")
    path = pack_bundle(source, tmp_path / "other.zip") if packed else source.path
    installed = install_model(path)
    assert installed.path == user_models() / "other"
    assert find_model("other").sha256 == source.sha256
    assert [p.name for p in user_models().iterdir()] == ["other"]
    assert remove_model("other") == installed.path
    assert list(user_models().iterdir()) == []
    with pytest.raises(UnknownModelError):
        find_model("other")


def test_only_the_models_own_files_are_installed(tmp_path: Path) -> None:
    source = make_model(tmp_path / "build", "other")
    (source.path / "notes.csv").write_text("private")
    assert sorted(p.name for p in install_model(source.path).path.iterdir()) == [
        "model.json",
        "stage1.safetensors",
    ]


@pytest.mark.parametrize(("version", "accepted"), [("0.9", False), ("1.0", False), ("1.0.1", True)])
def test_only_a_higher_version_takes_the_place_of_a_shipped_model(
    tmp_path: Path, version: str, accepted: bool
) -> None:
    other = make_model(tmp_path / "build", "tiny", version, scale=2)
    if accepted:
        install_model(other.path)
        assert find_model("tiny").version == version
        assert [entry.shipped for entry in list_models()] == [False]
        remove_model("tiny")
    else:
        with pytest.raises(ModelError, match=r"is there in version 1\.0\.0, and this is"):
            install_model(other.path)
        assert not list(user_models().iterdir())
    assert find_model("tiny").version == "1.0.0"


def test_force_installs_a_lower_version(tmp_path: Path) -> None:
    make_model(tmp_path / "build", "tiny", "0.5")
    assert install_model(tmp_path / "build", force=True).version == "0.5"
    assert find_model("tiny").version == "0.5"


def test_a_damaged_model_is_never_installed(tmp_path: Path) -> None:
    source = make_model(tmp_path / "build", "other")
    path = source.path / "stage1.safetensors"
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(ModelError, match="damaged or altered"):
        install_model(source.path)
    with pytest.raises(UnknownModelError):
        find_model("other")
    assert list(user_models().iterdir()) == []


def test_installing_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="does not exist"):
        install_model(tmp_path / "absent.zip")


def test_a_damaged_model_is_listed_with_its_problem() -> None:
    shipped = shipped_models()
    assert shipped is not None
    (shipped / "tiny" / "stage1.safetensors").write_bytes(b"")
    (entry,) = list_models()
    assert entry.bundle is None
    assert "stage1.safetensors" in entry.problem


def test_a_damaged_model_of_the_users_can_be_replaced_without_force(tmp_path: Path) -> None:
    source = make_model(tmp_path / "build", "other")
    (install_model(source.path).path / "stage1.safetensors").unlink()
    assert install_model(source.path).sha256 == source.sha256


def test_a_shipped_model_is_not_removed() -> None:
    with pytest.raises(ModelError, match="ships with LandmarkAI"):
        remove_model("tiny")
    with pytest.raises(UnknownModelError):
        remove_model("../Resources/Models/tiny")
    assert find_model("tiny").version == "1.0.0"


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    source = make_model(tmp_path / "build", "other")
    (tmp_path / "home").write_text("a file stands here")
    with pytest.raises(OutputError, match="home"):
        install_model(source.path)


def test_the_users_folder_is_the_platforms_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("LANDMARKAI_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for platform, expected in {
        "linux": "xdg/LandmarkAI",
        "win32": "local/LandmarkAI",
        "darwin": "Library/Application Support/LandmarkAI",
    }.items():
        monkeypatch.setattr("sys.platform", platform)
        assert user_home() == tmp_path / expected


def test_resources_are_found_in_a_checkout_and_when_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("LANDMARKAI_RESOURCES")
    checkout = Path(__file__).parents[3] / "Resources"
    assert shipped_models() in (checkout / "Models", None)
    # As pip and as Slicer install them, with this file's package elsewhere.
    monkeypatch.setattr(
        "LandmarkAILib.paths.__file__", str(tmp_path / "lib" / "site" / "LandmarkAILib" / "paths.py")
    )
    monkeypatch.setitem(sys.modules, "LandmarkAIResources", None)  # where tests run installed
    assert shipped_models() is None
    monkeypatch.delitem(sys.modules, "LandmarkAIResources")
    (tmp_path / "data" / "LandmarkAIResources" / "Models").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "data")
    assert shipped_models() == tmp_path / "data" / "LandmarkAIResources" / "Models"
    (tmp_path / "lib" / "site" / "Resources" / "SampleData").mkdir(parents=True)
    assert sample_data() == tmp_path / "lib" / "site" / "Resources" / "SampleData"


def test_the_folder_of_a_training_says_what_is_to_be_installed(tmp_path: Path) -> None:
    trained = tmp_path / "run" / "model" / "mine"
    shutil.copytree(find_model("tiny").path, trained)
    with pytest.raises(ModelError, match="folder of a training: install its model") as refusal:
        install_model(tmp_path / "run")
    assert str(trained) in str(refusal.value)
