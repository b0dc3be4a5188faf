"""The timeline as an analyst uses it: strip, lanes, marks of many claims, what was known."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Locator, expect

from data.model.corpus import Corpus
from data.selecting.as_of import as_of
from tests.watching import LOADED, Watched

pytestmark = pytest.mark.browser

CROSSING = "fighters-cross-from-syria-into-iraq"


def strip(watched: Watched) -> Locator:
    return watched.page.locator(".sl-strip .js-plotly-plot .nsewdrag").first


def lane_names(watched: Watched) -> list[str]:
    names: list[str] = watched.page.evaluate(
        "() => [...document.querySelectorAll('.sl-lanes .ytick text')]"
        ".map(each => each.textContent)"
    )
    return names


def test_dragging_over_the_strip_keeps_a_period_and_a_double_click_clears_it(
    watched: Watched,
) -> None:
    watched.open()
    expect(strip(watched)).to_be_visible(timeout=LOADED)
    shapes = watched.page.locator(".sl-strip .shapelayer path[data-index]")
    before = shapes.count()
    box = strip(watched).bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    watched.page.mouse.move(box["x"] + box["width"] * 0.5, y)
    watched.page.mouse.down()
    watched.page.mouse.move(box["x"] + box["width"] * 0.6, y)
    watched.page.mouse.move(box["x"] + box["width"] * 0.7, y)
    watched.page.mouse.up()
    expect(watched.page).to_have_url(re.compile(r"period=201[78]-\d\d(/|%2F)20(18|19)-\d\d"))
    expect(watched.page.locator(".sl-title")).to_contain_text(re.compile(r"\d+ of \d+ violent"))
    # The strip is drawn anew, with the period as one more shape, after the title.
    expect(shapes).to_have_count(before + 1)
    # Plotly takes a press within 0.3 s of another for the second of a double click.
    watched.page.wait_for_timeout(400)
    # With other lanes above it the strip has moved.
    box = strip(watched).bounding_box()
    assert box is not None
    watched.page.mouse.dblclick(box["x"] + box["width"] * 0.3, box["y"] + box["height"] / 2)
    expect(watched.page).not_to_have_url(re.compile("period="))


def test_a_mark_of_several_claims_lists_them(watched: Watched) -> None:
    watched.open()
    data = watched.page.evaluate(
        "() => document.querySelector('.sl-lanes .js-plotly-plot').data"
        ".flatMap(trace => trace.customdata || []).flat()"
    )
    group = next(each for each in data if each.startswith("group:"))
    ids = group.removeprefix("group:").split(",")
    watched.click_timeline(ids[0])
    expect(watched.page.locator("button[data-claim]")).to_have_count(len(ids))
    shown = watched.page.locator("button[data-claim]").evaluate_all(
        "rows => rows.map(row => row.dataset.claim)"
    )
    assert set(shown) == set(ids)
    watched.page.get_by_role("button", name="All claims").click()
    expect(watched.page).not_to_have_url(re.compile("among="))


def test_lanes_and_dates_are_chosen_and_kept_in_the_address(watched: Watched) -> None:
    watched.open()
    assert any(name.startswith("Car bomb") for name in lane_names(watched))
    watched.page.locator(".st-key-timeline-choices button").first.click()
    lanes = watched.page.locator(".st-key-timeline-lanes")
    lanes.get_by_role("radio", name="Source").click()
    expect(watched.page).to_have_url(re.compile("lanes=source"))
    watched.page.wait_for_function(
        "() => [...document.querySelectorAll('.sl-lanes .ytick text')]"
        ".some(each => each.textContent.startsWith('002 Atalayar'))"
    )
    watched.page.get_by_role("radio", name="What was reported when").click()
    expect(watched.page).to_have_url(re.compile("by=reported"))


def test_as_known_on_a_day_leaves_out_what_was_published_later(
    watched: Watched, curated: Corpus
) -> None:
    day = date(2019, 3, 31)
    then = as_of(curated, day)
    watched.open(f"?known={day}&claim={CROSSING}")
    expect(watched.page.locator(".sl-title")).to_contain_text("As known on 31 March 2019")
    expect(watched.page.locator(".sl-title")).to_contain_text(f"{len(then.claims)} claims")
    expect(watched.page.locator(".sl-source")).to_have_count(1)
    expect(watched.page.locator(".sl-agreement")).to_contain_text("supported in 003")
    expect(watched.page.locator(".sl-agreement")).not_to_contain_text("004")


def test_a_day_before_all_documents_is_an_empty_page_that_says_so(watched: Watched) -> None:
    watched.visit("?known=2015-01-01")
    expect(watched.page.get_by_text("No claim passes these filters")).to_be_visible()
    for address in ("agreement", "figures", "sources", "search", "compare"):
        watched.visit(f"{address}?known=2015-01-01")
        watched.page.wait_for_load_state("networkidle")


def test_certainly_in_a_period_keeps_fewer(watched: Watched) -> None:
    watched.open("?period=2019")
    title = watched.page.locator(".sl-title b").first
    possible = int(title.inner_text().split(" of ")[0])
    watched.page.get_by_text("Only what is certainly in it").click()
    expect(watched.page).to_have_url(re.compile("certain=yes"))
    expect(title).not_to_have_text(re.compile(f"^{possible} of"))
    assert 0 < int(title.inner_text().split(" of ")[0]) < possible


def test_the_period_is_zoomed_to_and_what_happened_meanwhile_is_drawn(watched: Watched) -> None:
    watched.open("?period=2019-03&zoom=yes&context=yes")
    head = watched.page.locator(".sl-head")
    expect(head).to_contain_text("Baghouz")
    span = watched.page.evaluate(
        "() => document.querySelector('.sl-lanes .js-plotly-plot').layout.xaxis.range"
    )
    assert span[0] >= "2019-02"
    assert span[1] < "2019-05"


def test_an_unknown_day_is_said_and_left_out(watched: Watched) -> None:
    watched.open("?known=someday")
    expect(watched.page.get_by_text("The day “someday” was left out")).to_be_visible()


# Counts how often Plotly is asked to draw, from the moment its script is there.
_COUNT = """(() => {
  window.drawn = 0;
  Object.defineProperty(window, "Plotly", { configurable: true, set(plotly) {
    const { react } = plotly;
    plotly.react = (...given) => { window.drawn += 1; return react(...given); };
    Object.defineProperty(window, "Plotly", { value: plotly });
  } });
})()"""


def test_each_chart_is_drawn_once_and_again_only_when_it_shows_something_else(
    fresh: Watched,
) -> None:
    fresh.page.add_init_script(_COUNT)
    fresh.open("?claims=all")
    fresh.page.wait_for_load_state("networkidle")
    assert fresh.page.evaluate("() => window.drawn") == 3
    fresh.click_timeline("baghdad-three-explosions")
    expect(fresh.statement()).to_be_visible()
    assert fresh.page.evaluate("() => window.drawn") == 3
    fresh.page.get_by_role("button", name=re.compile(r"^Operation \d+$")).click()
    expect(fresh.page.locator(".sl-lanes .ytick")).to_have_count(2)
    fresh.page.wait_for_load_state("networkidle")
    assert fresh.page.evaluate("() => window.drawn") == 5


def test_the_charts_are_as_wide_as_their_room(fresh: Watched) -> None:
    fresh.open()
    svg = fresh.page.locator(".sl-lanes .main-svg").first
    wide = svg.bounding_box()
    fresh.page.set_viewport_size({"width": 1100, "height": 800})
    fresh.page.wait_for_function(
        "() => ['.sl-head', '.sl-lanes', '.sl-strip'].every((each) => {"
        " const room = document.querySelector(each + ' > div');"
        " const drawn = room.querySelector('.main-svg');"
        " return Math.abs(room.clientWidth - drawn.getBoundingClientRect().width) <= 1; })"
    )
    narrow = svg.bounding_box()
    assert wide is not None
    assert narrow is not None
    assert narrow["width"] < wide["width"] - 50


def test_without_its_script_the_timeline_says_so(fresh: Watched) -> None:
    fresh.page.route("**/assets/plotly.js*", lambda route: route.abort())
    fresh.page.goto(fresh.url)
    words = fresh.page.get_by_text("The timeline could not be drawn")
    expect(words).to_be_visible(timeout=LOADED)
    # A filter draws the page anew and leaves the words.
    fresh.page.get_by_role("button", name=re.compile(r"^Operation \d+$")).click()
    expect(fresh.page.locator(".sl-title")).to_contain_text(re.compile(r"\d+ of \d+ violent"))
    expect(words).to_be_visible()
    assert all("ERR_FAILED" in each for each in fresh.messages)
    fresh.messages.clear()


def test_the_strip_goes_with_what_it_counts(watched: Watched) -> None:
    watched.open()
    expect(watched.page.locator(".sl-strip .main-svg").first).to_be_visible(timeout=LOADED)
    watched.page.locator(".st-key-timeline-choices button").first.click()
    watched.page.get_by_role("radio", name="What was reported when").click()
    expect(watched.page).to_have_url(re.compile("by=reported"))
    expect(watched.page.locator(".sl-strip .main-svg")).to_have_count(0)
    expect(watched.page.locator(".sl-strip [role=figure]")).to_have_count(0)
    watched.page.go_back()
    expect(watched.page.locator(".sl-strip .main-svg").first).to_be_visible()
