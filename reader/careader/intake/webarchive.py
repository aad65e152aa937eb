"""Reading Safari's web archives: property lists with a page, its pictures and its styles."""

import plistlib
from collections.abc import Iterator

from careader.errors import CaptureError
from careader.intake.models import LeftOut, Page
from careader.intake.pages import html_page
from careader.text import decode


def open_webarchive(data: bytes) -> Iterator[Page | LeftOut]:
    """The page of a web archive.

    Raises:
        CaptureError: the file is damaged, or another property list.
    """
    try:
        whole = plistlib.loads(data)
    except Exception as error:
        raise CaptureError("a damaged web archive: save it again") from error
    main = whole.get("WebMainResource") if isinstance(whole, dict) else None
    if not isinstance(main, dict) or not isinstance(body := main.get("WebResourceData"), bytes):
        raise CaptureError("a property list that is no web archive: save the page as HTML")
    for name, what in (("WebSubresources", "picture or style"), ("WebSubframeArchives", "frame of the page")):
        resources = whole.get(name)
        for _ in resources if isinstance(resources, list) else ():
            yield LeftOut(what)
    charset, address = (
        str(main.get("WebResourceTextEncodingName") or ""),
        str(main.get("WebResourceURL") or ""),
    )
    if str(main.get("WebResourceMIMEType") or "").startswith("text/plain"):
        yield Page(decode(body), "webarchive", address=address)
    else:
        yield html_page(body, charset, address)._replace(form="webarchive")
