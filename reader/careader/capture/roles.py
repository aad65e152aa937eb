"""What furniture is for: its *role* says what it tells about the lines around it."""

BYLINE, CLOSE, MORE, RELATED, INSIDE, SITE, PLACE, LINK = (
    "byline",
    "close",
    "more",
    "related",
    "inside",
    "site",
    "place",
    "link",
)
"""The roles: who wrote it and when; the end of an article (share, tags, comments); the way to its full text;
the head of a list of other articles; what stands within articles (adverts, credits); what belongs to the site
(menus, forms, footers); a line known by its place; what markup left."""
