"""`python -m tests.browser_setup`: make sure that there is a Chromium for the browser tests.

Playwright's own download of a browser is not used: Debian's package is kept up to date by the
system, and a closed network has a mirror for it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW = (
    "The browser tests need Chromium, and it is not installed. Install it (on Debian and Ubuntu: "
    "apt-get install chromium) or name one: CHROMIUM=/path/to/chromium make test"
)


def find() -> str | None:
    """The path of the browser: CHROMIUM if it is set, else the first that is installed."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> None:
    """Install Debian's package where this user may."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    print("Installing Chromium …", flush=True)
    subprocess.run([apt, "update", "-qq"], env=environment, check=False)
    subprocess.run(
        [apt, "install", "-y", "-qq", "--no-install-recommends", "chromium"],
        env=environment,
        check=False,
        stdout=subprocess.DEVNULL,
    )


def main() -> int:
    """Find or install a browser; return 1, with words, when there is none."""
    if find() is None:
        install()
    if find() is None:
        print(HOW, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
