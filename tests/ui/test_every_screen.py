"""What every screen looks like, at four sizes and in four ways of colour, as text with its looks.

After a wanted change: look at the difference, then ``pytest --snapshot-update``.
"""

import pytest
from syrupy.assertion import SnapshotAssertion

from careader import locations
from tests.ui.every_screen import SCREENS, frame, go, leave
from tests.ui.support import OpenApp

LOOKS = [
    ("careader", 160, 50),
    ("careader", 120, 40),
    ("careader", 80, 24),
    ("careader", 60, 20),
    ("careader-light", 120, 40),
    ("ansi-dark", 80, 24),
    ("no colour", 80, 24),
]


@pytest.mark.parametrize("looks", LOOKS, ids=lambda looks: "{}-{}-{}".format(*looks))
async def test_every_screen(
    open_app: OpenApp,
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
    looks: tuple[str, int, int],
) -> None:
    theme, *size = looks
    if theme == "no colour":
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        locations.config_file().parent.mkdir(parents=True)
        locations.config_file().write_text(f'theme = "{theme}"', encoding="utf-8")
    other = []
    async with open_app(size=(size[0], size[1])) as screen:
        for name, steps in SCREENS.items():
            await go(screen, steps)
            if frame(screen.app) != snapshot(name=name):
                other.append(name)
            await leave(screen, steps)
            assert screen.app.screen is screen.reader, f"{name} is not left"
    assert not other
