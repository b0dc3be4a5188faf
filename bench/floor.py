"""How fast a first visit can be at all while Plotly draws something on a page of Streamlit."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from bench import servers
from bench.stats import summary

_DRAWN = """() => new Promise((done) => {
  const look = () => document.querySelector(".js-plotly-plot .main-svg .point")
    ? done(performance.now()) : requestAnimationFrame(look);
  look();
})"""


def told(browser: Browser, visits: int) -> str:
    """A sentence with the milliseconds of so many first visits; one more warms the server."""
    times = []
    with tempfile.TemporaryDirectory() as beside, servers.floor(Path(beside) / "app") as server:
        for turn in range(visits + 1):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            page.goto(server.url, wait_until="commit")
            took: float = page.evaluate(_DRAWN)
            context.close()
            if turn:
                times.append(took)
    found = summary(times)
    return (
        "For comparison, a page of Streamlit with nothing but one Plotly chart of one point "
        f"(`bench/floor_app.py`), first visit: median {found.median:,.0f}, "
        f"{found.least:,.0f}–{found.most:,.0f} ms, n {found.count}."
    )
