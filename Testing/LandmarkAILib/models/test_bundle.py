"""Models on disk: written, verified, refused."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from LandmarkAILib.errors import ModelError
from LandmarkAILib.files.atomic import digest
from LandmarkAILib.models.archive import pack_bundle, unpack_bundle
from LandmarkAILib.models.bundle import Bundle, write_bundle
from LandmarkAILib.models.description import FORMAT, description_digest, version_key

STAGE = {"view": {"type": "a"}, "network": {"type": "b"}, "weights": "stage1.safetensors"}
FILE = {"sha256": "0", "bytes": 1}
DESCRIPTION: dict[str, Any] = {
    "name": "tiny",
    "version": "1.0.0",
    "title": "A model for tests",
    "license": "Apache-2.0",
    "intended_use": "research use only, not for clinical use",
    "modality": ["MR"],
    "dimension": 2,
    "landmarks": ["LV center"],
    "segments": ["Left ventricle"],
    "stages": [STAGE],
    "calibration": {},
    "training": {"data": "none"},
}
WEIGHTS = {
    "kernel": torch.linspace(-3, 3, 72).reshape(2, 4, 3, 3),
    "bias": torch.tensor([0.1, -0.2]),
    "variance": torch.tensor([1e6, 1e-9]),
    "batches": torch.tensor(7),
}


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    return write_bundle(tmp_path / "tiny", DESCRIPTION, {"stage1.safetensors": WEIGHTS}, card="# Tiny")


def rewrite(bundle: Bundle, change: Callable[[dict[str, Any]], object]) -> None:
    """Change a description and seal it again, as an author of a model would."""
    description = json.loads((bundle.path / "model.json").read_text())
    change(description)
    description["sha256"] = description_digest(description)
    (bundle.path / "model.json").write_text(json.dumps(description))


def test_weights_survive_within_half_precision(bundle: Bundle) -> None:
    weights = Bundle.open(bundle.path).weights(0)
    assert weights.keys() == WEIGHTS.keys()
    assert weights["kernel"].dtype == torch.float32
    torch.testing.assert_close(weights["kernel"], WEIGHTS["kernel"], rtol=2**-11, atol=0)
    for exact in ("bias", "variance", "batches"):
        assert torch.equal(weights[exact], WEIGHTS[exact])


def test_kernels_take_two_bytes_a_number(tmp_path: Path) -> None:
    big = write_bundle(
        tmp_path / "big", DESCRIPTION, {"stage1.safetensors": {"w": torch.ones(100, 1000)}}
    )
    assert 200_000 <= big.description.files["stage1.safetensors"].bytes < 201_000


def test_a_kernel_beyond_half_precision_keeps_its_values(tmp_path: Path) -> None:
    wide = torch.tensor([[1e5, 1.0]])
    bundle = write_bundle(tmp_path / "wide", DESCRIPTION, {"stage1.safetensors": {"w": wide}})
    assert torch.equal(bundle.weights(0)["w"], wide)


def test_what_it_says_of_itself(bundle: Bundle) -> None:
    assert (bundle.name, bundle.version, bundle.card) == ("tiny", "1.0.0", "# Tiny")
    assert (bundle.landmarks, bundle.segments) == (["LV center"], ["Left ventricle"])
    assert len(bundle.sha256) == 64


def test_the_digest_stands_for_weights_and_description(bundle: Bundle, tmp_path: Path) -> None:
    same = write_bundle(
        tmp_path / "a", DESCRIPTION, {"stage1.safetensors": WEIGHTS}, card="another card"
    )
    nudged = {**WEIGHTS, "bias": torch.tensor([0.1, -0.2000001])}
    weights = write_bundle(tmp_path / "b", DESCRIPTION, {"stage1.safetensors": nudged})
    described = write_bundle(
        tmp_path / "c", {**DESCRIPTION, "version": "1.0.1"}, {"stage1.safetensors": WEIGHTS}
    )
    assert same.sha256 == bundle.sha256
    assert len({bundle.sha256, weights.sha256, described.sha256}) == 3


def test_rewriting_replaces_the_folder_whole(bundle: Bundle) -> None:
    (bundle.path / "left-over.txt").write_text("old")
    again = write_bundle(
        bundle.path, {**DESCRIPTION, "version": "2.0"}, {"stage1.safetensors": bundle.weights(0)}
    )
    assert again.version == "2.0"
    assert sorted(p.name for p in bundle.path.iterdir()) == ["model.json", "stage1.safetensors"]
    assert [p.name for p in bundle.path.parent.iterdir()] == ["tiny"]


def test_a_wrong_description_leaves_the_model_that_was_there(bundle: Bundle) -> None:
    with pytest.raises(ModelError, match="Nose"):
        write_bundle(
            bundle.path, {**DESCRIPTION, "landmarks": ["Nose"]}, {"stage1.safetensors": WEIGHTS}
        )
    assert Bundle.open(bundle.path).sha256 == bundle.sha256
    assert [p.name for p in bundle.path.parent.iterdir()] == ["tiny"]


@pytest.mark.parametrize("offset", [0, 100, -1])
def test_one_altered_byte_of_the_weights_is_named(bundle: Bundle, offset: int) -> None:
    path = bundle.path / "stage1.safetensors"
    content = bytearray(path.read_bytes())
    content[offset] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"stage1\.safetensors is damaged or altered"):
        Bundle.open(bundle.path)


def test_weights_at_rest_are_read_once_and_again_when_they_change(
    bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each click opens its model. A change is seen by the file's time, a recent one by reading it."""
    read: list[str] = []

    def count(path: Path) -> str:
        read.append(path.name)
        return digest(path)

    monkeypatch.setattr("LandmarkAILib.models.bundle.digest", count)
    weights = bundle.path / "stage1.safetensors"
    os.utime(weights, (1e9, 1e9))
    Bundle.open(bundle.path)
    Bundle.open(bundle.path)
    assert read.count(weights.name) == 1
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    for _ in range(2):
        with pytest.raises(ModelError, match="damaged or altered"):
            Bundle.open(bundle.path)
    os.utime(weights, (1e9 + 1, 1e9 + 1))
    with pytest.raises(ModelError, match="damaged or altered"):
        Bundle.open(bundle.path)


