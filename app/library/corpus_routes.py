"""The routes that tell of the corpus: what the map shows in words."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.library.loaded_corpus import current_library
from components.map.symbols import FIRST
from components.map.words import claim_words, map_words
from data.model.problems import CorpusError


# Not async: reading the corpus would hold up every session.
def words(request: Request) -> Response:
    """The names of places, keyed by id."""
    try:
        corpus = current_library().corpus
    except CorpusError:
        return JSONResponse({"places": {}, "arabic": {}}, status_code=503)
    etag = f'"{corpus.fingerprint}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return JSONResponse(map_words(corpus), headers=headers)


def claims(request: Request) -> Response:
    """What is read of claims on hover; `ids` names a few, those that are none are left out."""
    try:
        corpus = current_library().corpus
    except CorpusError:
        return JSONResponse({"claims": {}}, status_code=503)
    ids = request.query_params.get("ids", "").split(",")[:FIRST]
    found = [corpus.claims[each] for each in ids if each in corpus.claims]
    return JSONResponse({"claims": claim_words(found)}, headers={"Cache-Control": "no-cache"})
