"""The same made-up stories by the habits of content systems and sites that name nothing as WordPress does."""

from collections.abc import Callable
from html import escape

from tests.intake.templates import STORIES, Story, words

_BREAKS = "<br /><br />"


def _document(title: str, content: str, head: str = "", lang: str = "en") -> str:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>{head}'
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{content}</body></html>'


def _texts(story: Story, between: str = _BREAKS, heading: str = "<b>{}</b>") -> str:
    return between.join(
        heading.format(escape(text)) if kind == "h" else escape(text) for kind, text in story.body
    )


def _day(story: Story) -> str:
    return f"{int(story.day[8:])} December {story.day[:4]}"


def _russian_day(story: Story) -> str:
    return f"{int(story.day[8:])} декабря {story.day[:4]}"


def _each(made: Callable[[Story], str], stories: list[Story] = STORIES) -> str:
    return "".join(made(story) for story in stories)


def drupal() -> str:
    """Fields with hidden labels, each node in a row of a view, a link to the rest that names it again."""

    def node(s: Story) -> str:
        return (
            f'<div class="views-row"><article role="article" class="node node--view-mode-teaser">'
            f'<h2 class="node__title"><a href="/{s.slug}"><span class="field--name-title field--label-hidden">'
            f"{escape(s.headline)}</span></a></h2>"
            f'<div class="node__meta">Submitted by <span>{s.author}</span> on <span>{_day(s)} - 08:12</span></div>'
            f'<div class="node__content"><div class="field field--name-body field--label-hidden field__item">'
            f"<p>{escape(s.lead)}</p></div><ul class='links inline'><li class='node-readmore'>"
            f'<a href="/{s.slug}">Read more<span class="visually-hidden"> about {escape(s.headline)}</span></a></li></ul>'
            "</div></article></div>"
        )

    return _document("Gazette", f'<main role="main"><div class="view-content">{_each(node)}</div></main>')


def substack() -> str:
    """Nothing but div and links: only an attribute for tests names the title."""

    def preview(s: Story) -> str:
        return (
            f'<div class="pencraft container"><a href="{s.address}" data-testid="post-preview-title" class="pencraft">'
            f'{escape(s.headline)}</a><div><a href="{s.address}" class="pencraft">{escape(s.lead)}</a></div>'
            f'<div class="themed-meta"><time datetime="{s.day}T08:00:00.000Z">Dec {int(s.day[8:])}</time></div></div>'
        )

    return _document(
        "Gazette | Letters", f'<div id="main"><div class="archive-list">{_each(preview)}</div></div>'
    )


def tilda() -> str:
    """A page builder: numbered classes, the whole card a link."""

    def card(s: Story) -> str:
        return (
            f'<div class="t404__col"><a class="t404__link" href="/{s.slug}"><div class="t404__textwrapper">'
            f'<div class="t404__uptitle t-uptitle">City</div><div class="t404__title t-heading">{escape(s.headline)}</div>'
            f'<div class="t404__descr t-descr">{escape(s.lead)}</div></div></a></div>'
        )

    return _document("Gazette", f'<div class="t-records"><div class="t-container">{_each(card)}</div></div>')


def bitrix() -> str:
    """A paragraph for each story: day, bold link, text and a link to the rest, apart by breaks."""

    def item(s: Story) -> str:
        return (
            f'<p class="news-item"><span class="news-date-time">{s.day[8:]}.12.2025</span> '
            f'<a href="/news/{s.slug}/"><b>{escape(s.headline)}</b></a><br />{escape(s.lead)}<br />'
            f'<a href="/news/{s.slug}/">Подробнее</a></p>'
        )

    paging = '<font class="text">Новости 1 - 6 из 40<br/>Начало | 1 <a href="?2">2</a></font>'
    return _document(
        "Новости", f'<h1>Новости</h1><div class="news-list">{_each(item)}{paging}</div>', lang="ru"
    )


def teasers() -> str:
    """Cards in two rows below headings of sections, the link to the rest within the text."""

    def card(s: Story) -> str:
        return (
            f'<div class="col-md-4 teaser"><span class="label">Economy</span><h4><a href="/{s.slug}">{escape(s.headline)}</a></h4>'
            f'<p>{escape(s.lead)} <a href="/{s.slug}">Read more →</a></p><small>{s.author} | {_day(s)}</small></div>'
        )

    rows = f"<h2>Top stories</h2>{_each(card, STORIES[:3])}<h2>More news</h2>{_each(card, STORIES[3:])}"
    return _document("Gazette", f'<div class="container">{rows}</div>')


def russian_lazy() -> str:
    """Pictures that a script loads, with a noscript for each; Russian days and links to the rest."""

    def item(s: Story) -> str:
        return (
            f'<div class="b-news__item"><a href="/{s.slug}"><img data-src="x.jpg"><noscript><img src="x.jpg"></noscript></a>'
            f'<div class="b-news__date">{_russian_day(s)}, 08:12</div><a class="b-news__title" href="/{s.slug}">{escape(s.headline)}</a>'
            f'<div class="b-news__anons">{escape(s.lead)}</div><a href="/{s.slug}">Читать далее</a></div>'
        )

    top = (
        '<div class="b-header"><a href="/">Главная</a><div class="b-date">10 декабря 2025, среда</div></div>'
    )
    return _document("Газета", f'{top}<div class="b-news">{_each(item)}</div>', lang="ru")


