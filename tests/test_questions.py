"""The thirty questions of docs/questions.md, asked as they stand there, beside a plain scan of captures."""

import json
import re
import shlex
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from tests.later import CHANGED, make_later, read_before
from tests.support import ROOT, Careader

DOC = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
ROWS = {
    int(row[1]): row[2].replace("\\*", "*")
    for row in re.finditer(r"^\| (\d+) \| [^|]+ \| `([^`]+)` \|", DOC, re.MULTILINE)
}


def plain(text: str) -> str:
    """A text without accents and capitals, and with plain quotes."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return bare.lower().replace("’", "'").replace("‘", "'")


@dataclass
class Scanned:
    """An article as the captures say it: the texts of its fullest copy, and the days that it stood on."""

    headline: str
    texts: list[str] = field(default_factory=list)
    days: set[str] = field(default_factory=set)

    @property
    def words(self) -> list[str]:
        return re.findall(r"[^\W_]+", plain(" ".join((self.headline, *self.texts))))

    @property
    def sentences(self) -> list[str]:
        """Cut at stops before a capital or a digit, and not behind initials."""
        ended = r"(?<=[.!?…])(?<!\b[A-Z]\.)(?<!U\.S\.)([\"'”’)]*)\s+(?=[\"“‘(]?[A-Z0-9])"
        parts = [re.sub(ended, "\\1\0", text).split("\0") for text in self.texts]
        return [sentence.strip() for some in parts for sentence in some]


Articles = dict[str, Scanned]


def scan(careader: Careader, *folders: Path) -> Articles:
    """What the captures hold, by headline."""
    found: Articles = {}
    for capture in careader("parse", "--json", *folders).records:
        for told in capture["articles"]:
            blocks = [each for each in told["blocks"] if each["kind"] != "furniture"]
            texts = [
                text for each in blocks for text in (each.get("text", ""), *each.get("items", ())) if text
            ]
            article = found.setdefault(told["headline"], Scanned(told["headline"]))
            if len(" ".join(texts)) > len(" ".join(article.texts)):
                article.texts = texts
            if capture["date"]:
                article.days.add(capture["date"])
    return found


def having(articles: Articles, *words: str) -> set[str]:
    """The headlines of the articles with all of these words."""
    return {each.headline for each in articles.values() if set(words) <= set(each.words)}


def telling(articles: Articles, *patterns: str, headlines: bool = True) -> set[tuple[str, str]]:
    """Every sentence, or headline, in which all patterns stand, with its headline."""
    return {
        (each.headline, sentence)
        for each in articles.values()
        for sentence in (*([each.headline] if headlines else []), *each.sentences)
        if all(re.search(pattern, plain(sentence)) for pattern in patterns)
    }


def is_interview(article: Scanned) -> bool:
    """Whether an article says that it is one, or asks at least two questions."""
    return article.headline.startswith("Interview:") or sum(t.startswith("TCA:") for t in article.texts) > 1


MONEY = r"[$€]\s?\d|\b(?:\d|million|billion)\S* (?:u\.s\. )?(?:dollars|euros|tenge|soms?)"
SHARE = r"\d%|\d percent|\b(?:a|one|two|three)[- ](?:third|quarter|half|tenth)"
FIGURE = rf"\d|\b(?:two|three|five) million|\b(?:a|one|half a) million|{SHARE}"


def listed(records: Iterable[dict[str, object]]) -> set[object]:
    return {each["headline"] for each in records}


def placed(records: Iterable[dict[str, object]]) -> set[tuple[object, object]]:
    return {(each["headline"], each["sentence"]) for each in records}


Ask = Callable[[int], list[dict[str, object]]]


@pytest.fixture
def ask(careader: Careader) -> Ask:
    """Asks a question of the sample as the page says."""

    def asked(number: int) -> list[dict[str, object]]:
        program, *arguments = shlex.split(ROWS[number])
        assert program == "careader"
        limit = ["--limit", "100"] if arguments[0] == "search" and "--limit" not in arguments else []
        return careader(*arguments, *limit, "--json").records

    return asked


@pytest.fixture
def articles(careader: Careader, sample: Path) -> Articles:
    return scan(careader, sample)


def test_there_are_thirty() -> None:
    assert sorted(ROWS) == list(range(1, 31))


@pytest.mark.parametrize(
    ("number", "right"),
    [
        (1, lambda found: having(found, "balkhash")),
        (2, lambda found: having(found, "astana") | having(found, "nur", "sultan")),
        (3, lambda found: having(found, "railway") - having(found, "china")),
        (4, lambda found: {each for each in found if "border" in plain(each)}),
        (5, lambda found: {each for each in having(found, "kyrgyzstan") if "2025-12-11" in found[each].days}),
        (7, lambda found: having(found, "turkey")),
        (16, lambda found: {each for each in found if re.search(MONEY, plain(each))}),
        (17, lambda found: {each.headline for each in found.values() if is_interview(each)}),
        (18, lambda found: {each for each in having(found, "uzbekistan") if each.startswith("Opinion:")}),
        (19, lambda found: {each for each in found if "Timur Asanbek is" in found[each].texts[-1]}),
        (20, lambda found: {each for each in found if "Timur Asanbek is" in found[each].texts[-1]}),
    ],
)
def test_articles(ask: Ask, articles: Articles, number: int, right: Callable[..., set[str]]) -> None:
    expected = right(articles)
    assert expected
    assert listed(ask(number)) == expected


def test_the_first_of_them(ask: Ask, articles: Articles) -> None:
    days = {min(articles[each].days, default="undated") for each in having(articles, "taliban")}
    (found,) = ask(6)
    assert found["dates"] == [min(days)]


@pytest.mark.parametrize(
    ("number", "patterns"),
    [
        (8, [r"\bwater\b"]),
        (9, [r"\bturkey\b", r"\btrade\b"]),
        (12, [MONEY]),
        (13, [r"\btrade\b", MONEY]),
        (14, [r"\bbank", SHARE]),
        (15, [r"\bworkers\b", FIGURE]),
    ],
)
def test_sentences(ask: Ask, articles: Articles, number: int, patterns: list[str]) -> None:
    expected = telling(articles, *patterns)
    assert expected
    assert placed(ask(number)) == expected


@pytest.mark.parametrize(
    ("number", "near"), [(10, (r"border", r"agree\w*", 5)), (11, (r"china", r"(?:railway|road)", 8))]
)
def test_words_near_each_other(ask: Ask, articles: Articles, number: int, near: tuple[str, str, int]) -> None:
    one, other, apart = near
    between = rf"\W+(?:\w+\W+){{0,{apart}}}"
    together = rf"\b(?:{one}\b{between}{other}|{other}\b{between}{one})\b"
    expected = {
        each.headline
        for each in articles.values()
        if any(re.search(together, plain(text)) for text in (each.headline, " ¶ ".join(each.texts)))
    }
    assert expected
    assert listed(ask(number)) == expected


@pytest.mark.parametrize(
    ("number", "word", "length"), [(21, "kyrgyzstan", 10), (22, "turkey", 7), (23, "balkhash", 10)]
)
def test_counts(ask: Ask, articles: Articles, number: int, word: str, length: int) -> None:
    first = [min(articles[each].days, default=None) for each in having(articles, word)]
    expected = {day and day[:length]: 0 for day in first}
    for day in first:
        expected[day and day[:length]] += 1
    found = {each["from"] and str(each["from"])[:length]: each["articles"] for each in ask(number)}
    assert {day: number for day, number in found.items() if number} == expected


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The sample some days later."""
    return make_later(tmp_path / "later")


