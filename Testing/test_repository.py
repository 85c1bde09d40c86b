"""Rules that the repository as a whole keeps: what it holds, who imports whom, what it installs."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORE = ROOT / "LandmarkAI" / "LandmarkAILib"
TRAINING = ROOT / "LandmarkAITraining" / "LandmarkAITrainingLib"

MEGABYTE = 1024**2
DATA_SUFFIXES = {
    *(".nii", ".nrrd", ".nhdr", ".mha", ".mhd", ".dcm", ".ima", ".mrb", ".vtp", ".stl", ".raw"),
    *(".pkl", ".pickle", ".joblib", ".pt", ".pth", ".ckpt", ".npy", ".npz", ".h5", ".onnx"),
    *(".zip", ".gz", ".tar", ".7z"),
}
IMAGE_SUFFIXES = {".nii", ".nrrd", ".mha", ".dcm"}

# The room whose modules run inside Slicer's application.
SLICER_SIDE = {"slicer"}
# Modules that define torch classes, so that importing them loads torch.
TORCH_SIDE = {"networks"}
SLICER = {"slicer", "vtk", "vtkmodules", "qt", "ctk", "PySide6"}
INFERENCE = {"numpy", "SimpleITK", "pydicom", "torch", "safetensors", "PIL"}
TRAINING_ONLY = {"lightning", "matplotlib", "monai", "scipy"}
# The one network that is another library's own; it says what to install where that is missing.
MONAI_NETWORK = CORE / "inference" / "networks" / "monai_unet.py"
# Writes a second table where pyarrow is there.
ON_DASK = CORE / "commands" / "cohorts" / "on_dask.py"
PARQUET = CORE / "commands" / "gathering" / "tables.py"
ONNX = CORE / "inference" / "export_onnx.py"
OPENVINO = CORE / "inference" / "openvino_engine.py"


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """Files that are, or would be, committed; relative to the root."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    names = git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    return [Path(name) for name in names if name and (ROOT / name).is_file()]


def git(*arguments: str) -> str:
    command = ["git", "-C", str(ROOT), *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=600).stdout


def test_no_file_is_too_large(tracked: list[Path]) -> None:
    sizes = {str(path): (ROOT / path).stat().st_size / MEGABYTE for path in tracked}
    assert {name: size for name, size in sizes.items() if size > 16} == {}


def test_clone_with_history_stays_small(tracked: list[Path]) -> None:
    """The Extensions Index rejects 100 MB."""
    tree = sum((ROOT / path).stat().st_size for path in tracked)
    has_commits = git("rev-list", "--all", "--max-count=1").strip()
    history = int(git("rev-list", "--all", "--objects", "--disk-usage")) if has_commits else 0
    assert (tree + history) / MEGABYTE < 100


def test_no_data_set_pickle_or_checkpoint(tracked: list[Path]) -> None:
    found = [path for path in tracked if DATA_SUFFIXES & set(path.suffixes) and not is_sample(path)]
    assert found == []


def is_sample(path: Path) -> bool:
    """Whether a file is an image of the simulated study that ships."""
    inside = path.parts[:2] == ("Resources", "SampleData")
    return inside and path.suffix in IMAGE_SUFFIXES | {".gz"}


def test_nothing_is_a_pickle_in_disguise(tracked: list[Path]) -> None:
    """Neither a bare pickle nor torch's, which is a zip, whatever the name says."""
    magic = {path: (ROOT / path).read_bytes()[:4] for path in tracked}
    found = [path for path, start in magic.items() if re.match(rb"\x80[\x02-\x05]|PK\x03\x04", start)]
    assert found == []


def test_no_path_of_one_machine(tracked: list[Path]) -> None:
    pattern = re.compile(r"(?<![\w.<{$])/(?:work|tmp|root|farm|home/\w+|Users/\w+)/|[A-Z]:\\Users\\")
    found = [
        f"{path}:{n}: {line.strip()}" for path, n, line in text_lines(tracked) if pattern.search(line)
    ]
    assert found == []


def text_lines(paths: list[Path]) -> Iterator[tuple[Path, int, str]]:
    for path in paths:
        content = (ROOT / path).read_bytes()
        if b"\0" not in content[:4096]:
            for number, line in enumerate(content.decode("utf-8").splitlines(), 1):
                yield path, number, line


