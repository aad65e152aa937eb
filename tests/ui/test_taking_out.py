"""Out of the window: copying, citing, writing lists, giving an article to another program."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from careader import locations
from tests.ui.support import OpenApp, Screen, capture


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was copied."""
    texts: list[str] = []
    monkeypatch.setattr("careader.ui.taking_out.copy_text", lambda _, text: texts.append(text))
    return texts


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that can be given to another program."""

    @contextmanager
    def suspended(_: object) -> Iterator[None]:
        yield

    monkeypatch.setattr("textual.app.App.suspend", suspended)


async def test_y_copies_the_text_and_c_the_citation(open_app: OpenApp, copied: list[str]) -> None:
    async with open_app() as screen:
        await screen.press("y", "c")
        text, citation = copied
        assert text.startswith(f"{screen.article.headline}\n\n")
        assert (
            citation == f"“{screen.article.headline}”. Captured 12 December 2025 (002_home_2025-12-12.txt)."
        )


async def test_capital_c_copies_another_form_and_c_keeps_to_it(open_app: OpenApp, copied: list[str]) -> None:
    async with open_app() as screen:
        await screen.press("C", "C")
        assert screen.said[-1] == "Citations are bibtex from here on"
        await screen.press("j", "c")
        assert copied[-1].startswith("@online{careader-")


async def test_x_writes_the_list_and_never_over_a_file(
    open_app: OpenApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_app() as screen:
        await screen.press("x", "enter")
        file = tmp_path / "careader-fri-12-december-2025.md"
        assert screen.said[-1] == f"12 articles written to {file}"
        assert file.read_text().count("\n## ") == 12
        await screen.press("x", "enter")
        assert screen.said[-1].startswith("Not written: ")
        assert "is there already" in screen.said[-1]
        await screen.press("x", "escape")
        assert len(screen.said) == 2


async def piped(screen: Screen, command: str) -> None:
    await screen.press("vertical_line")
    await screen.write(command)
    await screen.press("enter")


@pytest.mark.usefixtures("outside")
async def test_o_gives_the_article_to_the_pager_that_is_set(open_app: OpenApp, tmp_path: Path) -> None:
    locations.config_file().parent.mkdir(parents=True)
    locations.config_file().write_text(f'pager = "cat > {tmp_path}/paged"')
    async with open_app() as screen:
        await screen.press("o")
        text = (tmp_path / "paged").read_text()
        assert text.startswith(screen.article.headline[:20])
        assert max(map(len, text.splitlines())) <= 72
        assert screen.said == []


@pytest.mark.usefixtures("outside")
async def test_a_pager_that_fails_is_named(open_app: OpenApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "exit 3")
    async with open_app() as screen:
        await screen.press("o")
        assert screen.said == ["exit 3 ended with 3"]


async def test_a_terminal_that_cannot_be_given_away_says_so(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("o")
        assert screen.said == ["This terminal cannot be given to another program"]
        await screen.press("vertical_line", "escape")
        await piped(screen, "wc")
        assert len(screen.said) == 2


async def test_nothing_of_an_article_is_a_part_of_a_command(
    open_app: OpenApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[list[str]] = []
    monkeypatch.setattr(
        "careader.ui.taking_out.subprocess.Popen", lambda command, **_: opened.append(command)
    )
    made = capture("2025-12-10", {f"$(touch {tmp_path}/no) Pier": "Boats."})
    copy = made.copies[0]._replace(address="https://a.org/;touch%20x")
    locations.config_file().parent.mkdir(parents=True)
    locations.config_file().write_text('browser = "firefox --new-tab"')
    async with open_app([made._replace(copies=(copy,))]) as screen:
        await screen.press("O")
        assert opened == [["firefox", "--new-tab", "https://a.org/;touch%20x"]]
        assert screen.said == ["Given to firefox: https://a.org/;touch%20x"]
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize("address", ["", "file:///etc/passwd", "javascript:alert(1)", "-version"])
async def test_what_is_no_web_address_is_not_opened(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr("careader.ui.taking_out.subprocess.Popen", lambda *_, **__: pytest.fail("opened"))
    made = capture("2025-12-10", {"Pier": "Boats."})
    async with open_app([made._replace(copies=(made.copies[0]._replace(address=address),))]) as screen:
        await screen.press("O")
        assert screen.said == ["The page does not tell the address of this article"]
