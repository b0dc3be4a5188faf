"""What each source says and where they disagree, on every page, as an analyst uses it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from data.comparing.agreement import Agreement, assess
from data.comparing.overview import Show, kept, overview
from data.model.corpus import Corpus
from data.selecting.passages import passages
from tests.browsing import watched_page
from tests.serving import Server
from tests.watching import Watched

pytestmark = pytest.mark.browser

CROSSING = "fighters-cross-from-syria-into-iraq"
DEFEATED = "daesh-defeated-in-iraq"
HIDING = "thousands-of-fighters-hiding-in-iraq"
RATE = "sixty-daesh-incidents-a-month"
PAGES = ("compare", "agreement", "figures", "sources", "search")


def box(of: Locator) -> Any:
    found = of.bounding_box()
    assert found is not None
    return found


def pick(watched: Watched, value: str) -> Locator:
    return watched.page.locator(f'[data-pick="{value}"]')


def in_sight(of: Locator) -> bool:
    return bool(
        of.evaluate(
            "e => { const b = e.getBoundingClientRect();"
            " return b.bottom > 0 && b.top < innerHeight; }"
        )
    )


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_reached_by_its_address_and_leaves_for_no_other_host(
    watched: Watched, address: str
) -> None:
    watched.visit(address)
    title = "Side by side" if address == "compare" else address.capitalize()
    expect(watched.page).to_have_title(f"{title} · Sidelight")
    expect(watched.page.get_by_role("link", name=title, exact=True)).to_be_visible()
    watched.page.wait_for_load_state("networkidle")


def test_a_link_to_another_page_keeps_the_claim_and_the_filters(watched: Watched) -> None:
    watched.visit(f"figures?claim={CROSSING}&source=003")
    expect(watched.statement()).to_be_visible()
    watched.page.get_by_role("link", name="Agreement", exact=True).click()
    expect(watched.page).to_have_url(re.compile(rf"/agreement\?(?=.*claim={CROSSING})"))
    expect(watched.page).to_have_url(re.compile("source=003"))
    expect(watched.statement()).to_be_visible()
    expect(watched.page.locator(".sl-matrix-row.sl-chosen")).to_have_count(1)


# ── The claim ────────────────────────────────────────────────────────────────────────────────────


def test_the_field_matrix_says_what_differs_and_leads_to_the_quote(watched: Watched) -> None:
    watched.visit(f"compare?claim={CROSSING}")
    summary = watched.page.locator(".sl-compared > summary")
    expect(summary).to_contain_text("differ on what and how many")
    rows = watched.page.locator(".sl-fields .sl-row")
    how_many = rows.filter(has_text="How many")
    expect(how_many.locator(".sl-differs > a")).to_have_count(2)
    how_many.get_by_text("at least 1,000 of ISIS fighters").click()
    target = watched.page.locator(".sl-excerpt:target")
    expect(target.locator("mark")).to_contain_text("at least 1,000 of ISIS fighters")
    assert in_sight(target)
    expect(watched.page).to_have_url(re.compile(f"claim={CROSSING}"))


def test_the_paragraphs_around_a_quote_open_on_demand(watched: Watched) -> None:
    watched.visit(f"compare?claim={CROSSING}")
    around = watched.page.locator(".sl-around").first
    expect(around.locator("p")).to_be_hidden()
    around.locator("summary").click()
    expect(around.locator("p")).to_be_visible()
    assert around.locator("p").inner_text().strip()


def test_the_words_that_differ_are_marked_on_request(watched: Watched) -> None:
    watched.visit(f"compare?claim={CROSSING}")
    expect(watched.quotes().first).to_be_visible()
    own = watched.page.locator("mark .sl-is-own")
    expect(own).to_have_count(0)
    watched.page.get_by_text("Mark what differs").click()
    expect(own.filter(has_text=re.compile("^Hundreds$"))).to_have_count(1)
    expect(own.filter(has_text=re.compile("^(Daesh|ISIS)$"))).to_have_count(0)


def test_link_and_citation_go_to_the_clipboard(dashboard: Server, browser: Browser) -> None:
    with watched_page(browser, dashboard.url) as watched:
        watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        watched.visit(f"compare?claim={CROSSING}")
        read = "() => navigator.clipboard.readText()"
        watched.page.get_by_role("button", name="Copy link").click()
        expect(watched.page.get_by_role("button", name="Copied")).to_be_visible()
        assert f"claim={CROSSING}" in watched.page.evaluate(read)
        watched.page.get_by_role("button", name="Copy citation").click()
        watched.page.wait_for_function(
            "async () => (await navigator.clipboard.readText())[0] == 'D'"
        )
        citation = watched.page.evaluate(read)
        assert "Louisa Loveluck (The Washington Post), carried by Al-Ahed" in citation
        assert "“Hundreds of Daesh militants have crossed the border" in citation


def test_citations_come_in_the_forms_that_reference_managers_read(watched: Watched) -> None:
    watched.visit(f"compare?claim={CROSSING}")
    watched.page.get_by_role("button", name="Cite").click()
    shown = watched.page.locator("[data-testid=stPopoverBody] pre")
    expect(shown).to_have_count(4)
    texts = shown.all_inner_texts()
    assert texts[2].startswith("@article{sidelight003,")
    assert texts[3].startswith("TY  - NEWS")


def test_four_sources_stand_side_by_side_over_the_whole_width(watched: Watched) -> None:
    watched.visit(f"compare?claim={DEFEATED}")
    columns = watched.page.locator(".sl-source")
    expect(columns).to_have_count(4)
    # The columns stand below one another until the page's style has come.
    watched.page.wait_for_function(
        "() => new Set([...document.querySelectorAll('.sl-source')]"
        ".map(e => e.getBoundingClientRect().top)).size === 1"
    )
    boxes = columns.evaluate_all(
        "all => all.map(e => { const b = e.getBoundingClientRect();"
        " return [b.left, b.right, b.top]; })"
    )
    assert len({top for _, _, top in boxes}) == 1
    assert all(one[1] <= other[0] for one, other in pairwise(boxes))
    assert all(right - left >= 200 for left, right, _ in boxes)


def test_the_head_of_a_column_stays_while_its_text_scrolls(watched: Watched) -> None:
    watched.visit("agreement?claim=loss-of-territory-not-end-of-daesh")
    head = watched.page.locator(".sl-source header").first
    expect(head).to_be_visible()
    watched.page.locator(".sl-source").first.locator(".sl-excerpt").nth(
        4
    ).scroll_into_view_if_needed()
    assert in_sight(head)


def test_a_pinned_claim_stands_beside_the_chosen_one_and_can_be_swapped(watched: Watched) -> None:
    watched.visit(f"compare?claim={HIDING}")
    watched.page.get_by_role("button", name="Pin", exact=True).click()
    expect(watched.page).to_have_url(re.compile(f"pin={HIDING}"))
    watched.page.goto(f"{watched.url}/compare?claim={CROSSING}&pin={HIDING}")
    statements = watched.statement()
    expect(statements).to_have_count(2)
    expect(statements.nth(1)).to_contain_text("Several thousand more")
    assert box(statements.nth(0))["x"] < box(statements.nth(1))["x"]
    watched.page.get_by_role("button", name="Swap").click()
    expect(statements.nth(0)).to_contain_text("Several thousand more")
    watched.page.get_by_role("button", name="Unpin").last.click()
    expect(statements).to_have_count(1)


# ── The pages ────────────────────────────────────────────────────────────────────────────────────


def test_the_agreement_page_holds_every_claim_and_opens_the_panel(
    watched: Watched, curated: Corpus
) -> None:
    watched.visit("agreement")
    rows = watched.page.locator(".sl-matrix-row")
    expect(rows).to_have_count(len(curated.claims))
    disputed = [
        claim.id
        for claim in curated.claims.values()
        if assess(claim, curated).agreement is Agreement.DISPUTED
    ]
    first = rows.evaluate_all("rows => rows.map(row => row.dataset.pick.slice(6))")
    assert set(first[: len(disputed)]) == set(disputed)
    pick(watched, f"claim:{CROSSING}").click()
    expect(watched.quotes()).to_have_count(3)
    expect(watched.page).to_have_url(re.compile(f"claim={CROSSING}"))


def test_the_agreement_page_is_filtered_and_sorted_by_the_address(
    watched: Watched, curated: Corpus
) -> None:
    watched.visit("agreement")
    watched.page.get_by_text("Only contested").click()
    expect(watched.page).to_have_url(re.compile("show=contested"))
    contested = kept(overview(curated.claims.values(), curated), Show.CONTESTED)
    expect(watched.page.locator(".sl-matrix-row")).to_have_count(len(contested))
    watched.page.get_by_text("Time", exact=True).click()
    expect(watched.page).to_have_url(re.compile("order=time"))
    expect(watched.page.locator(".sl-matrix-group")).to_have_count(0)


def test_rows_are_walked_with_the_arrow_keys(watched: Watched) -> None:
    watched.visit("agreement")
    watched.page.locator(".sl-matrix-row").first.focus()
    watched.page.keyboard.press("ArrowDown")
    watched.page.keyboard.press("Enter")
    second = watched.page.locator(".sl-matrix-row").nth(1)
    expect(second).to_have_class(re.compile("sl-chosen"))
    expect(second).to_be_focused()


def test_a_figure_leads_to_its_quote_and_shows_its_arithmetic(watched: Watched) -> None:
    watched.visit("figures")
    expect(watched.page.get_by_text("5–7 a week × 4.35")).to_be_visible()
    pick(watched, f"claim:{RATE}").first.click()
    expect(watched.quotes().first).to_contain_text("more than 60 violent incidents")


def test_the_catalogue_opens_a_document_whose_passages_lead_to_their_claims(
    watched: Watched, curated: Corpus
) -> None:
    watched.visit("sources")
    pick(watched, "source:003").click()
    expect(watched.page).to_have_url(re.compile("document=003"))
    segments = [s for paragraph in passages(curated, "003") for s in paragraph.segments]
    single = next(segment for segment in segments if len(segment.claims) == 1)
    several = next(segment for segment in segments if len(segment.claims) > 1)
    pick(watched, f"passage:{several.start}").click()
    listed = watched.page.locator("button[data-claim]")
    expect(listed).to_have_count(len(several.claims))
    pick(watched, f"claim:{single.claims[0]}").first.click()
    expect(watched.statement()).to_have_text(curated.claims[single.claims[0]].statement)


def test_the_panel_leads_to_the_passage_in_the_whole_document(watched: Watched) -> None:
    watched.visit(f"figures?claim={CROSSING}")
    watched.page.get_by_role("link", name=re.compile("^004 Rawabet")).click()
    expect(watched.page).to_have_url(re.compile(r"/sources\?.*document=004"))
    passage = watched.page.locator(f'[data-claims~="{CROSSING}"]').first
    expect(passage).to_be_visible()
    watched.page.wait_for_function(
        "e => { const b = e.getBoundingClientRect(); return b.top > 0 && b.bottom < innerHeight; }",
        arg=passage.element_handle(),
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [("Khanaqin", "Janaqin"), ("Khanakin", "Janaqin"), ("ISIS", "Daesh")],
)
def test_a_search_finds_what_is_spelled_otherwise(watched: Watched, query: str, words: str) -> None:
    watched.visit("search")
    box = watched.page.get_by_label("Search claims, quotes and documents")
    box.fill(query)
    box.press("Enter")
    expect(watched.page).to_have_url(re.compile(f"q={query}"))
    expect(watched.page.locator(".sl-pick mark").filter(has_text=words).first).to_be_visible()
    watched.page.locator('[data-pick^="claim:"]').first.click()
    expect(watched.quotes().first).to_be_visible()


def test_a_sentence_that_was_found_opens_its_document(watched: Watched) -> None:
    watched.visit("search?q=Khanaqin")
    watched.page.locator('[data-pick^="document:"]').first.click()
    expect(watched.page).to_have_url(re.compile(r"/sources\?.*document=\d{3}"))
    expect(watched.page.locator(".sl-document")).to_be_visible()


@pytest.mark.parametrize(
    "address",
    [
        f"compare?claim={DEFEATED}&pin={CROSSING}",
        f"agreement?claim={CROSSING}",
        "figures",
        "sources",
        f"sources?document=002&claim={CROSSING}",
        "search?q=Khanaqin",
    ],
)
def test_nothing_overflows_sideways_on_a_phone(
    dashboard: Server, browser: Browser, address: str
) -> None:
    with watched_page(browser, dashboard.url, width=390, height=844) as watched:
        watched.visit(address)
        watched.page.wait_for_load_state("networkidle")
        wide = watched.page.evaluate(
            "() => [...document.querySelectorAll('.stMain *')].filter(e => e.checkVisibility()"
            " && e.getBoundingClientRect().right > innerWidth + 1)"
            ".map(e => e.className.toString().slice(0, 60))"
        )
        assert wide == []
        assert watched.foreign == []