def core_modules() -> list[str]:
    """Dotted names of the core's modules that need neither Slicer nor torch to load."""
    paths = [path.relative_to(CORE.parent).with_suffix("") for path in CORE.rglob("*.py")]
    apart = SLICER_SIDE | TORCH_SIDE | {"__main__"}
    plain = [path.parts for path in paths if not apart & set(path.parts)]
    return sorted(".".join(parts).removesuffix(".__init__") for parts in plain)


def test_core_loads_without_torch_and_slicer() -> None:
    """Every module, in one fresh interpreter where the others cannot be imported."""
    refused = SLICER | INFERENCE - {"numpy"} | TRAINING_ONLY | {"LandmarkAITrainingLib"}
    program = f"""
import importlib, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {refused!r}:
            raise ImportError(f"{{name}} is imported when the core is loaded")

sys.meta_path.insert(0, Refuse())
sys.path.insert(0, {str(CORE.parent)!r})
for name in {core_modules()!r}:
    importlib.import_module(name)
print(sorted({refused!r} & set(sys.modules)))
"""
    command = [sys.executable, "-I", "-W", "error", "-c", program]
    result = subprocess.run(command, check=False, capture_output=True, text=True, timeout=600)
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "[]"


def test_core_needs_only_the_packages_of_inference() -> None:
    """Neither at load time nor inside a function; so training is never imported by the core."""
    assert sorted(foreign_imports(plain_modules(CORE), INFERENCE | {"LandmarkAILib"})) == [
        f"{path.relative_to(ROOT)}: {package}"
        for path, package in (
            *((ON_DASK, "dask"), (ON_DASK, "distributed")),
            (PARQUET, "pyarrow"),
            *((ONNX, "onnx"), (ONNX, "onnxruntime")),
            (MONAI_NETWORK, "monai"),
            (OPENVINO, "openvino"),
        )
    ]


def test_training_needs_only_the_packages_of_training() -> None:
    allowed = INFERENCE | TRAINING_ONLY | {"LandmarkAILib", "LandmarkAITrainingLib"}
    assert foreign_imports(plain_modules(TRAINING), allowed) == []


def plain_modules(library: Path) -> list[Path]:
    """The modules of a library that run without Slicer's application."""
    inside = {path: path.relative_to(library).parts for path in library.rglob("*.py")}
    return [path for path, parts in inside.items() if not SLICER_SIDE & set(parts)]


def foreign_imports(paths: list[Path], allowed: set[str]) -> list[str]:
    """Imports of packages that are neither allowed nor of the standard library."""
    assert paths
    known = allowed | sys.stdlib_module_names
    return [
        f"{path.relative_to(ROOT)}: {package}"
        for path in paths
        for package in sorted(imported_packages(path))
        if package not in known
    ]


def imported_packages(path: Path) -> set[str]:
    """Top-level names of all absolute imports of a file, wherever they stand."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


def test_version_is_defined_once(tracked: list[Path]) -> None:
    """In the code; what repeats it for people says the same: citation and changelog."""
    from LandmarkAILib import __version__

    pattern = re.compile(r"^\s*(?:__version__|version)\s*[:=]\s*[\"']?(\d[\d.]*)")
    names = {".py", ".toml", ".cff", ".txt"}
    files = [path for path in tracked if path.suffix in names]
    found = {
        PurePosixPath(path).as_posix(): pattern.search(line)
        for path, _, line in text_lines(files)
        if pattern.search(line)
    }
    stated = {path: match[1] for path, match in found.items() if match}
    assert stated == {
        "LandmarkAI/LandmarkAILib/__init__.py": __version__,
        "CITATION.cff": __version__,
    }
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\S+)", changelog, re.MULTILINE)
    assert versions[:2] == ["Unreleased", __version__]


def test_citation_agrees_with_the_package() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    fields = dict(re.findall(r"^([\w-]+): +(\S.*)$", citation, re.MULTILINE))
    assert {"cff-version", "message", "title", "type", "version"} <= fields.keys()
    package = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'license = "{fields["license"]}"' in package
    assert "\nauthors:\n" in citation


def test_names_that_others_rely_on() -> None:
    """Landmarks are control-point labels and segments label values in files that users keep."""
    from LandmarkAILib.core.anatomy import landmark_types, segment_types

    # New ones come after these.
    assert list(landmark_types())[:5] == [
        *("Anterior RV insertion", "Inferior RV insertion", "LV center"),
        *("LV apex", "Mitral annulus center"),
    ]
    labels = {name: segment.label for name, segment in segment_types().items()}
    assert labels == {"Left ventricle": 1, "Myocardium": 2, "Right ventricle": 3}


def test_ci_runs_the_commands_of_the_readme() -> None:
    pattern = re.compile(r"^python3 Testing/run\.py .*$", re.MULTILINE)
    readme = pattern.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    ci = pattern.findall((ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    assert sorted(set(readme)) == sorted(ci)
    assert {"python3 Testing/run.py demo", "python3 Testing/run.py test"} <= set(ci)


def test_icon() -> None:
    from PIL import Image

    with Image.open(ROOT / "LandmarkAI.png") as icon:
        assert (icon.format, icon.size, icon.mode) == ("PNG", (128, 128), "RGBA")


@pytest.fixture(scope="module")
def installed(tracked: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what a wheel of the tracked files installs."""
    source = tmp_path_factory.mktemp("source")
    for path in tracked:
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, source / path)
    program = "from setuptools.build_meta import build_wheel; print(build_wheel('.'))"
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=source,
        check=False,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert result.returncode == 0, result.stderr
    assert "absent from the `packages` configuration" not in result.stderr, result.stderr
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(source / result.stdout.split()[-1]) as wheel:
        wheel.extractall(folder)
    return folder


