"""What is answered from memory: Streamlit's own files, the map's script and the basemap."""

from __future__ import annotations

import gzip
import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from streamlit import config

from app.access.policy import Policy
from app.access.settings import policy_from
from app.serving import server
from app.serving import streamlit_files as shell
from app.serving.cached_files import ASK_AGAIN, FOR_GOOD, cached_file
from components.map import script as map_script
from components.map.claim_map import ClaimMap
from components.shared import assets
from components.timeline.plotly import script as plotly_script
from data import basemap
from tests.app.access.test_access import login

STATIC = Path(streamlit.__file__).parent / "static" / "static"
TYPES = {
    ".js": "application/javascript",
    ".css": "text/css; charset=utf-8",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
}
FILES = sorted(path for path in STATIC.rglob("*") if path.is_file())
PASSED_ON = "passed on"


async def pass_on(scope: Scope, receive: Receive, send: Send) -> None:
    """What stands behind, where Streamlit would."""
    await PlainTextResponse(PASSED_ON, 404)(scope, receive, send)


def asking(base: str = "", policy: Policy | None = None) -> TestClient:
    """A client of our routes and middleware, with nothing of Streamlit's behind them."""
    chain = server.middleware(policy or policy_from({}, "localhost", {}))
    app = Starlette(routes=[*server.routes(), Mount(base or "/", pass_on)], middleware=chain)
    host = "team.example" if policy else "localhost"
    return TestClient(app, headers={"Accept-Encoding": "identity", "Host": host})


@pytest.fixture(autouse=True)
def known_files() -> Iterator[None]:
    """The addresses begin with the base path of the test, and types are as in a server."""
    mimetypes.add_type("application/javascript", ".js")
    shell.files.cache_clear()
    yield
    shell.files.cache_clear()


