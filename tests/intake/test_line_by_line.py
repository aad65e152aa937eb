"""Text that an extractor wrote below front matter, each paragraph on a line: it is no Markdown."""

from careader.capture import Capture, parse
from careader.intake.models import Page
from tests.intake.files import open_bytes

STORY = """
The keepers of four lighthouses on the coast will share a single boat this winter, the board said on Monday.\
 The boat, a converted trawler, calls at each lighthouse once a week for as long as the ice permits.
Keeper Ansa Teluk said that the lighthouses had waited two years for a boat of any kind, and counted candles.
The harbour board pays for fuel and for repairs of the boat, and keeps a second engine in a shed by the sea.
""".strip().split("\n")
TITLE = "Lighthouse Keepers Agree to Share One Boat"


def read(front: list[str], lines: list[str]) -> Capture:
    return read_text("\n".join(["---", *front, "---", *lines, ""]))


def said(capture: Capture) -> str:
    return "\n".join(problem.what for problem in capture.problems)


def read_text(text: str) -> Capture:
    with open_bytes(text.encode(), "page.txt") as opened:
        pages = [each for each in opened if isinstance(each, Page)]
    (capture,) = parse([("page.txt", page) for page in pages])
    return capture


def test_lines_below_front_matter_are_paragraphs() -> None:
    capture = read([f"title: {TITLE}", 'date: "2025-03-05"'], [TITLE, *STORY])
    assert [copy.headline for copy in capture.copies] == [TITLE]
    assert [block.text for block in capture.copies[0].blocks] == STORY
    assert capture.date is None
    assert not capture.doubtful


def test_the_title_in_front_matter_heads_a_text_that_begins_without() -> None:
    for front in ([f"title: {TITLE}"], [f"title: {TITLE}", "author: Ansa Teluk"]):
        capture = read(front, STORY)
        assert [copy.headline for copy in capture.copies] == [TITLE]
        assert [block.text for block in capture.copies[0].blocks] == STORY


def test_the_name_of_a_site_in_front_matter_is_doubted() -> None:
    capture = read(["title: Harbour Gazette", 'date: "2025-03-05"'], STORY)
    assert capture.doubtful
    assert any("may be the title of the page" in problem.what for problem in capture.problems)


def test_markdown_below_front_matter_is_read_as_markdown() -> None:
    capture = read([f"title: {TITLE}"], [f"# {TITLE}", "", *(each for text in STORY for each in (text, ""))])
    assert capture.form == "Markdown"
    assert [copy.headline for copy in capture.copies] == [TITLE]


def markdown(titles: list[str]) -> str:
    parts = [
        f"## [{title}](https://example.org/{n})\n\n" + "\n\n".join(STORY) for n, title in enumerate(titles)
    ]
    return "# Harbour Gazette\n\n05 March 2025\n\n" + "\n\n".join(parts) + "\n"


TITLES = [TITLE, "Beekeepers Count Fewer Swarms After a Dry Spring", "Old Tram Depot Becomes a School"]


def test_columns_of_a_page_in_markdown_are_named() -> None:
    text = markdown(TITLES)
    assert "side by side" not in said(read_text(text))
    assert "side by side" in said(read_text(f"Sections      [News](/n)\nPolitics      [Tides](/t)\n\n{text}"))
    assert "side by side" not in said(
        read_text(f"{text}\n| Boat      | Day      |\n| Orlen      | Monday      |\n")
    )


def test_a_text_above_the_headlines_of_a_page_in_markdown_is_named() -> None:
    text = markdown(TITLES)
    assert "without its headline" not in said(read_text(text))
    lost = " ".join(STORY)
    assert "without its headline" in said(read_text(f"Lost your password?\n\n{lost}\n\n{text}"))
    notice = f"We count visits with cookies. {lost}"
    assert "without its headline" not in said(read_text(f"{notice}\n\n{text}"))


def test_a_date_that_a_tool_left_within_the_text_is_doubted() -> None:
    page = "<h1>{}</h1><p>{}</p><p>{}</p><p>{}</p>"
    assert not read_text(page.format(TITLE, *STORY)).doubtful
    capture = read_text(page.format(TITLE, f"10 March 2025 Home » News. {STORY[0]}", *STORY[1:]))
    assert "a date above its headlines was not taken for its own" in said(capture)
