"""Each kind of file is opened by what it holds: the same page comes of all of them."""

import gzip
import io
import plistlib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from careader.capture import Capture, parse
from careader.errors import CaptureError
from careader.intake.models import FILE_TIME, LeftOut, Page
from careader.intake.opening import open_file
from tests.intake import files, templates
from tests.intake.files import open_bytes
from tests.intake.templates import STORIES

PAGE = templates.wordpress()
PLAIN = templates.flat()  # without a day of its own
HEADLINES = [story.headline for story in STORIES]

KINDS: dict[str, tuple[Callable[[], bytes], str, str, str]] = {
    # what makes it; form; the day's word; the address
    "html": (PLAIN.encode, "HTML", "", ""),
    "html.gz": (lambda: gzip.compress(PLAIN.encode()), "HTML", "", ""),
    "xhtml": (
        lambda: b'<?xml version="1.0" encoding="utf-8"?>\n' + PLAIN.encode().replace(b"<br>", b"<br/>"),
        "HTML",
        "",
        "",
    ),
    "SingleFile": (lambda: files.single_file(PLAIN), "SingleFile", "SingleFile's note", files.ADDRESS),
    "mhtml": (lambda: files.mhtml(PLAIN), "MHTML", "the MHTML's Date", files.ADDRESS),
    "mail": (lambda: files.mail(PLAIN), "mail", "the mail's Date", ""),
    "mbox": (lambda: b"From a@example.org\n" + files.mail(PLAIN), "mail", "the mail's Date", ""),
    "webarchive": (lambda: files.webarchive(PLAIN), "webarchive", "", files.ADDRESS),
    "webarchive as XML": (lambda: files.webarchive(PLAIN, plistlib.FMT_XML), "webarchive", "", files.ADDRESS),
    "zip": (lambda: files.zipped(PLAIN), "HTML", "the time in the zip file", ""),
    "maff": (lambda: files.maff(PLAIN), "MAFF", "the MAFF's note", files.ADDRESS),
    "warc": (lambda: b"".join(files.warc_records(PLAIN)), "WARC", "WARC-Date", files.ADDRESS),
    "warc.gz": (
        lambda: b"".join(map(gzip.compress, files.warc_records(PLAIN))),
        "WARC",
        "WARC-Date",
        files.ADDRESS,
    ),
    "wacz": (lambda: files.wacz(PLAIN), "WARC", "WARC-Date", files.ADDRESS),
    "rss": (files.rss, "feed", "the feed's build date", "https://news.example.org"),
    "atom": (files.atom, "feed", "the feed's build date", "https://news.example.org/"),
    "WordPress JSON": (files.posts, "WordPress JSON", "", ""),
}


def pages_of(data: bytes) -> list[Page]:
    return [each for each in open_bytes(data, "page") if isinstance(each, Page)]


def capture_of(data: bytes) -> Capture:
    (page,) = pages_of(data)
    (capture,) = parse([("page", page)])
    return capture


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_page_comes_of_every_kind_of_file(kind: str) -> None:
    make, form, saved_by, address = KINDS[kind]
    (page,) = pages_of(make())
    assert (page.form, page.saved_by, page.address) == (form, saved_by, address)
    (capture,) = parse([("page", page)])
    assert [copy.headline for copy in capture.copies] == HEADLINES
    assert [copy.byline for copy in capture.copies] == [story.author for story in STORIES]
    assert [str(copy.published) for copy in capture.copies] == [story.day for story in STORIES]
    assert (str(capture.date), capture.dated_by) == (("2025-12-10", saved_by) if saved_by else ("None", ""))


def test_the_pages_own_day_comes_before_what_the_file_says() -> None:
    capture = capture_of(files.single_file(PAGE.replace("10 December", "11 December")))
    assert (str(capture.date), capture.dated_by) == ("2025-12-11", "")


def test_the_time_of_the_file_is_the_last_to_be_asked_and_is_marked_as_a_guess(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PLAIN, encoding="utf-8")
    with open_file(tmp_path / "page.html") as opened:
        (page,) = opened
    assert isinstance(page, Page)
    assert (page.saved is not None, page.saved_by) == (True, FILE_TIME)
    (tmp_path / "page.txt").write_text(files.text(STORIES), encoding="utf-8")
    with open_file(tmp_path / "page.txt") as opened:
        (page,) = opened
    assert page == Page(files.text(STORIES))


