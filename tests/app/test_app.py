"""The page's script without a browser, and the small parts of the app around it."""

from __future__ import annotations

import re
import socket
from math import inf

import pytest
from streamlit.testing.v1 import AppTest

from app.library import loaded_corpus as served
from app.serving import port
from components.shared.streamlit_text import label
from data.model.corpus import Corpus
from tests.corpora import Files
from tests.serving import ROOT

SCRIPT = str(ROOT / "app" / "dashboard.py")


def run(**query: str) -> AppTest:
    """Run the script once with this query string."""
    app = AppTest.from_file(SCRIPT, default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def html(app: AppTest) -> str:
    """All escaped markup on the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.fixture
def small(files: Files, monkeypatch: pytest.MonkeyPatch) -> Files:
    """The app reads the small corpus."""
    monkeypatch.setenv("SIDELIGHT_CORPUS", str(files.corpus))
    monkeypatch.setenv("SIDELIGHT_SEEDS", str(files.seeds))
    # Looked at in each run, however busy the machine is.
    monkeypatch.setattr(served, "_REST", 0)
    monkeypatch.setattr(served, "_BRIEF", inf)
    return files


def test_the_page_runs_on_the_real_corpus_and_counts_it(curated: Corpus) -> None:
    app = run(claims="all")
    assert not app.exception
    assert f"{len(curated.claims)} claims" in html(app)


@pytest.mark.usefixtures("small")
def test_a_claim_in_the_url_is_shown_with_its_excerpts_and_agreement() -> None:
    app = run(claim="khanaqin-shelled")
    assert not app.exception
    text = re.sub(r"</?span[^>]*>", "", html(app))
    assert "<mark>On 3 May 2019 Daesh shelled Khanaqin, killing two people</mark>" in text
    assert "<mark>mortars fell on Khanaqin in May</mark>" in text
    assert "Repeated, independence not established" in text


@pytest.mark.usefixtures("small")
def test_an_unknown_claim_and_unknown_filters_are_said_and_the_rest_is_shown() -> None:
    text = html(run(claim="gone", kind="riot", source="777", place="atlantis", period="2019-13"))
    for words in ("called “gone”", "kind “riot”", "source “777”", "“atlantis”", "“2019-13”"):
        assert words in text
    assert "2 claims" in text


@pytest.mark.usefixtures("small")
def test_an_empty_selection_has_its_own_words() -> None:
    assert "No claim passes these filters" in html(run(period="2014-01")) + html(run(kind="arrest"))


@pytest.mark.usefixtures("small")
def test_a_claim_outside_the_filters_is_shown_and_said_to_be() -> None:
    app = run(claim="khanaqin-shelled", kind="arrest")
    assert any("outside the current filters" in caption.value for caption in app.caption)
    assert "Daesh shelled Khanaqin." in html(app)


def test_a_broken_corpus_has_a_page_with_every_problem(small: Files) -> None:
    for name in ("khanaqin-shelled", "baghdad-bomb"):
        path = small.claim(name)
        path.write_text(path.read_text().replace("kind: attack", "kind: raid"), encoding="utf-8")
    app = run()
    assert not app.exception
    assert app.title[0].value == "The corpus cannot be shown"
    assert html(app).count("<li>") == 2
    assert "claims/baghdad-bomb.yaml:2" in html(app)


def test_a_claim_added_while_the_app_runs_is_seen_at_the_next_run(small: Files) -> None:
    assert "2 claims" in html(run(claims="all"))
    path = small.claim("baghdad-bomb")
    small.claim("another").write_text(path.read_text().replace("baghdad-bomb", "another"))
    assert "3 claims" in html(run(claims="all"))


@pytest.mark.usefixtures("small")
def test_the_buttons_walk_and_close_through_the_url() -> None:
    app = run(claim="khanaqin-shelled")
    app.button(key="next").click().run()
    assert app.query_params["claim"] == "baghdad-bomb"
    app.button(key="close").click().run()
    assert "claim" not in app.query_params


@pytest.mark.usefixtures("small")
def test_filters_go_to_the_url_and_are_cleared_with_one_button() -> None:
    app = run(kind="attack", source="001", period="2019-05")
    assert "1 of 2 claims" in html(app)
    clear = next(button for button in app.button if button.label == "Clear filters")
    clear.click().run()
    assert not {"kind", "source", "period"} & set(app.query_params)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("TRT World", "TRT World"),
        ("![x](http://127.0.0.1/b.png)", "x http 127.0.0.1 b.png"),
        (":material/bolt: $$x$$ `y`", "material bolt x y"),
        ("**bold** <b>", "bold b"),
        ("العربية", "العربية"),
        ("a very long name indeed", "a very long…"),
    ],
)
def test_a_label_keeps_nothing_that_markdown_reads(text: str, plain: str) -> None:
    assert label(text, 22 if plain != "a very long…" else 12) == plain


def test_a_busy_port_gives_a_clear_word() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = str(taken.getsockname()[1])
        assert f"Port {number} is in use" in (port.trouble("127.0.0.1", number) or "")
    assert port.trouble("127.0.0.1", number) is None


@pytest.mark.parametrize("number", ["", "http", "0", "65536", "-1"])
def test_what_is_no_port_gives_a_clear_word(number: str) -> None:
    assert "is not a port" in (port.trouble("127.0.0.1", number) or "")


def test_no_third_party_asset_and_no_index_address_is_in_the_repository() -> None:
    locks = [path.read_text() for path in ROOT.glob("requirements*.lock")]
    assert len(locks) == 3
    assert all("://" not in lock and "--hash=sha256:" in lock for lock in locks)
    ours = {
        "brief/map.js",
        "brief/page.css",
        "brief/fit_to_window.js",
        "evidence/agreement_matrix.css",
        "evidence/claim_card.css",
        "evidence/claim_list.css",
        "evidence/claim_list.js",
        "evidence/document.css",
        "evidence/search_hits.css",
        "figures/ranges.css",
        "map/base.js",
        "map/python_bridge.js",
        "map/names.js",
        "map/symbols.js",
        "map/tools.js",
        "shared/browser_storage.js",
        "shared/copy_buttons.css",
        "shared/copy_buttons.js",
        "shared/icon.svg",
        "shared/page.css",
        "shared/page_links.js",
        "shared/pickable.js",
        "timeline/plotly/charts.js",
        "timeline/python_bridge.js",
    }
    found = {
        path.relative_to(ROOT / "components").as_posix()
        for path in (ROOT / "components").rglob("*.*")
        if path.suffix not in {".py", ".pyc"}
    }
    assert found == ours
