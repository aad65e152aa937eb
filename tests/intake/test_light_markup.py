"""The lightweight markup of wikis and converters: headings, links and tables become what they stand for."""

from dataclasses import dataclass, field

import pytest

from careader.capture import Capture, Kind, parse
from careader.intake.models import Page
from tests.intake.files import open_bytes

RATES = ["KGS/USD = 0.01140 0%", "KZT/USD = 0.00190 -0%", "TJS/USD = 0.10500 1.25%"]
STORIES = (
    (
        "Beekeepers of Sulen Move Their Hives by Night Train",
        "Two hundred hives left Sulen station on Sunday in three goods wagons with open doors.",
        "A Wagon With Windows",
        "The railway painted one wagon white, since bees in dark wagons lost their way in spring.",
    ),
    (
        "Clock of Orlen Tower Runs Backwards for a Week",
        "The clock of the Orlen tower showed every hour of last week from its end to its beginning.",
        "Who Wound It",
        "The watchman says that he wound the clock by the left spring, as his father had done.",
    ),
)
TITLES = [story[0] for story in STORIES]


@dataclass(frozen=True)
class Writer:
    """How a converter writes a page in one dialect; headings and links are formats.

    Attributes:
        form: the name that a capture of such a page has.
        headline: a headline with its link, from its words, its address and a name for it.
        section: the heading of a section, from its words and a name for it.
        item: an item of a list.
        link: a link, from its words and its address.
        apart: what stands between paragraphs.
        edges: lines around the whole page.
    """

    form: str
    headline: str
    section: str
    item: str = "* {}"
    link: str = ""
    apart: str = "\n\n"
    edges: tuple[str, ...] = field(default=())

    def page(self) -> str:
        address = "https://example.org/{}"
        parts = [
            *self.edges,
            "\n".join(self.item.format(rate) for rate in RATES),
            "Wednesday, March 5, 2025",
        ]
        for title, text, section, more in STORIES:
            name = title.lower().replace(" ", "-")
            parts += [
                self.headline.format(title, address.format(name), name, line="=" * 160),
                text,
                self.section.format(section, section.lower().replace(" ", "-"), line="-" * 160),
                more,
            ]
            if self.link:
                parts.append(f"See {self.link.format('the map of Sulen', address.format('map'))} for more.")
        return self.apart.join(parts) + "\n"


