"""One page as each kind of file that people save: the same HTML, packed by each program's habits."""

import gzip
import io
import json
import plistlib
import zipfile
from email.message import EmailMessage
from html import escape

from careader.intake.opening import Opened, read_here
from tests.intake.templates import STORIES, Story

ADDRESS = "https://news.example.org/page/2/"
DAY = "2025-12-10"


def open_bytes(data: bytes, name: str) -> Opened:
    """Open a file that a test made. Errors name the file by ``name``."""
    return Opened(io.BytesIO(data), name, None, len(data), read_here)


def mhtml(page: str) -> bytes:
    """What Chrome and Edge save as one file."""
    import quopri

    body = quopri.encodestring(page.encode()).decode()
    picture = "iVBORw0KGgo="
    return (
        "From: <Saved by Blink>\r\n"
        f"Snapshot-Content-Location: {ADDRESS}\r\nSubject: News\r\nDate: Wed, 10 Dec 2025 09:00:00 -0000\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b--"\r\n\r\n'
        f"----b--\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: {ADDRESS}\r\n\r\n"
        f"{body}\r\n----b--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n{picture}\r\n----b----\r\n"
    ).encode()


def mail(page: str) -> bytes:
    """A mail with the page as HTML, and a plain text beside it."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@example.org", "b@example.org", "Fwd: page"
    made["Date"] = "Wed, 10 Dec 2025 09:00:00 +0500"
    made.set_content("See the page below.")
    made.add_alternative(page, subtype="html")
    return made.as_bytes()


def webarchive(page: str, form: plistlib.PlistFormat = plistlib.FMT_BINARY) -> bytes:
    """What Safari saves."""
    main = {
        "WebResourceData": page.encode(),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": ADDRESS,
        "WebResourceFrameName": "",
    }
    return plistlib.dumps({"WebMainResource": main, "WebSubresources": [dict(main)]}, fmt=form)


def zipped(page: str) -> bytes:
    """A zip file with the page and what its folder held."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("saved/News.html", (2025, 12, 10, 9, 0, 0)), page)
        archive.writestr("saved/News_files/a.css", "p {color: red}")
        archive.writestr("saved/News_files/b.html", "<html><body><p>An advert in a frame</p></body></html>")
    return made.getvalue()


def maff(page: str) -> bytes:
    """What Firefox' old extension saved."""
    made = io.BytesIO()
    note = (
        '<?xml version="1.0"?><RDF:RDF xmlns:MAF="http://maf.mozdev.org/metadata/rdf#"><RDF:Description>'
        f'<MAF:originalurl RDF:resource="{ADDRESS}"/><MAF:archivetime RDF:resource="Wed, 10 Dec 2025 09:00:00 +0500"/>'
        '<MAF:indexfilename RDF:resource="index.html"/></RDF:Description></RDF:RDF>'
    )
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("1765339200_1/index.html", page)
        archive.writestr("1765339200_1/index.rdf", note)
        archive.writestr("1765339200_1/index_files/frame.html", "<p>An advert</p>")
    return made.getvalue()


def record(kind: str, body: bytes, media: str, address: str = ADDRESS) -> bytes:
    """One record of a WARC."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: {DAY}T03:00:00Z\r\nWARC-Target-URI: {address}\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def response(
    page: bytes, fields: str = "Content-Type: text/html; charset=utf-8", status: str = "200 OK"
) -> bytes:
    """What a server sent."""
    return f"HTTP/1.1 {status}\r\n{fields}\r\n\r\n".encode() + page


def chunked(body: bytes) -> bytes:
    """A body in chunks."""
    parts = [body[at : at + 1000] for at in range(0, len(body), 1000)]
    return b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in parts) + b"0\r\n\r\n"


def warc_records(page: str) -> list[bytes]:
    """The records that a crawler writes of one page."""
    data = page.encode()
    packed = "Content-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked"
    return [
        record("warcinfo", b"software: made up\r\n", "application/warc-fields"),
        record("request", b"GET /page/2/ HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
        record(
            "response", response(b"", "Location: /page/2/", "301 Moved"), "application/http; msgtype=response"
        ),
        record(
            "response", response(chunked(gzip.compress(data)), packed), "application/http; msgtype=response"
        ),
        record(
            "response", response(b"\x89PNG", "Content-Type: image/png"), "application/http; msgtype=response"
        ),
        record("metadata", b"outlink: /\r\n", "application/warc-fields"),
    ]


def wacz(page: str) -> bytes:
    """A WARC in a zip file, as browser extensions save it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("archive/data.warc.gz", b"".join(map(gzip.compress, warc_records(page))))
        archive.writestr("datapackage.json", "{}")
    return made.getvalue()


