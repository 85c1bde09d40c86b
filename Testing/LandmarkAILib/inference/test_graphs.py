"""Graphs that are kept for the user: read whole or not at all."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from LandmarkAILib.inference.graphs import cache_folder, keep_graph, read_graph
from models import tiny_bundle


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LANDMARKAI_HOME", str(tmp_path / "home"))
    return cache_folder(tiny_bundle(tmp_path / "model"), "engine-1")


def test_a_graph_comes_back(folder: Path, tmp_path: Path) -> None:
    assert read_graph(folder, 0) is None
    keep_graph(folder, 0, b"first")
    keep_graph(folder, 1, b"second")
    assert (read_graph(folder, 0), read_graph(folder, 1)) == (b"first", b"second")
    assert folder.is_relative_to(tmp_path / "home")


def test_a_damaged_graph_counts_as_none_and_is_mended(folder: Path) -> None:
    keep_graph(folder, 0, b"whole graph")
    (path,) = folder.iterdir()
    path.write_bytes(b"whole")
    assert read_graph(folder, 0) is None
    keep_graph(folder, 0, b"whole graph")
    assert read_graph(folder, 0) == b"whole graph"


def test_other_weights_and_another_engine_have_other_graphs(folder: Path, tmp_path: Path) -> None:
    keep_graph(folder, 0, b"graph")
    bundle = tiny_bundle(tmp_path / "again", seed=1)
    assert read_graph(cache_folder(bundle, "engine-1"), 0) is None
    assert read_graph(folder.parent / folder.name.replace("-1-", "-2-"), 0) is None


def test_readers_beside_writers_see_whole_graphs(folder: Path) -> None:
    """Writers of the same graph and of another one: what is read is one of the two."""
    graphs = {b"a" * 100_000, b"b" * 100_000}
    seen: set[bytes | None] = set()

    def write(graph: bytes) -> None:
        for _ in range(30):
            keep_graph(folder, 0, graph)

    writers = [threading.Thread(target=write, args=(graph,)) for graph in (*graphs, *graphs)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        seen.add(read_graph(folder, 0))
    assert read_graph(folder, 0) in graphs
    assert seen - {None} <= graphs


def test_a_folder_that_cannot_be_written_costs_the_graph_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").write_text("a file is in the way")
    monkeypatch.setenv("LANDMARKAI_HOME", str(tmp_path / "home"))
    folder = cache_folder(tiny_bundle(tmp_path / "model"), "engine-1")
    keep_graph(folder, 0, b"graph")
    assert read_graph(folder, 0) is None
