"""Made-up stories, and the pages that different sites would make of them: eleven listings, five single articles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape

RATES = [
    ("KGS/USD", "0.01144", "0%"),
    ("KZT/USD", "0.00192", "-0%"),
    ("TJS/USD", "0.10879", "0.28%"),
    ("UZS/USD", "0.00008", "0%"),
    ("TMT/USD", "0.28490", "-0.28%"),
]


@dataclass(frozen=True)
class Story:
    """One story: its body in pairs of a kind (p, h, q, c, li) and a text."""

    slug: str
    headline: str
    author: str
    day: str
    body: Sequence[tuple[str, str]] = field(default=())

    @property
    def address(self) -> str:
        return f"https://news.example.org/{self.slug}/"

    @property
    def lead(self) -> str:
        return self.body[0][1]


STORIES = [
    Story(
        "bee-keepers",
        "Bee Keepers of Arslanbob Ask for a Winter Road",
        "Gulnara Sadykova",
        "2025-12-09",
        [
            (
                "p",
                "Forty families who keep bees above the walnut forest have asked the district to clear the upper road until February, so that hives can be fed before the frost sets in.",
            ),
            ("c", "Hives under felt covers near the upper meadow; image: TCA, Pavel Orlov"),
            (
                "p",
                "Last winter the road was closed for eleven weeks. One keeper in three lost half of the colonies, and honey from the valley was sold out by May.",
            ),
            ("h", "What a Cleared Road Costs"),
            (
                "p",
                "The district counts sixty thousand soms a month for a grader and its driver. The keepers offer to pay for the fuel, and to lend two tractors when the grader breaks down.",
            ),
            ("p", "A decision is expected after the council meets on Thursday."),
        ],
    ),
    Story(
        "tram-bells",
        "Pavlodar Trams Get Their Old Bells Back",
        "Timur Akhmetov",
        "2025-12-09",
        [
            (
                "p",
                "Drivers in Pavlodar have put brass bells back on twelve trams, after passengers complained that nobody hears the electronic chime in the wind.",
            ),
            (
                "p",
                "The bells were found in a depot cellar, each with the number of a tram that was scrapped thirty years ago. A retired fitter cleaned them for the price of the polish.",
            ),
            (
                "p",
                "“A chime asks,” said the depot master, who has driven the third line since 1994. “A bell tells.”",
            ),
        ],
    ),
    Story(
        "seed-interview",
        "Interview: The Woman Who Counts Wild Apple Seeds",
        "Piers Langley",
        "2025-12-08",
        [
            (
                "p",
                "Madina Iskakova has walked the slopes above Almaty for twenty-two autumns, counting the seeds of wild apples. She told us why numbers matter more than names.",
            ),
            ("q", "TCA: How many seeds does one apple need?"),
            (
                "p",
                "Iskakova: Ten on paper. In a wet year I find seven, in a dry year four. The tree does the arithmetic before I do.",
            ),
            ("q", "TCA: Who pays for the counting?"),
            (
                "p",
                "Iskakova: A botanical garden paid for the boots. The rest I do on Sundays, and Sundays are cheap.",
            ),
        ],
    ),
    Story(
        "salt-train",
        "Salt From the Aral Bed Travels by Train Again",
        "Dilnoza Rakhimova",
        "2025-12-08",
        [
            (
                "p",
                "The first train with salt from the dry bed of the sea left the siding at Kulandy on Monday, after a break of four years in which trucks carried everything.",
            ),
            ("h", "Three Prices"),
            ("p", "The railway names three prices for a wagon:"),
            ("li", "To the coast: 410 dollars, loading included"),
            ("li", "To the capital: 280 dollars, without loading"),
            ("li", "To the border: 190 dollars, if it comes back full"),
            (
                "p",
                "Truckers fear for the spring, when most of the salt was ordered. The union wants half of all orders kept for the road until the summer.",
            ),
        ],
    ),
    Story(
        "night-library",
        "Opinion: Let the Libraries of Khujand Stay Open at Night",
        "Guest Contributor",
        "2025-12-07",
        [
            (
                "p",
                "Whoever walks along the river after nine sees students reading under the lamps of the embankment, because the warm rooms behind them are locked.",
            ),
            (
                "p",
                "It would take four guards and one stove. The city pays more for the lamps, and nobody can borrow a book from a lamp.",
            ),
            ("h", "A Modest Sum"),
            (
                "p",
                "I have done the sums with a clerk of the city, who asked not to be named and then asked for a reader’s ticket.",
            ),
        ],
    ),
    Story(
        "felt-roofs",
        "Turkmen Potters Cover Kilns With Felt to Save Wood",
        "Ogulsona Berdiyeva",
        "2025-12-07",
        [
            (
                "p",
                "Potters in two villages near Mary wrap their kilns in old felt before they fire them, and say that a load of wood now lasts for three firings where it lasted for two.",
            ),
            (
                "p",
                "The felt comes from worn carpets. It chars on the inside and is turned like a coat, until both sides are black.",
            ),
        ],
    ),
]


def words(story: Story) -> list[str]:
    """Every text of a story's body."""
    return [text for _, text in story.body]


