"""OpenID Connect providers in a process of their own: `python -m tests.identity PORT PORT PORT`.

One is sound, one signs its tokens with another's name as issuer, one gives tokens out of date.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from oidc_provider_mock import User, app
from werkzeug.serving import make_server

from tests.serving import ROOT, START_SECONDS, free_port

Answer = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

USERS = (
    User(sub="rana", claims={"name": "Rana Reader", "roles": ["reader"]}),
    User(sub="karim", claims={"name": "Karim Curator", "roles": ["curator"]}),
    User(sub="nobody", claims={"name": "Nadia Norole", "roles": ["visitor"]}),
)


@dataclass(frozen=True)
class Providers:
    """The addresses of the three, and one that nobody answers at."""

    sound: str
    foreign: str
    late: str
    gone: str = "http://127.0.0.1:9"


@contextmanager
def providing() -> Iterator[Providers]:
    """Start the providers, and stop them at the end."""
    ports = [str(free_port()) for _ in range(3)]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.identity", *ports],
        cwd=ROOT,
        env=os.environ | {"AUTHLIB_INSECURE_TRANSPORT": "1"},
        stderr=subprocess.DEVNULL,
    )
    providers = Providers(*(f"http://127.0.0.1:{port}" for port in ports))
    try:
        for address in (providers.sound, providers.foreign, providers.late):
            wait_for(f"{address}/.well-known/openid-configuration", process)
        yield providers
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a process answers there. Raises RuntimeError when it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(address, timeout=2):  # noqa: S310  # loopback
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"nothing answers at {address}")


def _foreign(inner: Any) -> Answer:
    """The provider issues tokens under the name that it is asked by; here under another's."""

    def answer(environment: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environment["PATH_INFO"] == "/oauth2/token":
            environment["HTTP_HOST"] = "other.example"
        answered: Iterable[bytes] = inner(environment, start)
        return answered

    return answer


def _serve(port: int, answer: Any) -> None:
    Thread(target=make_server("127.0.0.1", port, answer, threaded=True).serve_forever).start()


def main(ports: list[str]) -> None:
    """Serve the three until the process is ended."""
    sound, foreign, late = (int(port) for port in ports)
    _serve(sound, app(user_claims=USERS))
    _serve(foreign, _foreign(app(user_claims=USERS)))
    _serve(late, app(user_claims=USERS, access_token_max_age=timedelta(hours=-1)))


if __name__ == "__main__":
    main(sys.argv[1:])
