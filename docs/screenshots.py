#!/usr/bin/env python3
"""Take the screenshots of the README and the docs, on the sample.

usage: python docs/screenshots.py       (writes docs/screenshots/*.svg)
"""

import asyncio
import tempfile
from pathlib import Path

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


async def take(name: str, size: tuple[int, int], keys: list[str], folder: Path) -> None:
    """Type the keys into careader on an empty home, and write what it then shows."""
    choice = choose([locations.sample()])
    with tempfile.TemporaryDirectory() as home:
        session = Session(choice, Path(home) / "state.db", open_corpus)
        app = CareaderApp(session)
        async with app.run_test(size=size) as pilot:
            for key in keys:
                await pilot.press("space" if key == " " else key)
                await app.workers.wait_for_complete()
            await pilot.pause()
            (folder / f"{name}.svg").write_text(app.export_screenshot(title="careader"), encoding="utf-8")
        session.close()


def main() -> None:
    """Take them all."""
    folder = Path(__file__).resolve().parent / "screenshots"
    folder.mkdir(exist_ok=True)
    for name, (size, keys) in SHOTS.items():
        asyncio.run(take(name, size, keys, folder))


if __name__ == "__main__":
    main()