def single_file(page: str) -> bytes:
    """What SingleFile saves: the note at the top, pictures inside."""
    note = (
        f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n"
        " saved date: Wed Dec 10 2025 09:00:00 GMT+0500 (Uzbekistan Standard Time)\n-->"
    )
    picture = f'<img src="data:image/png;base64,{"A" * 5000}">'
    return page.replace("<head>", f"{note}<head>", 1).replace("<main>", f"<main>{picture}", 1).encode()


def _body(story: Story) -> str:
    return "".join(
        f"<h3>{escape(text)}</h3>" if kind == "h" else f"<p>{escape(text)}</p>" for kind, text in story.body
    )


def rss() -> bytes:
    """A feed with the full texts."""
    items = "".join(
        f"<item><title>{escape(s.headline)}</title><link>{s.address}</link><dc:creator><![CDATA[{s.author}]]></dc:creator>"
        f"<pubDate>{s.day[8:]} Dec 2025 08:00:00 +0000</pubDate><description><![CDATA[<p>{escape(s.lead[:80])} [&#8230;]</p>]]></description>"
        f"<content:encoded><![CDATA[{_body(s)}<p>The post <a href='{s.address}'>{escape(s.headline)}</a> appeared first on <a href='/'>Gazette</a>.</p>]]></content:encoded></item>"
        for s in STORIES
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Gazette</title><link>https://news.example.org</link>'
        f"<lastBuildDate>Wed, 10 Dec 2025 03:00:00 +0000</lastBuildDate>{items}</channel></rss>"
    ).encode()


def atom() -> bytes:
    """A feed of the other kind, with the beginnings alone."""
    entries = "".join(
        f'<entry><title type="html">{escape(escape(s.headline))}</title><link rel="alternate" href="{s.address}"/>'
        f"<author><name>{s.author}</name></author><published>{s.day}T08:00:00Z</published>"
        f'<summary type="html">{escape(f"<p>{escape(s.lead)} …</p>")}</summary></entry>'
        for s in STORIES
    )
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title>'
        f'<link href="https://news.example.org/"/><updated>{DAY}T05:00:00Z</updated>{entries}</feed>'
    ).encode()


def posts() -> bytes:
    """What WordPress' interface gives."""
    return json.dumps(
        [
            {
                "id": n,
                "date": f"{s.day}T08:00:00",
                "link": s.address,
                "title": {"rendered": escape(s.headline)},
                "content": {"rendered": _body(s), "protected": False},
                "excerpt": {"rendered": f"<p>{escape(s.lead)}</p>"},
                "_embedded": {"author": [{"name": s.author}]},
            }
            for n, s in enumerate(STORIES)
        ]
    ).encode()


def markdown(story: Story) -> bytes:
    """What a clipper makes of an article."""
    marks = {"h": "### {}", "q": "**{}**", "li": "- {}"}
    body = "\n\n".join(marks.get(kind, "{}").format(text) for kind, text in story.body)
    front = f'---\ntitle: "{story.headline}"\nsource: {story.address}\nauthor:\n  - "[[{story.author}]]"\n'
    front += f"published: {story.day}\ncreated: {DAY}\ntags:\n  - clippings\n---\n"
    return f"{front}\n# {story.headline}\n\n![a picture](https://news.example.org/p.jpg)\n\n{body}\n".encode()


def text(stories: list[Story]) -> str:
    """The same page as plain text."""
    return "\n\n".join("\n\n".join([s.headline, *(words for _, words in s.body)]) for s in stories) + "\n"
