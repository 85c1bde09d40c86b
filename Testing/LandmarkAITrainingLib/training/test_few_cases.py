"""From few cases: layers of another model to begin with, and calibration by cross-validation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from LandmarkAILib.core.records import Tagged
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.images import read_image
from LandmarkAILib.files.text import read_json
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.networks import make_network
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.bundle import Bundle
from LandmarkAILib.models.installed import find_model
from LandmarkAITrainingLib.data.cohorts.examples import simulate_examples
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.data.survey import survey
from LandmarkAITrainingLib.presets.preset import Preset
from LandmarkAITrainingLib.training import calibrate
from LandmarkAITrainingLib.training.beginning import begin_with
from LandmarkAITrainingLib.training.cross_calibrate import FOLDER, cross_calibrate
from LandmarkAITrainingLib.training.proposal import Proposal
from LandmarkAITrainingLib.training.resume import BEGUN
from LandmarkAITrainingLib.training.train_model import train
from trained import LIGHTNINGS_ADVICE

pytestmark = LIGHTNINGS_ADVICE


@pytest.mark.parametrize(("shipped", "kind"), [("cmr-sax", "resnet18-unet"), ("ct-lv", "unet3d")])
def test_encoders_of_models_that_ship_are_starting_points(shipped: str, kind: str) -> None:
    start = find_model(shipped)
    width = start.stages[0].network.options["width"]
    # As many outputs as the model has, of other things.
    outputs = sum(start.stages[0].network.options[key] for key in ("heatmaps", "segments"))
    described = Tagged(kind, {"heatmaps": outputs, "segments": 0, "width": width})
    model = replace(start.description, landmarks=tuple("abcdefg")[:outputs], segments=())
    model = replace(model, stages=(replace(start.stages[0], network=described),) * 5)
    network = make_network(described)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    assert begin_with(network, model, 4, start) == [
        "output",
        "presence",
    ]  # more stages than the model has
    given = start.weights(len(start.stages) - 1)
    for name, value in network.state_dict().items():
        if name.startswith(("output", "presence")):
            assert torch.equal(value, before[name])
        elif name in given:
            assert torch.equal(value, given[name])


@pytest.mark.parametrize(
    ("shipped", "kind", "rows"), [("cmr-sax", "resnet18-unet", 4), ("ct-lv", "unet3d", 8)]
)
def test_outputs_that_both_models_have_are_taken_by_name(shipped: str, kind: str, rows: int) -> None:
    """A model that finds one landmark more, among the others, goes on with what is known of those."""
    start = find_model(shipped)
    known, segments = start.description.landmarks, start.description.segments
    width = start.stages[0].network.options["width"]
    options = {"heatmaps": len(known) + 1, "segments": len(segments), "width": width}
    names = (known[-1], "new", *known[:-1])
    model = replace(start.description, landmarks=names, segments=segments[:0:-1])
    described = Tagged(kind, options)
    model = replace(model, stages=(replace(start.stages[0], network=described),))
    network, given = make_network(described), start.weights(0)
    before = network.state_dict()["output.weight"].clone()
    assert begin_with(network, model, 0, start) == ["output", "presence"]
    outputs = (*known, "background", *segments)
    own = (*names, "background", *segments[:0:-1])
    now = network.state_dict()
    for place, name in enumerate(own):
        mine = now["output.weight"][rows * place : rows * (place + 1)]
        first = rows * outputs.index(name) if name in outputs else 0
        theirs = given["output.weight"][first : first + rows] if name in outputs else None
        expected = before[rows * place : rows * (place + 1)] if theirs is None else theirs
        assert torch.equal(mine, expected.to(mine.dtype)), name
    assert torch.equal(now["presence.bias"][0], given["presence.bias"][len(known) - 1])


def test_a_network_of_another_width_has_nothing_to_begin_with() -> None:
    network = make_network(Tagged("resnet18-unet", {"heatmaps": 3, "segments": 4, "width": 8}))
    start = find_model("cmr-sax")
    with pytest.raises(InputError, match="cmr-sax cannot be started from"):
        begin_with(network, start.description, 0, start)


def tiny(folder: Path, cases: int) -> Preset:
    """A preset for simulated hinges, whose network takes no time."""
    simulate_examples("hinges", folder, cases, 0)
    preset = Proposal(survey(read_dataset(folder)), "own", 2).preset(lambda preset, stage: 10.0, 60)
    first, *_ = preset.model.stages
    network = Tagged(first.network.type, {**first.network.options, "width": 4})
    model = replace(preset.model, stages=(replace(first, network=network),))
    stages = preset.training.stages[:1]
    return Preset(model, replace(preset.training, stages=stages, batch=2, epoch=4)).with_steps([4])


def test_every_subject_is_held_out_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preset = tiny(tmp_path / "data", 6)
    records = read_dataset(tmp_path / "data")
    folder = train(preset, records, tmp_path / "run", range(1), threads=1)
    assert folder is not None
    plain = Bundle.open(folder)
    assert plain.description.uncalibrated == plain.description.landmarks
    assert plain.description.training.calibrated == ""
    image = read_image(tmp_path / "data" / "hinges000" / "image.nrrd")
    notice = Pipeline.load(plain, choose_device("cpu")).detect(image).provenance["notice"]
    assert "not calibrated" in notice and "Septal hinge" in notice
    # As if every network saw every point, of which 20 would need as many cases.
    monkeypatch.setattr(calibrate, "FEWEST", 0)
    model = cross_calibrate(preset, records, folder, tmp_path / "run", 3, threads=1)
    begun = [read_json(path) for path in (tmp_path / "run" / FOLDER).glob(f"fold*/stage1/{BEGUN}")]
    assert len(begun) == 3
    held_out = [case for facts in begun for case, said in facts["cases"].items() if said[0] == "val"]
    assert sorted(held_out) == [record.case for record in records]
    for name in model.weights(0):
        assert torch.equal(model.weights(0)[name], plain.weights(0)[name])
    with pytest.raises(InputError, match="give 2 to 6"):
        cross_calibrate(preset, records, folder, tmp_path / "run", 7)
