"""The commands that add a part to a model that is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from LandmarkAILib.models.bundle import Bundle
from LandmarkAITrainingLib.training import contrasts, mirror_alarm
from models import tiny_bundle
from simulated_dataset import write_simulated_dataset


@pytest.mark.parametrize(
    ("command", "member"), [(contrasts.main, "contrasts"), (mirror_alarm.main, "mirror")]
)
def test_a_command_writes_the_model_again_with_the_part(
    tmp_path: Path, command: Callable[[Sequence[str]], None], member: str
) -> None:
    plain = tiny_bundle(tmp_path / "plain")
    data = write_simulated_dataset(tmp_path / "data", cases=4, size=48)
    command([str(data), "--model", str(plain.path), "-o", str(tmp_path / "new" / "with")])
    made = Bundle.open(tmp_path / "new" / "with")
    assert getattr(plain.description, member) is None
    plan = getattr(made.description, member)
    assert set(made.description.files) == {*plain.description.files, plan.weights}
    assert all(
        (made.tensors(f)[k] == t).all()
        for f in plain.description.files
        for k, t in plain.tensors(f).items()
    )


def test_a_dataset_that_lacks_what_the_part_is_learnt_from_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = tiny_bundle(tmp_path / "plain")
    data = write_simulated_dataset(tmp_path / "data", cases=2, size=48)
    for file in data.rglob("segmentation*"):
        file.unlink()
    with pytest.raises(SystemExit):
        mirror_alarm.main([str(data), "--model", str(plain.path), "-o", str(tmp_path / "with")])
    assert f"{data} has no case with a segmented ventricle" in capsys.readouterr().err
    assert not (tmp_path / "with").exists()
