"""The map as an analyst uses it: layers, boxes, names, where it looks, and that it stays."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Frame, expect

from data.model.corpus import Corpus
from data.selecting.places import Box, inside, place_marks, without_location
from data.selecting.select import in_order
from tests.browsing import watched_page
from tests.serving import Server
from tests.watching import LOADED, Watched

pytestmark = pytest.mark.browser

CROSSING = "fighters-cross-from-syria-into-iraq"
BORDER = "border-near-deir-ez-zor"


@pytest.fixture
def opened(fresh: Watched) -> tuple[Watched, Frame]:
    fresh.open()
    expect(fresh.symbols("khanaqin").first).to_be_visible(timeout=LOADED)
    return fresh, fresh.page.frames[-1]


def fills(frame: Frame) -> set[str]:
    """The colours of the dots."""
    return set(
        frame.evaluate(
            "() => Object.values(window.map._layers).filter(l => l.sidelight && l.getRadius)"
            ".map(l => l.options.fillColor)"
        )
    )


def test_the_layers_change_what_is_drawn_and_what_the_colours_mean(
    opened: tuple[Watched, Frame], curated: Corpus
) -> None:
    watched, frame = opened
    legend = watched.page.locator(".sl-legend").first
    before = fills(frame)
    assert len(before) > 1
    watched.page.get_by_role("radio", name="By whom").click()
    expect(watched.page).to_have_url(re.compile("map=by-whom"))
    expect(legend).to_contain_text("US and coalition forces")
    by_whom = fills(frame)
    assert by_whom != before
    watched.page.get_by_role("radio", name="Source").click()
    expect(watched.page).to_have_url(re.compile("map=sources"))
    expect(legend).to_contain_text("002 Atalayar")
    # What is shown is the same in all three.
    acts = [each for each in curated.claims.values() if each.is_violent]
    for place in {mark.place.id for mark in place_marks(curated, acts)}:
        expect(watched.symbols(place).first).to_be_attached()
    assert fills(frame) not in (before, by_whom)


def test_a_disputed_claim_is_hatched_and_where_it_leads_is_outlined(fresh: Watched) -> None:
    fresh.open(f"?claim={CROSSING}&map=all")
    expect(fresh.symbols("iraq-syria-border").first).to_be_attached(timeout=LOADED)
    border = fresh.map.locator('path[data-place="iraq-syria-border"]').first
    expect(border).to_have_attribute("stroke-dasharray", re.compile(r"\d"))
    expect(fresh.page.locator(".sl-legend").first).to_contain_text("disputed")
    label = fresh.symbols("anbar").first
    expect(label).to_be_attached()


def test_a_box_lists_the_claims_inside_it_and_can_be_let_go(
    opened: tuple[Watched, Frame], curated: Corpus
) -> None:
    watched, frame = opened
    acts = in_order(each for each in curated.claims.values() if each.is_violent)
    wanted = inside(curated, acts, Box(43.9, 32.9, 44.9, 33.8))
    assert wanted
    corners = frame.evaluate(
        "() => [[33.8, 43.9], [32.9, 44.9]].map(at => { const p ="
        " window.map.latLngToContainerPoint(at); return [p.x, p.y]; })"
    )
    outer = watched.page.locator("iframe").first.bounding_box()
    assert outer is not None
    watched.map.get_by_role("button", name=re.compile("^Select claims with a box")).click()
    (x0, y0), (x1, y1) = ((outer["x"] + x, outer["y"] + y) for x, y in corners)
    watched.page.mouse.move(x0, y0)
    watched.page.mouse.down()
    watched.page.mouse.move((x0 + x1) / 2, (y0 + y1) / 2)
    watched.page.mouse.move(x1, y1)
    watched.page.mouse.up()
    expect(watched.page).to_have_url(re.compile("box="))
    listed = watched.page.locator("button[data-claim]")
    expect(listed).to_have_count(len(wanted))
    shown = listed.evaluate_all("rows => rows.map(row => row.dataset.claim)")
    assert set(shown) == {each.id for each in wanted}
    watched.page.get_by_role("button", name="All claims").click()
    expect(watched.page).not_to_have_url(re.compile("box="))


def test_the_claims_without_a_place_are_counted_beside_the_map_and_listed(
    fresh: Watched, curated: Corpus
) -> None:
    fresh.open("?map=all")
    missing = without_location(curated.claims.values())
    fresh.page.get_by_role("button", name=f"{len(missing)} claims without a place").click()
    expect(fresh.page.locator("button[data-claim]")).to_have_count(len(missing))
    expect(fresh.page).to_have_url(re.compile("place=without"))


def test_arabic_names_are_drawn_in_a_font_of_our_own(opened: tuple[Watched, Frame]) -> None:
    _, frame = opened
    frame.locator(".leaflet-control-layers").hover()
    frame.get_by_text("Arabic names").click()
    expect(frame.locator(".sl-name.arabic").filter(has_text="خانقين")).to_be_attached()
    frame.wait_for_function(
        "() => [...document.fonts].some(f => f.family.includes('Sidelight Arabic')"
        " && f.status === 'loaded')"
    )
    frame.get_by_text("Cities", exact=True).click()
    expect(frame.locator(".sl-name.city:not(.own)")).to_have_count(0)


def test_where_the_reader_looks_is_in_the_address_and_comes_back(
    opened: tuple[Watched, Frame],
) -> None:
    watched, frame = opened
    frame.evaluate("() => { window.map.setView([36.3, 43.1], 8); }")
    expect(watched.page).to_have_url(re.compile(r"view=36\.3\d*%2C43\.1\d*%2C8"))
    watched.symbols("mosul").first.click()
    expect(watched.page).to_have_url(re.compile("place=mosul"))
    assert "view=" in watched.page.url
    watched.open(watched.page.url.removeprefix(f"{watched.url}/"))
    again = watched.page.frames[-1]
    again.wait_for_function("() => window.map && window.map.getZoom() === 8")
    centre = again.evaluate("() => window.map.getCenter()")
    assert abs(centre["lat"] - 36.3) < 0.1
    assert abs(centre["lng"] - 43.1) < 0.1


def test_ten_choices_leave_the_same_map_where_the_reader_looked(
    opened: tuple[Watched, Frame],
) -> None:
    watched, frame = opened
    frame.evaluate("() => { window.witness = 1; window.map.setView([34.5, 43.5], 6.5); }")
    watched.page.locator("button[data-claim]").first.click()
    for _ in range(10):
        statement = watched.statement().inner_text()
        watched.page.get_by_role("button", name=re.compile("^Next")).click()
        expect(watched.statement()).not_to_have_text(statement)
    watched.page.get_by_role("button", name=re.compile(r"^Operation \d+$")).click()
    expect(watched.page).to_have_url(re.compile("kind=operation"))
    watched.page.wait_for_timeout(500)
    assert frame.evaluate("() => window.witness") == 1
    assert frame.evaluate("() => window.map.getZoom()") == 6.5


def test_the_years_are_stepped_and_played(fresh: Watched) -> None:
    fresh.open("?period=2018-07/2018-09")
    fresh.page.get_by_role("button", name="Forward ›").click()
    expect(fresh.page).to_have_url(re.compile("period=2018-10%2F2018-12|period=2018-10/2018-12"))
    fresh.page.get_by_role("button", name="Play").click()
    expect(fresh.page).to_have_url(re.compile("period=2019-04"))
    fresh.page.get_by_role("button", name="Pause").click()
    expect(fresh.page.get_by_role("button", name="Play")).to_be_visible()
    held = fresh.page.url
    fresh.page.wait_for_timeout(2_500)
    assert fresh.page.url == held


@pytest.mark.parametrize(("zoom", "scheme"), [(5, "light"), (6.5, "dark"), (8, "light")])
def test_no_two_names_overlap(
    browser: Browser, dashboard: Server, zoom: float, scheme: str
) -> None:
    with watched_page(browser, dashboard.url) as watched:
        watched.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        watched.open(f"?view=34.6,44.4,{zoom}")
        expect(watched.symbols().first).to_be_attached(timeout=LOADED)
        frame = watched.page.frames[-1]
        frame.wait_for_function("() => document.querySelectorAll('.sl-name').length > 2")
        overlaps = frame.evaluate(
            """() => {
              const names = [...document.querySelectorAll('.sl-name span')]
                .map(e => [e.textContent, e.getBoundingClientRect()]);
              const meet = (a, b) => a.left < b.right - 2 && b.left < a.right - 2
                && a.top < b.bottom - 2 && b.top < a.bottom - 2;
              return names.flatMap(([one, a], i) => names.slice(i + 1)
                .filter(([, b]) => meet(a, b)).map(([other]) => `${one} | ${other}`));
            }"""
        )
        assert overlaps == []


def test_what_is_read_of_a_symbol_lies_on_the_map(opened: tuple[Watched, Frame]) -> None:
    """Mosul stands in the middle of a narrow map: there is room for its words on neither side."""
    watched, frame = opened
    watched.symbols("mosul").first.focus()
    read = watched.map.locator(".sl-hover")
    expect(read.locator("p").first).to_be_visible()
    beyond = frame.evaluate(
        """() => {
          const map = document.querySelector(".leaflet-container").getBoundingClientRect();
          const read = document.querySelector(".sl-hover").getBoundingClientRect();
          return [read.width, map.left - read.left, map.top - read.top,
                  read.right - map.right, read.bottom - map.bottom];
        }"""
    )
    assert beyond.pop(0) > 200
    assert max(beyond) <= 0


def test_a_wide_route_is_clicked_at_its_edge(fresh: Watched) -> None:
    """It was drawn thinner while it had the focus, so that the click ended beside it."""
    fresh.open("?claims=all")
    expect(fresh.symbols(BORDER).first).to_be_attached(timeout=LOADED)
    edge = fresh.page.frames[-1].evaluate(
        """(id) => {
          const on = (x, y) =>
            document.elementFromPoint(x, y)?.matches(`path[data-place="${id}"]`);
          const box = document.querySelector(`path[data-place="${id}"]`).getBoundingClientRect();
          for (let y = box.top; y < box.bottom; y += 2) {
            for (let x = box.left; x < box.right; x += 1) {
              if (on(x, y) && on(x + 2, y + 2) && !on(x - 2, y)) return [x + 1, y + 1];
            }
          }
        }""",
        BORDER,
    )
    frame = fresh.page.locator("iframe").first.bounding_box()
    assert frame is not None
    fresh.page.mouse.click(frame["x"] + edge[0], frame["y"] + edge[1])
    expect(fresh.page).to_have_url(re.compile(f"place={BORDER}"))
