"""The commands that training adds: offered without being loaded, each with its help."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from LandmarkAILib.cli import main, make_parser
from LandmarkAILib.core.anatomy import MeasureType
from LandmarkAILib.errors import InputError
from LandmarkAITrainingLib.commands import COMMANDS
from LandmarkAITrainingLib.commands.preset import measure_of

HEAVY = ("numpy", "torch", "lightning", "monai", "scipy", "matplotlib", "SimpleITK", "PIL")


def loaded_by(program: str) -> set[str]:
    """What is imported in a fresh interpreter once a program has run."""
    program += "\nimport sys; print('\\n'.join(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=600
    )
    return set(result.stdout.split())


def test_offering_the_commands_loads_none_of_them() -> None:
    loaded = loaded_by("import LandmarkAITrainingLib.commands")
    ours = {name for name in loaded if name.startswith("LandmarkAITrainingLib")}
    assert ours == {"LandmarkAITrainingLib", "LandmarkAITrainingLib.commands"}
    assert loaded.isdisjoint(HEAVY)


def test_the_parser_of_all_commands_loads_none_of_training() -> None:
    loaded = loaded_by("from LandmarkAILib.cli import make_parser; make_parser()")
    ours = {name for name in loaded if name.startswith("LandmarkAITrainingLib.")}
    assert ours == {"LandmarkAITrainingLib.commands"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_loads_no_work(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    told = capsys.readouterr().out
    assert f"landmarkai {command}" in told and " ".join(told.split()).count(COMMANDS[command][1]) == 1


def test_help_of_a_command_loads_neither_evaluation_nor_report() -> None:
    program = (
        "from LandmarkAILib.cli import main\ntry: main(['train', '--help'])\nexcept SystemExit: pass"
    )
    loaded = loaded_by(program)
    assert "LandmarkAITrainingLib.commands.train" in loaded
    refused = ("evaluation", "training", "protocols", "simulation", "presets", "data")
    assert not [n for n in loaded if n.startswith(tuple(f"LandmarkAITrainingLib.{r}" for r in refused))]
    assert loaded.isdisjoint({"torch", "lightning", "monai"})


def test_arguments_are_added_once() -> None:
    """A parser may parse several command lines."""
    parser = make_parser()
    for seed in (1, 2):
        parsed = parser.parse_args(["divide", "hearts", "--seed", str(seed)])
        assert parsed.seed == seed and callable(parsed.run)


def test_measures_of_a_preset_are_read_and_refused() -> None:
    assert measure_of("Neck angle=Head, Neck,Shaft") == MeasureType(
        "Neck angle", ("Head", "Neck", "Shaft")
    )
    for text, why in (
        ("Width", "no '='"),
        ("W=A", "1 points"),
        ("W=A,A", "to itself"),
        ("=A,B", "no name"),
    ):
        with pytest.raises(InputError, match=why):
            measure_of(text)


def test_a_preset_that_is_there_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.json"
    path.write_text("{}")
    assert main(["preset", str(tmp_path), "-o", str(path)]) == 1
    assert f"{path} is there" in capsys.readouterr().err and path.read_text() == "{}"
    main(["preset", str(tmp_path), "-o", str(path), "--overwrite"])
    assert "is there:" not in capsys.readouterr().err  # but that the folder holds no dataset
