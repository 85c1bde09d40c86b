"""docs/presets.md: every key of a preset, of the records that read it and what their docstrings say.

``write_schemas.py`` writes it, with the schemas.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

_ENTRY = re.compile(r"^(\w[\w, ]*): (.*)$")

HEAD = """# Presets: every key

A preset is a JSON file: what a model is (its landmarks, stages, networks) and, under `training`, how it
is trained. `landmarkai preset DATASET -o mine.json` makes one for a dataset and says in its `notes` why
it is as it is; the presets that ship lie in `LandmarkAITraining/Resources/Presets`. This page is made of
the records that read the file (`python tools/write_schemas.py`), as is its [schema](schemas.md). A key
without a default must be there.
"""


def page(
    records: Mapping[str, tuple[str, type]],
    kinds: Mapping[str, Mapping[str, Callable[..., Any]]],
    left_out: Mapping[type, Collection[str]],
) -> str:
    """The page.

    Args:
        records: by where they stand in the file, a sentence and the dataclass that is read there.
        kinds: of views, networks and intensities: by name, what is made of the options.
        left_out: keys that are no part of a preset, by dataclass.
    """
    parts = [HEAD]
    for place, (words, record) in records.items():
        parts += [f"## {place}\n", f"{words}\n", _table(_fields(record, left_out.get(record, ())))]
    for what, made in kinds.items():
        parts.append(f"## Kinds of `{what}`\n")
        parts.append('Given as `{"type": …}` with the options of that type.\n')
        for name, function in made.items():
            parts += [f"### `{name}`\n", _first_sentence(function), _table(_options(function))]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _table(rows: list[tuple[str, str, str]]) -> str:
    if not rows:
        return "No options.\n"
    lines = ["| key | default | meaning |", "|---|---|---|"]
    lines += [f"| `{key}` | {default} | {words} |" for key, default, words in rows]
    return "\n".join(lines) + "\n"


def _fields(record: type, left_out: Collection[str]) -> list[tuple[str, str, str]]:
    told = _arguments(record)
    kept = [field for field in dataclasses.fields(record) if field.name not in left_out]
    return [(field.name, _default(field), told.get(field.name, "")) for field in kept]


def _default(field: dataclasses.Field[Any]) -> str:
    if field.default is not dataclasses.MISSING:
        return _shown(field.default)
    if field.default_factory is not dataclasses.MISSING:
        value = field.default_factory()
        return "see there" if dataclasses.is_dataclass(value) else _shown(value)
    return "–"


def _options(function: Callable[..., Any]) -> list[tuple[str, str, str]]:
    told = _arguments(function)
    rows = []
    for name, parameter in inspect.signature(function).parameters.items():
        default = "–" if parameter.default is inspect.Parameter.empty else _shown(parameter.default)
        rows.append((name, default, told.get(name, "")))
    return rows


def _shown(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str):
        return f"`{value}`" if value else "empty"
    if isinstance(value, (tuple, list, dict)):
        return "empty" if not value else f"`{list(value)}`"
    return f"`{value}`"


def _arguments(thing: Any) -> dict[str, str]:
    """What a docstring says of each argument; of a class that of its ``__init__``, too."""
    lines = inspect.cleandoc(thing.__doc__ or "").splitlines()
    told: dict[str, str] = {}
    if "Args:" not in lines:
        return told
    names: list[str] = []
    for line in lines[lines.index("Args:") + 1 :]:
        if line and not line.startswith(" "):
            break
        entry = _ENTRY.match(line[4:]) if not line.startswith("     ") else None
        if entry:
            names = [name.strip() for name in entry[1].split(",")]
            told |= dict.fromkeys(names, entry[2])
        else:
            told |= {name: f"{told[name]} {line.strip()}" for name in names}
    return {name: _markdown(text) for name, text in told.items()}


def _first_sentence(function: Callable[..., Any]) -> str:
    return _markdown(inspect.cleandoc(function.__doc__ or "").split("\n\n")[0].replace("\n", " ")) + "\n"


def _markdown(text: str) -> str:
    """ReStructuredText of docstrings as Markdown in a table."""
    text = re.sub(r":\w+:`[~.]*([^`]*)`", r"`\1`", text.replace("``", "`"))
    return text.replace("|", "\\|").strip()