DIALECTS = {
    "Org": Writer(
        "Org",
        "* [[{1}][{0}]]\n  :PROPERTIES:\n  :CUSTOM_ID: {2}\n  :END:",
        "** {0}\n   :PROPERTIES:\n   :CUSTOM_ID: {1}\n   :END:",
        "- {}",
        "[[{1}][{0}]]",
        edges=("<<top>>", "#+title: a page"),
    ),
    "Muse": Writer("Org", "** [[{1}][{0}]]", "*** {0}", " - {}", "[[{1}][{0}]]"),
    "AsciiDoc": Writer(
        "AsciiDoc",
        "== {1}[{0}]",
        "=== {0}",
        "* {}",
        "link:{1}[{0}]",
        edges=("[[main]]", "link:/[The Orlen Post]"),
    ),
    "Typst": Writer(
        "AsciiDoc",
        '== #link("{1}")[{0}]\n<{2}>',
        "=== {0}\n<{1}>",
        "- {}",
        '#link("{1}")[{0}]',
        edges=("#block[", "]"),
    ),
    "Haddock": Writer("AsciiDoc", "= <{1} {0}>\n#{2}#", "== {0}\n#{1}#", "-   {}", "<{1} {0}>"),
    "MediaWiki": Writer(
        "MediaWiki",
        '<span id="{2}"></span>\n== [{1} {0}] ==',
        "=== {0} ===",
        "* {}",
        "[{1} {0}]",
        edges=("[[|Home]]",),
    ),
    "XWiki": Writer(
        "MediaWiki", '== [[{0}>>{1}]] {{{{id name="{2}" /}}}}==', "=== {0} ===", "*. {}", "[[{0}>>{1}]]"
    ),
    "DokuWiki": Writer("DokuWiki", "===== {0} =====", "==== {0} ====", "  * {}", "[[{1}|{0}]]"),
    "Zim": Writer("DokuWiki", "===== [[{1}|{0}]] =====", "==== {0} ====", "* {}", "[[{1}|{0}]]"),
    "Textile": Writer("Textile", 'h2(title#{2}). "{0}":{1}', "h3(#{1}). {0}", "* {}", '"{0}":{1}'),
    "Jira": Writer(
        "Textile", "h2. {{anchor:{2}}}[{0}|{1}]", "h3. {{anchor:{1}}}{0}", "* {}", "[{0}|{1}]", "\n"
    ),
    "reStructuredText": Writer(
        "reStructuredText",
        "`{0} <{1}>`__\n{line}",
        "{0}\n{line}",
        "-  {}",
        "`{0} <{1}>`__",
        edges=(".. container::\n   :name: top", "   `Home </>`__", ".. |image1| image:: /sign.png"),
    ),
    "rubrics": Writer(
        "reStructuredText",
        ".. rubric:: `{0}\n   <{1}>`__\n   :name: {2}",
        "{0}\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~",
        "-  {}",
        "`{0} <{1}>`__",
    ),
    "man": Writer("man", ".SH {0} ({1})", ".SS {0}", ".IP \\[bu] 2\n{}", apart="\n.PP\n"),
    "ms": Writer(
        "man",
        '.SH 1\n\\c\n.pdfhref W -D "{1}" -A "\\c" \\\n -- "{0}"\n\\&\n.pdfhref M "{2}"\n.LP',
        ".SH 2\n{0}",
        ".IP \\[bu] 2\n{}",
        '\\c\n.pdfhref W -D "{1}" -A "\\c" \\\n -- "{0}"\n\\&',
        apart="\n.PP\n",
    ),
}


def capture_of(text: str, codec: str = "utf-8") -> Capture:
    (page,) = (each for each in open_bytes(text.encode(codec), "page.txt") if isinstance(each, Page))
    return parse([("page.txt", page)])[0]


@pytest.mark.parametrize("name", DIALECTS)
def test_a_page_in_lightweight_markup_is_read(name: str) -> None:
    writer = DIALECTS[name]
    capture = capture_of(writer.page())
    assert capture.form == writer.form
    assert [copy.headline.split(" (http")[0] for copy in capture.copies] == TITLES
    assert str(capture.date) == "2025-03-05"
    assert [f"{rate.pair} = {rate.value} {rate.change}" for rate in capture.rates] == RATES
    sections = [block.text for copy in capture.copies for block in copy.blocks if block.kind is Kind.HEADING]
    assert sections == [story[2] for story in STORIES]
    assert not capture.doubtful


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig"])
@pytest.mark.parametrize("name", DIALECTS)
def test_a_page_in_another_encoding_is_the_same_page(name: str, codec: str) -> None:
    text = DIALECTS[name].page()
    other = capture_of(text.replace("\n", "\r\n"), codec)
    assert (other.form, other.copies) == (DIALECTS[name].form, capture_of(text).copies)


@pytest.mark.parametrize("name", [name for name, writer in DIALECTS.items() if writer.link])
def test_the_words_of_a_link_are_text_without_its_signs(name: str) -> None:
    texts = [block.text for copy in capture_of(DIALECTS[name].page()).copies for block in copy.blocks]
    assert texts.count("See the map of Sulen for more.") == 2


def test_a_heading_of_ms_that_is_broken_over_two_lines_is_whole() -> None:
    page = Writer("man", ".SH 1\n{0}\n.LP", ".SH 2\n{0}", ".IP \\[bu] 2\n{}", apart="\n.PP\n").page()
    page = page.replace("Hives by", "Hives\nby")
    assert [copy.headline for copy in capture_of(page).copies] == TITLES