def test_wheel_holds_code_models_and_presets(installed: Path, tracked: list[Path]) -> None:
    """A sub-package or a kind of file that ``pyproject.toml`` does not list would be missing."""
    places = {
        "LandmarkAI/LandmarkAILib": "LandmarkAILib",
        "LandmarkAITraining/LandmarkAITrainingLib": "LandmarkAITrainingLib",
        "LandmarkAITraining/Resources/Presets": "LandmarkAITrainingPresets",
        "Resources/Models": "LandmarkAIResources/Models",
        "Resources/SampleData": "LandmarkAIResources/SampleData",
    }
    expected = {
        PurePosixPath(target, path.relative_to(origin).as_posix())
        for path in tracked
        for origin, target in places.items()
        if path.is_relative_to(origin)
    }
    files = {path.relative_to(installed) for path in installed.rglob("*") if path.is_file()}
    packages = {PurePosixPath(f.as_posix()) for f in files if not f.parts[0].endswith(".dist-info")}
    assert packages == expected


def test_installed_command_finds_its_models(installed: Path, tmp_path: Path) -> None:
    program = "from LandmarkAILib.cli import main; sys.exit(main(['models']))"
    assert "cmr-sax" in run_installed(installed, tmp_path, program)


def test_the_terms_of_the_weights_are_in_the_wheel(installed: Path) -> None:
    """Where tools that show licences look, too: the code's licence is not that of the weights."""
    inside = {
        path.relative_to(installed).as_posix().partition(".dist-info/")[2]
        for path in installed.rglob("*")
    }
    cards = {f"licenses/Resources/Models/{name}/MODEL_CARD.md" for name in ("cmr-sax", "ct-lv")}
    assert cards | {"licenses/LICENSE.txt"} <= inside


@pytest.mark.slow
def test_installed_demo_and_page_run_outside_of_the_repository(installed: Path, tmp_path: Path) -> None:
    program = (
        "from LandmarkAILib.cli import main;"
        "sys.exit(main(['demo', '--device', 'cpu', '-o', 'demo']) or main(['gather', 'demo']))"
    )
    assert "found by cmr-sax" in run_installed(installed, tmp_path, program)
    assert (tmp_path / "demo" / "cine.png").is_file()
    assert (tmp_path / "demo" / "cohort.html").is_file()


def test_installed_training_finds_its_presets(installed: Path, tmp_path: Path) -> None:
    program = "from LandmarkAITrainingLib.presets.preset import preset_names; print(preset_names())"
    assert "cmr-sax" in run_installed(installed, tmp_path, program)


def run_installed(installed: Path, folder: Path, program: str) -> str:
    """What a program prints in a fresh interpreter that sees the wheel's files and not the checkout."""
    program = f"import sys; sys.path.insert(0, {str(installed)!r}); {program}"
    command = [sys.executable, "-I", "-c", program]
    result = subprocess.run(
        command, cwd=folder, check=False, capture_output=True, text=True, timeout=600
    )
    assert result.returncode == 0, result.stderr
    return result.stdout
