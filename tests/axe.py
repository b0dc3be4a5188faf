"""axe-core in a page of the browser: what of WCAG 2.2 A and AA it finds wrong.

axe-core comes from the package axe-playwright-python; its own runner does not look into frames and
cannot be told which rules to run by what they are, so only the script is taken from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Frame, Page

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# All rules of these tags, those that axe-core calls experimental included, such as that a name
# holds the words that are seen; but of its best practices only what it is sure of.
_RUN = """
async ({ wcag, advice, colours, within }) => {
  const named = (tags, left) => axe.getRules(tags)
    .filter(({ tags }) => !tags.some((tag) => left.includes(tag)))
    .filter(({ tags }) => !colours || tags.includes("cat.color")).map(({ ruleId }) => ruleId);
  const rules = [
    ...named(wcag, ["deprecated"]),
    ...(advice ? named(["best-practice"], ["deprecated", "experimental"]) : []),
  ];
  const { violations } = await axe.run(within || document, {
    runOnly: { type: "rule", values: rules }, resultTypes: ["violations"],
    // Each frame is asked by itself, and style sheets are read as they apply.
    iframes: false, preload: false,
  });
  return violations.flatMap((rule) => rule.nodes.map((node) => ({
    rule: rule.id, advice: rule.tags.includes("best-practice"),
    at: node.target.flat().join(" "), summary: node.failureSummary, html: node.html,
  })));
}
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of one element; `advice` if it is a best practice and no part of WCAG."""

    where: str
    rule: str
    at: str
    summary: str
    advice: bool

    def __str__(self) -> str:
        return f"{self.where}: {self.rule} at {self.at}\n    {self.summary}"


def findings(
    page: Page, where: str, *, colours: bool = False, within: str | None = None
) -> list[Finding]:
    """What axe-core finds on a page and in each of its frames; `within` is a part of the page.

    `colours` asks for what depends on colours alone.
    """
    asked = {"wcag": list(WCAG), "advice": True, "colours": colours, "within": within}
    found = _found(page.main_frame, where, asked)
    if within is None:
        for frame in page.frames[1:]:
            # Whether a page has a main heading and landmarks is asked of the page alone.
            found += _found(frame, f"{where}, frame", asked | {"advice": False})
    return found


def rules(page: Page) -> frozenset[str]:
    """The rules of WCAG that axe-core knows."""
    _inject(page.main_frame)
    known: list[dict[str, Any]] = page.evaluate("tags => axe.getRules(tags)", list(WCAG))
    return frozenset(rule["ruleId"] for rule in known)


def _found(frame: Frame, where: str, asked: Mapping[str, Any]) -> list[Finding]:
    _inject(frame)
    told: list[dict[str, Any]] = frame.evaluate(_RUN, dict(asked))
    return [
        Finding(
            where=where,
            rule=each["rule"],
            at=f"{each['at']}  {each['html'][:160]}",
            summary=" ".join(each["summary"].split()),
            advice=each["advice"],
        )
        for each in told
    ]


def _inject(frame: Frame) -> None:
    # What is evaluated needs no leave from the page's Content-Security-Policy, which stays.
    if not frame.evaluate("'axe' in window"):
        frame.evaluate(AXE_SCRIPT)