def _body(story: Story, heading: str = "<h3>{}</h3>", question: str = "<p><strong>{}</strong></p>") -> str:
    made: list[str] = []
    items: list[str] = []
    for kind, text in [*story.body, ("", "")]:
        if kind != "li" and items:
            made.append(f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>")
            items = []
        if kind == "p":
            made.append(f"<p>{escape(text)}</p>")
        elif kind == "h":
            made.append(heading.format(escape(text)))
        elif kind == "q":
            made.append(question.format(escape(text)))
        elif kind == "c":
            made.append(f'<figure><img src="/i.jpg" alt=""><figcaption>{escape(text)}</figcaption></figure>')
        elif kind == "li":
            items.append(text)
    return "\n".join(made)


def _page(body: str, *, head: str = "", classes: str = "", title: str = "News - The Example Gazette") -> str:
    nav = "".join(
        f'<li><a href="/{name.lower()}">{name}</a></li>'
        for name in ("Kazakhstan", "Tajikistan", "Opinion", "About")
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}'
        "<style>.a{color:red}</style><script>var a = '<h2>no</h2>';</script></head>"
        f'<body class="{classes}"><header id="top"><a href="/"><img src="/l.png" alt="The Example Gazette"></a>'
        f"<nav><ul>{nav}</ul></nav></header>{body}"
        "<footer><p>© 2025 The Example Gazette. All rights are kept by those who wrote what stands here.</p></footer></body></html>"
    )


_SIDEBAR = (
    '<aside class="sidebar"><h3>Most Read</h3><ol><li><a href="/x1/">A Goat Is Elected in a Village Without Voters</a></li>'
    '<li><a href="/x2/">Why the Clock in Osh Runs Backwards</a></li></ol><h3>Newsletter</h3>'
    "<p>Every Friday the week in one letter. We shall never hand on your address to anybody else.</p></aside>"
)


def _long(day: str) -> str:
    year, month, date = day.split("-")
    names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]
    return f"{[*names, 'November', 'December'][int(month) - 1]} {int(date)}, {year}"


def wordpress() -> str:
    """A classic theme: articles with full text, the rates as a ticker of list items."""
    ticker = "".join(
        f'<li class="fx"><b>{pair}</b> = <span>{value} {change}</span></li>'
        for pair, value, change in RATES * 3
    )
    posts = "".join(
        f'<article id="post-{n}" class="post-{n} post type-post hentry category-news tag-share">'
        f'<header class="entry-header"><span class="cat-links"><a href="/category/news">News</a></span>'
        f'<h2 class="entry-title"><a href="{s.address}" rel="bookmark">{escape(s.headline)}</a></h2>'
        f'<div class="entry-meta"><time class="entry-date" datetime="{s.day}T08:00:00+05:00">{_long(s.day)}</time> '
        f'<span class="byline">by <a class="url fn n" href="/author/x">{s.author}</a></span></div></header>'
        f'<div class="entry-content">{_body(s)}</div><footer class="entry-footer"><span class="tags-links">Tags: <a href="/tag/a">a</a></span>'
        f'<div class="sharedaddy"><span>Share this:</span><ul><li><a href="#">Facebook</a></li></ul></div></footer></article>'
        for n, s in enumerate(STORIES, 100)
    )
    return _page(
        f'<main><ul class="ticker">{ticker}</ul><div class="today">10 December 2025</div>{posts}<nav class="pagination"><a href="/page/2">Next</a></nav></main>{_SIDEBAR}',
        classes="home blog paged",
    )


