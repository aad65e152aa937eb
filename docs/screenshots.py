#!/usr/bin/env python3
"""Take the screenshots of the README and the docs, on the sample.

usage: python docs/screenshots.py           writes docs/screenshots/*.svg
       python docs/screenshots.py --check   says which of them careader does not look like any more
"""

import asyncio
import locale
import os
import re
import sys
import tempfile
from pathlib import Path

from textual.widgets import Input

from careader import locations
from careader.corpus import choose
from careader.corpus.opening import open_corpus
from careader.sitting.session import Session
from careader.ui.app import CareaderApp

SHOTS = {
    "reader": ((120, 40), ["j", "enter", "b", "h", "j", "m", "j"]),
    "jump": ((120, 40), ["f", *"balkash grnt"]),
    "article": ((60, 20), ["f", *"border fr", "enter"]),
}
"""For each picture the terminal's size and the keys typed."""


FOLDER = Path(__file__).resolve().parent / "screenshots"

_NAMES = re.compile(r"terminal-\d+-")
"""What Rich calls the parts of a picture; another release may call them otherwise."""


async def take(size: tuple[int, int], keys: list[str]) -> str:
    """Type the keys into careader on an empty home; gives a picture of what it then shows, as SVG."""
    choice = choose([locations.sample()])
    with tempfile.TemporaryDirectory() as home:
        session = Session(choice, Path(home) / "state.db", open_corpus)
        app = CareaderApp(session)
        async with app.run_test(size=size) as pilot:
            for key in keys:
                await pilot.press("space" if key == " " else key)
                await app.workers.wait_for_complete()
                for line in app.screen.query(Input):
                    line.cursor_blink = False
            await pilot.pause()
            picture = app.export_screenshot(title="careader")
        session.close()
    return picture


def take_all() -> dict[Path, str]:
    """Every picture by its file, the same on every machine."""
    locale.setlocale(locale.LC_TIME, "C")
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    os.environ.pop("NO_COLOR", None)
    return {FOLDER / f"{name}.svg": asyncio.run(take(*how)) for name, how in SHOTS.items()}


def is_the_same(file: Path, picture: str) -> bool:
    """Whether a file shows the same as a picture."""
    there = file.read_text(encoding="utf-8") if file.exists() else ""
    return _NAMES.sub("", there) == _NAMES.sub("", picture)


def main(arguments: list[str]) -> str | None:
    """Take them all, or check those that are there; returns what is wrong with these."""
    pictures = take_all()
    if arguments == ["--check"]:
        others = [file.name for file, picture in pictures.items() if not is_the_same(file, picture)]
        if others:
            return f"careader looks otherwise than in {', '.join(others)}: run docs/screenshots.py, and look"
        return None
    FOLDER.mkdir(exist_ok=True)
    for file, picture in pictures.items():
        file.write_text(picture, encoding="utf-8")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
