"""What a page says comes back from the index as it was."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.errors import StoredFormError
from careader.index.stored_pages import read_source, store_source
from careader.intake.models import Form, Markup, Page, Part

TEXTS = st.text(max_size=40)
PARTS = st.builds(
    Part,
    st.sampled_from(Form),
    TEXTS,
    st.lists(st.sampled_from(["chosen", "link", "more"]), max_size=3).map(tuple),
)
TITLES = st.builds(
    Part, st.just(Form.TITLE), TEXTS, st.just(("chosen",)), TEXTS, st.none() | st.dates(), TEXTS
)
CONTENTS = TEXTS | st.builds(
    Markup, st.lists(TEXTS, max_size=3).map(tuple), st.lists(PARTS | TITLES, max_size=6).map(tuple)
)
PAGES = st.builds(
    Page,
    CONTENTS,
    TEXTS,
    st.none() | st.datetimes(),
    TEXTS,
    TEXTS,
    st.lists(TEXTS, max_size=2).map(tuple),
    st.integers(0, 10**6),
)


@given(TEXTS | PAGES)
def test_a_page_comes_back_as_it_was(page: str | Page) -> None:
    assert read_source(store_source(page)) == page


def test_what_is_damaged_is_said_to_be() -> None:
    for stored in (b"", b"x", store_source(Page("a", "b"))[:-3]):
        with pytest.raises(StoredFormError):
            read_source(stored)
    assert read_source(
        store_source(Page(Markup((), (Part(Form.TITLE, "A", ("x",), "B", date(2025, 1, 1)),))))
    )
