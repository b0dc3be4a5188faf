"""Pictures and PDF by headless Chromium, which opens our own page from a file and no other.

Chromium's command line does all that is needed, so that no driver has to be installed with it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from app.report.request import MOST_PIXELS, Impossible, Size

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW = (
    "PDF and PNG are made by Chromium, and none was found. Install it (on Debian and Ubuntu: "
    "apt-get install chromium) or name one in CHROMIUM=/path/to/chromium. HTML, SVG, DOCX and "
    "Markdown need none."
)
_SECONDS = 120
# No connection is made: no name is resolved, and nothing of the browser's own runs beside.
_QUIET = (
    "--headless",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-extensions",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--virtual-time-budget=10000",
)


def find_chromium() -> str | None:
    """The path of the browser: CHROMIUM if it is set, else the first that is installed."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def picture(page: bytes, size: Size) -> bytes:
    """A PNG of a page of exactly this size. Raises Impossible."""
    return _run(
        page,
        "picture.png",
        lambda file: (
            f"--window-size={size.width},{size.height}",
            f"--force-device-scale-factor={size.scale}",
            f"--screenshot={file}",
        ),
    )


def long_picture(page: bytes, size: Size) -> bytes:
    """A PNG of a whole page of this width, as high as it is. Raises Impossible where too high."""
    height = _height(page, size)
    if height * size.scale > MOST_PIXELS:
        raise Impossible(
            f"The brief would be a picture of {height * size.scale:,} pixels in height, and "
            f"{MOST_PIXELS:,} are the most. Choose fewer claims or a smaller scale, or take PDF."
        )
    return picture(page, Size(size.width, height, size.scale))


def printed(page: bytes) -> bytes:
    """A PDF of a page, on the paper that its own style sheet asks for. Raises Impossible."""
    return _run(
        page,
        "page.pdf",
        lambda file: (
            "--no-pdf-header-footer",
            "--generate-pdf-document-outline",
            f"--print-to-pdf={file}",
        ),
    )


def _height(page: bytes, size: Size) -> int:
    """How high the page is; its script writes that onto it (components/brief/fit_to_window.js)."""
    written = _run(
        page, None, lambda _: (f"--window-size={size.width},{size.height}", "--dump-dom")
    )
    match = re.search(rb'<html[^>]* data-height="(\d{1,7})"', written)
    if match is None:
        raise Impossible("Chromium did not say how high the page is. Take PDF instead.")
    return int(match.group(1))


def _run(page: bytes, result: str | None, options: Callable[[Path], Sequence[str]]) -> bytes:
    """What Chromium wrote into the file `result`, or onto standard output without one."""
    chromium = find_chromium()
    if chromium is None:
        raise Impossible(HOW)
    with tempfile.TemporaryDirectory(prefix="sidelight-") as folder:
        here = Path(folder)
        (here / "page.html").write_bytes(page)
        target = here / (result or "unused")
        command = [
            chromium,
            *_QUIET,
            *(("--no-sandbox",) if os.geteuid() == 0 else ()),
            f"--user-data-dir={here / 'profile'}",
            *options(target),
            (here / "page.html").as_uri(),
        ]
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command, and only a path of our own
                command, capture_output=True, timeout=_SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            raise Impossible(f"Chromium did not finish within {_SECONDS} seconds.") from None
        written = done.stdout if result is None else _content(target)
        if done.returncode or not written:
            raise Impossible(f"Chromium made nothing of the page: {_last_line(done.stderr)}")
        return written


def _content(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""


def _last_line(output: bytes) -> str:
    lines = output.decode(errors="replace").strip().splitlines()
    return lines[-1][:300] if lines else "it said nothing"
