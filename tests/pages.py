"""Captures as files, in the real form, with stories invented word by word (FORMAT.md)."""

from zlib import crc32

_WORDS = """
river bridge valley orchard harbour engine market winter summer council teacher driver farmer lantern garden
copper silver timber barley cotton saddle mountain pasture village station railway ferry canal meadow granite
school theatre library hospital workshop quarry mill tower border caravan blanket basket kettle ladder window
carries opens closes repairs measures counts gathers plants paints crosses follows visits teaches records
quiet narrow early distant steady careful wooden northern southern eastern western heavy bright muddy frozen
slowly today again together nearby outside upstream downhill between beyond under across until before after
""".split()

RATES = """• KGS/USD = 0.01144 0%
  • KZT/USD = 0.00192 -0%
  • TJS/USD = 0.10879 0.28%
  • UZS/USD = 0.00008 0%
  • TMT/USD = 0.28490 -0.28%
""".rstrip()


def words(story: str, number: int, start: int = 0) -> list[str]:
    """So many words of a story's own, from one of them on; always the same."""
    return [_WORDS[crc32(f"{story} {n}".encode()) % len(_WORDS)] for n in range(start, start + number)]


def prose(story: str, number: int, start: int = 0) -> str:
    """Running text of so many words: sentences of fifteen."""
    made = words(story, number, start)
    return " ".join(" ".join(made[n : n + 15]).capitalize() + "." for n in range(0, number, 15))


def teaser(*paragraphs: str) -> str:
    """The one block that a story is on a tag page: 500 words, straight quotes, ``--``."""
    flat = " ".join(paragraphs).replace("’", "'").replace("“", '"').replace("”", '"').replace("—", "--")
    return " ".join(flat.split()[:500]) + "..."


def page(day: str, *articles: tuple[str, str], listed: int = 0) -> str:
    """A page of a day, such as ``09 December 2025``, with articles: a headline and its blocks each."""
    head = f"{RATES}\n{day}\n\n" + (f"Viewing results 1 - {len(articles)} of {listed}\n\n" if listed else "")
    return head + "\n\n".join(f"{headline}\n\n{body}" for headline, body in articles) + "\n"
