"""Pages of made-up stories with one disturbance each, and the truth about each of them.

A page is made of stories (`bench.stories`) in one of two templates, set as text by a tool
(`bench.text_tools`), or in the form of FORMAT.md with one thing that is not of that form. The same seed gives
the same pages.
"""

import datetime as dt
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bench.grammar import chance
from bench.stories import Part, Story, story
from bench.text_tools import LOSSY, TOOLS, Element, plain

PAIRS = ("KGS/USD", "KZT/USD", "TJS/USD", "UZS/USD", "TMT/USD")
FIRST_DAY = dt.date(2025, 1, 1)
MENU = ("Regions", "Money", "Culture", "Letters", "Archive", "Shop")
SITE = "The Steppe Gazette"
SHARE = ("Facebook", "Telegram", "WhatsApp", "Copy link")


@dataclass(frozen=True, slots=True)
class Disturbed:
    """A page and what it says.

    Attributes:
        name: of its disturbance.
        text: the page.
        headlines: of its articles, top to bottom; none where the text has lost them.
        date: of the capture; None where the page tells none.
        rates: by pair; a rate that cannot be read is left out.
    """

    name: str
    text: str
    headlines: tuple[str, ...]
    date: dt.date | None
    rates: dict[str, tuple[str, str]]


@dataclass(slots=True)
class Page:
    """A page on its way to text: its parts, which a disturbance changes."""

    draw: random.Random
    stories: list[Story]
    date: dt.date | None
    rates: dict[str, tuple[str, str]]
    above: list[Element]
    below: list[Element]
    date_line: str
    rate_lines: list[str]
    around: Callable[[Story, random.Random], tuple[list[Element], list[Element], list[Element]]] | None = None

    def elements(self) -> list[Element]:
        """The page top to bottom."""
        page = [*self.above, Element("list", items=tuple(self.rate_lines), href="rates")]
        page += [Element("line", self.date_line)] if self.date_line else []
        for told in self.stories:
            before, byline, after = self.around(told, self.draw) if self.around else ([], [], [])
            page += [*before, Element("headline", told.headline, href=_href(told)), *byline]
            page += [element for part in told.parts for element in _elements(part)]
            page += after
        return [*page, *self.below]

    def done(self, name: str, text: str, *, lost: bool = False) -> Disturbed:
        """The page as text, with its truth."""
        headlines = () if lost else tuple(told.headline for told in self.stories)
        return Disturbed(name, text, headlines, None if lost else self.date, {} if lost else self.rates)


def _href(told: Story) -> str:
    return "https://example.org/" + "-".join(told.headline.lower().split()[:4]).replace(":", "")


def _elements(part: Part) -> Iterator[Element]:
    if part.kind == "list":
        yield Element("paragraph", part.text)
        yield Element("list", items=part.items, href="main")
    elif part.kind not in {"gap", "credit"}:
        yield Element("section" if part.kind == "heading" else "paragraph", part.text)


def make_page(seed: int, number: int, articles: int = 6) -> Page:
    """A page in the form of FORMAT.md, without a disturbance."""
    draw = chance(seed, "page", number)
    first = draw.randrange(50_000)
    stories = [story(seed, first + n) for n in range(articles)]
    day = FIRST_DAY + dt.timedelta(days=draw.randrange(600))
    rates = {
        pair: (f"{draw.uniform(0, 0.3):.5f}", draw.choice(("0%", "-0%", "0.19%", "-1.2%"))) for pair in PAIRS
    }
    lines = [f"{pair} = {value} {change}" for pair, (value, change) in rates.items()] * 8
    return Page(draw, stories, day, rates, [], [], f"{day:%d %B %Y}", lines)


def gazette(page: Page) -> Page:
    """The template of a paper: a menu, the section above each headline, byline, tags, a footer."""
    section = page.draw.choice(MENU)

    def around(told: Story, draw: random.Random) -> tuple[list[Element], list[Element], list[Element]]:
        day = page.date or FIRST_DAY
        byline = f"{day - dt.timedelta(days=draw.randrange(3)):%-d %B %Y} By {told.topic['p2']}"
        return (
            [Element("link", section, href="/section")],
            [Element("line", byline)],
            [
                Element("line", "Share"),
                Element("list", items=SHARE, href="#"),
                Element("line", f"Tags: {told.topic['n1']}, {told.topic['n2']}"),
            ],
        )

    others = tuple(story(99, page.draw.randrange(9_000)).headline for _ in range(3))
    page.above = [
        Element("link", "Skip to content", href="#content"),
        Element("link", SITE, href="/"),
        Element("list", items=MENU, href="/menu"),
    ]
    page.below = [
        Element("line", "Most Read"),
        Element("numbers", items=others, href="/x"),
        Element("line", "Newsletter"),
        Element("line", "Get the week on the steppe in your inbox every Sunday."),
        Element("list", items=("About Us", "Contact", "Privacy Policy"), href="/about"),
        Element("line", f"© 2025 {SITE}. All rights reserved."),
    ]
    return replace(page, around=around)


