"""The presets of the two papers say what the papers say; what cannot be trained is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from LandmarkAILib.core.anatomy import MeasureType
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.records import Tagged
from LandmarkAILib.errors import InputError
from LandmarkAILib.inference.intensity import HounsfieldWindow, Percentiles
from LandmarkAILib.inference.networks import make_network
from LandmarkAILib.inference.views import FieldView, FrameView, WindowsView
from LandmarkAILib.models.card import first_limit
from LandmarkAITrainingLib.evaluation.report.model_card import model_card
from LandmarkAITrainingLib.presets.preset import FOLDER, Preset, preset_names, read_preset, write_preset
from LandmarkAITrainingLib.training.labelled_volumes import Packed
from LandmarkAITrainingLib.training.losses import Targets, monai_dice_ce_loss, objective
from LandmarkAITrainingLib.training.patch_examples import PatchExamples, PatchVolume
from LandmarkAITrainingLib.training.trainer import make_trainer
from lightning.pytorch.callbacks import ModelCheckpoint
from models import tiny_bundle


@pytest.fixture(scope="module")
def mandas() -> Preset:
    return read_preset("mandas2025-multitask")


@pytest.fixture(scope="module")
def gonzales() -> Preset:
    return read_preset("gonzales2025-dualstage")


def test_mandas_looks_through_sliding_windows(mandas: Preset) -> None:
    (stage,) = mandas.model.stages
    assert mandas.view(0) == WindowsView((128, 128, 128), 1.0, 0.25)
    assert (mandas.dimension, stage.passes) == (3, 1)
    assert mandas.model.landmarks == ("LV apex",)
    assert mandas.model.segments == ("Left ventricle",)


def test_mandas_is_monais_unet(mandas: Preset) -> None:
    """Two channels of segmentation and one of the distance map; all weights as MONAI makes them."""
    from monai.networks.nets.unet import UNet

    published = UNet(
        spatial_dims=3,
        in_channels=1,
        out_channels=3,
        channels=(32, 64, 128, 256, 512),
        strides=(2, 2, 2, 2),
        num_res_units=2,
        dropout=0.1,
    )
    network = make_network(mandas.model.stages[0].network)
    wanted = [tuple(weights.shape) for weights in published.state_dict().values()]
    assert [tuple(weights.shape) for weights in network.state_dict().values()] == wanted
    dropped = {module.p for module in network.modules() if isinstance(module, torch.nn.Dropout)}
    assert dropped == {0.1}
    strides = [m.stride for m in network.modules() if isinstance(m, torch.nn.ConvTranspose3d)]
    assert strides == [(2, 2, 2)] * 4
    outputs = network.eval()(torch.zeros(1, 1, 32, 32, 32))
    shapes = {name: values.shape[1] for name, values in outputs.items()}
    assert shapes == {"segmentation": 2, "distance": 1}


def test_mandas_weighs_its_losses_one_to_ten(mandas: Preset) -> None:
    loss = mandas.training.loss
    generator = torch.Generator().manual_seed(0)
    outputs = {
        "segmentation": torch.randn(1, 2, 8, 8, 8, generator=generator),
        "distance": torch.randn(1, 1, 8, 8, 8, generator=generator),
    }
    targets = Targets(
        positions=torch.full((1, 1, 3), 3.0),
        present=torch.ones(1, 1),
        known=torch.ones(1, 1),
        labels=torch.randint(0, 2, (1, 8, 8, 8), generator=generator),
        reach=torch.full((1, 1), 9.0),
    )
    found = objective(outputs, targets, 1.0, loss)
    dice_ce = monai_dice_ce_loss(outputs["segmentation"], targets)
    z, y, x = np.indices((8, 8, 8)) - 3.0
    wanted = np.log1p(np.sqrt(x**2 + y**2 + z**2)) / np.log1p(9.0)
    seen = torch.sigmoid(outputs["distance"])[0, 0].numpy()
    assert float(found["loss"]) == pytest.approx(
        float(dice_ce) + 10 * ((seen - wanted) ** 2).mean(), rel=1e-5
    )


def test_mandas_validates_every_other_epoch_and_keeps_the_best(mandas: Preset, tmp_path: Path) -> None:
    trainer = make_trainer(tmp_path, epochs=20, training=mandas.training)
    assert trainer.check_val_every_n_epoch == 2
    kept = [c for c in trainer.callbacks if isinstance(c, ModelCheckpoint) and c.monitor]  # type: ignore[attr-defined]
    assert [(checkpoint.monitor, checkpoint.mode) for checkpoint in kept] == [("val_loss", "min")]
    assert mandas.training.keep == "best" and mandas.training.average == 0


def test_patches_are_on_and_off_the_ventricle_one_to_one() -> None:
    """Of 1000 draws 500 ± 3 standard deviations; a ventricle in the middle is never moved inwards."""
    labels = np.zeros((32, 32, 32), np.uint8)
    labels[12:20, 12:20, 12:20] = 1
    volume = PatchVolume(
        grid=Grid.from_axes((32, 32, 32), np.eye(3), [1.0] * 3, [0, 0, 0]),
        pixels=Packed.of(np.zeros(labels.shape, np.float32)),
        inside=np.ones(labels.shape, bool),
        labels=labels,
        points={},
        normalise=lambda views, inside: views,
    )
    examples = PatchExamples([volume], (8, 8, 8), ["LV apex"], seed=0, length=1000)
    on = sum(int(examples[n]["labels"][4, 4, 4]) for n in range(1000))
    assert abs(on - 500) < 48


def test_gonzales_is_two_resnets_of_the_published_size(gonzales: Preset) -> None:
    """384² of the whole field, then 192² that the first stage's points place, turn and scale."""
    first, second = gonzales.model.stages
    whole, placed = gonzales.view(0), gonzales.view(1)
    assert isinstance(whole, FieldView) and whole.size == 384
    assert isinstance(placed, FrameView) and placed.size == 192
    landmarks = ("Anterior RV insertion", "LV center")
    assert gonzales.model.landmarks == tuple(placed.center) == landmarks
    assert (tuple(placed.tail), tuple(placed.head)) == (("LV center",), landmarks[:1])
    for stage in (first, second):
        assert stage.network == Tagged("resnet50v2", {"landmarks": 2})
        weights = sum(p.numel() for p in make_network(stage.network).parameters())
        assert weights == pytest.approx(23.5e6, rel=0.005)


