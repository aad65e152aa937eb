"""Citations of an article in the usual styles and file formats. Pure.

A citation has only facts of the captures: author, day of publication and address, where a page gives them;
and always the day and the file of the capture, so that a reader can check the citation.
"""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from careader.corpus import Article
from careader.words import day_in_words, one_line, path_in_words


class Facts(NamedTuple):
    """The facts of an article for a citation; "" or None stands for a fact that no page gives.

    Attributes:
        id: the id of the article.
        headline: the headline, on one line.
        byline: the author.
        published: the day of publication that the page gives.
        address: the web address.
        captured: the day of the capture.
        file: the name of the capture's file.
    """

    id: str
    headline: str
    byline: str
    published: date | None
    address: str
    captured: date | None
    file: str


def facts_of(article: Article) -> Facts:
    """The facts of an article from the shown copy; facts that it lacks come from other copies."""
    appearance, told = article.shown, article.publication
    return Facts(
        article.id,
        one_line(article.headline),
        one_line(told.byline),
        told.published,
        told.address,
        appearance.capture.date,
        path_in_words(Path(appearance.capture.path).name),
    )


def _plain(facts: Facts) -> str:
    return " ".join(_parts(facts, f"“{facts.headline}”"))


def _markdown(facts: Facts) -> str:
    title = re.sub(r"([\\\[\]*_`<>])", r"\\\1", facts.headline)
    return " ".join(_parts(facts, f"[{title}](<{facts.address}>)" if facts.address else f"*{title}*"))


def _parts(facts: Facts, title: str) -> list[str]:
    published = f"Published {day_in_words(facts.published)}." if facts.published else ""
    address = f"{facts.address}." if facts.address and facts.address not in title else ""
    captured = f"Captured {day_in_words(facts.captured)}" if facts.captured else "Capture undated"
    author = f"{facts.byline.rstrip('.')}." if facts.byline else ""
    return [part for part in (author, f"{title}.", published, address, f"{captured} ({facts.file}).") if part]


def _bibtex(facts: Facts) -> str:
    fields = {
        "author": f"{{{_tex(facts.byline)}}}" if facts.byline else "",
        "title": f"{{{_tex(facts.headline)}}}",
        "date": facts.published.isoformat() if facts.published else "",
        "url": facts.address,
        "urldate": facts.captured.isoformat() if facts.captured else "",
        "note": f"Capture {_tex(facts.file)}",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@online{{careader-{facts.id},\n{lines}}}"


def _tex(text: str) -> str:
    return re.sub(r"[\\{}$&#%_^~]", lambda found: _TEX.get(found[0], f"\\{found[0]}"), text)


_TEX = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}


def _ris(facts: Facts) -> str:
    day = facts.published
    fields = (
        ("TY", "NEWS"),
        ("AU", facts.byline),
        ("TI", facts.headline),
        ("DA", f"{day:%Y/%m/%d}/" if day else ""),
        ("PY", f"{day:%Y}" if day else ""),
        ("UR", facts.address),
        ("Y2", f"{facts.captured:%Y/%m/%d}/" if facts.captured else ""),
        ("N1", f"Capture {facts.file}"),
        ("ID", f"careader-{facts.id}"),
    )
    return "".join(f"{tag}  - {value}\n" for tag, value in fields if value) + "ER  - "


def _csl(facts: Facts) -> str:
    record: dict[str, object] = {
        "id": f"careader-{facts.id}",
        "type": "article-newspaper",
        "title": facts.headline,
        "note": f"Capture {facts.file}",
    }
    if facts.byline:
        record["author"] = [{"literal": facts.byline}]
    if facts.published:
        record["issued"] = _csl_date(facts.published)
    if facts.address:
        record["URL"] = facts.address
    if facts.captured:
        record["accessed"] = _csl_date(facts.captured)
    return json.dumps([record], ensure_ascii=False)


def _csl_date(day: date) -> dict[str, object]:
    return {"date-parts": [[day.year, day.month, day.day]]}


FORMS: dict[str, Callable[[Facts], str]] = {
    "plain": _plain,
    "markdown": _markdown,
    "bibtex": _bibtex,
    "ris": _ris,
    "csl-json": _csl,
}
"""The forms of a citation, by name."""


def cite(article: Article, form: str = "plain") -> str:
    """The citation of an article in one of `FORMS`."""
    return FORMS[form](facts_of(article))
