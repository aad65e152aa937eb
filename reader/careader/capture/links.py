"""The signs that text tools put around links: numbers, brackets, addresses."""

from careader.patterns import late

TAG_NAMES = r"(?:a|p|div|span|fig\w*|b|i|em|strong|li|ul|ol|h\d|t\w|table|blockquote|article|main|body|html)"
"""Names of HTML tags that a tool may leave in a text: ``</p>`` is a tag, but ``</news>`` is an address."""

_TARGET = late(
    r"\[\d{1,4}\](?=\S)|(?<=\])\([^()\s]*\)|<a\s[^<>]*>|</a>|!?\[(?=[^\[\]]+\]\()|\](?=\()"
    rf"|\s*<(?:https?:|file:|mailto:|#|/(?!{TAG_NAMES}>))[^<>]*>"
)


def may_have_links(text: str) -> bool:
    """Whether a text may have links with their addresses, which can be most of its letters: a fast test."""
    return "<" in text or ("]" in text and any(rest[:1] == "(" for rest in text.split("]")[1:]))


def without_links(text: str) -> str:
    """The words of a line without the signs that tools put around links."""
    if "[" not in text and "<" not in text:
        return text
    bare = _TARGET.sub("", text)
    return bare if bare.strip() else text
