"""What the modules' Python does when Slicer loads it, read without running it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from .checkout import Checkout

# What Slicer brings.
BUNDLED = {
    *("slicer", "vtk", "vtkmodules", "qt", "ctk", "mrml", "sitkUtils"),
    *("numpy", "scipy", "SimpleITK"),
}
DOWNLOADERS = {"urllib", "http", "requests", "ftplib", "socket", "aiohttp", "httpx", "huggingface_hub"}
# Calls to these, as the value of a constant, do something; calls such as re.compile only make something.
ACTING = {"slicer", "qt", "ctk", "vtk", "subprocess", "os", "open", "print", "exec", "eval"}

_PIP_TORCH = re.compile(r"pip_(?:install|ensure)\([^)]*\btorch\b")
_PLAIN = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Pass)


def check_file_scope(checkout: Checkout) -> list[str]:
    """Loading a file only defines things; ``__main__.py`` is a program, which nothing loads."""
    return [
        f"{path}:{statement.lineno} runs code when it is loaded"
        for path in checkout.shipped_python()
        if PurePosixPath(path).name != "__main__.py"
        for statement in ast.parse(checkout.read(path)).body
        if not _only_defines(statement)
    ]


def check_imports(checkout: Checkout) -> list[str]:
    """Nothing that Slicer lacks is imported when it loads a module, directly or through other files."""
    own = {PurePosixPath(path).parts[1].removesuffix(".py") for path in checkout.shipped_python()}
    known = BUNDLED | sys.stdlib_module_names | own
    return [
        f"{path} imports {name} at file scope"
        for path in files_loaded_with_modules(checkout)
        for name in sorted(_top_names(_imported_at_load(checkout, path)) - known)
    ]


def check_safety(checkout: Checkout) -> list[str]:
    """Nothing is downloaded or sent, and torch comes through the PyTorch extension only."""
    problems = []
    for path in checkout.shipped_python():
        text = checkout.read(path)
        names = _top_names(_imports(ast.walk(ast.parse(text))))
        problems += [f"{path} imports {name}" for name in sorted(names & DOWNLOADERS)]
        if _PIP_TORCH.search(text):
            problems.append(f"{path} installs torch with pip")
    return problems


def files_loaded_with_modules(checkout: Checkout) -> list[str]:
    """The module files, and all files of the extension that are loaded with them."""
    waiting = [f"{name}/{name}.py" for name in checkout.modules]
    loaded: list[str] = []
    while waiting:
        path = waiting.pop()
        if path in checkout.files and path not in loaded:
            loaded.append(path)
            waiting += [
                file for name in _imported_at_load(checkout, path) for file in _files_of(checkout, name)
            ]
    return sorted(loaded)


def _only_defines(node: ast.stmt) -> bool:
    if isinstance(node, _PLAIN):
        return True
    if isinstance(node, ast.Expr):  # a docstring
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign | ast.AnnAssign):
        return not _calls(node) & ACTING
    if isinstance(node, ast.If):  # TYPE_CHECKING, a platform, __main__
        main = ast.unparse(node.test) == "__name__ == '__main__'"
        return main or all(_only_defines(inner) for inner in node.body + node.orelse)
    return False


def _calls(node: ast.AST) -> set[str]:
    calls = [inner.func for inner in ast.walk(node) if isinstance(inner, ast.Call)]
    return {ast.unparse(function).partition(".")[0] for function in calls}


def _imported_at_load(checkout: Checkout, path: str) -> list[str]:
    """Dotted names that a file imports when it is loaded, relative ones made absolute."""
    package = PurePosixPath(path).parent.parts[1:]
    return list(_imports(_run_at_load(ast.parse(checkout.read(path))), package))


def _run_at_load(node: ast.AST) -> Iterator[ast.AST]:
    """The statements that run when a file is loaded: all but the bodies of functions, and typing's."""
    for child in ast.iter_child_nodes(node):
        typing_only = isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING")
        if not typing_only and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
            yield from _run_at_load(child)


def _imports(nodes: Iterator[ast.AST], package: tuple[str, ...] = ()) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*start, *filter(None, [node.module])])
            yield from (f"{module}.{alias.name}" for alias in node.names)  # the name may be a module


def _top_names(dotted: Iterable[str]) -> set[str]:
    return {name.partition(".")[0] for name in dotted}


def _files_of(checkout: Checkout, dotted: str) -> list[str]:
    """The files that importing a dotted name loads: its own and the ``__init__`` of each package."""
    parts = dotted.split(".")
    stems = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
    names = [f"{stem}{end}" for stem in stems for end in (".py", "/__init__.py")]
    return [f"{module}/{name}" for module in checkout.modules for name in names]
