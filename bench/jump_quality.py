"""How often jump puts the right headline first, beside fzf, frizbee and rapidfuzz's WRatio.

usage: python -m bench.jump_quality [HEADLINES] [QUERIES] [SEED]
       (default: 20000 headlines, 40 queries of each class)

The grammar below makes the headlines, and the headlines make the queries. The seed decides both, so each run
of one seed asks the same. Most queries are three or four words of a headline, or the beginnings of so many,
and only queries that mean one headline are asked. The queries of the class "by hand" stand in
jump_queries.jsonl. Each line there is one object: a query, the headline that it means, and what is wrong with
the query. These headlines were written for the queries and are put among the others.

fzf and frizbee take part where they are installed: bench/README.md says how. frizbee is asked twice, without
typos and with one typo allowed; WRatio up to 25,000 headlines.
"""

import json
import random
import shutil
import subprocess
import sys
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from rapidfuzz import fuzz, process, utils

from careader.find.jump.jump import Jump

SEED = 20261127
MOST_FOR_WRATIO = 25_000
"""Headlines above which WRatio takes a second for a query."""
BY_HAND = Path(__file__).with_name("jump_queries.jsonl")


def _listed(text: str, sign: str = " ") -> list[str]:
    return text.strip().replace("\n", " ").split(sign)


PLACES = _listed("""
Kazakhstan Kazakhstan Kazakhstan Uzbekistan Uzbekistan Kyrgyzstan Kyrgyzstan Tajikistan Turkmenistan
Almaty Astana Bishkek Tashkent Dushanbe Ashgabat Samarkand Bukhara Khujand Osh Karaganda Aktau
Atyrau Shymkent Mangystau Semey Turkistan Namangan Andijan Khorog Naryn Balkanabat Termez Fergana
Zhezkazgan Turkey Türkiye China Russia Iran Pakistan Afghanistan Azerbaijan Georgia Mongolia India
Japan Germany Hungary Korea Qatar Brussels Beijing Moscow Tehran Ankara Kabul Baku Tbilisi
""")
PEOPLE = _listed("""
Tokayev Mirziyoyev Zhaparov Rahmon Berdimuhamedov Zelenskyy Erdoğan Nazarbayev Guterres Niyazov
""")
ACTORS = _listed("""
Parliament Ministry Government Court Police Scientists Farmers Engineers Teachers Doctors Investors
Lawmakers Economists Drivers Miners Archaeologists Climbers Students Exporters Regulators Activists
Filmmakers Herders Customs Historians Musicians Veterinarians Beekeepers
""")
VERBS = _listed("""
Opens Closes Signs Rejects Approves Delays Launches Expands Reviews Bans Restores Builds Buys Sells
Doubles Halves Plans Seeks Finds Loses Wins Hosts Joins Leaves Tests Funds Audits Maps Counts
Protects Warns Debates Postpones Revives Inspects Exports Imports Modernizes Privatizes Commemorates
""")
THINGS = _listed("""
Railway Pipeline Airport Reservoir Glacier Museum School Hospital Refinery Smelter Bazaar Border
Crossing Highway Tunnel Dam Library Stadium University Vineyard Orchard Mine Wind Farm Solar Plant
Gas Field Data Center Currency Budget Pension Tariff Visa Treaty Loan Bond Tax Census Election
Festival Exhibition Orchestra Carpet Wheat Cotton Melon Honey Horse Snow Leopard Sturgeon Saiga
Apricot Lithium Uranium Copper Gold Water Electricity Internet Satellite Vaccine Earthquake Drought
Flood Locust Air Quality Lake Balkhash Aral Sea Silk Road
""")
QUALITIES = _listed("""
New Old First Last Largest Ancient Joint Regional Foreign Rural Digital Green Public Private Hidden
Costly Remote Record Northern Southern Shared Disputed Forgotten Emergency Seasonal Cross Nuclear
Islamic Sacred Wild
""")
TOPICS = _listed(
    """
Trade Talks, Water Shortage, Labor Migration, Power Cuts, Food Prices, Rail Freight, Air Travel,
Land Reform, Gold Reserves, Language Law, Drug Trafficking, Climate Goals, Press Freedom,
Court Reform, School Meals, Rare Earths, Debt Relief, Dual Citizenship, Cyber Fraud, Forest Fires,
Media Law, Traffic Rules, Heritage Status, Youth Sport
""",
    ", ",
)
AGREEING = ("Agree on", "Discuss", "Disagree on")
STARTING = ("Open", "Close", "Start", "Resume")
SYLLABLES = _listed("""
ba be bo da dy er ga gul ir ka ke kha ky lai la man mir nar nur or ra ry sa shy sul ta te tu ul um
ya zha zo
""")
ENDINGS = _listed("""
bek khan ov ova gul tau say kent abad bayev ziyo dar kol arik
""")
FIRST = _listed("""
Çağlar Gülnara Aigül Şahin Bektur Dilnoza Farrukh Zhanna Øystein Märta Bolot Saodat André Łukasz
""")

