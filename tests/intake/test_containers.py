"""Mail, feeds, posts, web archives, WARC and zip files: what is odd or damaged in them."""

import gzip
import io
import json
import plistlib
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from typing import ClassVar

import pytest

from careader.capture import Copy, parse
from careader.errors import CaptureError
from careader.intake.models import LeftOut, Page
from tests.intake import files
from tests.intake.files import open_bytes

TEXT = "The pass above the salt road is open again, said the keeper of the pass on Monday."
RUSSIAN = "Перевал над соляной дорогой снова открыт, сказал смотритель."
PAGE = f"<html><body><h1>Pass Opens Above the Salt Road</h1><p>{TEXT}</p></body></html>"


def opened(data: bytes) -> tuple[list[Page], list[str], list[str]]:
    """The pages in a file, the parts that are left out, and its problems."""
    found = [*open_bytes(data, "x")]
    left = [each for each in found if isinstance(each, LeftOut)]
    pages = [each for each in found if isinstance(each, Page)]
    told, named = ([each.what for each in left if each.problem is problem] for problem in (False, True))
    return pages, told, named


def copies_of(page: Page) -> tuple[Copy, ...]:
    return parse([("x", page)])[0].copies


def refused(data: bytes) -> str:
    with pytest.raises(CaptureError) as error:
        list(open_bytes(data, "x"))
    return str(error.value)


def mail_of(*parts: tuple[str, str, str]) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = "a@example.org", "Fwd: pass"
    for text, subtype, charset in parts:
        if (made.get_content_maintype() == "text" and made.get_payload()) or made.is_multipart():
            made.add_attachment(text, subtype=subtype, charset=charset)
        else:
            made.set_content(text, subtype=subtype, charset=charset)
    return made.as_bytes()


class TestMail:
    def test_a_mail_of_plain_text_is_decoded_as_it_says(self) -> None:
        (page,), _, _ = opened(mail_of((RUSSIAN, "plain", "koi8-r")))
        assert (page.form, str(page.content).strip()) == ("mail", RUSSIAN)

    def test_each_page_in_a_mail_is_a_page(self) -> None:
        pages, left, named = opened(mail_of((PAGE, "html", "utf-8"), (PAGE, "html", "utf-8")))
        assert (len(pages), left, named) == (2, [], [])

    def test_an_empty_page_beside_a_text_is_passed_over(self) -> None:
        (page,), _, _ = opened(mail_of((" ", "html", "utf-8"), (TEXT, "plain", "utf-8")))
        assert page.form == "mail"

    def test_frames_of_a_saved_page_are_left_out(self) -> None:
        whole = files.mhtml(PAGE)
        frame = b"----b--\r\nContent-Type: text/html\r\n\r\n<p>An advert in a frame of the page</p>\r\n"
        (page,), left, _ = opened(
            whole.replace(b"----b--\r\nContent-Type: image", frame + b"----b--\r\nContent-Type: image")
        )
        assert (page.form, left) == ("MHTML", ["picture", "frame of the page"])

    def test_a_saved_page_whose_end_is_missing_says_so(self) -> None:
        whole = files.mhtml(PAGE)
        (page,), _, _ = opened(whole[: whole.index(b"Content-Type: image")])
        assert any("the end is missing" in note for note in page.notes)

    def test_a_mail_of_pictures_alone_is_refused(self) -> None:
        head = b"From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: image/png\r\n"
        data = head + b"Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
        assert "a mail without text" in refused(data)


class TestFeeds:
    FEED = (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>{head}'
        "<item><title>Pass {sign} Road</title><description>{text}</description></item></channel></rss>"
    )

    @pytest.mark.parametrize(
        ("sign", "shown"), [("&amp;", "&"), ("&", "&"), ("&nbsp;&mdash;&nbsp;", "—"), ("&lt;", "<")]
    )
    def test_signs_that_xml_does_not_know_are_read_as_html_has_them(self, sign: str, shown: str) -> None:
        (page,), _, _ = opened(self.FEED.format(head="", sign=sign, text=TEXT).encode())
        assert [copy.headline for copy in copies_of(page)] == [f"Pass {shown} Road"]

    def test_the_day_of_a_feed_is_its_build_date(self) -> None:
        head = "<lastBuildDate>Tue, 09 Dec 2025 08:30:00 +0500</lastBuildDate>"
        (page,), _, _ = opened(self.FEED.format(head=head, sign="and", text=TEXT).encode())
        assert (str(page.saved), page.saved_by) == ("2025-12-09 08:30:00+05:00", "the feed's build date")

    @pytest.mark.parametrize(
        ("broken", "says"),
        [
            (("</item>", ""), "not well-formed"),
            (("<rss", '<!DOCTYPE rss [<!ENTITY a "b">]><rss'), "entities of its own"),
            (("item>", "other>"), "without entries"),
            (("<item>", "<item>" + "<a/>" * 120_000), "more elements"),
        ],
    )
    def test_a_feed_that_is_no_feed_is_refused(self, broken: tuple[str, str], says: str) -> None:
        whole = self.FEED.format(head="", sign="and", text=TEXT)
        assert says in refused(whole.replace(*broken).encode())


