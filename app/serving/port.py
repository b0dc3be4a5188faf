"""`python -m app.serving.port ADDRESS PORT`: say in words when one cannot listen there."""

from __future__ import annotations

import socket
import sys


def trouble(address: str, port: str) -> str | None:
    """Why nothing can listen at this address and port, or None when it can."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        return f"PORT={port} is not a port; choose a number from 1 to 65535."
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(
            address, int(port), type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except socket.gaierror:
        return f"ADDRESS={address} is not an address of this machine."
    except PermissionError:
        return f"Port {port} needs administrator rights; choose one above 1023: make run PORT=8600"
    except OSError as error:
        return (
            f"Port {port} is in use or cannot be opened ({error.strerror}). Choose another: "
            f"make run PORT={min(int(port) + 1, 65535)}"
        )
    return None


def main() -> int:
    """Print the trouble, if any, and return the exit code."""
    words = trouble(sys.argv[1], sys.argv[2])
    if words:
        print(words, file=sys.stderr)
    return 1 if words else 0


if __name__ == "__main__":
    sys.exit(main())
