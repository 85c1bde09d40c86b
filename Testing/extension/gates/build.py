"""How Slicer builds the extension: the steps of the top ``CMakeLists.txt`` and each module's own."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from .checkout import Checkout

STEPS = (
    "project(",
    "find_package(Slicer REQUIRED)",
    "include(${Slicer_USE_FILE})",
    "add_subdirectory(",
    "include(${Slicer_EXTENSION_GENERATE_CONFIG})",
    "include(${Slicer_EXTENSION_CPACK})",
)
_MACRO = re.compile(r"slicerMacroBuildScriptedModule\(([^)]*)\)")
_MODULE_NAME = re.compile(r"^set\(MODULE_NAME (\w+)\)", re.MULTILINE)
_UNIT_TEST = re.compile(r"^\s*slicer_add_python_unittest\(", re.MULTILINE)


def check_steps(checkout: Checkout) -> list[str]:
    """All steps are there, in this order."""
    places = [checkout.cmake.find(f"\n{step}") for step in STEPS]
    missing = [f"{step} is missing" for step, place in zip(STEPS, places, strict=True) if place < 0]
    if missing or places == sorted(places):
        return missing
    return ["the order is not " + ", ".join(STEPS)]


def check_modules(checkout: Checkout) -> list[str]:
    """Every module is built, what is built is a module, and it is built by Slicer's macro with tests."""
    present = module_folders(checkout)
    problems = [
        f"{name} is a module, and add_subdirectory({name}) is missing"
        for name in present
        if name not in checkout.modules
    ]
    for name in checkout.modules:
        if name not in present:
            problems.append(f"add_subdirectory({name}): {name}/{name}.py is missing")
        problems += [f"{name}/CMakeLists.txt: {text}" for text in _module_problems(checkout, name)]
    return problems


def module_folders(checkout: Checkout) -> list[str]:
    """The top folders that hold a file of their own name, as Slicer's modules do."""
    paths = [PurePosixPath(path) for path in checkout.files]
    return [p.parts[0] for p in paths if len(p.parts) == 2 and p.name == f"{p.parts[0]}.py"]


def _module_problems(checkout: Checkout, name: str) -> list[str]:
    text = checkout.read(f"{name}/CMakeLists.txt")
    call = _MACRO.search(text)
    words = call[1].split() if call else []
    needed = ("NAME", "SCRIPTS", "RESOURCES", "WITH_GENERIC_TESTS")
    problems = [f"slicerMacroBuildScriptedModule lacks {word}" for word in needed if word not in words]
    if _MODULE_NAME.findall(text) != [name]:
        problems.append(f"set(MODULE_NAME {name}) is missing")
    if not _UNIT_TEST.search(text):
        problems.append("slicer_add_python_unittest is missing")
    return problems