SPELLINGS = {
    "turkey": "turkiye",
    "türkiye": "turkey",
    "zelenskyy": "zelensky",
    "tokayev": "tokaev",
    "almaty": "алматы",
    "astana": "nur-sultan",
    "balkhash": "balqash",
    "samarkand": "samarqand",
    "kyrgyzstan": "кыргызстан",
    "kazakhstan": "казахстан",
    "tashkent": "toshkent",
    "bukhara": "бухара",
    "khujand": "khodjent",
    "mirziyoyev": "mirziyoev",
    "zhaparov": "japarov",
    "berdimuhamedov": "berdymukhamedov",
    "nazarbayev": "назарбаев",
    "ashgabat": "ashkhabad",
    "fergana": "ferghana",
    "beijing": "peking",
}


def make_headlines(count: int, rng: random.Random) -> list[str]:
    """Headlines of a word grammar: common words by the thousand, rare names by the dozen."""
    names = [
        "".join(rng.choices(SYLLABLES, k=rng.choice((1, 2, 2, 3)))).capitalize() + rng.choice(ENDINGS)
        for _ in range(max(count // 20, 200))
    ]

    def thing() -> str:
        return f"{rng.choice(QUALITIES)} {rng.choice(THINGS)}" if rng.random() < 0.6 else rng.choice(THINGS)

    def person() -> str:
        return rng.choice(PEOPLE) if rng.random() < 0.4 else f"{rng.choice(FIRST)} {rng.choice(names)}"

    def place() -> str:
        return rng.choice(PLACES) if rng.random() < 0.8 else rng.choice(names)

    forms: list[Callable[[], str]] = [
        lambda: f"{place()} {rng.choice(VERBS)} {thing()} Near {place()}",
        lambda: f"{place()} and {place()} {rng.choice(AGREEING)} {rng.choice(TOPICS)}",
        lambda: f"{rng.choice(ACTORS)} in {place()}: {thing()} {rng.choice(VERBS)} {rng.choice(TOPICS)}",
        lambda: f"{person()} {rng.choice(VERBS)} {place()}’s {thing()}",
        lambda: f"Why {place()} {rng.choice(VERBS)} Its {thing()} and {thing()}",
        lambda: f"{place()} {rng.choice(VERBS)} ${rng.randint(2, 900)} Million for {thing()} in {place()}",
        lambda: f"“{thing()}”: {person()} on {rng.choice(TOPICS)}",
        lambda: f"U.S. {rng.choice(VERBS)} {rng.choice(TOPICS)} With {place()} After {person()} Visit",
        lambda: f"{rng.choice(ACTORS)} {rng.choice(VERBS)} {thing()} From {place()} to {place()}",
        lambda: f"{thing()} of {place()} {rng.choice(VERBS)} {rng.randint(2, 99)} {rng.choice(ACTORS)}",
        lambda: f"How {person()} {rng.choice(VERBS)} the {thing()} of {place()}",
        lambda: f"{place()}–{place()} {thing()} to {rng.choice(STARTING)} in {rng.randint(2024, 2031)}",
    ]
    return [rng.choice(forms)() for _ in range(count)]


def typed(headline: str) -> list[str]:
    """The words of a headline as a hurried reader types them: small letters, no signs, accents kept."""
    return "".join(c if c.isalnum() else "" if c in "’." else " " for c in headline.casefold()).split()


def typo(word: str, rng: random.Random) -> str:
    """One slip of the hand: a letter left out, doubled by a neighbour, changed, or swapped with the next."""
    at = rng.randrange(1, len(word)) if len(word) > 1 else 0
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    slips = [
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
    ]
    return rng.choice([slip for slip in slips if slip != word] or [word + letter])


def plain(text: str) -> str:
    """A text without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def slip(words: list[str], rng: random.Random, times: int, longer_than: int) -> list[str] | None:
    """The words with one of the longer ones mistyped so many times."""
    long = [at for at, word in enumerate(words) if len(word) > longer_than]
    if not long:
        return None
    at = rng.choice(long)
    wrong = words[at]
    for _ in range(times):
        wrong = typo(wrong, rng)
    return [*words[:at], wrong, *words[at + 1 :]]


def shuffled(words: list[str], rng: random.Random) -> list[str]:
    """The words in another order."""
    return rng.sample(words, len(words))


def half(word: str, rng: random.Random) -> str:
    """The first half or more of a word, three letters at least."""
    return word[: max(3, rng.randint((len(word) + 1) // 2, max(len(word) - 1, 1)))]


def other_spelling(words: list[str]) -> str | None:
    """The words with a name of the region as others spell it, where they have one."""
    others = [SPELLINGS.get(word, word) for word in words]
    return " ".join(others) if others != words else None


def joined(words: list[str], rng: random.Random) -> list[str] | None:
    """Two neighbours written as one."""
    pairs = [at for at in range(len(words) - 1) if min(len(words[at]), len(words[at + 1])) > 2]
    if not pairs:
        return None
    at = rng.choice(pairs)
    return [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]


def parted(words: list[str], rng: random.Random) -> list[str] | None:
    """One long word written as two."""
    long = [at for at, word in enumerate(words) if len(word) > 6]
    if not long:
        return None
    at = rng.choice(long)
    cut = rng.randint(3, len(words[at]) - 3)
    return [*words[:at], words[at][:cut], words[at][cut:], *words[at + 1 :]]


class Asker:
    """Makes queries that mean one headline only.

    Args:
        headlines: The headlines to ask for.
        rng: Where chance comes from.
    """

    def __init__(self, headlines: list[str], rng: random.Random) -> None:
        self._rng = rng
        self._holding: dict[str, set[int]] = {}
        self._beginning: dict[str, set[int]] = {}
        self._initials: Counter[str] = Counter()
        for row, headline in enumerate(headlines):
            words = typed(headline)
            self._initials["".join(word[0] for word in words)] += 1
            for word in words:
                self._holding.setdefault(word, set()).add(row)
        self._words = sorted(self._holding)

    def _tell(self, words: list[str]) -> bool:
        return len(set.intersection(*(self._holding[word] for word in words))) == 1

    def _some(self, words: list[str]) -> list[str] | None:
        """Three or four of a headline's words, in its order, that stand together in no other."""
        places = sorted(self._rng.sample(range(len(words)), min(len(words), self._rng.choice((3, 4)))))
        some = [words[place] for place in places]
        return some if self._tell(some) else None

    def _pair(self, words: list[str]) -> list[str] | None:
        """Two of a headline's words that stand together in no other."""
        first, second = sorted(self._rng.sample(range(len(words)), 2))
        pair = [words[first], words[second]]
        return pair if self._tell(pair) else None

    def _run(self, words: list[str]) -> list[str] | None:
        """Four neighbours, of which no other headline has all."""
        start = self._rng.randint(0, max(0, len(words) - 4))
        run = words[start : start + 4]
        return run if self._tell(run) else None

    def _begun(self, beginning: str) -> set[int]:
        """The rows that have a word that begins so."""
        found = self._beginning.get(beginning)
        if found is None:
            low = bisect_left(self._words, beginning)
            words = self._words[low : bisect_left(self._words, beginning + "\U0010ffff", low)]
            found = self._beginning[beginning] = set().union(*(self._holding[word] for word in words))
        return found

    def _beginnings(self, words: list[str], lengths: tuple[int, ...], least: int) -> list[str] | None:
        """The beginnings of three or more of a headline's words, in its order, that no other headline has.

        Args:
            words: The headline's.
            lengths: How many letters of a word may be typed.
            least: How many letters are typed in all, at least.
        """
        many = min(len(words), self._rng.choice((3, 4, 4, 5)))
        places = sorted(self._rng.sample(range(len(words)), many))
        found = [words[place][: self._rng.choice(lengths)] for place in places]
        if sum(map(len, found)) < least or len(set.intersection(*map(self._begun, found))) > 1:
            return None
        return found

    def _word_and_run(self, words: list[str]) -> str | None:
        """A word of a headline, or half of it, and the beginnings of three others as one."""
        found = self._beginnings(words, (3, 3, 4), 9)
        at = self._rng.randrange(len(words))
        if found is None or any(words[at].startswith(beginning) for beginning in found):
            return None
        return f"{half(words[at], self._rng)} {''.join(found)}"

    def ask(self, headline: str) -> Iterator[tuple[str, str | None]]:
        """One query of each class, or None where it has none for this headline; nothing at all by chance."""
        rng = self._rng
        words = typed(headline)
        some = self._some(words)
        run = self._run(words)
        initials = "".join(word[0] for word in words)
        if some is None or run is None:
            return

        def text(words: list[str] | None) -> str | None:
            return None if words is None else " ".join(words)

        yield "exact", headline
        yield "one typo", text(slip(some, rng, 1, 4))
        yield "two typos", text(slip(some, rng, 2, 6))
        yield "dropped words", text(some)
        yield "reordered", text(shuffled(some, rng))
        yield "reordered, typo", text(slip(shuffled(some, rng), rng, 1, 4))
        yield "prefix", text([*some[:-1], half(some[-1], rng)])
        yield "half typed", text([half(word, rng) for word in some])
        yield "initials", initials if self._initials[initials] == 1 else None
        yield "no accents", None if plain(" ".join(some)) == " ".join(some) else plain(" ".join(some))
        yield "other spelling", other_spelling(some)
        yield "joined", text(joined(run, rng))
        yield "all joined", "".join(words)
        yield "split", text(parted(run, rng))
        yield "two words", text(self._pair(words))
        run_on = "".join(self._beginnings(words, (2, 3, 3, 3, 4), 8) or ())
        yield "beginnings", run_on or None
        run_on = "".join(self._beginnings(words, (2, 3, 3, 3, 4), 8) or ())
        yield "beginnings, typo", typo(run_on, rng) if run_on else None
        yield "initials and beginnings", "".join(self._beginnings(words, (1, 1, 2, 3, 4), 6) or ()) or None
        yield "word, beginnings", self._word_and_run(words)


def make_queries(headlines: list[str], each: int, rng: random.Random) -> dict[str, list[tuple[str, str]]]:
    """Queries by class, so many of each, with the headline that each was made from."""
    asker = Asker(headlines, rng)
    queries: dict[str, list[tuple[str, str]]] = {}
    while not queries or min(map(len, queries.values())) < each:
        headline = rng.choice(headlines)
        for kind, query in asker.ask(headline):
            asked = queries.setdefault(kind, [])
            if query and len(asked) < each:
                asked.append((query, headline))
    return queries


def by_hand() -> list[tuple[str, str]]:
    """The queries written by hand, each with the headline that it means."""
    lines = map(json.loads, BY_HAND.read_text("utf-8").splitlines())
    return [(line["query"], line["headline"]) for line in lines]


def finders(headlines: list[str]) -> dict[str, Callable[[str], list[str]]]:
    """Each way of finding, from a query to the five best headlines."""
    jump = Jump(headlines)
    processed = [utils.default_process(headline) for headline in headlines]
    lines = "\n".join(headlines)

    def by_jump(query: str) -> list[str]:
        return [headlines[match.row] for match in jump.find(query, 5)]

    def by_fzf(query: str) -> list[str]:
        run = subprocess.run(
            ["fzf", "--filter", query], input=lines, capture_output=True, text=True, check=False
        )
        return run.stdout.split("\n")[:5]

    def by_wratio(query: str) -> list[str]:
        best = process.extract(utils.default_process(query), processed, scorer=fuzz.WRatio, limit=5)
        return [headlines[row] for _, _, row in best]

    ways: dict[str, Callable[[str], list[str]]] = {"jump": by_jump}
    if len(headlines) <= MOST_FOR_WRATIO:
        ways["WRatio"] = by_wratio
    if shutil.which("fzf"):
        ways["fzf"] = by_fzf
    for typos in (0, 1) if find_spec("frizbee") else ():
        ways[f"frizbee {typos}"] = by_frizbee(headlines, typos)
    return ways


def by_frizbee(headlines: list[str], typos: int) -> Callable[[str], list[str]]:
    """Find with frizbee, each word of a query with so many typos at most; as `finders`."""
    frizbee = import_module("frizbee")
    haystacks = frizbee.Haystacks(headlines)

    def find(query: str) -> list[str]:
        patterns = [frizbee.Pattern(word) for word in query.split()]
        matcher = frizbee.Matcher.from_patterns(patterns, max_typos=typos)
        return [headlines[match.index] for match in matcher.match_list(haystacks)[:5]]

    return find


def main() -> None:
    """Print, for each class and each way of finding, the shares right first and among the first five."""
    given = (*map(int, sys.argv[1:]), *(20_000, 40, SEED)[len(sys.argv) - 1 :])
    count, each, seed = given
    rng = random.Random(seed)  # noqa: S311 - the same headlines every time
    headlines = list(dict.fromkeys(make_headlines(count, rng)))
    queries = make_queries(headlines, each, rng)
    queries["by hand"] = by_hand()
    headlines += dict.fromkeys(headline for _, headline in queries["by hand"])
    rng.shuffle(headlines)
    ways = finders(headlines)
    print(f"{len(headlines)} headlines, {each} queries of each class: right first, among five")
    print(f"{'':24}" + "".join(f"{way:>14}" for way in ways))
    sums = dict.fromkeys(ways, (0, 0))
    for kind, asked in queries.items():
        shares = []
        for way, find in ways.items():
            found = [(find(query), headline) for query, headline in asked]
            first = sum(answers[:1] == [headline] for answers, headline in found)
            five = sum(headline in answers for answers, headline in found)
            sums[way] = (sums[way][0] + first, sums[way][1] + five)
            shares.append(f"{first / len(asked):>8.3f}{five / len(asked):>6.3f}")
        print(f"{kind:24}" + "".join(shares), flush=True)
    in_all = sum(map(len, queries.values()))
    print(f"{'all':24}" + "".join(f"{a / in_all:>8.3f}{b / in_all:>6.3f}" for a, b in sums.values()))


if __name__ == "__main__":
    main()
