"""A full disk, as far as this process can tell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def nearly_full_disk(space: int) -> Iterator[None]:
    """No file can grow beyond ``space`` bytes: writes stop short exactly as on a disk that is full."""
    resource = pytest.importorskip("resource", reason="this system has no limit on file sizes")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (space, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
