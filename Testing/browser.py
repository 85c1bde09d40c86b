"""A real browser without a window, driven through Chromium's debugging pipe: nothing else is needed.

::

    with Browser.start(folder) as browser:
        browser.open(page)
        browser.press("ArrowDown")
        assert browser.value("document.title") == "…"

It has one page. What the page logs as an error is kept in ``errors``.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_WAIT = 120.0  # s for an answer, of a machine that does much else
_KEYS = {
    "ArrowDown": 40,
    "ArrowUp": 38,
    "Enter": 13,
    "Escape": 27,
    "End": 35,
    "Home": 36,
    "PageDown": 34,
}


def find_browser() -> str | None:
    """The path of a Chromium; None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Browser:
    """A page in a browser; made by :meth:`start`."""

    def __init__(self, process: subprocess.Popen[bytes], into: int, out: int) -> None:
        self._process, self._into, self._out = process, into, out
        self._number, self._rest, self._session = 0, b"", ""
        self.errors: list[str] = []

    @classmethod
    @contextmanager
    def start(
        cls, downloads: Path, size: tuple[int, int] = (1280, 800), dark: bool = False
    ) -> Iterator[Browser]:
        """A browser with one empty page, ended after the block.

        Args:
            downloads: folder that gets what a page downloads.
            size: of its window in pixels.
            dark: whether the user prefers dark pages.
        """
        read_theirs, into = os.pipe()
        out, write_theirs = os.pipe()
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            command = [
                *(find_browser() or "", "--headless=new", "--no-sandbox", "--disable-gpu"),
                *("--remote-debugging-pipe", "--disable-dev-shm-usage", "--hide-scrollbars"),
                *(f"--user-data-dir={profile}", f"--window-size={size[0]},{size[1]}", "about:blank"),
            ]
            # The browser reads from its descriptor 3 and writes to its descriptor 4.
            inner = ["bash", "-c", f'exec "$@" 3<&{read_theirs} 4>&{write_theirs}', "bash", *command]
            process = subprocess.Popen(
                inner, pass_fds=(read_theirs, write_theirs), stderr=subprocess.DEVNULL
            )
            os.close(read_theirs)
            os.close(write_theirs)
            watch = threading.Timer(600, process.kill)
            watch.start()
            try:
                browser = cls(process, into, out)
                browser._prepare(downloads, size, dark)
                yield browser
            finally:
                watch.cancel()
                process.kill()
                process.wait(timeout=60)
                os.close(into)
                os.close(out)

    def _prepare(self, downloads: Path, size: tuple[int, int], dark: bool) -> None:
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            **{"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False},
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])
        self.ask("Page.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the DevTools protocol."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._into, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            self._note(answer)
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return dict(answer["result"])

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            block = os.read(self._out, 1 << 20)
            if not block:
                raise RuntimeError("the browser has ended")
            self._rest += block
        line, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(line))

    def _note(self, event: dict[str, Any]) -> None:
        parameters = event.get("params", {})
        if event.get("method") == "Runtime.exceptionThrown":
            details = parameters["exceptionDetails"]
            self.errors.append(details.get("exception", {}).get("description", details["text"]))
        if event.get("method") == "Log.entryAdded" and parameters["entry"]["level"] == "error":
            self.errors.append(parameters["entry"]["text"] + " " + parameters["entry"].get("url", ""))

    def open(self, page: Path) -> None:
        """Open a file and wait until its scripts have run."""
        self.ask("Page.navigate", url=page.as_uri())
        self.wait_for(
            f"location.href === {json.dumps(page.as_uri())} && document.readyState === 'complete'"
        )

    def value(self, script: str) -> Any:
        """What an expression gives in the page."""
        found = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in found:
            raise RuntimeError(found["exceptionDetails"]["exception"]["description"])
        return found["result"].get("value")

    def wait_for(self, script: str) -> None:
        """Wait until an expression is true."""
        start = time.monotonic()
        while not self.value(script):
            assert time.monotonic() - start < _WAIT, f"never true: {script}"
            time.sleep(0.05)

    def press(self, key: str) -> None:
        """A key down and up, as a person's."""
        text = key if len(key) == 1 else "\r" if key == "Enter" else ""
        about = {"key": key, "windowsVirtualKeyCode": _KEYS.get(key, ord(key.upper()[0]))}
        self.ask("Input.dispatchKeyEvent", type="keyDown", text=text, **about)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **about)

    def type(self, text: str) -> None:
        """Letters one after the other."""
        for letter in text:
            self.press(letter)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Press, move and let go of the left button; pixels of the window."""
        self.mouse("mousePressed", *start)
        for share in (0.3, 0.6, 1.0):
            here = [a + share * (b - a) for a, b in zip(start, end, strict=True)]
            self.mouse("mouseMoved", *here)
        self.mouse("mouseReleased", *end)

    def click(self, selector: str) -> None:
        """Click into the middle of an element."""
        x, y, width, height = self.box(selector)
        self.drag((x + width / 2, y + height / 2), (x + width / 2, y + height / 2))

    def box(self, selector: str) -> tuple[float, float, float, float]:
        """Left, top, width and height of the first element of a selector, scrolled into sight."""
        found = self.value(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            " e.scrollIntoView({block: 'nearest'}); const b = e.getBoundingClientRect();"
            " return [b.x, b.y, b.width, b.height]; })()"
        )
        return found[0], found[1], found[2], found[3]

    def mouse(self, kind: str, x: float, y: float) -> None:
        """One event of the left button."""
        self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=1, clickCount=1)

    def screenshot(self, path: Path) -> None:
        """What the window shows, as PNG."""
        data = self.ask("Page.captureScreenshot", format="png")["data"]
        path.write_bytes(base64.b64decode(data))
