"""What a supervisor asks: does the process answer, and has it a corpus to show.

Both are open, because a supervisor cannot log in, and say nothing that a document says.
"""

from __future__ import annotations

from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from app.access.route_names import base_path

_FRESH = {"Cache-Control": "no-store"}


async def alive(_: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok", headers=_FRESH)


# Not async: reading the corpus would hold up every session.
def ready(_: Request) -> Response:
    """Whether there is a corpus to show, which one, and what is wrong with the files now."""
    from app.library.loaded_corpus import current_state  # noqa: PLC0415 - as app.serving.server.warm_up says
    from data.text.numbers import counted  # noqa: PLC0415

    state = current_state()
    body: dict[str, object] = {
        "ready": state.library is not None,
        "versions": {name: version(name) for name in ("sidelight", "streamlit")},
    }
    if state.library is not None:
        body["fingerprint"] = state.library.corpus.fingerprint
        body["claims"] = len(state.library.corpus.claims)
    if state.trouble is not None:
        shown = "the last good one is shown" if state.library else "none was good before"
        count = counted(len(state.trouble.problems), "problem")
        body["reason"] = f"corpus refused: {count}; {shown}"
    return JSONResponse(body, 200 if state.library else 503, headers=_FRESH)


def routes() -> list[Route]:
    """`/healthz` and `/readyz`."""
    return [Route(f"{base_path()}/healthz", alive), Route(f"{base_path()}/readyz", ready)]
