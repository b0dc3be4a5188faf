"""Sidelight as a team has it: nginx with TLS and a base path, the server, and a login."""

from __future__ import annotations

import json
import os
import re
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import httpx

from tests.browser_setup import find_nginx
from tests.corpora import Files
from tests.identity import Providers, wait_for
from tests.serving import ROOT, Server, free_port

BASE = "sidelight"
COOKIE_SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105  # of a test
# What a template needs to become an address.
_FILLED = {"{path:path}": "x", "{file_id:path}": "x", "{session_id}": "x", "{file_id}": "x"}
_LIST_ROUTES = """
import json
from app.main import app
from app.access.route_names import template_of
routes = app._build_starlette_app().routes
methods = lambda route: sorted(getattr(route, "methods", None) or ["GET"])
print(json.dumps([[template_of(route), methods(route)] for route in routes]))
"""
_REQUEST = [
    *("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
    *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
]
METRICS_TOKEN = "token-of-the-collector"  # noqa: S105  # of a test


@dataclass(frozen=True)
class Site:
    """The public address, the server behind it, and where nginx writes its errors."""

    url: str
    behind: Server
    port: int


def write_secrets(path: Path, origin: str, providers: Providers) -> None:
    """A secrets.toml with the providers."""
    lines = [
        "[auth]",
        f'redirect_uri = "{origin}/{BASE}/oauth2callback"',
        f'cookie_secret = "{COOKIE_SECRET}"',
    ]
    for name in ("sound", "foreign", "late", "gone"):
        address = getattr(providers, name)
        lines += [
            f"[auth.{name}]",
            'client_id = "sidelight"',
            'client_secret = "secret"',
            f'server_metadata_url = "{address}/.well-known/openid-configuration"',
        ]
    lines += ["[access]", f'metrics_token = "{METRICS_TOKEN}"']
    path.write_text("\n".join(lines), encoding="utf-8")


@contextmanager
def running(
    folder: Path, options: Mapping[str, str], environment: Mapping[str, str]
) -> Iterator[Server]:
    """The server with these options and the base path; stopped at the end."""
    port = free_port()
    log = folder / "server.log"
    fixed = {"server.port": str(port), "server.baseUrlPath": BASE}
    flags = [word for key, value in {**fixed, **options}.items() for word in (f"--{key}", value)]
    command = [sys.executable, "-m", "streamlit", "run", "app/main.py", *flags]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=output, stderr=output
        )
        server = Server(f"http://127.0.0.1:{port}/{BASE}", log)
        try:
            wait_for(f"{server.url}/healthz", process)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=20)


@contextmanager
def hosted(folder: Path, files: Files | None, providers: Providers) -> Iterator[Site]:
    """nginx with deploy/nginx.conf in front of the server with a login."""
    public = free_port()
    url = f"https://localhost:{public}"
    secrets = folder / "secrets.toml"
    write_secrets(secrets, url, providers)
    corpus = {}
    if files is not None:
        corpus = {"SIDELIGHT_CORPUS": str(files.corpus), "SIDELIGHT_SEEDS": str(files.seeds)}
    options = {"server.address": "127.0.0.1", "secrets.files": str(secrets)}
    with running(folder, options, corpus) as server, _nginx(folder, public, server):
        yield Site(f"{url}/{BASE}", server, public)


@contextmanager
def _nginx(folder: Path, public: int, server: Server) -> Iterator[None]:
    certificate, key = _certificate(folder)
    site = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    behind = server.url.removeprefix("http://").removesuffix(f"/{BASE}")
    for found, put in (
        (r"server 127\.0\.0\.1:8501;", f"server {behind};"),
        (r"listen 443 ssl http2;", f"listen 127.0.0.1:{public} ssl http2;"),
        (r"listen 80;", f"listen 127.0.0.1:{free_port()};"),
        (r"sidelight\.example\.org", "localhost"),
        (r"/etc/ssl/sidelight/fullchain\.pem", str(certificate)),
        (r"/etc/ssl/sidelight/privkey\.pem", str(key)),
    ):
        site, count = re.subn(found, put, site)
        assert count, found
    path = folder / "nginx.conf"
    kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    temporary = "".join(f"{kind}_temp_path {folder / kind};\n" for kind in kinds)
    path.write_text(
        f"daemon off;\npid {folder / 'nginx.pid'};\nerror_log {folder / 'nginx.log'};\n"
        "events {}\nhttp {\ninclude /etc/nginx/mime.types;\naccess_log off;\n"
        f"{temporary}{site}\n}}\n",
        encoding="utf-8",
    )
    program = find_nginx()
    assert program is not None, "nginx is not installed: python -m tests.browser_setup"
    # The workers of root are nobody, who may not look into a folder of pytest's.
    user = ["-g", "user root;"] if os.geteuid() == 0 else []
    process = subprocess.Popen([program, "-c", str(path), "-p", str(folder), *user])
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost that nobody has signed."""
    certificate, key = folder / "fullchain.pem", folder / "privkey.pem"
    openssl = shutil.which("openssl")
    assert openssl is not None
    subprocess.run(
        [openssl, *_REQUEST, "-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )
    return certificate, key


def client() -> httpx.Client:
    """A client that keeps cookies, follows nothing and takes the test's own certificate."""
    anything = ssl.create_default_context()
    anything.check_hostname, anything.verify_mode = False, ssl.CERT_NONE
    return httpx.Client(verify=anything, timeout=30)


def log_in(
    who: httpx.Client, site: Site, *, provider: str = "sound", subject: str = "rana", to: str = ""
) -> httpx.Response:
    """Go the way of a browser through the provider; the answer to its call back."""
    entered = who.get(f"{site.url}/enter", params={"provider": provider, "next": to})
    begun = who.get(urljoin(site.url, entered.headers["location"]))
    agreed = who.post(begun.headers["location"], data={"sub": subject})
    return who.get(agreed.headers["location"])


def listed_routes() -> list[tuple[str, list[str]]]:
    """The templates of all routes of the application, and their methods."""
    listed = subprocess.run(
        [sys.executable, "-c", _LIST_ROUTES], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return [(template, methods) for template, methods in json.loads(listed.stdout)]


def filled(address: str) -> str:
    """A template as an address."""
    for parameter, value in _FILLED.items():
        address = address.replace(parameter, value)
    return re.sub(r"\{\w+\}", "x", address)