def block_theme() -> str:
    """A block theme: excerpts in a list, the rates in a table, the day in the bar at the top."""
    rows = "".join(
        f"<tr><td>{pair}</td><td>{value}</td><td>{change}</td></tr>" for pair, value, change in RATES
    )
    posts = "".join(
        f'<li class="wp-block-post post-{n} post type-post"><h2 class="wp-block-post-title"><a href="{s.address}">{escape(s.headline)}</a></h2>'
        f'<div class="wp-block-post-date"><time datetime="{s.day}T00:00:00">{_long(s.day)}</time></div>'
        f'<div class="wp-block-post-author-name">{s.author}</div>'
        f'<div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">{escape(s.lead)} […]</p>'
        f'<p class="wp-block-post-excerpt__more-text"><a class="wp-block-post-excerpt__more-link" href="{s.address}">Read more</a></p></div></li>'
        for n, s in enumerate(STORIES)
    )
    return _page(
        f'<div class="top-bar"><span>Wednesday, December 10, 2025</span></div><div class="rates"><table><tr><th>Pair</th><th>Rate</th><th>Change</th></tr>{rows}</table></div>'
        f'<main class="wp-block-group"><h1 class="page-title">Latest</h1><ul class="wp-block-post-template">{posts}</ul></main>{_SIDEBAR}',
        classes="archive category",
    )


def cards() -> str:
    """A news site of cards: the title within the link of the picture, the byline below the summary."""
    posts = "".join(
        f'<div class="card"><a class="card__link" href="/2025/12/{s.slug}"><img src="/p.jpg" alt="A picture"><h3 class="card__title">{escape(s.headline)}</h3></a>'
        f'<p class="card__summary">{escape(s.lead)}</p><div class="card__meta"><span>By {s.author}</span> <span>{_long(s.day)}</span></div></div>'
        for s in STORIES
    )
    return _page(
        f'<div class="container"><div class="grid">{posts}</div><div class="most-read"><h4>Most read</h4><a href="/q">Six Ways to Fold a Carpet</a></div></div>',
        head='<meta property="og:type" content="website">',
    )


def flat() -> str:
    """Headings and paragraphs side by side, without links and without boxes."""
    posts = "".join(
        f"<h2>{escape(s.headline)}</h2><p class='meta'>By {s.author}, {_long(s.day)}</p>{_body(s, '<h3>{}</h3>')}"
        for s in STORIES
    )
    return _page(f'<div id="content"><h1>News</h1>{posts}</div>')


def old_table() -> str:
    """A site of the year 2003: tables, fonts, bold links for headlines, breaks between paragraphs."""
    posts = "".join(
        f'<tr><td><font face="Arial" size="2"><b><a href="news.php?id={n}">{escape(s.headline)}</a></b><br>'
        f"<i>{_long(s.day)}</i><br><br>{'<br><br>'.join(escape(text) for kind, text in s.body if kind != 'h')}<br><br></font></td></tr>"
        for n, s in enumerate(STORIES)
    )
    return _page(
        f'<table width="760"><tr><td width="150"><a href="/">Home</a><br><a href="/arch">Archive</a></td><td><table>{posts}</table></td></tr></table>'
    )


def heading_each() -> str:
    """Each article has a heading of level 1; sections are bold paragraphs."""
    posts = "".join(
        f'<article><h1><a href="{s.address}">{escape(s.headline)}</a></h1><p class="byline">{s.author} | {_long(s.day)}</p>'
        f'{_body(s, "<p><b>{}</b></p>", "<p><b>{}</b></p>")}<p class="more"><a href="{s.address}#comments">3 comments</a></p></article>'
        for s in STORIES
    )
    return _page(f"<main>{posts}</main>{_SIDEBAR}")


