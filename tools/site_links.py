"""For mkdocs: links of the pages to files outside ``docs`` lead to the repository.

So a page can be read in a checkout, on the repository's pages and on the site alike.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import Any

_LINK = re.compile(r"\]\(((?:\.\./)+[^)#\s]+)(#[^)\s]*)?\)")


def on_page_markdown(markdown: str, *, page: Any, config: Any, **_others: Any) -> str:
    """Called by mkdocs with each page's text.

    Raises:
        FileNotFoundError: a link leads to no file.
    """
    root = Path(config.config_file_path).parent
    docs = Path(config.docs_dir).relative_to(root)

    def replaced(match: re.Match[str]) -> str:
        place = _normal(PurePosixPath(docs.as_posix(), page.file.src_uri).parent / match[1])
        if place.is_relative_to(docs.as_posix()):
            return match[0]
        if not (root / place).exists():
            raise FileNotFoundError(f"{page.file.src_uri} links to {match[1]}, which is not there.")
        kind = "tree" if (root / place).is_dir() else "blob"
        return f"]({config.repo_url.rstrip('/')}/{kind}/main/{place}{match[2] or ''})"

    return _LINK.sub(replaced, markdown)


def _normal(path: PurePosixPath) -> PurePosixPath:
    """The path without ``..``."""
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return PurePosixPath(*parts)
