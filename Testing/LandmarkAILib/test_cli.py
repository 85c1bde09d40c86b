"""The command line as a user calls it: arguments, exit status, what is printed, what is written."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from LandmarkAILib import __version__
from LandmarkAILib.analysis.aha.settings import AhaSettings
from LandmarkAILib.cli import main
from LandmarkAILib.commands.batch.folder_run import detect_folder
from LandmarkAILib.commands.detect import parse_levels
from LandmarkAILib.files.detections import read_detection
from LandmarkAILib.files.images import write_image
from LandmarkAILib.inference.engine import ModelCache
from LandmarkAILib.inference.options import DetectionOptions
from LandmarkAILib.models.archive import pack_bundle
from LandmarkAILib.models.bundle import Bundle
from LandmarkAILib.models.installed import find_model
from LandmarkAILib.paths import user_models
from models import tiny_bundle
from threshold_model import ThresholdDetector, phantom, write_threshold_model

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of LandmarkAI with one model, ``tiny``: real networks with random weights."""
    monkeypatch.setenv("LANDMARKAI_RESOURCES", str(tmp_path / "Resources"))
    monkeypatch.setenv("LANDMARKAI_HOME", str(tmp_path / "home"))


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "images" / "stack.nrrd"
    path.parent.mkdir()
    write_image(phantom(), path)
    return path


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return tiny_bundle(tmp_path / "Resources" / "Models" / "tiny").path


def call(*arguments: str | Path) -> int:
    return main([str(argument) for argument in arguments])


def python(code: str) -> subprocess.CompletedProcess[str]:
    """Code in a fresh process with the packages of this checkout."""
    path = os.pathsep.join(str(ROOT / folder) for folder in ("LandmarkAI", "LandmarkAITraining"))
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        env=environment,
        timeout=600,
    )


