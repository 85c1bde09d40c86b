"""Examples of one stage for Lightning: which cases, which views, shared out among processes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import lightning.pytorch as lightning
import numpy as np
from LandmarkAILib.errors import InputError
from LandmarkAILib.inference.views import WindowsView
from torch.utils.data import DataLoader

from ..data.dataset import CaseRecord
from ..data.slices import LabelledSlice, load_slices
from ..presets.preset import Preset
from .labelled_volumes import LabelledVolume, Wanted, load_volumes
from .patch_examples import PatchExamples, patch_volume
from .preflight import cases_of_split, check_segmented, check_shown, simulated_share
from .simulated_examples import make_simulator
from .slice_examples import Example, ExampleOptions, SliceExamples
from .volume_examples import VolumeExamples

_PATIENCE = (
    600  # s for a batch from the processes that prepare examples, before torch says that it waits
)


class Examples(Protocol):
    """Numbered examples; ``first`` is the number of the first one."""

    first: int

    def __len__(self) -> int: ...

    def __getitem__(self, number: int) -> Example: ...


class StageData(lightning.LightningDataModule):
    """Examples of one stage; training examples are numbered through all epochs.

    Args:
        train, val: the examples.
        batch: examples a step, over all processes.
        steps: of the whole training; the last epoch has those that are left.
        workers: processes that prepare examples beside each training process.
    """

    def __init__(self, train: Examples, val: Examples, batch: int, steps: int, workers: int = 0) -> None:
        super().__init__()
        self.train, self.val, self.batch, self.workers = train, val, batch, workers
        self.steps = steps

    def train_dataloader(self) -> DataLoader[Example]:
        """Examples of the current epoch; Lightning asks anew each epoch."""
        assert self.trainer is not None
        self.train.first = self.trainer.current_epoch * len(self.train)
        # Lightning asks at the end of the training, too, and takes none of them.
        left = max(self.batch, self.steps * self.batch - self.train.first)
        count = min(len(self.train), left)
        return self._loader(self.train, count, self.batch // self.trainer.world_size)

    def val_dataloader(self) -> DataLoader[Example]:
        return self._loader(self.val, len(self.val), self.batch)

    def _loader(self, examples: Any, count: int, batch: int) -> DataLoader[Example]:
        assert self.trainer is not None
        numbers = share(count, self.trainer.global_rank, self.trainer.world_size)
        patience = _PATIENCE if self.workers else 0
        return DataLoader(examples, batch, sampler=numbers, num_workers=self.workers, timeout=patience)


def share(count: int, rank: int, processes: int) -> range:
    """Numbers of the examples that a process takes: each n-th, so together they see what one would.

    Fewer examples than processes are seen by all of them.
    """
    return range(rank, count, processes) if count >= processes else range(count)


def make_stage_data(
    preset: Preset, stage: int, records: Sequence[CaseRecord], workers: int = 0
) -> StageData:
    """Read the cases of a stage; every one of them, so that a damaged one is known before training.

    Args:
        preset: what to train.
        stage: number of the stage, from 0.
        records: cases; their ``split`` says ``train`` or ``val``.
        workers: processes that prepare examples.

    Raises:
        InputError: no case to train or validate on, a case that cannot be read or used, or a landmark
            that lies outside of all images.
    """
    train = cases_of_split(records, "train", may_be_empty=simulated_share(preset) == 1)
    val = cases_of_split(records, "val")
    if preset.dimension == 2:
        examples = _slice_examples(preset, stage, train, val)
    elif isinstance(preset.view(stage), WindowsView):
        examples = _patch_examples(preset, stage, train, val)
    else:
        examples = _volume_examples(preset, stage, train, val)
    if not len(examples[1]):
        raise InputError(
            f"no case with split 'val' has what stage {stage + 1} of {preset.name} looks at: give them "
            f"the landmarks {', '.join(preset.model.landmarks)}"
        )
    training = preset.training
    return StageData(*examples, training.batch, training.stages[stage].steps, workers)


def training_examples(preset: Preset, stage: int, records: Sequence[CaseRecord]) -> Examples:
    """Perturbed examples of some cases, whatever else there is."""
    training, chosen = preset.training, preset.training.stages[stage]
    view, names = preset.view(stage), preset.model.landmarks
    options = ExampleOptions(chosen.affine, training.synthetic, look=training.look)
    weights, length = [1.0] * len(records), training.epoch * training.batch
    if preset.dimension == 2:
        segments = preset.model.segments
        slices = load_slices(records, names, preset.intensity, segments=segments, view=view)
        return SliceExamples(slices, [1.0] * len(slices), view, names, options, length)
    volumes = load_volumes(records, _wanted(preset, stage))
    return VolumeExamples(volumes, weights, view, names, options, length)


def _slice_examples(
    preset: Preset, stage: int, train: Sequence[CaseRecord], val: Sequence[CaseRecord]
) -> tuple[Examples, Examples]:
    training, names = preset.training, preset.model.landmarks
    view = preset.view(stage)
    asked: dict[str, Any] = {"segments": preset.model.segments, "view": view}
    drawn, held_out = (load_slices(part, names, preset.intensity, **asked) for part in (train, val))
    check_shown(preset, "train", [_shown(item) for item in drawn])
    check_shown(preset, "val", [_shown(item) for item in held_out])
    check_segmented(preset, [item.labels is not None for item in drawn])
    if "landmarks" in preset.model.stages[stage].network.options:
        # A network of coordinates alone learns nothing from a slice without a point.
        drawn, held_out = ([item for item in part if item.points] for part in (drawn, held_out))
    weights = [training.source_weights.get(item.record.source, 1.0) for item in drawn]
    options = ExampleOptions(
        training.stages[stage].affine,
        training.synthetic,
        training.seed + stage,
        class_curves=training.class_curves,
        coil_shading=training.coil_shading,
        look=training.look,
        mirror=training.mirror,
        partners=preset.partners,
    )
    length = training.epoch * training.batch
    segments = preset.model.segments
    return (
        SliceExamples(drawn, weights, view, names, options, length, segments=segments),
        SliceExamples(held_out, None, view, names, ExampleOptions(affine=None)),
    )


def _shown(item: LabelledSlice) -> set[str]:
    """Landmarks that lie within a slice, however far from its plane."""
    index = {name: item.plane.to_index(point)[:2] for name, point in item.points.items()}
    last = np.array(item.plane.size[:2]) - 0.5
    return {name for name, at in index.items() if (at >= -0.5).all() and (at <= last).all()}


def _volume_examples(
    preset: Preset, stage: int, train: Sequence[CaseRecord], val: Sequence[CaseRecord]
) -> tuple[Examples, Examples]:
    training, names = preset.training, preset.model.landmarks
    view, wanted = preset.view(stage), _wanted(preset, stage)
    drawn, held_out = _volumes(preset, train, val, wanted)
    weights = [training.source_weights.get(item.record.source, 1.0) for item in drawn]
    simulator, share = None, simulated_share(preset)
    if training.simulate is not None and share > 0:
        simulator = make_simulator(training.simulate, wanted.intensity)
    chosen = training.stages[stage]
    options = ExampleOptions(
        chosen.affine,
        share,
        training.seed + stage,
        chosen.beside,
        look=training.look,
        mirror=training.mirror,
        partners=preset.partners,
    )
    drawing: dict[str, Any] = {"simulator": simulator, "segments": preset.model.segments}
    length = training.epoch * training.batch
    return (
        VolumeExamples(drawn, weights, view, names, options, length, **drawing),
        VolumeExamples(held_out, None, view, names, ExampleOptions(affine=None)),
    )


def _patch_examples(
    preset: Preset, stage: int, train: Sequence[CaseRecord], val: Sequence[CaseRecord]
) -> tuple[Examples, Examples]:
    training, wanted = preset.training, _wanted(preset, stage)
    view = preset.view(stage)
    assert isinstance(view, WindowsView)
    drawn, held_out = (
        [patch_volume(item, view) for item in part] for part in _volumes(preset, train, val, wanted)
    )
    seed, length = training.seed + stage, training.epoch * training.batch
    return (
        PatchExamples(drawn, view.size, wanted.names, seed, length),
        PatchExamples(held_out, view.size, wanted.names, seed),
    )


def _volumes(
    preset: Preset, train: Sequence[CaseRecord], val: Sequence[CaseRecord], wanted: Wanted
) -> tuple[list[LabelledVolume], list[LabelledVolume]]:
    """The volumes to train and to validate on."""
    drawn, held_out = load_volumes(train, wanted), load_volumes(val, wanted)
    check_shown(preset, "train", [item.points_within for item in drawn])
    check_shown(preset, "val", [item.points_within for item in held_out])
    if simulated_share(preset) == 0:
        check_segmented(preset, [item.labels is not None for item in drawn])
    return drawn, held_out


def _wanted(preset: Preset, stage: int) -> Wanted:
    return Wanted(
        names=preset.model.landmarks,
        segments=preset.model.segments,
        spacing=preset.view(stage).spacing,
        intensity=preset.intensity,
    )