def test_a_wet_record_is_its_text() -> None:
    text = files.text(STORIES)
    wet = files.record("warcinfo", b"", "application/warc-fields")
    wet += files.record("conversion", text.encode(), "text/plain")
    (page,) = pages_of(wet)
    assert (page.content, page.form, page.saved_by, page.address) == (text, "WET", "WARC-Date", files.ADDRESS)


def test_markdown_says_what_is_headline_and_what_is_section() -> None:
    story = STORIES[0]
    capture = capture_of(files.markdown(story))
    (copy,) = capture.copies
    assert (copy.headline, copy.byline, str(copy.published)) == (story.headline, story.author, story.day)
    assert (copy.address, str(capture.date), capture.dated_by) == (
        story.address,
        files.DAY,
        "its front matter",
    )
    said = [(block.kind.value, block.text) for block in copy.blocks if block.kind.value != "furniture"]
    assert ("heading", "What a Cleared Road Costs") in said
    assert not any("#" in text or "](" in text for _, text in said)


def test_markdown_without_front_matter() -> None:
    data = files.markdown(STORIES[3]).partition(b"---\n\n")[2]
    (copy,) = capture_of(data).copies
    assert copy.headline == STORIES[3].headline
    assert [block.items for block in copy.blocks if block.items] == [
        tuple(text for kind, text in STORIES[3].body if kind == "li")
    ]


def test_a_feed_tells_whole_texts_from_beginnings() -> None:
    assert not any(copy.excerpt for copy in capture_of(files.rss()).copies)
    assert all(copy.excerpt for copy in capture_of(files.atom()).copies)


def test_many_pages_of_one_file() -> None:
    records = [record for story in STORIES for record in files.warc_records(templates.single_plain(story))]
    found = list(open_bytes(b"".join(records), "many.warc"))
    titles = [parse([("x", page)])[0].copies[0].headline for page in found if isinstance(page, Page)]
    assert titles == HEADLINES
    left = [each.what for each in found if isinstance(each, LeftOut)]
    assert left.count("picture, style or script") == len(STORIES)
    assert not any(each.problem for each in found if isinstance(each, LeftOut))


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        ("Reservoir “Çalık” — Ғалия", "utf-8"),
        ("Reservoir “Çalık”", "windows-1254"),
        ("Водохранилище Сарыжал", "windows-1251"),
        ("Водохранилище Сарыжал", "koi8-r"),
    ],
)
def test_a_page_is_decoded_as_it_declares(page: str, charset: str) -> None:
    markup = (
        f'<html><head><meta charset="{charset}"></head>'
        f"<body><h1>{page}</h1><p>{'word ' * 20}.</p></body></html>"
    )
    assert capture_of(markup.encode(charset)).copies[0].headline == page


def test_the_header_of_a_response_comes_before_what_the_page_declares() -> None:
    markup = (
        f'<html><head><meta charset="utf-8"></head><body><h1>Сарыжал</h1><p>{"word " * 20}.</p></body></html>'
    )
    sent = files.response(markup.encode("cp1251"), "Content-Type: text/html; charset=windows-1251")
    (page,) = pages_of(files.record("response", sent, "application/http"))
    assert parse([("x", page)])[0].copies[0].headline == "Сарыжал"


def test_a_character_set_that_is_guessed_is_told() -> None:
    markup = f"<html><body><h1>Caf\u00e9 at the Lake</h1><p>{'word ' * 20}.</p></body></html>"
    (page,) = pages_of(markup.encode("cp1252"))
    assert page.notes == ("no character set is named: read as UTF-8, else Windows-1252",)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7 ...", "save the page as HTML"),
        (b"{\\rtf1 x}", "plain text or as HTML"),
        (b"\x89PNG\r\n", "a picture: save the page as HTML"),
        (b"7z\xbc\xaf\x27\x1c", "unpack it first"),
        (b'{"a": 1}', "no WordPress posts"),
        (b'<?xml version="1.0"?><svg/>', "no web page and no feed"),
        (b"  \n ", "empty"),
        (b"\x00\x01\x02\x03\x04" * 60, "not text"),
    ],
)
def test_what_holds_no_page_is_refused_with_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(CaptureError, match=says):
        pages_of(data)