def whole_links() -> str:
    """Teasers that are links from end to end, a word for the kind of story above each headline."""
    posts = "".join(
        f'<section class="teaser"><a href="{s.address}"><span class="kicker">Society</span><h3>{escape(s.headline)}</h3><p>{escape(s.lead)}</p></a></section>'
        for s in STORIES
    )
    spans = " ".join(
        f'<span class="pair">{pair}</span> <span class="value">{value}</span> <span class="change">({change})</span>'
        for pair, value, change in RATES
    )
    return _page(f'<div class="fx-line">{spans}</div><main>{posts}</main>')


def list_of_links() -> str:
    """A plain list: a day, a link, a text; the paging line below."""
    posts = "".join(
        f'<li><time datetime="{s.day}">{_long(s.day)}</time> <a class="title" href="{s.address}">{escape(s.headline)}</a><div class="desc">{escape(s.lead)}</div></li>'
        for s in STORIES
    )
    spans = " • ".join(f"{pair} = {value} {change}" for pair, value, change in RATES)
    return _page(
        f'<div class="ticker">{spans}</div><p class="date">10 December 2025</p><div class="results"><ul class="news-list">{posts}</ul></div><div class="pager">Viewing results 7 - 12 of 124</div>'
    )


def soup() -> str:
    """Nothing but div: the class says what is what, breaks stand between paragraphs."""
    posts = "".join(
        f'<div class="news"><div class="news-title"><a href="{s.address}">{escape(s.headline)}</a></div><div class="news-date">{_long(s.day)}</div>'
        f'<div class="news-text">{"<br/><br/>".join(escape(text) for text in words(s))}</div></div>'
        for s in STORIES
    )
    return _page(
        f'<div id="wrap"><div id="left">{posts}</div><div id="right"><div class="banner">Your advert could stand here, next to the news of the day</div></div></div>'
    )


def read_more() -> str:
    """An old content system: a link to the rest of each article that names it again."""
    posts = "".join(
        f'<div class="item"><h2 class="item-title"><a href="/index.php?id={n}">{escape(s.headline)}</a></h2><dl class="article-info"><dd class="createdby">Written by {s.author}</dd>'
        f'<dd class="published">Published: {_long(s.day)}</dd></dl><p>{escape(s.lead)}</p><p class="readmore"><a href="/index.php?id={n}">Read more: {escape(s.headline)}</a></p></div>'
        for n, s in enumerate(STORIES)
    )
    return _page(f'<div class="blog">{posts}</div>{_SIDEBAR}')


def lead_story() -> str:
    """A front page: one large story, the others smaller, each of another level."""
    first, *rest = STORIES
    big = f'<article class="lead-story"><h2 class="headline"><a href="{first.address}">{escape(first.headline)}</a></h2><p>{escape(first.lead)}</p></article>'
    small = "".join(
        f'<article class="story"><h3 class="headline"><a href="{s.address}">{escape(s.headline)}</a></h3><p>{escape(s.lead)}</p></article>'
        for s in rest
    )
    return _page(
        f'<main>{big}<div class="row">{small}</div></main>{_SIDEBAR}',
        head='<meta property="og:type" content="website"><script type="application/ld+json">{"@type": "WebSite", "name": "The Example Gazette"}</script>',
    )


LISTINGS: dict[str, Callable[[], str]] = {
    made.__name__: made
    for made in (
        wordpress,
        block_theme,
        cards,
        flat,
        old_table,
        heading_each,
        whole_links,
        list_of_links,
        soup,
        read_more,
        lead_story,
    )
}

WITH_RATES = ("wordpress", "block_theme", "whole_links", "list_of_links")
WITH_DAY = ("wordpress", "block_theme", "list_of_links")
WITH_BYLINES = ("wordpress", "block_theme", "cards", "flat", "heading_each", "read_more")


_RELATED = "".join(
    f'<div class="rel-item"><h4><a href="{s.address}">{escape(s.headline)}</a></h4><p>{escape(s.lead[:90])}…</p></div>'
    for s in STORIES[1:4]
)


