"""The rooms of the house, read from the code: which folder imports which, and the order they keep.

``Testing/test_architecture.py`` holds the code to it, ``tools/draw_rooms.py`` draws it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORE = "LandmarkAILib"
TRAINING = "LandmarkAITrainingLib"
LIBRARIES = {CORE: ROOT / "LandmarkAI" / CORE, TRAINING: ROOT / "LandmarkAITraining" / TRAINING}

# From the ground upwards: a room imports only what stands before it. Loose modules are named like rooms.
LAYERS = {
    CORE: (
        *("errors", "paths"),
        "core",
        "analysis",
        "files",
        "models",
        "inference",
        "quality",
        "pictures",
        "commands",
        "worker",
        "cli",
        "__main__",
        "slicer",
    ),
    TRAINING: (
        *("augment", "simulation"),
        "presets",
        "data",
        "training",
        "evaluation",
        "protocols",
        "commands",
        "slicer",
    ),
}


@dataclass(frozen=True)
class Module:
    """A file of the product.

    Attributes:
        library: name of its package, such as ``LandmarkAILib``.
        parts: its place in that package without suffix, such as ``("files", "dicom", "series")``.
    """

    library: str
    parts: tuple[str, ...]

    @property
    def path(self) -> Path:
        """The file."""
        return LIBRARIES[self.library].joinpath(*self.parts).with_suffix(".py")

    @property
    def folder(self) -> str:
        """Its folder, such as ``LandmarkAILib/files/dicom``; a loose module is a folder of its own."""
        return "/".join((self.library, *(self.parts[:-1] or self.parts)))

    @property
    def room(self) -> str:
        """The library's folder in which it lies, at whatever depth; a loose module is a room."""
        return self.parts[0]

    @property
    def level(self) -> tuple[int, int]:
        """How high it stands: the library, then the layer.

        Raises:
            ValueError: its room is in no layer.
        """
        layers = LAYERS[self.library]
        if self.room not in layers:
            raise ValueError(f"{self}: say in tools/house.py on which layer {self.room} stands.")
        return list(LAYERS).index(self.library), layers.index(self.room)

    def __str__(self) -> str:
        return "/".join((self.library, *self.parts))


def modules() -> list[Module]:
    """All files of the product that are Python, sorted."""
    return sorted(
        (
            Module(library, path.relative_to(root).with_suffix("").parts)
            for library, root in LIBRARIES.items()
            for path in root.rglob("*.py")
        ),
        key=str,
    )


def arrows() -> list[tuple[Module, Module]]:
    """Who imports whom, inside functions too, but not for type checking only.

    The packages' own ``__init__`` are left out: they hold the version, and lazily what is public.
    """
    known = {(module.library, module.parts): module for module in modules()}
    pairs = (
        (module, target)
        for module in known.values()
        for target in _imported(module, known)
        if target != module
    )
    apart = ("__init__",)
    return [pair for pair in dict.fromkeys(pairs) if apart not in (pair[0].parts, pair[1].parts)]


def _imported(module: Module, known: dict[tuple[str, tuple[str, ...]], Module]) -> Iterator[Module]:
    for statement in _imports(ast.parse(module.path.read_text(encoding="utf-8"))):
        if statement.level:
            library = module.library
            base = module.parts[: len(module.parts) - statement.level]
        else:
            library, base = "", ()
        names = tuple((statement.module or "").split(".")) if statement.module else ()
        if not library:
            library, *rest = names
            names = tuple(rest)
        for alias in statement.names:
            place = (*base, *names)
            choices = (
                (*place, alias.name),
                (*place, alias.name, "__init__"),
                place,
                (*place, "__init__"),
            )
            found = (known[library, parts] for parts in choices if (library, parts) in known)
            target = next(found, None)
            if target is not None:
                yield target


def _imports(node: ast.AST) -> Iterator[ast.ImportFrom]:
    """All ``from … import …`` under a node; the code imports its own in no other way."""
    if isinstance(node, ast.ImportFrom):
        yield node
    if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
        return
    for child in ast.iter_child_nodes(node):
        yield from _imports(child)


def packages(module: Module) -> set[str]:
    """Top-level packages that a file imports from outside, wherever the imports stand."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


def functions(module: Module) -> Iterator[tuple[str, int]]:
    """Name and number of lines of each function, decorators apart."""
    for node in ast.walk(ast.parse(module.path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def lines(module: Module) -> int:
    """How long a file is."""
    return len(module.path.read_text(encoding="utf-8").splitlines())
