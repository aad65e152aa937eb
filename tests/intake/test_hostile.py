"""Files made to do harm: each is refused in a line or read, and none costs another."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from careader.corpus.library import Added, add
from careader.errors import CaptureError
from careader.index.page_contents import pages_of
from careader.intake.models import LeftOut, Page
from tests.intake import files, templates
from tests.intake.files import open_bytes
from tests.intake.templates import STORIES

PAGE = templates.wordpress()
OTHER = PAGE.replace("<p>", "<p>And ")
DEEP = 1_000_000


def zip_of(*members: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


REFUSED: dict[str, Callable[[], bytes]] = {
    "gzip bomb": lambda: gzip.compress(b"a" * (65 << 20), 1),
    "torn gzip": lambda: gzip.compress(PAGE.encode())[:-800],
    "damaged gzip": lambda: b"\x1f\x8b\x08\x00" + b"\x07" * 100,
    "elements within each other": lambda: b"<html><body>" + b"<div>" * DEEP,
    "links within each other": lambda: b"<html><body>" + b"<a href=x>" * DEEP,
    "fonts in paragraphs": lambda: b"<html>" + b"".join(b"<font size=%d><p>" % n for n in range(70_000)),
    "entity bomb": lambda: b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "a">]><rss><channel/></rss>',
    "feed within itself": lambda: b'<?xml version="1.0"?><rss><channel>' + b"<a>" * DEEP,
    "lists within each other": lambda: b'[{"content":' + b"[" * DEEP,
    "parts within each other": lambda: (
        b'From: a\nSubject: b\nContent-Type: multipart/mixed; boundary="b0"\n\n'
        + b"".join(
            b'--b%d\nContent-Type: multipart/mixed; boundary="b%d"\n\n' % (n, n + 1) for n in range(5000)
        )
    ),
    "a web archive that is none": lambda: b"bplist00" + b"\xff" * 200,
    "a zip file that is none": lambda: b"PK\x03\x04" + b"\0" * 200,
    "archives within archives": lambda: zip_of(("a.zip", zip_of(("b.zip", zip_of(("c.html", b"<p>x"))))))[:],
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_one_line(name: str) -> None:
    with pytest.raises(CaptureError) as refused:
        list(open_bytes(REFUSED[name](), "file"))
    assert str(refused.value).startswith("file: ")
    assert "\n" not in str(refused.value)


READ = {
    "attributes without end": b"<html><body><h1>A Title</h1><p "
    + b" ".join(b"a%d=1" % n for n in range(100_000))
    + b">Some text.</p>",
    "classes without end": b'<html><body><h1>A Title</h1><div class="'
    + b"a-related-" * 100_000
    + b'">Text</div>',
    "brackets": b"# A Title\n\n" + b"[" * 200_000,
    "pictures": b"# A Title\n\n" + b"![a](" * 100_000,
    "linked data": b'<html><head><script type="application/ld+json">'
    + b"[" * DEEP
    + b"</script></head><body><h1>A Title</h1><p>Text.</p>",
    "pictures inside": b"<html><body><h1>A Title</h1>"
    + b'<img src="data:image/png;base64,%s">' % (b"A" * 10_000_000)
    + b"<p>Text.</p>",
    "depth that can be read": b"<html><body><h1>A Title</h1>" + b"<div>" * 20_000 + b"<p>Text.</p>",
}


@pytest.mark.parametrize("name", READ)
def test_it_is_read_all_the_same(name: str) -> None:
    (page,) = open_bytes(READ[name], "file")
    assert isinstance(page, Page)
    assert not isinstance(page.content, str)
    assert "A Title" in [part.text for part in page.content.parts]


def test_a_record_that_says_more_than_there_is_costs_only_itself() -> None:
    good = b"".join(files.warc_records(PAGE))
    for length in ("5368709120", "52428800", "-5", "x"):
        head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\n"
        bad = head.encode() + b"HTTP/1.1 200 OK\r\n\r\n"
        found = list(open_bytes(good + bad, "file"))
        assert sum(isinstance(each, Page) for each in found) == 1
        (problem,) = (each.what for each in found if isinstance(each, LeftOut) and each.problem)
        assert problem.startswith("the rest of the WARC (")


def test_a_bomb_in_a_record_costs_only_itself() -> None:
    bomb = files.response(gzip.compress(b"a" * (65 << 20), 1), "Content-Encoding: gzip")
    found = list(
        open_bytes(
            files.record("response", bomb, "application/http") + b"".join(files.warc_records(PAGE)), "x"
        )
    )
    assert sum(isinstance(each, Page) for each in found) == 1
    assert [each.what for each in found if isinstance(each, LeftOut) and each.problem] == [
        f"{files.ADDRESS}: too large for a page, unpacked (over 64 MiB)"
    ]


def test_names_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    archive = tmp_path / "in" / "a.zip"
    archive.parent.mkdir()
    archive.write_bytes(zip_of(("../../evil.html", PAGE.encode()), ("/abs.html", OTHER.encode())))
    assert len([page for page in pages_of(archive) if not isinstance(page, CaptureError)]) == 2
    (added,) = add([archive], tmp_path / "library")
    assert isinstance(added, Added)
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()) == [
        "in/a.zip",
        "library/a.zip",
    ]


def test_one_bad_file_of_a_folder_costs_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "bomb.html.gz").write_bytes(REFUSED["gzip bomb"]())
    (folder / "good.html").write_text(PAGE, encoding="utf-8")
    (folder / "torn.html").write_bytes(REFUSED["elements within each other"]())
    steps = list(add([folder], tmp_path / "library"))
    (good,) = (step for step in steps if isinstance(step, Added))
    assert [copy.headline for copy in good.captures[0].copies] == [story.headline for story in STORIES]
    assert len(steps) == 3


def test_signs_that_a_terminal_would_obey_are_made_safe() -> None:
    markup = (
        "<html><body><h1>A&#27;[31m Title&#x202e;</h1><p>Text&#7; below it, long enough.</p></body></html>"
    )
    (page,) = open_bytes(markup.encode(), "x")
    assert isinstance(page, Page)
    assert not isinstance(page.content, str)
    assert all(part.text.isprintable() for part in page.content.parts)


@pytest.mark.parametrize("charset", ["idna", "unicode_escape", "punycode", "undefined"])
def test_a_codec_that_no_page_is_written_in_is_not_taken_at_its_word(charset: str) -> None:
    page = f"<meta charset={charset}><h1>Snow Closes the Pass</h1><p>The pass – closed since Monday.</p>"
    (read,) = open_bytes(page.encode(), "page.html")
    assert isinstance(read, Page)
    assert any(charset in note for note in read.notes)
    assert "closed since Monday" in str(read.content)


def test_a_page_whose_end_is_missing_says_so() -> None:
    page = "<h1>Snow Closes the Pass</h1><p>The pass has been closed since Monday.</p>"
    whole = files.mhtml(page)
    (read, *_) = [each for each in open_bytes(whole, "page.mhtml") if isinstance(each, Page)]
    assert not read.notes
    (torn, *_) = [each for each in open_bytes(whole[:-30], "page.mhtml") if isinstance(each, Page)]
    assert any("end is missing" in note for note in torn.notes)


def test_a_sign_of_a_tag_within_an_attribute_hides_no_nesting() -> None:
    page = "<html><body>" + '<div a="<">' * 30_000 + "<p>The pass has been closed since Monday.</p>"
    (read,) = open_bytes(page.encode(), "page.html")
    assert "closed since Monday" in str(read)


def test_a_part_that_is_nothing_but_head_is_refused() -> None:
    part = b"--b\nContent-Type: text/html\n" + b"X-A: b\n" * 50_000
    mail = b"From: a@example.org\nSubject: Snow\nContent-Type: multipart/mixed; boundary=b\n\n" + part
    with pytest.raises(CaptureError, match="a part whose head is longer"):
        list(open_bytes(mail, "mail.eml"))


def test_a_zip_file_whose_compression_cannot_be_bounded_is_not_unpacked() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.html", PAGE)
    with pytest.raises(CaptureError, match="without pages"):
        list(open_bytes(made.getvalue(), "a.zip"))


def test_a_mail_that_is_nothing_but_head_is_refused() -> None:
    with pytest.raises(CaptureError, match="head is longer"):
        list(
            open_bytes(
                b"From: a@example.org\r\nSubject: Snow\r\nMIME-Version: 1.0\r\n" + b"X-A: b\r\n" * 50_000,
                "mail.eml",
            )
        )


@pytest.mark.parametrize("tag", ["<h\x001>{}</h1>", "<\0h1>{}</h1>", "\0<h1\0>{}</h1>"])
def test_nul_bytes_within_tags_cost_no_article_and_are_told(tag: str) -> None:
    page = f"<html><body>{tag.format('Snow Closes the Pass')}<\0p>The pass has been closed since Monday.</p>"
    (read,) = open_bytes(page.encode(), "page.html")
    assert isinstance(read, Page)
    assert not isinstance(read.content, str)
    assert [part.text for part in read.content.parts] == [
        "Snow Closes the Pass",
        "The pass has been closed since Monday.",
    ]
    assert read.notes == ("NUL bytes in it: left out",)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_a_page_in_utf_16_without_a_mark_is_read_as_a_page(codec: str) -> None:
    (read,) = open_bytes(PAGE.encode(codec), "page.html")
    (right,) = open_bytes(PAGE.encode(), "page.html")
    assert isinstance(read, Page)
    assert isinstance(right, Page)
    assert read.content == right.content
    assert read.notes == ("no byte order mark: read as UTF-16, a guess",)


def test_a_page_of_more_blocks_than_people_read_is_refused() -> None:
    page = b"<html><body>" + b"<h2>A Title</h2><p>And a text below it.</p>" * 10_001
    with pytest.raises(CaptureError, match=r"too many lines for a page \(over 15,000\)"):
        list(open_bytes(page, "page.html"))


def test_a_warc_of_nothing_but_empty_records_is_left_after_many_and_pages_before_them_are_kept() -> None:
    empty = b"WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    found = list(open_bytes(b"".join(files.warc_records(PAGE)) + empty * 60_000, "a.warc"))
    assert sum(isinstance(each, Page) for each in found) == 1
    assert ["nothing but empty records" in each.what for each in found if not isinstance(each, Page)][-1]


def test_records_without_pages_that_tell_what_records_tell_are_passed_over_however_many() -> None:
    style = files.record("response", files.response(b"a" * 100, "Content-Type: text/css"), "application/http")
    found = list(open_bytes(style * 60_000 + b"".join(files.warc_records(PAGE)), "a.warc"))
    assert sum(isinstance(each, Page) for each in found) == 1


def test_a_warc_in_a_zip_file_that_unpacks_to_far_more_is_not_unpacked() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("good.html", PAGE)
        with archive.open("a.warc", "w", force_zip64=True) as member:
            for _ in range(257):
                member.write(bytes(1 << 20))
    found = list(open_bytes(made.getvalue(), "a.zip"))
    assert sum(isinstance(each, Page) for each in found) == 1
    assert [each.what for each in found if isinstance(each, LeftOut)] == [
        "a.warc: it unpacks to far more than pages do"
    ]


def test_parts_of_a_file_that_are_left_out_for_one_reason_are_named_in_one_line() -> None:
    large = b"<p>" + b" " * (7 << 20) + b"</p>"
    members = [(f"{number}.html", large) for number in range(3)]
    with pytest.raises(CaptureError, match=r"without pages; 0\.html: too large .* \(and 2 more like it\)$"):
        list(open_bytes(zip_of(*members), "bad.zip"))
    page, left = open_bytes(zip_of(*members, ("3.html", PAGE.encode())), "bad.zip")
    assert isinstance(page, Page)
    assert isinstance(left, LeftOut)
    assert left.what.endswith("(and 2 more like it)")


def test_a_member_of_a_zip_file_that_is_the_same_as_another_is_read_once_and_told() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in (("1.html", PAGE), ("2.html", PAGE), ("3.html", OTHER), ("4.html", PAGE)):
            archive.writestr(zipfile.ZipInfo(name, (2025, 12, 9, 8, 0, 0)), content)
        archive.writestr(zipfile.ZipInfo("5.html", (2025, 12, 10, 8, 0, 0)), PAGE)
    found = list(open_bytes(made.getvalue(), "a.zip"))
    assert [each.what for each in found if isinstance(each, LeftOut)] == ["the same page once more"] * 2
    assert [each.saved.day for each in found if isinstance(each, Page) and each.saved] == [9, 9, 10]
