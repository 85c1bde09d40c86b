"""``landmarkai models [--json | install FILE | verify | pack NAME | export NAME | remove NAME]``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..errors import OutputError

_HEADER = ("NAME", "VERSION", "SHA-256", "LICENSE", "FROM", "FOLDER")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.description = (
        "Models ship with LandmarkAI or are installed by you, into a folder of your own: "
        "LANDMARKAI_HOME/Models where that environment variable is set, else where the system keeps "
        "such data. One of yours takes the place of a shipped one of its name."
    )
    parser.add_argument("--json", action="store_true", help="list them as JSON, for programs")
    parser.set_defaults(run=_list)
    actions = parser.add_subparsers(title="actions", metavar="ACTION")

    install = actions.add_parser("install", help="add a model from a zip file or a folder")
    install.add_argument("file", metavar="FILE", type=Path)
    install.add_argument("--force", action="store_true", help="also over the same or a higher version")
    install.set_defaults(run=_install)

    verify = actions.add_parser("verify", help="compare every file of every model with its checksum")
    verify.set_defaults(run=_verify)

    pack = actions.add_parser("pack", help="write a model as one zip file, which 'install' takes")
    pack.add_argument("name", metavar="NAME|PATH")
    pack.add_argument("-o", "--output", metavar="FILE.zip", type=Path, required=True)
    pack.add_argument("--overwrite", action="store_true", help="replace a file that is there")
    pack.set_defaults(run=_pack)

    _add_export(actions)

    remove = actions.add_parser("remove", help="delete a model that you installed")
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(run=_remove)


def _add_export(actions: Any) -> None:
    words = "write the networks as ONNX graphs, each compared with ours (extra [export])"
    export = actions.add_parser("export", help=words, description=words)
    export.add_argument("name", metavar="NAME|PATH")
    export.add_argument("-o", "--output", metavar="FOLDER", type=Path, required=True)
    export.add_argument("--format", choices=("onnx",), default="onnx")
    export.add_argument(
        "--images",
        metavar="IMAGE",
        type=Path,
        nargs="+",
        default=[],
        help="compare on what the model sees of these, such as validation cases (default: on noise)",
    )
    export.add_argument(
        "--tolerance",
        type=float,
        help="largest difference of an output (a logit or coordinate) not refused (default: 0.001)",
    )
    export.add_argument("--overwrite", action="store_true", help="replace a folder that is there")
    export.set_defaults(run=_export)


def _list(arguments: argparse.Namespace) -> int:
    from ..models.installed import list_models

    entries = list_models()
    if arguments.json:
        print(json.dumps([entry.facts() for entry in entries], indent=2, ensure_ascii=False))
        return 0
    rows = [_HEADER]
    for entry in entries:
        origin = "LandmarkAI" if entry.shipped else "you"
        bundle = entry.bundle
        facts = (bundle.version, bundle.sha256[:12], bundle.license) if bundle else ("damaged", "-", "-")
        rows.append((entry.name, *facts, origin, str(entry.path)))
    _print_table(rows)
    for entry in entries:
        if entry.problem:
            print(entry.problem)
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    from ..models.installed import list_models

    entries = list_models()
    for entry in entries:
        bundle = entry.bundle
        print(
            f"{entry.name} {bundle.version}: whole, sha256 {bundle.sha256}" if bundle else entry.problem
        )
    return 1 if any(entry.bundle is None for entry in entries) else 0


def _install(arguments: argparse.Namespace) -> int:
    from ..models.installed import install_model

    bundle = install_model(arguments.file, arguments.force)
    print(f"Installed {bundle.name} {bundle.version} in {bundle.path} (license: {bundle.license}).")
    return 0


def _pack(arguments: argparse.Namespace) -> int:
    from ..models.archive import pack_bundle
    from ..models.installed import find_model

    bundle, path = find_model(arguments.name), arguments.output
    if path.suffix.lower() != ".zip":
        raise OutputError(f"{path} does not end in .zip: name a zip file.", "not-a-zip-name")
    if path.exists() and not arguments.overwrite:
        raise OutputError(f"{path} is there: name another, or pass --overwrite.", "output-exists")
    pack_bundle(bundle, path)
    print(f"Packed {bundle.name} {bundle.version} as {path}; 'landmarkai models install' takes it.")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from ..files.images import read_image
    from ..inference.export_onnx import export_onnx
    from ..inference.graphs import TOLERANCE
    from ..models.installed import find_model

    bundle, folder = find_model(arguments.name), arguments.output
    images = [read_image(path) for path in arguments.images]
    tolerance = TOLERANCE if arguments.tolerance is None else arguments.tolerance
    record = export_onnx(bundle, folder, images, tolerance, arguments.overwrite)
    for stage in record.stages:
        apart = ", ".join(f"{name} {value:.1e}" for name, value in stage.difference.items())
        print(f"{folder / stage.file}: {stage.views} views compared, largest difference {apart}")
    print(
        f"Exported the networks of {bundle.name} {bundle.version}, compared on {record.compared_on}; "
        f"nothing differs by more than {record.tolerance:g}."
    )
    return 0


def _remove(arguments: argparse.Namespace) -> int:
    from ..models.installed import remove_model

    print(f"Removed {remove_model(arguments.name)}.")
    return 0


def _print_table(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