def test_an_altered_description_is_named(bundle: Bundle) -> None:
    path = bundle.path / "model.json"
    path.write_text(path.read_text().replace("1.0.0", "1.0.9"))
    with pytest.raises(ModelError, match=r"model\.json was altered"):
        Bundle.open(bundle.path)


@pytest.mark.parametrize("key", sorted(DESCRIPTION))
def test_a_missing_key_is_named(bundle: Bundle, key: str) -> None:
    rewrite(bundle, lambda d: d.pop(key))
    with pytest.raises(ModelError, match=f"{key} is missing"):
        Bundle.open(bundle.path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": FORMAT + 1}, "update LandmarkAI"),
        ({"format": "one"}, "not the description of a LandmarkAI model"),
        ({"landmarks": ["LV center", "Nose"]}, r"landmarks .* not know \(Nose\)"),
        ({"segments": ["Spleen"]}, r"segments .* not know \(Spleen\)"),
        ({"landmarks": [], "segments": []}, "names no landmarks"),
        ({"landmarks": "LV center"}, "landmarks is 'LV center', not a list"),
        ({"name": "../up"}, "is no name for a model"),
        ({"version": "newest"}, "not of the form 1.0.0"),
        ({"dimension": 4}, "dimension is 4, not one of 2, 3"),
        ({"stages": []}, "no stages"),
        ({"stages": [{**STAGE, "weights": "b.safetensors"}]}, r"stages\[0\].weights is 'b.safetensors'"),
        ({"stages": [{**STAGE, "passes": "two"}]}, r"stages\[0\].passes is 'two', not a whole number"),
        ({"stages": [{**STAGE, "view": 3}]}, r"stages\[0\].view is 3, not an object"),
        ({"stages": [{**STAGE, "view": {"size": 3}}]}, r"stages\[0\].view.type is None, not text"),
        ({"stages": [{**STAGE, "centroids": {"LV center": "Myocardium"}}]}, "lacks one of them"),
        ({"files": {}}, "which is none of its files"),
        ({"files": {"../stage1.safetensors": FILE}}, "not the plain name"),
        ({"files": {"stage1.pt": FILE}}, "not the plain name"),
        ({"files": {"stage1.safetensors": {"bytes": 3}}}, "stage1.safetensors.sha256 is missing"),
    ],
)
def test_a_wrong_value_is_named(bundle: Bundle, change: dict[str, Any], message: str) -> None:
    rewrite(bundle, lambda d: d.update(change))
    with pytest.raises(ModelError, match=message):
        Bundle.open(bundle.path)


def test_what_is_no_model_says_so(tmp_path: Path, bundle: Bundle) -> None:
    with pytest.raises(ModelError, match="not a model folder"):
        Bundle.open(tmp_path / "nowhere")
    (bundle.path / "stage1.safetensors").unlink()
    with pytest.raises(ModelError, match=r"stage1\.safetensors is missing"):
        Bundle.open(bundle.path)
    (bundle.path / "model.json").write_text("{ not json")
    with pytest.raises(ModelError, match=r"model\.json is damaged"):
        Bundle.open(bundle.path)


@pytest.mark.parametrize("name", ["model.pt", "nested/old.PKL", "last.ckpt"])
def test_a_pickle_anywhere_is_refused(bundle: Bundle, name: str) -> None:
    path = bundle.path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"")
    with pytest.raises(ModelError, match="could run code"):
        Bundle.open(bundle.path)


def test_a_pickle_in_disguise_is_not_loaded(bundle: Bundle) -> None:
    path = bundle.path / "stage1.safetensors"
    torch.save(WEIGHTS, path)
    content = path.read_bytes()

    def seal(description: dict[str, Any]) -> None:
        from hashlib import sha256

        entry = {"sha256": sha256(content).hexdigest(), "bytes": len(content)}
        description["files"]["stage1.safetensors"] = entry

    rewrite(bundle, seal)
    with pytest.raises(ModelError, match="not in safetensors format"):
        Bundle.open(bundle.path).weights(0)


