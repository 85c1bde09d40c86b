"""What a stage was begun with: what counts, and what does not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.records import Tagged
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.images import read_image, write_image
from LandmarkAILib.files.text import write_json
from LandmarkAILib.models.description import ModelDescription
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.presets.preset import Preset, read_preset
from LandmarkAITrainingLib.training.resume import begun_with, check_begun
from simulated_dataset import tiny_preset, write_simulated_dataset


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_simulated_dataset(tmp_path_factory.mktemp("data"), cases=4, size=64, slices=3)


@pytest.fixture
def dataset(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "data"))


@pytest.fixture
def stage(dataset: Path, tmp_path: Path) -> Path:
    """The folder of a first stage that is done."""
    folder = tmp_path / "stage1"
    folder.mkdir()
    (folder / "done").touch()
    preset = read_preset(str(tiny_preset(tmp_path)))
    write_json(folder / "begun.json", begun_with(preset, [0], read_dataset(dataset))[0])
    return folder


def other_segments(root: Path) -> None:
    shutil.copy(root / "case01/segmentation.seg.nrrd", root / "case00/segmentation.seg.nrrd")


def other_header(root: Path) -> None:
    file = root / "case02" / "image.nrrd"
    image = read_image(file)
    moved = image.grid.affine.copy()
    moved[:3, 3] += 10.0
    write_image(replace(image, grid=Grid(image.grid.size, moved)), file)


@pytest.mark.parametrize("change", [other_segments, other_header])
def test_other_files_are_told(
    dataset: Path, stage: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    preset = read_preset(str(tiny_preset(tmp_path)))
    change(dataset)
    [facts] = begun_with(preset, [0], read_dataset(dataset))
    for goes_on in (True, False):
        with pytest.raises(InputError, match="stage1 was begun with other labels or images"):
            check_begun(stage, facts, goes_on)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda preset: preset.with_steps([3, 8]), "numbers of steps"),
        (lambda preset: preset.with_training(seed=5), "training options"),
        (lambda preset: preset.with_training(source_weights={"a": 2.0}), "training options"),
        (lambda preset: replace(preset, model=_wider(preset)), "network"),
    ],
)
def test_other_options_are_told_where_the_stage_goes_on(
    dataset: Path, stage: Path, tmp_path: Path, change: Callable[[Preset], Preset], words: str
) -> None:
    preset = change(read_preset(str(tiny_preset(tmp_path))))
    [facts] = begun_with(preset, [0], read_dataset(dataset))
    with pytest.raises(InputError, match=words):
        check_begun(stage, facts, goes_on=True)
    check_begun(stage, facts, goes_on=False)  # another stage of the model may be trained otherwise


def _wider(preset: Preset) -> ModelDescription:
    stages = [
        replace(s, network=Tagged(s.network.type, {**s.network.options, "width": 8}))
        for s in preset.model.stages
    ]
    return replace(preset.model, stages=tuple(stages))


def test_what_training_does_not_depend_on_may_change(dataset: Path, stage: Path, tmp_path: Path) -> None:
    preset = read_preset(str(tiny_preset(tmp_path))).with_steps([8, 3])
    preset = replace(preset, model=replace(preset.model, license="another"))
    moved = Path(shutil.move(dataset, tmp_path / "elsewhere"))
    shutil.rmtree(moved / "case03")  # of the split test
    table = moved / "cases.csv"
    table.write_text("".join(table.read_text().splitlines(keepends=True)[:-1]))
    [facts] = begun_with(preset, [0], read_dataset(moved))
    check_begun(stage, facts, goes_on=True)


def test_a_stage_that_has_not_begun_takes_anything(stage: Path) -> None:
    (stage / "done").unlink()
    check_begun(stage, {}, goes_on=True)