def test_help_does_not_wait_for_anything_heavy() -> None:
    result = python(
        "import sys\n"
        "from LandmarkAILib.cli import main\n"
        "try: main(['detect', '--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'SimpleITK', 'PIL', 'lightning', 'monai', 'scipy'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    assert result.returncode == 0, result.stderr
    assert "--all-frames" in result.stdout


def test_training_adds_its_commands_where_it_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        call("--help")
    assert "train" in capsys.readouterr().out
    alone = python(
        "import sys\n"
        "sys.modules['LandmarkAITrainingLib'] = None\n"
        "from LandmarkAILib.cli import make_parser\n"
        "print(make_parser().format_help())\n"
    )
    assert alone.returncode == 0, alone.stderr
    assert "detect" in alone.stdout
    assert "train a preset" not in alone.stdout


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        call("--version")
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"landmarkai {__version__}\n"


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert call() == 2
    assert "usage: landmarkai" in capsys.readouterr().err


def test_detect_from_file_to_files(
    image: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert call("detect", image, "-o", out, "--model", "tiny", "--device", "cpu") == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    first, last = printed.err.splitlines()
    assert first.startswith("[1/1] stack: done in ")
    # A stub draws no heart of a plausible size.
    assert last == f"1 done (1 doubtful, 1 worth a look). Results and summary.csv are in {out}."
    detection = read_detection(out / "stack.json")
    assert detection.segmentation is not None
    assert detection.segmentation.grid.is_close(phantom().grid)
    for point in detection.landmarks:
        assert point.position is None or phantom().grid.contains(point.position, margin=60)
    assert call("detect", image, "-o", out, "--model", model) == 0
    assert "[1/1] stack: skipped" in capsys.readouterr().err


def test_some_failed(
    image: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (image.parent / "broken.nrrd").write_text("not an image")
    assert call("detect", image.parent, "-o", tmp_path / "out", "--model", "tiny") == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert str(image.parent / "broken.nrrd") in lines[0]
    assert lines[2].startswith("1 done, 1 failed (1 doubtful, 1 worth a look).")
    with (tmp_path / "out" / "summary.csv").open(newline="") as file:
        assert [row["status"] for row in csv.DictReader(file)] == ["failed", "done"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["detect", "IMAGE"], "-o"),
        (["detect", "IMAGE", "-o", "OUT", "--model", "huge"], "no model 'huge': choose one of tiny"),
        (["detect", "nowhere", "-o", "OUT", "--model", "tiny"], "nowhere does not exist"),
        (["detect", "EMPTY", "-o", "OUT", "--model", "tiny"], "holds no image"),
        (["detect", "IMAGE", "-o", "OUT", "--device", "tpu"], "--device"),
        (["detect", "IMAGE", "-o", "OUT", "--frame", "1", "--all-frames"], "not allowed with"),
        (["detect", "IMAGE", "-o", "OUT", "--model", "tiny", "--threads", "0"], "no number from 1"),
        (["detect", "IMAGE", "-o", "OUT", "--levels", "middle=3"], "basal=0-3"),
        (["detect", "IMAGE", "-o", "OUT", "--levels", "basal=a-b"], "basal=0-3"),
        (["models", "remove", "huge"], "no model 'huge'"),
        (["fly"], "invalid choice"),
        (["detect", "", "-o", "OUT"], "an argument is empty"),
    ],
)
def test_usage(
    arguments: list[str],
    message: str,
    image: Path,
    model: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "empty").mkdir()
    places = {"IMAGE": image, "OUT": tmp_path / "out", "EMPTY": tmp_path / "empty"}
    try:
        status = call(*(places.get(argument, argument) for argument in arguments))
    except SystemExit as ended:
        status = int(ended.code or 0)
    assert status == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["ecv", "a", "b", "-o", "c", "--hematocrit", "0,42"],
            "--hematocrit: '0,42' is no number: write it with a point, 0.42",
        ),
        (["ecv", "a", "b", "-o", "c", "--hematocrit", "42 %"], "--hematocrit: '42 %' is no number"),
        (["measure", "a", "-o", "b", "--ed", "1.5"], "--ed: '1.5' is no whole number"),
    ],
)
def test_what_is_no_number_is_told_in_words(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also with the decimal comma of other languages."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert capsys.readouterr().err.endswith(f"error: argument {words}\n")


def test_a_damaged_model_is_named(
    image: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weights = next(model.glob("*.safetensors"))
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    assert call("detect", image, "-o", tmp_path / "out", "--model", "tiny") == 1
    assert f"{weights} is damaged or altered" in capsys.readouterr().err
    assert call("models", "verify") == 1
    assert f"{weights} is damaged or altered" in capsys.readouterr().out
    assert call("models") == 0
    assert "damaged" in capsys.readouterr().out


def test_an_output_that_cannot_be_written(
    image: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("a file")
    assert call("detect", image, "-o", tmp_path / "out", "--model", "tiny") == 1
    assert str(tmp_path / "out") in capsys.readouterr().err


def test_levels_of_the_table(image: Path, tmp_path: Path) -> None:
    levels = parse_levels("basal=1-2, apical=0")
    assert levels == {"basal": [1, 2], "apical": [0]}
    model = write_threshold_model(tmp_path / "threshold").path
    detect_folder(
        image,
        tmp_path / "out",
        DetectionOptions(str(model), aha=AhaSettings(levels=levels)),
        models=ModelCache(ThresholdDetector),
    )
    with (tmp_path / "out" / "stack.csv").open(newline="") as file:
        pixels = [int(row["pixels"]) for row in csv.DictReader(file)]
    assert min(pixels[:6]) > 0
    assert pixels[6:12] == [0] * 6
    assert min(pixels[12:]) > 0


def test_models_are_listed_installed_verified_and_removed(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = pack_bundle(write_threshold_model(tmp_path / "build" / "other"), tmp_path / "other.zip")
    assert call("models", "install", path) == 0
    assert call("models", "install", path) == 1
    assert call("models", "install", path, "--force") == 0
    capsys.readouterr()
    assert call("models") == 0
    header, *rows = capsys.readouterr().out.splitlines()
    assert header.split() == ["NAME", "VERSION", "SHA-256", "LICENSE", "FROM", "FOLDER"]
    assert [(row.split()[0], str(tmp_path / "home") in row) for row in rows] == [
        ("other", True),
        ("tiny", False),
    ]
    assert call("models", "verify") == 0
    assert capsys.readouterr().out.count(": whole, sha256 ") == 2
    assert call("models", "remove", "other") == 0
    assert call("models", "remove", "tiny") == 1
    assert "ships with LandmarkAI" in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_a_schedulers_stop_leave_no_partial_output(
    number: signal.Signals,
    image: Path,
    model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(
        "LandmarkAILib.inference.pipeline.Pipeline.detect", lambda *_: signal.raise_signal(number)
    )
    before = {known: signal.getsignal(known) for known in (signal.SIGINT, signal.SIGTERM)}
    # A shell starts what it runs in the background with Ctrl+C ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert call("detect", image, "-o", tmp_path / "out", "--model", "tiny") == 130
    finally:
        for known, handler in before.items():
            signal.signal(known, handler)
    assert "interrupted" in capsys.readouterr().err
    left = {path.name for path in (tmp_path / "out").iterdir()}
    assert left == {"run-manifest.json", "summary.csv"}  # of the run, with no row and no part of a case


def test_a_model_is_packed_and_what_is_packed_installs(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "packed.zip"
    assert call("models", "pack", model, "-o", path) == 0
    assert f"Packed tiny 0.1.0 as {path}" in capsys.readouterr().out
    assert call("models", "pack", model, "-o", path) == 1
    assert "is there: name another, or pass --overwrite" in capsys.readouterr().err
    assert call("models", "pack", model, "-o", path, "--overwrite") == 0
    assert call("models", "pack", model, "-o", tmp_path / "packed.tar") == 1
    assert call("models", "pack", "huge", "-o", tmp_path / "huge.zip") == 2
    assert call("models", "install", path, "--force") == 0
    assert Bundle.open(user_models() / "tiny").sha256 == Bundle.open(model).sha256
    assert call("models", "remove", "tiny") == 0


def test_models_as_json(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damaged = model.with_name("worn")
    shutil.copytree(model, damaged)
    (damaged / "0.safetensors").write_bytes(b"")
    assert call("models", "--json") == 0
    tiny, worn = json.loads(capsys.readouterr().out)
    assert (tiny["name"], tiny["shipped"], tiny["problem"]) == ("tiny", True, "")
    assert tiny["landmarks"] == ["Anterior RV insertion", "Inferior RV insertion", "LV center"]
    assert (tiny["modality"], tiny["dimension"]) == (["MR"], 2)
    assert tiny["sha256"] == find_model("tiny").sha256
    assert worn["name"] == "worn" and "damaged" in worn["problem"]