def test_what_changed(careader: Careader, later: Path) -> None:
    """Questions 24 to 26."""
    for number in (24, 25):
        ran = careader(*shlex.split(ROWS[number])[1:], "--json", "--corpus", later)
        assert listed(ran.records) == {CHANGED}
    (found,) = careader("list", "--changed", "--json", "--corpus", later).records
    command = ROWS[26].replace("ID", found["id"])
    ran = careader(*shlex.split(command)[1:], "--corpus", later)
    assert "[−About 70%] [+Some 75%] of what reaches Balkhash" in ran.out


def test_what_the_reader_did(careader: Careader, later: Path) -> None:
    """Questions 27 to 29."""
    longest = read_before(careader, later)

    def asked(number: int) -> set[object]:
        return listed(careader(*shlex.split(ROWS[number])[1:], "--json", "--corpus", later).records)

    assert asked(27) == {CHANGED}
    assert asked(28) == {CHANGED}
    assert asked(29) == {longest}


def test_quotations(
    careader: Careader, articles: Articles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Question 30."""
    monkeypatch.chdir(tmp_path)
    sentences = [
        sentence for each in articles.values() for sentence in each.sentences if len(sentence.split()) > 8
    ]
    right, wrong = sentences[3].replace('"', "'"), sentences[40].replace('"', "'").split()
    wrong[4] = "hippopotamus"
    Path("draft.md").write_text(
        f"“{right}”\n\n“{' '.join(wrong)}”\n\n“Herons eat frogs.”\n", encoding="utf-8"
    )
    ran = careader(*shlex.split(ROWS[30])[1:], "--json")
    verdicts = [json.loads(line) for line in ran.lines]
    assert [each["verdict"] for each in verdicts] == ["as it stands", "differs", "not here"]
    assert "[+hippopotamus]" in verdicts[1]["difference"]
    assert date.fromisoformat(verdicts[0]["date"]).year == 2025
