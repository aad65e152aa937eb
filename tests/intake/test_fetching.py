"""Fetching one page, from a server on this machine: once, bounded, and kept as it came."""

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from careader.capture import parse
from careader.errors import CareaderError
from careader.intake import fetching
from careader.intake.fetching import fetch
from careader.intake.models import Page
from tests.intake import files, templates
from tests.intake.files import open_bytes
from tests.intake.templates import STORIES
from tests.support import Careader

PAGE = templates.single_wordpress(STORIES[0]).replace(STORIES[0].address, "")
WARC = b"".join(map(gzip.compress, files.warc_records(PAGE)))
asked: list[str] = []


class Server(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the library
        pass

    def do_GET(self) -> None:
        asked.append(self.path)
        made = getattr(self, self.path.strip("/").replace("-", "_").split("?")[0] or "page", None)
        if made is None:
            self.send(404, b"nothing here")
        else:
            made()

    def send(self, status: int, body: bytes, **fields: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Type": "text/html; charset=utf-8", **fields}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def page(self) -> None:
        self.send(200, gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def in_chunks(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=windows-1251")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(files.chunked(PAGE.replace("Bee Keepers", "Пасечники").encode("cp1251", "replace")))

    def moved(self) -> None:
        self.send(302, b"", Location="/page")

    def out_of_the_web(self) -> None:
        self.send(302, b"", Location="ftp://127.0.0.1/page")

    def in_circles(self) -> None:
        self.send(302, b"", Location="/in-circles")

    def picture(self) -> None:
        self.send(200, b"\x89PNG", Content_Type="image/png")

    def large(self) -> None:
        self.send(200, b"<p>" + b"a " * 600_000)

    def untold(self) -> None:
        self.send(200, PAGE.encode(), Content_Type="application/octet-stream")

    def untold_packed(self) -> None:
        self.send(
            200,
            gzip.compress(PAGE.encode()),
            Content_Type="application/octet-stream",
            Content_Encoding="gzip",
        )

    def untold_program(self) -> None:
        self.send(200, b"\x7fELF\0\0\0", Content_Type="application/octet-stream")

    def untold_bytes(self) -> None:
        self.send(200, bytes(range(256)) * 9, Content_Type="binary/octet-stream")

    def news_warc_gz(self) -> None:
        self.send(200, WARC, Content_Type="application/octet-stream")

    def feed(self) -> None:
        self.send(200, files.rss(), Content_Type="application/rss+xml")


@pytest.fixture
def server() -> Iterator[str]:
    asked.clear()
    made = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()
    thread.join()


def headlines(data: bytes) -> list[str]:
    (page,) = (each for each in open_bytes(data, "x") if isinstance(each, Page))
    return [copy.headline for copy in parse([("x", page)])[0].copies]


def test_a_page_is_fetched_once_and_kept_with_address_and_time(server: str) -> None:
    data = fetch(f"{server}/page").data
    (page,) = open_bytes(data, "x")
    assert isinstance(page, Page)
    assert (page.form, page.saved_by, page.address) == ("WARC", "WARC-Date", f"{server}/page")
    assert headlines(data) == [STORIES[0].headline]
    assert asked == ["/page"]


def test_what_came_in_chunks_is_whole_and_read_as_its_header_says(server: str) -> None:
    data = fetch(f"{server}/in-chunks").data
    assert headlines(data) == [STORIES[0].headline.replace("Bee Keepers", "Пасечники")]
    assert b"transfer-encoding" not in data.lower()  # the file has no chunks, so other programs can read it


def test_redirects_are_followed_and_told(server: str) -> None:
    told: list[str] = []
    fetched = fetch(f"{server}/moved", told.append)
    assert told == [f"{server}/page"]
    assert headlines(fetched.data) == [STORIES[0].headline]


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("gone", "the server answers 404"),
        ("out-of-the-web", "redirected to ftp://127.0.0.1/page, which is not fetched"),
        ("in-circles", "the server answers 302"),
        ("picture", "image/png, no page"),
        ("untold-program", "a program, no page"),
        ("untold-bytes", "no page"),
        ("large", "too large for a page"),
    ],
)
def test_what_is_no_page_is_refused_in_a_line(
    server: str, path: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST_PAGE", 1 << 20)
    with pytest.raises(CareaderError, match=says):
        fetch(f"{server}/{path}")


@pytest.mark.parametrize("path", ["untold", "untold-packed"])
def test_a_page_of_no_told_type_is_known_by_its_content_and_kept_with_its_address(
    server: str, path: str
) -> None:
    data = fetch(f"{server}/{path}").data
    (page,) = open_bytes(data, "x")
    assert isinstance(page, Page)
    assert (page.form, page.address) == ("WARC", f"{server}/{path}")
    assert headlines(data) == [STORIES[0].headline]


def test_a_warc_that_a_server_sends_is_kept_itself(server: str) -> None:
    fetched = fetch(f"{server}/news-warc-gz")
    assert fetched.data == WARC
    assert fetched.name.endswith("news-warc-gz")
    assert headlines(fetched.data) == [STORIES[0].headline]


def test_a_server_that_is_not_there_is_said() -> None:
    with pytest.raises(CareaderError, match="cannot be fetched"):
        fetch("http://127.0.0.1:9/")


def test_add_takes_addresses(server: str, careader: Careader) -> None:
    ran = careader("add", f"{server}/page", f"{server}/feed", f"{server}/gone")
    assert ran.code == 1
    assert [line.partition(": ")[0] for line in ran.lines[:2]] == ["added", "added"]
    assert ran.lines[2:] == ["2 captures added, 0 already in the library"]
    assert "the server answers 404" in ran.err
    (listed, *_) = careader("list", "--json").records
    assert listed["address"] is not None
    assert asked == ["/page", "/feed", "/gone"]
    careader("list")
    assert asked == ["/page", "/feed", "/gone"]  # nothing but what was asked for


def test_add_takes_a_page_from_stdin(careader: Careader) -> None:
    ran = careader("add", "-", stdin=PAGE)
    assert ran.code == 0
    assert ran.lines[0].startswith("added: stdin (")
    assert [each["headline"] for each in careader("list", "--json").records] == [STORIES[0].headline]


@pytest.mark.parametrize("media", ["text/html; charset=utf-8", "text/plain", "application/rss+xml"])
def test_a_feed_is_read_whatever_the_server_calls_it(media: str) -> None:
    sent = files.record("response", files.response(files.rss(), f"Content-Type: {media}"), "application/http")
    (page,) = (each for each in open_bytes(sent, "feed.warc") if isinstance(each, Page))
    (capture,) = parse([("feed.warc", page)])
    assert [copy.headline for copy in capture.copies] == [story.headline for story in STORIES]


def test_markdown_sent_as_text_is_read_as_markdown() -> None:
    text = "".join(f"## {story.headline}\n\n{story.lead}\n\n" for story in STORIES).encode()
    sent = files.record("response", files.response(text, "Content-Type: text/plain"), "application/http")
    (page,) = (each for each in open_bytes(sent, "clip.warc") if isinstance(each, Page))
    (capture,) = parse([("clip.warc", page)])
    assert [copy.headline for copy in capture.copies] == [story.headline for story in STORIES]
    assert page.address == files.ADDRESS
