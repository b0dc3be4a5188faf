"""A page that stands alone: styles, scripts and data inside, nothing asked from anywhere.

Its own Content-Security-Policy names each script by its hash and allows no connection at all, so
that a brief that is sent around stays as quiet as the dashboard.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence

from markupsafe import Markup

_PAGE = Markup(
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="{policy}">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="generator" content="{generator}"><title>{title}</title>'
    '{styles}</head>\n<body class="{look}">{body}\n'
    '<script type="application/json" id="sidelight-carried">{carried}</script>{scripts}'
    "</body></html>\n"
)


def stand_alone(
    body: Markup,
    *,
    title: str,
    generator: str,
    look: str,
    styles: Sequence[str],
    scripts: Sequence[str],
    carried: Mapping[str, object],
) -> bytes:
    """The whole file as UTF-8. `carried` is what scripts would else ask a server for, by its path.

    `look` is the class of the body. The same parts give the same bytes.
    """
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts) or "'none'"
    page = _PAGE.format(
        policy="default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        f"base-uri 'none'; form-action 'none'; script-src {hashes}",
        generator=generator,
        title=title,
        look=look,
        styles=_tags("style", styles),
        body=body,
        carried=_inert(carried),
        scripts=_tags("script", scripts),
    )
    return str(page).encode()


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _inert(carried: Mapping[str, object]) -> Markup:
    """JSON that cannot end its element: no '<' is left in it."""
    written = json.dumps(carried, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Markup(written.replace("<", "\\u003c"))  # noqa: S704 - data of a script that never runs


def _tags(name: str, texts: Sequence[str]) -> Markup:
    """Our own and installed styles and scripts, as they are."""
    for text in texts:
        if f"</{name}" in text.lower():
            raise ValueError(f"a {name} that would end its own element: {text[:40]!r}")
    whole = "".join(f"<{name}>{text}</{name}>" for text in texts)
    return Markup(whole)  # noqa: S704 - code of packages and of assets/, never text of a document