def single_wordpress(story: Story) -> str:
    """One article of a classic theme, with its like below, an author's card and comments."""
    return _page(
        f'<main><article class="post-7 post type-post hentry"><header class="entry-header"><h1 class="entry-title">{escape(story.headline)}</h1>'
        f'<div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="{story.day}T07:00:00+00:00">{_long(story.day)}</time></span> <span class="byline">by <span class="author vcard"><a href="/author/a">{story.author}</a></span></span></div></header>'
        f'<div class="entry-content">{_body(story)}<div class="jp-relatedposts">{_RELATED}</div></div></article>'
        f'<section class="author-box"><p>{story.author} has written about the valley for twelve years and keeps bees as well.</p></section>'
        '<div id="comments" class="comments-area"><h2>2 thoughts</h2><ol><li><p>My uncle has said so for years, and nobody ever listened to a word of it.</p></li></ol></div></main>',
        head=f'<meta property="og:title" content="{escape(story.headline)}"><meta property="og:type" content="article"><link rel="canonical" href="{story.address}">',
        classes="single single-post postid-7",
        title=f"{escape(story.headline)} - The Example Gazette",
    )


def single_plain(story: Story) -> str:
    """One article in div alone, paragraphs apart by breaks, no word about it in the head."""
    return _page(
        f'<div id="page"><div class="col"><h1>{escape(story.headline)}</h1><div class="info">{story.author} · {_long(story.day)} · 4 min read</div>'
        f'<div class="txt">{"<br><br>".join(escape(text) for text in words(story))}</div></div><div class="col2"><h3>More</h3>{_RELATED}</div></div>',
        title=f"{escape(story.headline)} | The Example Gazette",
    )


def single_linked_data(story: Story) -> str:
    """One article whose head is all linked data; the body is split by an advert, cards stand below."""
    half = len(story.body) // 2
    first, second = Story("", "", "", "", story.body[:half]), Story("", "", "", "", story.body[half:])
    data = f'{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite"}},{{"@type":"NewsArticle","headline":"{escape(story.headline)}","datePublished":"{story.day}T05:00:00Z","author":[{{"@type":"Person","name":"{story.author}"}}]}}]}}'
    return _page(
        f'<main class="article"><div class="kicker">Society</div><h1 class="headline">{escape(story.headline)}</h1><div class="article__body"><div class="part">{_body(first, "<h2>{}</h2>")}</div>'
        f'<div class="ad-slot"><p>Advertisement: buy two kettles and never be cold in a tent again this winter</p></div><div class="part">{_body(second, "<h2>{}</h2>")}</div></div>'
        f'<div class="more-stories">{_RELATED}</div></main>',
        head=f'<script type="application/ld+json">{data}</script>',
        title=f"{escape(story.headline)} — Gazette",
    )


def single_print(story: Story) -> str:
    """The page for the printer: a heading of level 2 and paragraphs."""
    return (
        f"<html><head><title>The Example Gazette :: {escape(story.headline)}</title></head><body><h2>{escape(story.headline)}</h2>"
        f"<p><i>{_long(story.day)}, by {story.author}</i></p>{_body(story, '<p><b>{}</b></p>')}</body></html>"
    )


def single_with_cards(story: Story) -> str:
    """One article of a large site: cards of other stories within articles of their own, as many as there are."""
    cards_below = "".join(
        f'<article class="card"><a href="{s.address}"><h3 class="card__title">{escape(s.headline)}</h3></a><p>{escape(s.lead)}</p></article>'
        for s in STORIES[1:]
    )
    return _page(
        f'<main><article class="story"><h1 class="story__title">{escape(story.headline)}</h1><p class="story__standfirst">{escape(story.lead)}</p>'
        f'<div class="story__meta"><a rel="author" href="/a">{story.author}</a> <time datetime="{story.day}">{_long(story.day)}</time></div>'
        f'<div class="story__body">{_body(Story("", "", "", "", story.body[1:]))}</div></article><section class="latest">{cards_below}</section></main>',
        head=f'<meta property="og:title" content="{escape(story.headline)}">',
        title=f"{escape(story.headline)}",
    )


SINGLES: dict[str, Callable[[Story], str]] = {
    made.__name__: made
    for made in (single_wordpress, single_plain, single_linked_data, single_print, single_with_cards)
}
