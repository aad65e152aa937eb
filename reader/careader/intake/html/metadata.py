"""The metadata of a page: title, address, author, days, the note of the tool that saved the page."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from html import unescape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from careader.intake.days import day_at_edge, moment_of
from careader.intake.html.stated import without_site, words_of
from careader.intake.html.titles import reads_as_headline
from careader.text import fold, safe

_SITE_BEHIND = re.compile(r"\s*(?:\s[|–—»·•/@-]|::|[|｜_])\s*\S")
"""What sets the name of a site apart from the headline before it."""
_SITE_LEFT = 0.5  # the least share of a page's title that is its headline
_ARTICLE = re.compile(
    r"(?:News|Blog|Report|Opinion|Review|Analysis|Background|Scholarly|Tech)?\w*(?:Article|Posting|NewsArticle)$"
)
_SINGLEFILE = re.compile(
    r"Page saved with SingleFile.{0,40}?\burl:\s*(\S+).{0,200}?saved date:\s*([^\n-][^\n]*)", re.DOTALL
)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_BY = re.compile(r"^by\s+(?=\S)", re.IGNORECASE)
_PUNCTUATION = 8  # the most letters by which two titles with the same words differ
_MOST_SCRIPTS = 100
_LONGEST_JSON = 2_000_000
_AUTHORS = frozenset(
    {
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "byl",
        "cxenseparse:author",
    }
)
_PUBLISHED = frozenset(
    {
        "article:published_time",
        "og:published_time",
        "datepublished",
        "date",
        "pubdate",
        "publishdate",
        "dc.date",
    }
    | {"dc.date.issued", "parsely-pub-date", "sailthru.date", "publish-date", "article.published"}
)

_PAGE_DAYS = ("date", "dc.date", "dcterms.date", "dc.date.issued", "revised", "last-modified")


@dataclass(slots=True)
class Metadata:
    """The metadata of a page.

    Attributes:
        titles: its titles as written, the surest first.
        address: its web address; "" for none.
        byline: the author; "" for none.
        publisher: the organisation that the page gives as its author; "" for none.
        published: the published day of its article; None for none.
        page_day: the day of the page itself; None for none.
        listed: the folded headlines of the articles that the page lists.
        single: whether the page is one article; None where the metadata do not say.
        saved: the moment when a tool saved it; None for none.
        saved_by: the source of this moment, such as ``SingleFile's note``; "" for none.
        lead: the beginning of its text; "" for none.
        stated: its titles without the name of the site, the title that most of them agree on first.
    """

    titles: list[str] = field(default_factory=list)
    address: str = ""
    byline: str = ""
    publisher: str = ""
    published: date | None = None
    page_day: date | None = None
    listed: frozenset[str] = frozenset()
    single: bool | None = None
    saved: datetime | None = None
    saved_by: str = ""
    lead: str = ""
    stated: list[str] = field(default_factory=list)

    def names(self, text: str) -> bool:
        """Whether a line is a title of the page, with or without the name of the site."""
        line = fold(text)
        if len(line) < 3:
            return False
        near = [title for title in self.stated if abs(len(title) - len(text)) <= _PUNCTUATION]
        if near and words_of(text) in map(words_of, near):
            return True
        for title in self.titles:
            if title.startswith(text) and _SITE_BEHIND.match(title, len(text)) and reads_as_headline(text):
                return True
            whole = fold(title)
            if line == whole or (line.endswith(f" {whole}") and reads_as_headline(whole)):  # below a kicker
                return True
            if whole.startswith(line) or whole.endswith(line):
                rest = whole.replace(line, "", 1).strip()
                if len(line) >= _SITE_LEFT * len(whole) and (
                    not rest or not rest[0].isalnum() or not rest[-1].isalnum()
                ):
                    return True
        return False

    @property
    def best_title(self) -> str:
        """The title that the page states most often, without the name of the site; "" for none."""
        return self.stated[0] if self.stated else ""


def read_metadata(tree: LexborHTMLParser, markup: str) -> Metadata:
    """Read the metadata of a page."""
    metadata = Metadata()
    meta: dict[str, str] = {}
    first, last = [], []
    head = tree.head
    for node in head.css("meta, title, link") if head is not None else ():
        attributes = node.attributes
        if node.tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            if content := attributes.get("content"):
                meta.setdefault(name.lower(), _line(content))
        elif node.tag == "title":
            last.append(_line(node.text()))
        elif attributes.get("rel") == "canonical":
            metadata.address = metadata.address or (attributes.get("href") or "")
    first = [meta[name] for name in ("og:title", "twitter:title", "title") if meta.get(name)]
    metadata.address = metadata.address or meta.get("og:url", "")
    site = meta.get("og:site_name") or meta.get("application-name") or ""
    sites = {site}
    _name_author(metadata, (meta[name] for name in meta if name in _AUTHORS), site)
    day = next((moment_of(meta[name]) for name in meta if name in _PUBLISHED), None)
    metadata.published = day.date() if day else None
    days = (moment_of(meta[name]) for name in _PAGE_DAYS if name in meta)
    metadata.page_day = next((day.date() for day in days if day), None) or next(
        filter(None, map(day_at_edge, last)), None
    )
    if "article:published_time" in meta or meta.get("og:type") == "article":
        metadata.single = True
    elif meta.get("og:type"):
        metadata.single = None
    metadata.lead = meta.get("og:description") or meta.get("description") or ""
    if "ld+json" in markup:
        sites |= _linked_data(tree, metadata, first, site)
    _notes(markup, metadata)
    metadata.titles = [title for title in dict.fromkeys([*first, *last]) if title]
    metadata.stated = without_site([*first, *last], sites, metadata.address)
    if not metadata.address.startswith(("http://", "https://")):
        metadata.address = ""
    return metadata


def _line(text: str) -> str:
    return safe(" ".join(text.split()))[:1000]


def _name_author(metadata: Metadata, names: Iterable[str], site: str) -> None:
    """Note the first name that is a person's as the byline, and one that is the site's as the publisher."""
    for name in names:
        if "@" in name or name.startswith("http") or not any(map(str.isalpha, name)):
            continue
        name = _BY.sub("", name)  # noqa: PLW2901 - the name alone
        if fold(name) == fold(site):
            metadata.publisher = metadata.publisher or name
        else:
            metadata.byline = metadata.byline or name


def _linked_data(tree: LexborHTMLParser, metadata: Metadata, titles: list[str], site: str) -> set[str]:
    """Note what linked data tell; returns the names that they give to the publisher."""
    articles: list[dict[str, Any]] = []
    listed: set[str] = set()
    for node in tree.css('script[type="application/ld+json"]')[:_MOST_SCRIPTS]:
        text = node.text()
        if len(text) > _LONGEST_JSON or text.count("[") + text.count("{") > 20_000:
            continue
        try:
            whole = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        things = [*_things(whole)]
        articles += [each for each in things if _is_article(each)]
        listed |= {fold(headline) for each in things for headline in _headlines(_inner(each))}
    headlines = {fold(headline) for headline in _headlines(articles)}
    if len(articles) == 1 or len(headlines) == 1:
        metadata.single = True
        one = articles[0]
        titles[:0] = list(_headlines([one]))
        people, organisations = _authors(one.get("author"))
        _name_author(metadata, [", ".join(people)[:200]], site)
        metadata.publisher = metadata.publisher or ", ".join(organisations)[:200]
        if metadata.published is None and (day := moment_of(str(one.get("datePublished") or ""))):
            metadata.published = day.date()
    metadata.listed = frozenset(listed | (headlines if len(headlines) > 1 else set()))
    publishers = (each.get("publisher") for each in articles)
    return {str(each.get("name") or "") for each in publishers if isinstance(each, dict)}


def _headlines(things: Iterable[Any]) -> Iterator[str]:
    for each in things:
        if isinstance(each, dict) and isinstance(headline := each.get("headline") or each.get("name"), str):
            yield _line(unescape(headline))


def _inner(thing: dict[str, Any]) -> Iterator[Any]:
    """The things of schema.org that a thing lists: the articles of a blog, or the items of a list."""
    for name in ("itemListElement", "blogPost", "blogPosts", "hasPart"):
        each = thing.get(name)
        for one in each[:500] if isinstance(each, list) else ():
            yield one.get("item") or one if isinstance(one, dict) else None


def _things(whole: Any) -> Iterator[dict[str, Any]]:
    """All things in linked data (JSON-LD), also in its lists and graphs."""
    waiting = [whole]
    for _ in range(500):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting += one[:200]
        elif isinstance(one, dict):
            yield one
            if isinstance(graph := one.get("@graph") or one.get("mainEntity"), list | dict):
                waiting.append(graph)


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE.match(kind)
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _authors(author: Any) -> tuple[list[str], list[str]]:
    """The names of authors: of people, and of organisations."""
    people: list[str] = []
    organisations: list[str] = []
    for one in author if isinstance(author, list) else [author]:
        name = one.get("name") if isinstance(one, dict) else one
        if not isinstance(name, str) or not name.strip() or name.startswith("http") or "@" in name:
            continue
        kind = str(one.get("@type")) if isinstance(one, dict) else ""
        (organisations if "Organization" in kind else people).append(_line(unescape(name)))
    return people, organisations


def _notes(markup: str, metadata: Metadata) -> None:
    """Read the note of the tool that saved the page."""
    top = markup[:4000]
    if match := _SINGLEFILE.search(top):
        metadata.address = match[1]
        metadata.saved, metadata.saved_by = moment_of(match[2].strip()), "SingleFile's note"
    elif match := _SAVED_FROM.search(top):
        metadata.address = match[1]
    if metadata.saved is None:
        metadata.saved_by = ""