def print_view() -> str:
    """Several stories for the printer: all titles bold paragraphs, a byline below each headline."""

    def story(s: Story) -> str:
        text = "".join(
            f"<p><b>{escape(text)}</b></p>" if kind == "h" else f"<p>{escape(text)}</p>"
            for kind, text in s.body
        )
        return f"<p><b>{escape(s.headline)}</b></p><p><i>{s.author}, {_day(s)}</i></p>{text}<hr>"

    return _document("Gazette", _each(story))


def channel(stories: list[Story] = STORIES) -> str:
    """The web page of a channel: the first line of each message bold, the page named after the channel."""

    def message(s: Story) -> str:
        return (
            '<div class="tgme_widget_message_wrap"><div class="tgme_widget_message"><div class="tgme_widget_message_author">'
            '<a class="tgme_widget_message_owner_name" href="/gz"><span>Gazette</span></a></div>'
            f'<div class="tgme_widget_message_text"><b>{escape(s.headline)}</b>{_BREAKS}{_texts(s, heading="{}")}</div>'
            f'<a class="tgme_widget_message_date" href="/gz/1"><time datetime="{s.day}T08:12:00+00:00">08:12</time></a></div></div>'
        )

    top = '<header><div class="tgme_header_title"><span>Gazette</span></div></header>'
    return _document(
        "Gazette – Channel", top + _each(message, stories), '<meta property="og:title" content="Gazette">'
    )


LISTINGS: dict[str, Callable[[], str]] = {
    made.__name__: made for made in (drupal, substack, tilda, bitrix, teasers, russian_lazy, print_view)
}
WITH_DAYS = ("drupal", "substack", "bitrix", "teasers", "russian_lazy", "print_view")
TEASERS = ("drupal", "substack", "tilda", "bitrix", "teasers", "russian_lazy")


def blogger_single(s: Story) -> str:
    """A blog: the day above the headline, the text apart by breaks, the site's name a heading as well."""
    return _document(
        f"The Gazette: {s.headline}",
        '<div class="header"><h1 class="title"><a href="/">The Gazette</a></h1></div>'
        f"<h2 class='date-header'><span>{_day(s)}</span></h2><div class='post hentry'><h3 class='post-title entry-title'>"
        f"<a href='{s.address}'>{escape(s.headline)}</a></h3><div class='post-body entry-content'>{_texts(s)}</div>"
        f"<div class='post-footer'><span class='post-author vcard'>Posted by <span class='fn'>{s.author}</span></span></div></div>",
    )


def tilda_single(s: Story) -> str:
    """A page builder: the headline and each section heading named alike, each in a block of its own."""
    parts = _texts(
        s,
        heading="</div></div><div class='t-rec'><div class='t-heading'>{}</div></div>"
        "<div class='t-rec'><div class='t-text'>",
    )
    blocks = f"<div class='t-rec'><div class='t-text'>{parts}</div></div>"
    title = f'<div class="t-rec"><div class="t030__title t-title">{escape(s.headline)}</div></div>'
    head = f'<meta property="og:title" content="{escape(s.headline)}"><meta property="og:type" content="website">'
    return _document(s.headline, f'<div id="allrecords">{title}{blocks}</div>', head)


def bitrix_single(s: Story) -> str:
    """The day at the beginning of the text, in the same block."""
    return _document(
        s.headline,
        f'<h1>{escape(s.headline)}</h1><div class="news-detail"><span class="news-date-time">{s.day[8:]}.12.2025</span>'
        f'{_texts(s)}</div><p><a href="/news/">Возврат к списку</a></p>',
        lang="ru",
    )


def beside_teasers(s: Story) -> str:
    """A heading of level 2 for the headline, and headings that are links beside it."""
    text = "".join(
        f"<p><strong>{escape(text)}</strong></p>" if kind == "h" else f"<p>{escape(text)}</p>"
        for kind, text in s.body
    )
    others = _each(
        lambda o: f'<h4><a href="/{o.slug}">{escape(o.headline)}</a></h4><p>{escape(o.lead)}</p>',
        [other for other in STORIES if other is not s][:3],
    )
    return _document(
        f"{s.headline} » Gazette",
        f'<div class="col-md-8"><h2>{escape(s.headline)}</h2><small>{s.author} | {_day(s)}</small>{text}'
        '<p>Follow us on <a href="/t">Telegram</a></p></div>'
        f'<div class="col-md-4"><h3>Latest news</h3>{others}</div>',
    )


def print_single(s: Story) -> str:
    """Nothing but div and bold."""
    return _document(
        f"Print - {s.headline}",
        f"<div>Gazette</div><div><b>{escape(s.headline)}</b></div><div>{_day(s)}</div>"
        f"<div><div>{_texts(s, '</div><br><div>')}</div></div><div>© 2025 Gazette</div>",
    )


SINGLES: dict[str, Callable[[Story], str]] = {
    made.__name__: made
    for made in (blogger_single, tilda_single, bitrix_single, beside_teasers, print_single)
}

__all__ = ["LISTINGS", "SINGLES", "STORIES", "TEASERS", "WITH_DAYS", "channel", "words"]
