"""The files that CMake installs, listed one by one: what the lists must hold, and how they are written.

Slicer's macro takes files of the module's own folder. What lies in the top folder ``Resources`` is
copied to the same place by the top ``CMakeLists.txt``, so once installed all of them lie in one folder.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePosixPath

from .checkout import Checkout

BEGIN = "# <files> Written by Testing/extension/list_files.py."
END = "# </files>"
TOP = "CMakeLists.txt"
SHARED = ("Resources/Models", "Resources/SampleData", "Resources/Translations")
NOT_INSTALLED = {"CMakeLists.txt", "README.md"}

_PLAIN_NAME = re.compile(r"[\w.+/-]+")


class ListError(Exception):
    """The lists cannot be written: markers are missing, or a file has a name that CMake would split."""


def cmake_files(checkout: Checkout) -> list[str]:
    """The ``CMakeLists.txt`` of the extension and of its modules."""
    return [path for path in checkout.files if re.fullmatch(r"(\w+/)?CMakeLists\.txt", path)]


def wanted_lists(checkout: Checkout, cmake_file: str) -> dict[str, list[str]]:
    """The lists of one ``CMakeLists.txt``, by variable; paths are relative to its folder."""
    if cmake_file == TOP:
        return {"SHARED_RESOURCES": checkout.under(*SHARED)}
    folder = str(PurePosixPath(cmake_file).parent)
    inside = [path.removeprefix(f"{folder}/") for path in checkout.under(folder)]
    inside = [path for path in inside if path not in NOT_INSTALLED]
    return {
        "MODULE_PYTHON_SCRIPTS": [path for path in inside if path.endswith(".py")],
        "MODULE_PYTHON_RESOURCES": [path for path in inside if not path.endswith(".py")],
    }


def updated(checkout: Checkout, cmake_file: str) -> str:
    """The text of a ``CMakeLists.txt`` with its lists as the tree wants them.

    Raises:
        ListError: it lacks the markers, or CMake would split the name of a file.
    """
    lists = wanted_lists(checkout, cmake_file)
    odd = [path for paths in lists.values() for path in paths if not _PLAIN_NAME.fullmatch(path)]
    if odd:
        raise ListError(f"{odd[0]!r} of {cmake_file}: use letters, digits and . _ + - in its name")
    text = checkout.read(cmake_file)
    block = re.compile(f"^{re.escape(BEGIN)}$.*?^{re.escape(END)}$", re.MULTILINE | re.DOTALL)
    if len(block.findall(text)) != 1:
        raise ListError(f"{cmake_file} needs the lines {BEGIN!r} and {END!r} once")
    entries = [_set_command(name, paths) for name, paths in lists.items()]
    lines = "\n".join([BEGIN, *entries, END])
    return block.sub(lambda _: lines, text)


def _set_command(name: str, paths: list[str]) -> str:
    return "\n".join([f"set({name}", *(f"  {path}" for path in paths), "  )"])


def outdated(checkout: Checkout) -> list[str]:
    """The ``CMakeLists.txt`` whose lists differ from the tree."""
    return [path for path in cmake_files(checkout) if updated(checkout, path) != checkout.read(path)]


def installed_paths(checkout: Checkout) -> list[str]:
    """Where the files lie once installed, relative to the folder of the modules."""
    built = [TOP, *(f"{name}/CMakeLists.txt" for name in checkout.modules)]
    lists = [paths for path in built for paths in wanted_lists(checkout, path).values()]
    return [path for paths in lists for path in paths]


def check_lists(checkout: Checkout) -> list[str]:
    """Problems: a list that differs from the tree, two files that would be installed to one place."""
    try:
        problems = [
            f"{path} does not list the tree's files: run Testing/extension/list_files.py"
            for path in outdated(checkout)
        ]
    except ListError as error:
        return [str(error)]
    places = Counter(installed_paths(checkout))
    return problems + [f"two files are installed as {path}" for path, n in places.items() if n > 1]
