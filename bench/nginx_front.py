"""nginx with deploy/nginx.conf in front of a server, as Debian would run it."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.servers import ROOT, Server, free_port

# What Debian's own nginx.conf says.
CONNECTIONS = 768
_AROUND = f"worker_processes auto;\nevents {{ worker_connections {CONNECTIONS}; }}\n"
BASE = "sidelight"
_REQUEST = [
    *("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
    *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
]


@contextmanager
def fronted(folder: Path, server: Server) -> Iterator[str]:
    """The public address, with the base path that deploy/ uses; the server must have it as well."""
    public = free_port()
    behind = server.url.removeprefix("http://").removesuffix(f"/{BASE}")
    certificate, key = folder / "fullchain.pem", folder / "privkey.pem"
    made = [shutil.which("openssl") or "openssl", *_REQUEST, "-keyout", str(key)]
    subprocess.run([*made, "-out", str(certificate)], check=True, capture_output=True)
    site = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    # A listener on port 80 only redirects; here it is left out.
    site = re.sub(r"server \{\s+listen 80;.*?\n\}\n", "", site, count=1, flags=re.DOTALL)
    for found, put in (
        (r"server 127\.0\.0\.1:8501;", f"server {behind};"),
        (r"listen 443 ssl http2;", f"listen 127.0.0.1:{public} ssl http2;"),
        (r"sidelight\.example\.org", "localhost"),
        (r"/etc/ssl/sidelight/fullchain\.pem", str(certificate)),
        (r"/etc/ssl/sidelight/privkey\.pem", str(key)),
    ):
        site, count = re.subn(found, put, site)
        if not count:
            raise RuntimeError(f"deploy/nginx.conf has changed: {found}")
    kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    folders = "".join(f"{kind}_temp_path {folder / kind};\n" for kind in kinds)
    path = folder / "nginx.conf"
    path.write_text(
        f"daemon off;\npid {folder / 'nginx.pid'};\nerror_log {folder / 'nginx.log'};\n"
        f"{_AROUND}http {{\naccess_log off;\n{folders}{site}\n}}\n",
        encoding="utf-8",
    )
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    process = subprocess.Popen([program, "-c", str(path), "-p", str(folder), "-g", "user root;"])
    try:
        time.sleep(1)
        yield f"https://127.0.0.1:{public}/{BASE}"
    finally:
        process.terminate()
        process.wait(timeout=20)
