"""`python -m tests.browser_setup`: make sure of Chromium and nginx for the browser tests.

Playwright's own download of a browser is not used: Debian's package is kept up to date by the
system, and a closed network has a mirror for it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from app.report.browser import find_chromium

HOW = (
    "The browser tests need Chromium, and it is not installed. Install it (on Debian and Ubuntu: "
    "apt-get install chromium) or name one: CHROMIUM=/path/to/chromium make test"
)

NGINX_HOW = (
    "The tests of hosting need nginx, and it is not installed. Install it (on Debian and Ubuntu: "
    "apt-get install nginx-light) or name one: NGINX=/path/to/nginx make test"
)


def find_nginx() -> str | None:
    """The path of nginx: NGINX if it is set, else the installed one, also beside /usr/bin."""
    named = os.environ.get("NGINX", "nginx")
    return shutil.which(named) or shutil.which(named, path="/usr/sbin:/usr/local/sbin")


def install(package: str) -> None:
    """Install Debian's package where this user may."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    print(f"Installing {package} …", flush=True)
    subprocess.run([apt, "update", "-qq"], env=environment, check=False)
    subprocess.run(
        [apt, "install", "-y", "-qq", "--no-install-recommends", package],
        env=environment,
        check=False,
        stdout=subprocess.DEVNULL,
    )


def main() -> int:
    """Find or install both; return 1, with words, when one is missing."""
    missing = False
    wanted = ((find_chromium, "chromium", HOW), (find_nginx, "nginx-light", NGINX_HOW))
    for present, package, how in wanted:
        if present() is None:
            install(package)
        if present() is None:
            print(how, file=sys.stderr)
            missing = True
    return int(missing)


if __name__ == "__main__":
    sys.exit(main())
