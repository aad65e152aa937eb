"""What is changed in the app holds on the next start, until config.toml says something newer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.settings import Settings, parse_settings
from careader.sitting.preferences import in_force, remember


def test_a_choice_holds_over_what_the_file_says_and_others_stay() -> None:
    configured = parse_settings('theme = "nord"\nmeasure = 80')
    kept = remember(configured, None, "theme", "gruvbox")
    kept = remember(configured, kept, "widths", {"dates": 30})
    held = in_force(configured, kept)
    assert (held.theme, held.measure, held.widths) == ("gruvbox", 80, {"dates": 30})


def test_a_file_that_was_changed_since_is_the_newer_word() -> None:
    kept = remember(parse_settings('theme = "nord"'), None, "theme", "gruvbox")
    kept = remember(parse_settings('theme = "nord"'), kept, "measure", 60)
    held = in_force(parse_settings('theme = "dracula"'), kept)
    assert (held.theme, held.measure) == ("dracula", 60)


@pytest.mark.parametrize(
    "kept", [None, "", "[]", "{", '{"theme": 1}', '{"measure": [5, 72], "pager": ["x", ""]}', "null"]
)
def test_what_is_no_choice_counts_for_nothing(kept: str | None) -> None:
    assert in_force(Settings(), kept) == Settings()


@given(st.text())
def test_any_kept_text_gives_settings(kept: str) -> None:
    assert in_force(Settings(), kept) == Settings()