def review(page: Page) -> Page:
    """The template of a magazine: day and minutes below each headline, comments, related titles."""

    def around(told: Story, draw: random.Random) -> tuple[list[Element], list[Element], list[Element]]:
        day = (page.date or FIRST_DAY) - dt.timedelta(days=draw.randrange(5))
        return (
            [],
            [
                Element(
                    "glued",
                    items=(
                        f"By {told.topic['p2']}",
                        f"| {day:%B %-d, %Y}",
                        f"| {draw.randint(2, 9)} min read",
                    ),
                ),
            ],
            [Element("line", f"{draw.randint(2, 40)} comments"), Element("line", "Advertisement")],
        )

    others = [story(98, page.draw.randrange(9_000)).headline for _ in range(3)]
    page.above = [
        Element("line", "Menu"),
        Element("glued", items=("Log in", "Subscribe", "Search")),
        Element("title", "The Orchard Review", href="/"),
    ]
    page.below = [
        Element("line", "You may also like"),
        *(Element("link", other, href="/other") for other in others),
        Element("glued", items=("Previous", "3", "Next")),
        Element("line", "Follow us on Telegram"),
        Element("line", "We use cookies so that this website works as it should."),
        Element("glued", items=("Accept", "Reject")),
    ]
    return replace(page, around=around)


TEMPLATES = {"gazette": gazette, "review": review}


def _odd_rate(value: str) -> Callable[[Page], None]:
    def disturb(page: Page) -> None:
        pair = page.draw.choice(PAIRS)
        page.rate_lines = [f"{pair} = {value}" if pair in line else line for line in page.rate_lines]
        parts = value.rsplit("  ", 1)
        if len(parts) == 2:  # a value and a change
            page.rates[pair] = (parts[0], parts[1])
        else:
            del page.rates[pair]

    return disturb


def _dated(form: str) -> Callable[[Page], None]:
    def disturb(page: Page) -> None:
        page.date_line = f"{page.date:{form}}"

    return disturb


def _above(*lines: str) -> Callable[[Page], None]:
    def disturb(page: Page) -> None:
        page.above = [Element("line", line) for line in lines]

    return disturb


def _around(before: Sequence[str], byline: Sequence[str], after: Sequence[str]) -> Callable[[Page], None]:
    def disturb(page: Page) -> None:
        def told_of(told: Story, lines: Sequence[str]) -> list[Element]:
            return [Element("line", line.format(name=told.topic["p2"], head=told.headline)) for line in lines]

        page.around = lambda told, _: (told_of(told, before), told_of(told, byline), told_of(told, after))

    return disturb


def _below(*lines: str) -> Callable[[Page], None]:
    def disturb(page: Page) -> None:
        page.below = [Element("line", line) for line in lines]

    return disturb


DISTURBANCES: dict[str, Callable[[Page], None]] = {
    "none": lambda _: None,
    "a line above": _above("Skip to main content"),
    "an address above": _above("https://example.org/page/12"),
    "a menu above": _above(SITE, *MENU),
    "a saved-on line above": _above("Saved on 3 May 2025 from https://example.org/"),
    "a notice above": _above("We use cookies to give you the best experience on our website."),
    "rate: no figure": _odd_rate("N/A"),
    "rate: a comma": _odd_rate("0,01144  0%"),
    "rate: thousands": _odd_rate("1,234.56  0.2%"),
    "rate: a minus": _odd_rate("0.00193  −0.1%"),
    "rate: a blank": _odd_rate("0.10866  0.55 %"),
    "rate: no change": _odd_rate("0.10866"),
    "date: weekday": _dated("%A, %d %B %Y"),
    "date: ISO": _dated("%Y-%m-%d"),
    "date: American": _dated("%B %-d, %Y"),
    "date: in brackets": _dated("[%d %B %Y]"),
    "date: no-break": _dated("%d\u00a0%B\u00a0%Y"),
    "date: short": _dated("%a %-d %b %Y"),
    "a section above each": _around(["Regions"], [], []),
    "bylines": _around([], ["By {name}"], []),
    "headlines twice": _around(["{head}"], ["By {name}"], []),
    "ways to the full text": _around([], [], ["Read more: {head}"]),
    "share lines": _around([], [], ["Share", "Facebook", "Telegram"]),
    "comments": _around([], [], ["3 comments", "Leave a comment"]),
    "a footer": _below("About us", "Contact", "© 2025 The Steppe Gazette. All rights reserved."),
    "related titles": _below("Related Articles", "A Bridge for the Lower Town", "Six Wells Are Dug by Hand"),
    "a newsletter": _below("Newsletter", "Sign up for our weekly newsletter", "Enter your email"),
}


def disturbed_pages(seed: int, count: int) -> Iterator[Disturbed]:
    """Pages in turn of the form with one disturbance, of tools, and of tools that lose headlines."""
    makers = [_of_form(name) for name in DISTURBANCES]
    makers += [_of_tool(template, tool) for template in TEMPLATES for tool in TOOLS]
    makers += [_of_lossy(tool) for tool in LOSSY]
    for number in range(count):
        articles = chance(seed, "kind", number).choice((6, 6, 6, 1, 3))
        yield makers[number % len(makers)](make_page(seed, number, articles))


Maker = Callable[[Page], Disturbed]


def _of_form(name: str) -> Maker:
    def make(page: Page) -> Disturbed:
        DISTURBANCES[name](page)
        return page.done(name, plain(page.elements()))

    return make


def _of_tool(template: str, tool: str) -> Maker:
    def make(page: Page) -> Disturbed:
        page = TEMPLATES[template](page)
        return page.done(f"{template}, {tool}", TOOLS[tool](page.elements()))

    return make


def _of_lossy(tool: str) -> Maker:
    return lambda page: page.done(tool, LOSSY[tool](gazette(page).elements()), lost=True)