def test_the_rates_of_ms_are_read_from_a_table_and_from_a_list_of_terms() -> None:
    page = DIALECTS["ms"].page()
    told = [rate.replace(" = ", " ").split() for rate in RATES]
    rows = "\n".join("T{{\n{}\nT}}\tT{{\n{}\nT}}\tT{{\n{}\nT}}".format(*rate) for rate in told)
    terms = "\n".join('.IP "{}" 3\n{} {}\n.RS 3\n.RE'.format(*rate) for rate in told)
    for form in (f".TS\ntab(\t);\nl l l.\n{rows}\n.TE", terms):
        capture = capture_of("\n.LP\n".join([form, page.split(".PP\n", 1)[1]]))
        assert [f"{rate.pair} = {rate.value} {rate.change}" for rate in capture.rates] == RATES


def test_the_rates_of_typst_are_read_from_a_table() -> None:
    told = [rate.replace(" = ", " ").split() for rate in RATES]
    rows = "\n".join("    [{}], [{}], [{}],".format(*rate) for rate in told)
    begin = "#figure(\n  align(center)[#table(\n    columns: 3,\n    align: (auto,auto,),"
    table = f"{begin}\n{rows}\n  )]\n  , kind: table\n  )"
    page = DIALECTS["Typst"].page()
    listed = "\n".join(f"- {rate}" for rate in RATES)
    assert listed in page
    capture = capture_of(page.replace(listed, table))
    assert [f"{rate.pair} = {rate.value} {rate.change}" for rate in capture.rates] == RATES
    assert [copy.headline for copy in capture.copies] == TITLES


NOTICE = "We and our helpers use cookies on these pages. You can choose which of them we may keep."
MENU = "Orlen Post News Ferries Harbours Letters Join for two coins"
TITLES_IN_ONE_LINE = (
    "Millers of Orlen Share One Wind Ferry to Sulen Sails Without a Captain Goats Take the Night Bus"
)


@pytest.mark.parametrize("name", ["Org", "AsciiDoc", "MediaWiki"])
@pytest.mark.parametrize(
    ("title", "text"), [("We value your privacy", f"{NOTICE}\n\n{MENU}"), ("Trending", TITLES_IN_ONE_LINE)]
)
def test_the_heading_of_a_notice_or_of_a_list_of_others_is_no_headline(
    name: str, title: str, text: str
) -> None:
    writer = DIALECTS[name]
    heading = writer.headline.format(title, "/here", "here", line="=" * 40)
    page = writer.page()
    page = f"{heading}\n\n{text}\n\n{page}" if text.startswith("We") else f"{page}\n{heading}\n\n{text}\n"
    assert [copy.headline for copy in capture_of(page).copies] == TITLES


def test_headings_without_levels_are_judged_by_their_words() -> None:
    rubric = ".. rubric:: {0}\n   :name: {1}\n"
    writer = Writer("reStructuredText", rubric.replace("{1}", "{2}"), rubric, "-  {}", "`{0} <{1}>`__")
    capture = capture_of(writer.page())
    assert not capture.by_markup
    assert {copy.headline for copy in capture.copies} >= set(TITLES[:1])
    assert not any("rubric" in copy.headline for copy in capture.copies)


@pytest.mark.parametrize(
    ("mark", "kept"),
    [
        ("{{panel:title=Notes}}The keeper opened the gate.{{panel}}", "The keeper opened the gate."),
        ("The keeper wrote h2. on the gate = 7 times", "The keeper wrote h2. on the gate = 7 times"),
        ("[He means the old gate.]", "[He means the old gate.]"),
        ("bq. “The gate was never shut.”", "“The gate was never shut.”"),
    ],
)
def test_only_signs_of_the_dialect_are_removed(mark: str, kept: str) -> None:
    text = DIALECTS["Jira"].page() + "\n" + mark.replace("{{", "{").replace("}}", "}") + "\n"
    last = capture_of(text).copies[-1]
    assert kept in [block.text for block in last.blocks]


def test_the_caption_of_a_picture_is_a_caption() -> None:
    picture = "#+caption: The tower at noon; image: Lida Moren\n[[/img/tower.jpg]]"
    text = DIALECTS["Org"].page() + f"\n{picture}\n\nThe watchman has asked for a second key to the tower.\n"
    blocks = {block.text: block.kind for block in capture_of(text).copies[-1].blocks}
    assert blocks["The tower at noon; image: Lida Moren"] is Kind.CAPTION
    assert not any("tower.jpg" in block for block in blocks)


