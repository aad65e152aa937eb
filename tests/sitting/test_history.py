"""Back and forward through where the reader was."""

from hypothesis import given
from hypothesis import strategies as st

from careader.sitting.history import History
from careader.sitting.positions import LastView


def place(name: str) -> LastView:
    return LastView("unread", name, "article")


def test_back_and_forward_lead_through_the_places_that_were_left() -> None:
    history = History()
    for name in "abc":
        history.leave(place(name))
    assert history.back(place("d")) == place("c")
    assert history.back(place("c")) == place("b")
    assert history.forward(place("b")) == place("c")
    assert history.forward(place("c")) == place("d")
    assert history.forward(place("d")) is None


def test_leaving_anew_forgets_what_lay_ahead() -> None:
    history = History()
    history.leave(place("a"))
    history.back(place("b"))
    history.leave(place("a"))
    assert history.forward(place("c")) is None
    assert history.back(place("c")) == place("a")


def test_the_place_where_one_is_is_no_place_to_go_to() -> None:
    history = History()
    history.leave(place("a"))
    assert history.back(place("a")) is None


@given(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=300))
def test_going_all_the_way_back_and_forward_ends_where_it_began(names: list[str]) -> None:
    history, here = History(), place("end")
    for name in names:
        history.leave(place(name))
    steps = 0
    while there := history.back(here):
        here, steps = there, steps + 1
    assert 0 < steps <= 100
    while there := history.forward(here):
        here = there
    assert here == place("end")
