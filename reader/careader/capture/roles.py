"""The roles of furniture, such as byline. A line's role is evidence about the lines around this line."""

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
"""In order: a byline; the end of an article (share, tags, comments); a link to the full text; the heading of
a list of other articles; lines within articles (adverts, credits); parts of the site (menus, forms, footers);
furniture by its place alone; traces of markup."""