def test_gonzales_regresses_coordinates_of_affinely_moved_views(gonzales: Preset) -> None:
    network = make_network(gonzales.model.stages[1].network).eval()
    with torch.inference_mode():
        outputs = network(torch.zeros(1, 1, 192, 192))
    assert {name: tuple(values.shape) for name, values in outputs.items()} == {"coordinates": (1, 2, 2)}
    ranges = [stage.affine for stage in gonzales.training.stages]
    assert all(r is not None and min(r.shift, r.rotation, r.scale) > 0 for r in ranges)
    assert gonzales.training.synthetic == 0 and gonzales.training.keep == "best"
    assert gonzales.training.loss.coordinates == "smooth-l1"


def test_intensities_are_those_of_the_models_description(gonzales: Preset, mandas: Preset) -> None:
    assert gonzales.intensity == Percentiles(1, 99)
    assert mandas.intensity == HounsfieldWindow((-250, 750))


def test_what_a_paper_leaves_open_can_be_set(tmp_path: Path) -> None:
    path = changed(tmp_path, intensity={"type": "percentiles", "low": 2, "high": 98})
    assert read_preset(str(path)).intensity == Percentiles(2, 98)


@pytest.mark.parametrize(
    "wrong", [{"type": "pet"}, {"type": "percentiles", "low": 99}, {"type": "percentiles", "lo": 1}]
)
def test_intensities_that_make_no_sense_are_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    with pytest.raises(InputError, match="is not a preset"):
        read_preset(str(changed(tmp_path, intensity=wrong)))


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (("stages", 0, "view", "sise"), 8, r"sise is not known"),
        (("stages", 1, "passes"), "two", r"stages\[1\].passes is 'two', not a whole number"),
        (("training", "stages", 0, "steps"), 1.5, r"training.stages\[0\].steps is 1.5"),
        (("training", "loss", "coordinates"), "l3", r"training.loss.coordinates is 'l3'"),
        (("training", "bach"), 8, r"training.bach is not known"),
        (("landmark",), [], r"landmark is not known"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(
    tmp_path: Path, place: tuple[str | int, ...], value: object, words: str
) -> None:
    content = json.loads((FOLDER / "gonzales2025-dualstage.json").read_text(encoding="utf-8"))
    held: Any = content
    for key in place[:-1]:
        held = held[key]
    held[place[-1]] = value
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InputError, match=words):
        read_preset(str(path))


def test_heatmaps_need_their_width(tmp_path: Path) -> None:
    content = json.loads((FOLDER / "cmr-sax.json").read_text(encoding="utf-8"))
    del content["training"]["stages"][1]["sigma"]
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InputError, match=r"training.stages\[1\].sigma is missing"):
        read_preset(str(path))


@pytest.mark.parametrize("name", [name for name in preset_names() if name != "cmr-sax-quick"])
def test_limits_reach_the_card_and_the_reader(name: str, tmp_path: Path) -> None:
    """The first of them, in bold, is what the module shows before use."""
    facts = {
        "cases": 4, "subjects": 4, "sources": ["s"], "contrasts": ["c"], "steps": [1], "seed": 3,
    }  # fmt: skip
    limits = (FOLDER / f"{name}.limits.md").read_text(encoding="utf-8")
    card = model_card(tiny_bundle(tmp_path / "tiny", training=facts), [], limits)
    assert limits.strip() in card and "not for clinical use" in limits
    assert len(first_limit(card)) > 20
    assert "Trained on 4 cases of 4 subjects (s; c), 1 steps" in card
    bare = tiny_bundle(tmp_path / "bare", training=facts | {"sources": [""], "contrasts": [""]})
    assert "Trained on 4 cases of 4 subjects, 1 steps" in model_card(bare, [], limits)


def changed(folder: Path, **values: object) -> Path:
    """``gonzales2025-dualstage`` with other entries, beside it."""
    preset = json.loads((FOLDER / "gonzales2025-dualstage.json").read_text(encoding="utf-8"))
    path = folder / "mine.json"
    path.write_text(json.dumps({**preset, **values}), encoding="utf-8")
    return path


def test_what_a_preset_measures_is_written_read_and_checked(gonzales: Preset, tmp_path: Path) -> None:
    points = tuple(gonzales.model.landmarks)
    measured = gonzales.with_measures([MeasureType("Radius", points)])
    write_preset(measured, tmp_path / "own.json")
    assert read_preset(str(tmp_path / "own.json")).model.measures == measured.model.measures
    with pytest.raises(InputError, match="is there twice"):
        measured.with_measures([MeasureType("Radius", points[::-1])])
    with pytest.raises(InputError, match="'Nose', which is none of its landmarks"):
        gonzales.with_measures([MeasureType("Length", (points[0], "Nose"))])