@pytest.mark.parametrize(
    "text",
    [
        "A Plain Page of Text\n\nThe scale read = 7 then [sic] 8 | 9, which [the keeper] wrote twice.\n",
        "Stars\n\n* one star above the tower\n* two stars above the tower\n* three stars above the tower\n",
        "Scores\n=====\n\nThe score was even.\n\nTable\n-----\n\nThe table was laid for six.\n",
    ],
)
def test_other_text_stays_plain(text: str) -> None:
    assert not capture_of(text).form


def test_a_wiki_page_that_begins_with_a_link_is_no_json() -> None:
    assert capture_of('[[|"Home": all]]\n' + DIALECTS["Zim"].page()).form == "DokuWiki"


def test_entities_in_a_headline_are_read() -> None:
    text = DIALECTS["AsciiDoc"].page().replace("Hives by", "Hives&#44; by")
    assert capture_of(text).copies[0].headline == TITLES[0].replace("Hives by", "Hives, by")


def test_a_line_across_the_page_is_no_heading() -> None:
    rubric = ".. container:: story\n\n   .. rubric:: {0}\n      :name: {2}\n\n   {text}\n\n--------------\n"
    parts = [rubric.format(title, "", "name", text=text) for title, text, *_ in STORIES * 2]
    capture = capture_of("\n".join(parts))
    assert not any("<" in copy.headline or "--" in copy.headline for copy in capture.copies)


def test_cells_of_a_table_make_no_day() -> None:
    table = "|===\n|Jan |10 |2024\n|===\n\n"
    assert str(capture_of(table + DIALECTS["AsciiDoc"].page()).date) == "2025-03-05"


def test_rates_in_a_table_of_typst_are_read() -> None:
    page = DIALECTS["Typst"].page()
    rates = [("KGS/USD", "0.01140", "0%"), ("KZT/USD", "0.00190", "-0%")]
    rows = "".join(f"    [{pair}], [{value}], [{change}],\n" for pair, value, change in rates)
    begin = "#figure(\n  align(center)[#table(\n    columns: 3,\n    align: (auto,auto,auto,),\n"
    table = f"{begin}{rows}  )]\n  , kind: table\n  )\n\n"
    capture = capture_of(table + page[page.index("Wednesday") :])
    assert [(rate.pair, rate.value, rate.change) for rate in capture.rates] == rates
    assert [copy.headline for copy in capture.copies] == TITLES
    assert not any("align" in line or "table" in line for line in capture.preamble)


@pytest.mark.parametrize("name", ["Org", "AsciiDoc", "Textile", "DokuWiki"])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_a_page_in_utf_16_without_its_mark_is_read_by_its_markup(name: str, codec: str) -> None:
    written = DIALECTS[name]
    (page,) = open_bytes(written.page().encode(codec), "page")
    assert isinstance(page, Page)
    (capture,) = parse([("page", page)])
    assert [copy.headline for copy in capture.copies] == TITLES
    assert capture.form == written.form


ARTICLE = f"""#+date: <2025-03-05 Wed>

{STORIES[0][1]} The guard counted them twice, and then once more at the border.

* {STORIES[0][2]}

{STORIES[0][3]}
"""


def test_the_title_of_an_org_file_is_above_its_headings() -> None:
    (copy,) = capture_of(f":PROPERTIES:\n:ID: 7\n:END:\n#+title: {TITLES[0]}\n{ARTICLE}").copies
    assert (copy.headline, str(copy.published)) == (TITLES[0], "2025-03-05")
    assert STORIES[0][2] in [block.text for block in copy.blocks]


def test_a_heading_below_text_is_doubted_where_no_title_is_told() -> None:
    capture = capture_of(f":PROPERTIES:\n:ID: 7\n:END:\n{TITLES[0]}\n{ARTICLE}")
    assert capture.doubtful or [copy.headline for copy in capture.copies] == TITLES[:1]
