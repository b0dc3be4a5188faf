"""Files that are read once and answered from memory."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

FOR_GOOD = "public, immutable, max-age=31536000"
ASK_AGAIN = "no-cache"


@dataclass(frozen=True, slots=True)
class CachedFile:
    """A content with its type; `packed`, if there is one, is the same with gzip."""

    content: bytes
    packed: bytes | None
    media_type: str
    etag: str

    @classmethod
    def of(cls, content: bytes, media_type: str, *, pack: bool) -> CachedFile:
        """Name it by its hash, and compress it once instead of for every visitor."""
        packed = gzip.compress(content, mtime=0) if pack else None
        return cls(content, packed, media_type, f'"{hashlib.sha256(content).hexdigest()[:32]}"')

    def answer(self, request: Request, cache_control: str) -> Response:
        """The whole, or that the browser has it already."""
        headers = {"ETag": self.etag, "Cache-Control": cache_control}
        if self.etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        content = self.content
        if self.packed and "gzip" in request.headers.get("accept-encoding", ""):
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
            content = self.packed
        headers["Content-Length"] = str(len(content))
        if request.method == "HEAD":
            content = b""
        return Response(content, media_type=self.media_type, headers=headers)


@cache
def cached_file(path: Path, media_type: str, *, pack: bool) -> CachedFile:
    """A file that does not change while the server runs."""
    return CachedFile.of(path.read_bytes(), media_type, pack=pack)