@pytest.fixture
def based(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dashboard is served below a path."""
    asked = config.get_option

    def get_option(name: str) -> object:
        return "sidelight" if name == "server.baseUrlPath" else asked(name)

    monkeypatch.setattr(config, "get_option", get_option)
    shell.files.cache_clear()


# ── Streamlit's own files ────────────────────────────────────────────────────────────────────────


def test_every_file_of_streamlit_is_answered_whole_with_its_type_and_our_headers() -> None:
    client = asking()
    assert len(FILES) > 300
    for path in FILES:
        answer = client.get(f"/static/{path.relative_to(STATIC).as_posix()}")
        assert answer.status_code == 200
        assert answer.content == path.read_bytes()
        assert answer.headers["content-type"] == TYPES[path.suffix], path.name
        assert answer.headers["cache-control"] == FOR_GOOD
        assert answer.headers["content-security-policy"] == server.PAGE_POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_a_browser_has_is_not_sent_again_and_head_sends_nothing() -> None:
    client, path = asking(), f"/static/{FILES[0].relative_to(STATIC).as_posix()}"
    whole = client.get(path)
    known = client.get(path, headers={"If-None-Match": whole.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")
    assert known.headers["cache-control"] == FOR_GOOD
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    head = client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.content))


@pytest.mark.parametrize(
    "path",
    [
        "/static/js/none.js",
        "/static/",
        "/static/js",
        "/static/js/../../index.html",
        "/static/js/%2e%2e/%2e%2e/index.html",
        "/static/..%2f..%2f__init__.py",
        "/static//etc/passwd",
        "/index.html",
        "/",
    ],
)
def test_any_other_address_is_left_to_streamlit(path: str) -> None:
    assert asking().get(path).text == PASSED_ON


def test_a_change_is_left_to_streamlit() -> None:
    path = f"/static/{FILES[0].relative_to(STATIC).as_posix()}"
    assert asking().post(path).text == PASSED_ON


@pytest.mark.usefixtures("based")
def test_below_a_base_path_the_files_are_there_and_nowhere_else() -> None:
    client, name = asking("/sidelight"), FILES[0].relative_to(STATIC).as_posix()
    assert client.get(f"/sidelight/static/{name}").content == FILES[0].read_bytes()
    assert client.get(f"/static/{name}").status_code == 404
    assert client.get(f"/sidelight/{map_script.address()}").status_code == 200


def test_with_a_login_code_stays_open_and_words_stay_closed() -> None:
    client, path = asking(policy=login()), f"/static/{FILES[0].relative_to(STATIC).as_posix()}"
    assert client.get(path).status_code == 200
    assert client.get(f"/{map_script.address()}").status_code == 200
    assert client.get("/assets/corpus/words.json").status_code == 401
    other = {"Host": "other.example"}
    assert client.get(path, headers=other).status_code == 421


# ── The map's script and the basemap ─────────────────────────────────────────────────────────────


def test_the_joined_script_holds_each_part_once_and_in_order() -> None:
    joined = map_script.joined()
    parts = [assets.read(f"map/{name}.js") for name in ("base", "names", "symbols", "tools")]
    places = [joined.index(part.rstrip()) for part in (map_script.leaflet_script(), *parts)]
    assert places == sorted(places)
    assert all(joined.count(part.rstrip()) == 1 for part in parts)
    assert joined.count(map_script.leaflet_script()) == 1
    assert "sourceMappingURL" not in joined
    # Each of our parts begins a function, so that "use strict" is not an idle word.
    assert len(re.findall(r'^\(\(\) => \{\n(?://.*\n)*"use strict";', joined, re.MULTILINE)) == 4


def test_the_frame_asks_for_one_script_which_may_be_kept_for_good() -> None:
    ((_, address),) = ClaimMap.default_js
    assert address == f"../../{map_script.address()}"
    client = asking()
    answer = client.get(f"/{map_script.address()}")
    assert answer.text == map_script.joined()
    assert answer.headers["cache-control"] == FOR_GOOD
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize("query", ["", "?v=", "?v=000000000000"])
def test_a_script_that_was_asked_for_by_another_edition_is_not_kept(query: str) -> None:
    answer = asking().get(f"/assets/components/map.js{query}")
    assert answer.text == map_script.joined()
    assert answer.headers["cache-control"] == ASK_AGAIN


def test_another_script_has_another_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    before = map_script.edition()
    monkeypatch.setattr(map_script, "joined", lambda: "other")
    assert map_script.edition.__wrapped__() != before


@pytest.mark.parametrize(
    ("query", "cache"),
    [(f"?v={plotly_script.VERSION}", FOR_GOOD), ("", ASK_AGAIN), ("?v=1.0.0", ASK_AGAIN)],
)
def test_plotlys_script_is_that_of_its_package_packed_once(query: str, cache: str) -> None:
    packed = asking().get(f"/assets/plotly.js{query}", headers={"Accept-Encoding": "gzip"})
    assert packed.content == plotly_script.PATH.read_bytes()
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(packed.content) / 3
    assert packed.headers["cache-control"] == cache
    assert packed.headers["content-type"] == "text/javascript; charset=utf-8"
    plain = asking().get(f"/assets/plotly.js{query}", headers={"Accept-Encoding": "identity"})
    assert (plain.content, plain.headers.get("content-encoding")) == (packed.content, None)
    assert plotly_script.address() == f"assets/plotly.js?v={plotly_script.VERSION}"


@pytest.mark.parametrize("name", ["map_base", "none", "..%2f..%2fapp%2fserver"])
def test_no_other_name_is_a_script(name: str) -> None:
    assert asking().get(f"/assets/components/{name}.js").status_code == 404


@pytest.mark.parametrize("name", basemap.FILES)
def test_a_layer_of_the_basemap_is_sent_packed_once_and_known_again(name: str) -> None:
    client, path = asking(), f"/assets/basemap/{name}"
    plain = client.get(path)
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert plain.content == packed.content == (basemap.DIRECTORY / name).read_bytes()
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])
    assert plain.headers["content-type"] == "application/geo+json"
    assert plain.headers["cache-control"] == ASK_AGAIN
    known = client.get(path, headers={"If-None-Match": plain.headers["etag"]})
    assert known.status_code == 304


def test_a_file_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "file.js"
    path.write_text("first")
    assert cached_file(path, "text/javascript", pack=True).content == b"first"
    path.write_text("second")
    again = cached_file(path, "text/javascript", pack=True)
    assert again.content == b"first"
    assert gzip.decompress(again.packed or b"") == b"first"


def test_no_other_layer_is_answered() -> None:
    assert asking().get("/assets/basemap/__init__.py").status_code == 404
