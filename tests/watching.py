"""A browser page that remembers what it asked for and what it complained about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import (
    ConsoleMessage,
    Dialog,
    Error,
    FrameLocator,
    Locator,
    Page,
    Request,
    Route,
    expect,
)

# Streamlit gives its frames permissions that this Chromium no longer knows, and both scripts and
# their own origin, which the map needs; Chromium says so each time. Neither is ours to fix.
KNOWN_WARNINGS = ("Unrecognized feature:", "An iframe which has both allow-scripts")
LOADED = 30_000
# Goes to an address as Back does, and is done when the script has run for it and the page is still.
_FOLLOWED = """address => new Promise((resolve) => {
  const app = document.querySelector('[data-testid="stApp"]');
  let ran = false, still = 0;
  const done = () => { for (const each of seen) each.disconnect(); resolve(); };
  const wait = () => { clearTimeout(still); if (ran) still = setTimeout(done, 300); };
  const seen = [[app, { attributes: true }], [document.body, { childList: true, subtree: true }]]
    .map(([node, what]) => {
      const each = new MutationObserver(() => {
        ran ||= app.dataset.testScriptState === "running";
        wait();
      });
      each.observe(node, what);
      return each;
    });
  setTimeout(done, 10000);
  history.pushState({}, "", address);
  window.dispatchEvent(new PopStateEvent("popstate"));
})"""
# A busy machine of two cores may take this long to answer a click.
expect.set_options(timeout=15_000)


def _is_probe(message: ConsoleMessage) -> bool:
    """Below a page's address Streamlit first looks for its server there, in vain."""
    return "404" in message.text and "/_stcore/" in message.location["url"]


def choose(page: Page, label: str, option: str) -> None:
    """Choose the option that begins so from a list, which Streamlit closes when it draws anew."""
    begins = re.compile(f"^{option}")
    box, sought = page.get_by_label(label), page.get_by_role("option", name=begins)
    for _ in range(5):
        try:
            box.click()
            sought.click(timeout=5_000)
            expect(box).to_have_value(begins, timeout=5_000)
        except (Error, AssertionError):
            continue
        return
    raise AssertionError(f"{label}: {option} could not be chosen")


@dataclass
class Watched:
    """A page with the requests that left for another host and the messages of its console."""

    page: Page
    url: str
    foreign: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        host = urlsplit(self.url).netloc
        page = self.page

        def seen(request: Request) -> None:
            parts = urlsplit(request.url)
            if parts.scheme not in {"data", "blob"} and parts.netloc != host:
                self.foreign.append(request.url)

        def guard(route: Route) -> None:
            route.continue_() if urlsplit(route.request.url).netloc == host else route.abort()

        page.route("**/*", guard)
        page.on("request", seen)
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.on("dialog", self._on_dialog)
        page.on("console", self._on_console)

    def _on_dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _on_console(self, message: ConsoleMessage) -> None:
        known = message.text.startswith(KNOWN_WARNINGS) or _is_probe(message)
        if message.type in {"error", "warning"} and not known:
            self.messages.append(f"{message.type}: {message.text}")

    def go(self, address: str) -> None:
        """Go to an address; from another of the dashboard as Back does, without loading anew."""
        there = f"{self.url}/{address}"
        if self.page.url.startswith(self.url) and self.page.locator(".sl-title").count():
            self.page.evaluate(_FOLLOWED, there)
        else:
            self.page.goto(there)

    def visit(self, address: str) -> None:
        """Go to a page that has no map, and wait until its heading is drawn."""
        self.go(address)
        expect(self.page.get_by_role("heading", name="Sidelight")).to_be_visible(timeout=LOADED)

    def open(self, query: str = "") -> None:
        """Go to the dashboard and wait until map and timeline are drawn."""
        self.go(query)
        lanes = self.page.locator(".sl-lanes .js-plotly-plot .main-svg").first
        expect(lanes).to_be_visible(timeout=LOADED)
        expect(self.map.locator(".leaflet-container")).to_be_visible(timeout=LOADED)

    @property
    def map(self) -> FrameLocator:
        """The frame that streamlit-folium draws the map in."""
        return self.page.frame_locator('iframe[src*="streamlit_folium"]')

    def symbols(self, place: str | None = None) -> Locator:
        """The symbols on the map, all or those of one place."""
        return self.map.locator(f'[data-place="{place}"]' if place else "[data-place]")

    def statement(self) -> Locator:
        """The statement of the chosen claim."""
        return self.page.locator(".sl-card h2")

    def quotes(self) -> Locator:
        """The highlighted words of the sources."""
        return self.page.locator(".sl-source mark")

    def click_timeline(self, claim: str) -> None:
        """Click the mark of a claim, or of the group that it is one of, on the timeline."""
        spot = self.page.evaluate(
            """claim => {
              const box = document.querySelector('.sl-lanes');
              const plot = box.querySelector('.js-plotly-plot');
              const { xaxis, yaxis } = plot._fullLayout;
              const holds = data => [].concat(data).some(each => each === claim
                || each.replace('group:', '').split(',').includes(claim));
              for (const trace of [...plot._fullData].reverse()) {
                const at = [...(trace.customdata || [])].findIndex(holds);
                if (at < 0) continue;
                const start = xaxis.d2c(trace.base ? trace.base[at] : trace.x[at]);
                const middle = trace.base ? start + Number(trace.x[at]) / 2 : start;
                const y = yaxis._offset + yaxis.c2p(trace.y[at]);
                box.scrollTop = y - box.clientHeight / 2;
                const outer = plot.getBoundingClientRect();
                return [outer.x + xaxis._offset + xaxis.c2p(middle), outer.y + y];
              }
              return null;
            }""",
            claim,
        )
        assert spot is not None, f"no mark for {claim}"
        self.page.mouse.click(*spot)