class TestPosts:
    POST: ClassVar = {
        "title": {"rendered": "Pass Opens"},
        "content": {"rendered": f"<p>{TEXT}</p>"},
        "date": "2025-12-09T08:30:00",
    }

    @pytest.mark.parametrize(
        "whole", [[POST], POST, {"posts": [POST]}, {"items": [POST]}, [POST, "x", {"title": "y"}]]
    )
    def test_posts_stand_in_a_list_or_alone(self, whole: object) -> None:
        (page,), _, named = opened(json.dumps(whole).encode())
        assert [copy.headline for copy in copies_of(page)] == ["Pass Opens"]
        assert named == []

    @pytest.mark.parametrize(
        "author",
        [
            {"_embedded": {"author": [{"name": "Jana Nobody"}]}},
            {"author_name": "Jana Nobody"},
            {"yoast_head_json": {"author": "Jana Nobody"}},
            {"_embedded": {"author": [{"code": "gone"}]}, "author_name": "Jana Nobody"},
        ],
    )
    def test_the_author_of_a_post(self, author: dict[str, object]) -> None:
        (page,), _, _ = opened(json.dumps([{**self.POST, **author}]).encode())
        assert [copy.byline for copy in copies_of(page)] == ["Jana Nobody"]

    @pytest.mark.parametrize(
        "whole", ['[{"title": {"rendered": ""}, "content": {}}]', '[{"rendered": "x"}', '["content"]']
    )
    def test_other_json_is_refused(self, whole: str) -> None:
        assert "JSON" in refused(whole.encode())


class TestWebArchives:
    @staticmethod
    def archive(body: object = PAGE.encode(), media: str = "text/html", **others: object) -> bytes:
        main = {"WebResourceData": body, "WebResourceMIMEType": media, "WebResourceURL": files.ADDRESS}
        return plistlib.dumps({"WebMainResource": main, **others}, fmt=plistlib.FMT_BINARY)

    def test_a_page_of_plain_text_is_its_text(self) -> None:
        (page,), _, _ = opened(self.archive(TEXT.encode(), "text/plain"))
        assert (page.content, page.form, page.address) == (TEXT, "webarchive", files.ADDRESS)

    def test_what_stands_beside_the_page_is_left_out(self) -> None:
        _, left, _ = opened(self.archive(WebSubresources=[{}, {}], WebSubframeArchives=[{}]))
        assert left == ["picture or style", "picture or style", "frame of the page"]

    @pytest.mark.parametrize(
        ("data", "says"),
        [
            (plistlib.dumps({"Bookmarks": []}, fmt=plistlib.FMT_BINARY), "no web archive"),
            (archive("no bytes"), "no web archive"),
            (archive()[:-20], "a damaged web archive"),
        ],
    )
    def test_another_list_or_a_damaged_file_is_refused(self, data: bytes, says: str) -> None:
        assert says in refused(data)


