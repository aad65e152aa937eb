"""Fetching a page for which the reader asked. Nothing else in careader uses the network.

The response is kept as a WARC record with its address and time. So the library has the original response, and
not careader's interpretation.
"""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)
from uuid import uuid4

from careader import __version__
from careader.errors import CaptureError, CareaderError
from careader.intake.bounds import LARGEST_PAGE, too_large
from careader.intake.sniffing import REFUSED, beginning_of, kind_of
from careader.text import safe

LONGEST = 60.0
"""The most seconds for fetching a page."""

_SILENT = 20.0  # the most seconds without a byte
_PIECE = 1 << 16
_PAGES = ("text/", *(f"application/{kind}" for kind in ("xhtml", "xml", "rss", "atom", "json")))
_FILES = (
    "binary/octet-stream",
    "message/rfc822",
    "multipart/related",
    *(
        f"application/{kind}"
        for kind in "octet-stream warc gzip x-gzip zip x-zip x-mimearchive x-webarchive wacz".split()
    ),
)
"""Media types of files that are known only by their content: many servers know no type of ``.warc``."""
_RESPONSES = frozenset({"HTML", "feed", "WordPress", "Markdown"})
"""The kinds of content whose response is kept as a record. A file of another kind is kept itself."""
_PLAIN = "/%:@!$&'()*+,;=~-._"
"""The signs of an address that are not encoded."""


class Fetched(NamedTuple):
    """A response as the bytes of a WARC, or a file such as a WARC itself; and a name for the file."""

    data: bytes
    name: str


class _Redirects(HTTPRedirectHandler):
    """Follows redirects to http and https addresses only, and reports each redirect."""

    def __init__(self, on_redirect: Callable[[str], None]) -> None:
        self._on_redirect = on_redirect

    def redirect_request(  # noqa: PLR0913, PLR0917 - as urllib calls it
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Follow a redirect to an http or https address.

        Raises:
            CareaderError: the address has another scheme.
        """
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise CareaderError(f"{safe(req.full_url)}: redirected to {safe(newurl)}, which is not fetched")
        self._on_redirect(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(address: str, on_redirect: Callable[[str], None] = lambda _: None) -> Fetched:
    """Fetch one page.

    Args:
        address: the http or https address of the page.
        on_redirect: is called with the new address of each redirect.

    Raises:
        CareaderError: the page cannot be fetched, is too large, or takes too long.
    """
    shown = safe(address)
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(),
        HTTPHandler(),
        HTTPSHandler(),
        HTTPDefaultErrorHandler(),
        _Redirects(on_redirect),
        HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    try:
        request = Request(  # noqa: S310 - the opener knows nothing but http and https
            _whole(address), headers={"User-Agent": f"careader/{__version__}", "Accept-Encoding": "gzip"}
        )
        begun = time.monotonic()
        with opener.open(request, timeout=_SILENT) as response:
            media = response.headers.get("Content-Type") or "text/html"
            if not media.lower().startswith((*_PAGES, *_FILES)):
                raise CareaderError(f"{shown}: {safe(media)[:60]}, no page")
            body = _read(response, begun)
            if media.lower().startswith(_FILES) and (file := _file_in(body)) is not None:
                return Fetched(file, _name(response.url).removesuffix(".warc"))
            return Fetched(_warc(response, body), _name(response.url))
    except HTTPError as error:
        error.close()
        raise CareaderError(f"{shown}: the server answers {error.code} {safe(str(error.reason))}") from error
    except URLError as error:
        raise CareaderError(f"{shown}: cannot be fetched: {safe(str(error.reason))}") from error
    except CaptureError as error:
        raise CareaderError(f"{shown}: {error}") from error
    except TimeoutError as error:
        raise CareaderError(f"{shown}: no answer for {_SILENT:.0f} s") from error
    except (OSError, HTTPException, ValueError) as error:
        raise CareaderError(f"{shown}: cannot be fetched: {safe(str(error))}") from error


def _file_in(body: bytes) -> bytes | None:
    """The file in a response whose server knows no type for the file; None for a page.

    Raises:
        CaptureError: the content is of a kind that careader does not read.
    """
    begin = beginning_of(body)
    kind = kind_of(begin)
    if kind in REFUSED or (kind == "text" and b"\0" in begin):
        raise CaptureError(REFUSED.get(kind, "no page"))
    return None if kind in _RESPONSES else body


def _whole(address: str) -> str:
    """An address in ASCII, with other characters encoded for the server."""
    parts = urlsplit(address)
    host = parts.netloc.encode("idna").decode("ascii") if not parts.netloc.isascii() else parts.netloc
    path, query = quote(parts.path or "/", safe=_PLAIN), quote(parts.query, safe=f"{_PLAIN}?")
    return urlunsplit((parts.scheme.lower(), host, path, query, ""))


def _read(response: HTTPResponse, begun: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    while piece := response.read(_PIECE):
        parts.append(piece)
        size += len(piece)
        if size > LARGEST_PAGE:
            raise too_large("a page", LARGEST_PAGE)
        if time.monotonic() - begun > LONGEST:
            raise CaptureError(f"it takes longer than {LONGEST:.0f} s")
    return b"".join(parts)


def _warc(response: HTTPResponse, body: bytes) -> bytes:
    """A response as a WARC record. The body is unchanged, except that chunks are joined."""
    came = [(name, value) for name, value in response.headers.items() if name.lower() != "transfer-encoding"]
    fields = [f"{name}: {value}" for name, value in came]
    sent = "\r\n".join([f"HTTP/1.1 {response.status} {response.reason}", *fields, "", ""])
    block = sent.encode("latin-1", "replace") + body
    head = {
        "WARC-Type": "response",
        "WARC-Record-ID": f"<urn:uuid:{uuid4()}>",
        "WARC-Date": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "WARC-Target-URI": response.url,
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    }
    lines = "\r\n".join(["WARC/1.0", *(f"{name}: {value}" for name, value in head.items()), "", ""])
    return lines.encode() + block + b"\r\n\r\n"


def _name(address: str) -> str:
    parts = urlsplit(address)
    name = re.sub(r"[^\w.-]+", "-", f"{parts.netloc.removeprefix('www.')}{parts.path}").strip("-.")
    return f"{name[:120] or 'page'}.warc"