def test_packed_and_unpacked_it_is_the_same(bundle: Bundle, tmp_path: Path) -> None:
    path = pack_bundle(bundle, tmp_path / "tiny.zip")
    folder = tmp_path / "unpacked"
    folder.mkdir()
    unpack_bundle(path, folder)
    again = Bundle.open(folder)
    assert (again.sha256, again.card) == (bundle.sha256, "# Tiny")


def test_what_a_mac_adds_to_a_zip_is_passed_over(bundle: Bundle, tmp_path: Path) -> None:
    path = pack_bundle(bundle, tmp_path / "tiny.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("__MACOSX/tiny/._model.json", b"x")
        archive.writestr("tiny/.DS_Store", b"x")
    (tmp_path / "unpacked").mkdir()
    unpack_bundle(path, tmp_path / "unpacked")
    names = sorted(p.name for p in (tmp_path / "unpacked").iterdir())
    assert names == ["MODEL_CARD.md", "model.json", "stage1.safetensors"]


def _link(archive: zipfile.ZipFile) -> None:
    entry = zipfile.ZipInfo("tiny/card.md")
    entry.external_attr = 0o120777 << 16
    archive.writestr(entry, "/etc/passwd")


@pytest.mark.parametrize(
    ("add", "message"),
    [
        (lambda z: z.writestr("../evil.json", "x"), "leads out"),
        (lambda z: z.writestr("tiny/../../evil.json", "x"), "leads out"),
        (lambda z: z.writestr("/evil.json", "x"), "leads out"),
        (lambda z: z.writestr("..\\evil.json", "x"), "leads out"),
        (lambda z: z.writestr("C:\\evil.json", "x"), "leads out"),
        (lambda z: z.writestr("tiny/deeper/evil.json", "x"), "leads out"),
        (_link, "which is a link"),
        (lambda z: z.writestr("tiny/run.py", "x"), "no model has"),
        (lambda z: z.writestr("tiny/weights.pt", "x"), "no model has"),
        (lambda z: z.writestr("other/model.json", "x"), "files of one model"),
    ],
)
def test_an_unsafe_zip_is_refused_and_writes_nothing(
    bundle: Bundle, tmp_path: Path, add: Callable[[zipfile.ZipFile], None], message: str
) -> None:
    path = pack_bundle(bundle, tmp_path / "tiny.zip")
    with zipfile.ZipFile(path, "a") as archive:
        add(archive)
    folder = tmp_path / "deep" / "unpacked"
    folder.mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ModelError, match=message):
        unpack_bundle(path, folder)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb/model.json", b"\0" * 210_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(ModelError, match="more than 200 MB"):
        unpack_bundle(path, tmp_path)


def test_a_bomb_that_lies_about_its_size_writes_no_more_than_it_declares(tmp_path: Path) -> None:
    path = tmp_path / "liar.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("liar/model.json", b"\0" * 5_000_000)
    content = path.read_bytes().replace((5_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    path.write_bytes(content)
    (tmp_path / "unpacked").mkdir()
    with pytest.raises(ModelError, match="not a whole zip"):
        unpack_bundle(path, tmp_path / "unpacked")
    assert sum(p.stat().st_size for p in (tmp_path / "unpacked").iterdir()) <= 1000


@pytest.mark.parametrize("keep", [0, 50, 0.5, 0.9])
def test_a_truncated_zip_is_named(bundle: Bundle, tmp_path: Path, keep: float) -> None:
    path = pack_bundle(bundle, tmp_path / "tiny.zip")
    content = path.read_bytes()
    path.write_bytes(content[: int(keep if keep >= 1 else keep * len(content))])
    with pytest.raises(ModelError, match=r"tiny\.zip is not a whole zip"):
        unpack_bundle(path, tmp_path)


def test_a_zip_damaged_within_is_named(bundle: Bundle, tmp_path: Path) -> None:
    path = pack_bundle(bundle, tmp_path / "tiny.zip")
    content = bytearray(path.read_bytes())
    content[content.index(b"research use")] ^= 1
    path.write_bytes(content)
    (tmp_path / "unpacked").mkdir()
    with pytest.raises(ModelError, match="not a whole zip"):
        unpack_bundle(path, tmp_path / "unpacked")


def test_versions_are_ordered_by_their_numbers() -> None:
    ordered = ["0.9", "1.0", "1.0.1", "1.2", "1.10", "2"]
    assert sorted(ordered, key=version_key) == ordered
    assert version_key("1.0.0") == version_key("1")


def test_a_moved_model_is_the_same_model(bundle: Bundle, tmp_path: Path) -> None:
    moved = shutil.copytree(bundle.path, tmp_path / "elsewhere" / "renamed")
    assert Bundle.open(moved).sha256 == bundle.sha256
