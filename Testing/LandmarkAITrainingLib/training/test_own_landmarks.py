"""Points alone, segments alone, names of one's own: every step of the way runs, to a model that detects.

The networks are tiny and learn nothing; how well they do is measured by ``test_newcomer.py``.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.core.records import Tagged
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.detections import read_detection, write_detection
from LandmarkAILib.files.images import read_image, write_image
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAILib.files.segmentations import read_segmentation
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.engine import load_model
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.bundle import Bundle
from LandmarkAILib.quality.case_row import row_of
from LandmarkAITrainingLib.data.cohorts.examples import simulate_examples
from LandmarkAITrainingLib.data.dataset import load_case, read_dataset
from LandmarkAITrainingLib.data.survey import survey
from LandmarkAITrainingLib.presets.preset import Preset
from LandmarkAITrainingLib.simulation.examples.hinges import seen_from_behind
from LandmarkAITrainingLib.training.preflight import check_model
from LandmarkAITrainingLib.training.proposal import Proposal
from LandmarkAITrainingLib.training.train_model import train
from trained import LIGHTNINGS_ADVICE

pytestmark = LIGHTNINGS_ADVICE


def tiny(preset: Preset) -> Preset:
    """The preset with networks that take no time."""
    stages = [
        replace(stage, network=Tagged(stage.network.type, {**stage.network.options, "width": 4}))
        for stage in preset.model.stages
    ]
    model = replace(preset.model, stages=tuple(stages))
    return replace(preset, model=model).with_steps([2] * len(stages)).with_training(batch=2, epoch=2)


def proposed(kind: str, folder: Path) -> Preset:
    simulate_examples(kind, folder, 3, 0)
    found = survey(read_dataset(folder))
    return tiny(Proposal(found, "own", found.dimension).preset(lambda preset, stage: 10.0, 60))


def trained(kind: str, tmp_path: Path) -> Pipeline:
    preset = proposed(kind, tmp_path / "data")
    records = read_dataset(tmp_path / "data")
    stages = range(len(preset.model.stages))
    folder = train(preset, records, tmp_path / "run", stages, threads=1)
    assert folder is not None
    return Pipeline.load(Bundle.open(folder), choose_device("cpu"))


def test_points_alone_in_slices_stored_from_either_side(tmp_path: Path) -> None:
    pipeline = trained("hinges", tmp_path)
    image = read_image(tmp_path / "data" / "hinges000" / "image.nrrd")
    found = pipeline.detect(image)
    assert found.segmentation is None and list(found.landmarks.names()) == pipeline.names
    write_image(seen_from_behind(image), tmp_path / "behind.nrrd")
    behind = pipeline.detect(read_image(tmp_path / "behind.nrrd"))
    for point, same in zip(found.landmarks, behind.landmarks, strict=True):
        assert (point.position is None) == (same.position is None)
        if point.position is not None and same.position is not None:
            assert np.linalg.norm(point.position - same.position) < 0.2


def test_photographs_are_measured_in_pixels(tmp_path: Path) -> None:
    """The simulated slices as pictures, whose points lie at their pixels."""
    simulate_examples("hinges", tmp_path / "slices", 3, 0)
    for record in read_dataset(tmp_path / "slices"):
        case, folder = load_case(record), tmp_path / "data" / record.case
        folder.mkdir(parents=True)
        array = case.image.array[0]
        picture = np.uint8(255 * array.astype(float) / array.max())
        PIL.Image.fromarray(picture).save(folder / "image.png")
        points = case.landmarks.landmarks
        index = [case.image.grid.to_index(p.position) for p in points if p.position is not None]
        marks = [Landmark(p.name, at) for p, at in zip(points, index, strict=True)]
        write_landmarks(LandmarkSet(tuple(marks)), folder / "landmarks.mrk.json")
    shutil.copy(tmp_path / "slices" / "cases.csv", tmp_path / "data")
    records = read_dataset(tmp_path / "data")
    preset = tiny(Proposal(survey(records), "own", 2).preset(lambda preset, stage: 10.0, 60))
    assert preset.model.units == "px" and preset.model.modality == ("OT",)
    stages = range(len(preset.model.stages))
    folder = train(preset, records, tmp_path / "run", stages, threads=1)
    engine = load_model(folder, "cpu")
    found = engine.detect(read_image(records[0].image))
    assert found.provenance["units"] == "px" and "in pixels" in found.provenance["notice"]
    assert found.provenance["remarks"] == []  # nothing is wrong with the picture
    assert "remark" not in row_of("image", found.landmarks, found.provenance).flags
    written = write_detection(found, tmp_path / "out" / "image")[0].read_text()
    assert '"position": "px"' in written and read_detection(tmp_path / "out" / "image.json")
    shares = [p for p in found.landmarks if p.position is not None]
    assert all(0 <= p.position[0] < 176 and 0 <= p.position[1] < 176 for p in shares)  # type: ignore[index]


def test_points_alone_in_volumes_keep_their_looks_in_files(tmp_path: Path) -> None:
    pipeline = trained("head", tmp_path)
    found = pipeline.detect(read_image(tmp_path / "data" / "head000" / "image.nrrd"))
    assert found.segmentation is None and len(found.landmarks) == 5
    files = write_detection(found, tmp_path / "out" / "image")
    assert [file.name for file in files] == ["image.json", "image.mrk.json"]  # no table of a heart
    again = read_detection(files[0])
    assert again.anatomy == found.anatomy == pipeline.bundle.description.anatomy
    eye = again.anatomy.landmark("Left eye")
    assert eye is not None and eye.abbreviation == "LE"


def test_segments_alone(tmp_path: Path) -> None:
    pipeline = trained("kidney", tmp_path)
    found = pipeline.detect(read_image(tmp_path / "data" / "kidney000" / "image.nrrd"))
    assert len(found.landmarks) == 0 and found.segmentation is not None
    assert set(found.segmentation.names) == {"Renal cortex", "Renal medulla"}
    files = write_detection(found, tmp_path / "out" / "image")
    assert (
        "measures" not in json.loads(files[0].read_text())
        or not json.loads(files[0].read_text())["measures"]
    )
    labels = tmp_path / "out" / "image.seg.nrrd"
    assert read_segmentation(labels).names == found.segmentation.names
    header = labels.read_bytes().split(b"\n\n")[0].decode()
    cortex = found.anatomy.segment("Renal cortex")
    assert cortex is not None and " ".join(f"{part:g}" for part in cortex.color) in header


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [("heatmaps", 3, "has 3 heatmaps, and the model 2"), ("segments", 4, "give 0")],
)
def test_what_would_refuse_the_model_is_said_before_the_first_step(
    tmp_path: Path, option: str, value: int, message: str
) -> None:
    preset = proposed("hinges", tmp_path / "data")
    first, *rest = preset.model.stages
    network = Tagged(first.network.type, {**first.network.options, option: value})
    model = replace(preset.model, stages=(replace(first, network=network), *rest))
    with pytest.raises(InputError, match=message):
        check_model(replace(preset, model=model))
    nameless = replace(preset.model, landmark_types=())
    with pytest.raises(InputError, match="does not know"):
        check_model(replace(preset, model=nameless))