def test_books_and_office_files_are_refused_by_what_is_in_the_zip_file() -> None:
    import zipfile

    for name, says in (("word/document.xml", "word processor"), ("META-INF/container.xml", "EPUB")):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr(name, "<x/>")
        with pytest.raises(CaptureError, match=says):
            pages_of(made.getvalue())


def test_a_name_stands_before_what_goes_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    with pytest.raises(CaptureError, match=r"a\.pdf: a PDF: "), open_file(tmp_path / "a.pdf") as opened:
        list(opened)
    with pytest.raises(CaptureError, match=r"gone: no such file"):
        open_file(tmp_path / "gone")
    with pytest.raises(CaptureError, match="is a directory"):
        open_file(tmp_path)


def test_the_same_content_has_the_same_digest_whatever_its_name(tmp_path: Path) -> None:
    for name, content in (("a", "one\n"), ("b", "one\n"), ("c", "two\n")):
        (tmp_path / name).write_text(content)
    digests = []
    for name in "abc":
        with open_file(tmp_path / name) as opened:
            digests.append(opened.digest())
    one, same, other = digests
    assert one == same != other


def test_what_a_crawler_fetched_for_programs_is_no_page() -> None:
    rules = files.response(b"User-agent: *\nDisallow: /admin/\n", "Content-Type: text/plain")
    record = files.record("response", rules, "application/http", "https://news.example.org/robots.txt")
    whole = record + b"".join(files.warc_records(templates.wordpress()))
    assert len(pages_of(whole)) == 1


def test_the_lists_that_a_wacz_keeps_of_itself_are_no_pages() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(
            "archive/data.warc.gz", b"".join(map(gzip.compress, files.warc_records(templates.wordpress())))
        )
        archive.writestr("datapackage.json", "{}")
        archive.writestr("indexes/index.cdx.gz", gzip.compress(b"org,example)/ 20251210 {}\n" * 9))
        archive.writestr("pages/pages.txt", "a page and its address")
    assert len(pages_of(made.getvalue())) == 1


def test_the_frames_of_a_page_in_a_maff_are_no_pages() -> None:
    made = io.BytesIO(files.maff(PLAIN))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("1765339200_1/advert.html", "<html><body><p>An advert in a frame.</p></body></html>")
        archive.writestr("1765339200_2/index.html", PLAIN.replace("</title>", " again</title>"))
    found = [*open_bytes(made.getvalue(), "page.maff")]
    assert [each.what for each in found if isinstance(each, LeftOut)].count("frame of the page") == 1
    assert len([each for each in found if isinstance(each, Page)]) == 2


@pytest.mark.parametrize(
    ("body", "read"),
    [(b"\x0b\x02\x80\x03", False), (b"<!DOCTYPE html><p>The pass is open again.", True)],
    ids=["packed", "plain"],
)
def test_a_response_packed_in_a_way_that_cannot_be_unpacked_is_named(body: bytes, *, read: bool) -> None:
    """Some crawlers unpack the body, but leave the field in the head."""
    sent = files.response(body, "Content-Type: text/html\r\nContent-Encoding: br")
    record = files.record("response", sent, "application/http", "https://news.example.org/open")
    found = [*open_bytes(record + b"".join(files.warc_records(PLAIN)), "page.warc")]
    assert len([each for each in found if isinstance(each, Page)]) == 1 + read
    named = [each.what for each in found if isinstance(each, LeftOut) and each.problem]
    said = "https://news.example.org/open: compressed by br, which careader cannot unpack"
    assert named == ([] if read else [said])


def test_more_lines_than_a_page_has_are_refused_in_words() -> None:
    blank = b"A line\n" + b"\n" * 60_000 + b"Another line\n"
    assert isinstance(next(iter(open_bytes(blank, "blank.txt"))), Page)
    with pytest.raises(CaptureError, match=r"full\.txt: too many lines for a page \(over 15,000\)"):
        list(open_bytes(b"A line\n" * 20_001, "full.txt"))


def test_a_line_longer_than_a_page_has_is_refused_in_words() -> None:
    most = 4 << 20
    assert isinstance(next(iter(open_bytes(b"word " * (most // 5) + b"\nshort\n", "long.txt"))), Page)
    with pytest.raises(
        CaptureError, match=r"longer\.txt: too long a line for a page \(over 4 Mi characters\)"
    ):
        list(open_bytes(b"short\n" + b"word " * (most // 5 + 2), "longer.txt"))
