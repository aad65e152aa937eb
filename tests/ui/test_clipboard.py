"""Copying: the program that owns the clipboard takes the text, and no more is said than is known."""

import stat
from pathlib import Path

import pytest

from careader import locations
from careader.settings import CLIPBOARDS
from careader.ui.clipboard import programs
from tests.ui.support import OpenApp


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH, and an environment without a desktop."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    for name in ("TMUX", "SSH_CONNECTION", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return folder


def install(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


async def test_within_tmux_the_text_goes_through_tmux(
    open_app: OpenApp, tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "taken"
    install(tools, "tmux", f'echo "$@" > {taken}; while read -r line; do echo "$line" >> {taken}; done')
    monkeypatch.setenv("TMUX", "socket,1,0")
    async with open_app() as screen:
        await screen.press("ctrl+c")
        assert screen.said == [f"Copied: {screen.article.headline}"]
        assert taken.read_text(encoding="utf-8").startswith("load-buffer -w -")


@pytest.mark.parametrize("script", ["exit 1", None])
async def test_what_is_only_sent_to_the_terminal_is_said_so(
    open_app: OpenApp, tools: Path, script: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if script:
        install(tools, "xclip", script)
    monkeypatch.setenv("DISPLAY", ":0")
    async with open_app() as screen:
        await screen.press("ctrl+c")
        (said,) = screen.said
        assert said.startswith("Sent to the terminal's clipboard, if it has one: ")
        assert screen.app.clipboard == screen.article.headline


def test_each_desktop_has_its_program() -> None:
    def names(platform: str, **environment: str) -> list[str]:
        return [command[0] for command in programs(environment, platform)]

    assert names("linux") == []
    assert names("darwin") == ["pbcopy"]
    assert names("linux", WAYLAND_DISPLAY="w", DISPLAY=":0") == ["wl-copy", "xclip", "xsel"]
    assert names("linux", TMUX="t", SSH_CONNECTION="s", DISPLAY=":0") == ["tmux"]


def test_config_can_name_every_program() -> None:
    desktop = {"TMUX": "t", "WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}
    known = {command[0] for platform in ("linux", "darwin") for command in programs(desktop, platform)}
    assert {"auto", "terminal", *known} == {*CLIPBOARDS}


async def test_no_other_program_takes_the_place_of_a_named_program(
    open_app: OpenApp, tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tools, "xclip", "exit 0")
    monkeypatch.setenv("DISPLAY", ":0")
    locations.config_file().parent.mkdir(parents=True)
    locations.config_file().write_text('clipboard = "xsel"\n')
    async with open_app() as screen:
        await screen.press("ctrl+c")
        assert screen.said == ["Not copied: xsel, which config.toml names, did not take it"]