class TestWarc:
    MEDIA = "application/http; msgtype=response"

    def answer(self, body: bytes, fields: str = "Content-Type: text/html") -> bytes:
        return files.record("response", files.response(body, fields), self.MEDIA)

    @pytest.mark.parametrize(
        "body",
        [zlib.compress(PAGE.encode()), zlib.compress(PAGE.encode(), wbits=-15)],
        ids=["with a head", "bare"],
    )
    def test_a_response_packed_by_deflate_is_unpacked(self, body: bytes) -> None:
        (page,), _, named = opened(self.answer(body, "Content-Type: text/html\r\nContent-Encoding: deflate"))
        assert (page.form, named) == ("WARC", [])

    @pytest.mark.parametrize(
        "sent", [gzip.compress(PAGE.encode()), PAGE.encode()], ids=["untold", "not packed"]
    )
    def test_what_is_packed_is_seen_by_its_bytes_and_not_only_by_its_head(self, sent: bytes) -> None:
        told = "" if sent.startswith(b"\x1f") else "\r\nContent-Encoding: gzip"
        assert len(opened(self.answer(sent, f"Content-Type: text/html{told}"))[0]) == 1

    def test_records_that_hold_no_page_are_named(self) -> None:
        whole = [
            files.record("revisit", b"", self.MEDIA),
            self.answer(b""),
            self.answer(b"a, b, c", "Content-Type: text/csv"),
            self.answer(b'{"a": 1}', "Content-Type: application/json"),
            files.record("resource", PAGE.encode(), "text/html"),
        ]
        pages, left, named = opened(b"".join(whole))
        script = "picture, style or script"
        assert left == ["revisit record", "empty response", script, script]
        assert len(pages) == 1
        assert named == []

    @pytest.mark.parametrize(
        ("damage", "says"),
        [
            (lambda data: data[:-40], "cut short"),
            (lambda data: data + b"and then something else\r\n", "no record begins where one should"),
            (
                lambda data: data.replace(b"Content-Length: ", b"Content-Length: x", 2),
                "does not tell its length",
            ),
        ],
    )
    def test_the_pages_before_damage_are_kept(self, damage: Callable[[bytes], bytes], says: str) -> None:
        first, second = self.answer(PAGE.encode()), self.answer(PAGE.encode())
        pages, _, named = opened(first + damage(second))
        assert len(pages) in (1, 2)
        assert [says in each for each in named] == [True]

    def test_a_packed_file_that_is_cut_short_keeps_the_pages_before(self) -> None:
        packed = gzip.compress(self.answer(PAGE.encode()))
        pages, _, named = opened(packed + packed[:-12])
        assert len(pages) >= 1
        assert [each for each in named if "damaged or cut short" in each] == named != []


class TestZip:
    def test_a_damaged_member_costs_only_itself(self) -> None:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("a.html", PAGE.replace("Opens", "Closes"))
            archive.writestr("b.html", PAGE)
        data = made.getvalue().replace(b"Pass Closes", b"Pass Clo5es")
        pages, _, named = opened(data)
        assert (len(pages), named) == (1, ["a.html: damaged"])

    def test_the_same_page_without_a_note_has_the_time_in_the_zip_file(self) -> None:
        (page,), _, _ = opened(files.zipped(PAGE))
        assert page.saved is not None
        assert (page.saved.isoformat(), page.saved_by) == ("2025-12-10T09:00:00", "the time in the zip file")

    def test_a_day_in_the_zip_file_that_does_not_exist_is_not_taken(self) -> None:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr(zipfile.ZipInfo("a.html", (2025, 0, 0, 0, 0, 0)), PAGE)
        (page,), _, _ = opened(made.getvalue())
        assert page.saved is None

    def test_a_text_in_a_zip_file_is_a_page_and_its_time_in_the_zip_file_is_no_day_of_saving(self) -> None:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr(zipfile.ZipInfo("a.txt", (2025, 12, 10, 9, 0, 0)), f"{TEXT}\n")
        pages, left, named = opened(made.getvalue())
        assert (pages, left, named) == ([Page(f"{TEXT}\n")], [], [])

    def test_what_is_left_out_of_a_file_in_a_zip_file_is_told(self) -> None:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("a.mhtml", files.mhtml(PAGE))
        assert [type(each) for each in open_bytes(made.getvalue(), "x")] == [
            type(each) for each in open_bytes(files.mhtml(PAGE), "x")
        ]
        assert opened(made.getvalue())[1:] == (["picture"], [])

    def test_a_page_in_a_zip_file_that_tells_when_it_was_saved_keeps_that_moment(self) -> None:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr(zipfile.ZipInfo("a.rss", (2026, 1, 2, 9, 0, 0)), files.rss())
        pages, _, _ = opened(made.getvalue())
        assert pages == opened(files.rss())[0]
        assert [page.saved_by for page in pages] == ["the feed's build date"]


@pytest.mark.parametrize("made", [files.rss(), files.atom()], ids=["rss", "atom"])
def test_of_a_feed_without_damage_nothing_is_said(made: bytes) -> None:
    (page,), left, named = opened(made)
    assert (page.notes, left, named) == ((), [], [])
