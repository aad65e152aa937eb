"""Random filters of a query, and which of the made-up articles have what they ask for."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from tests.find.search.plain_stories import AUTHORS, DAYS, FIRST, KINDS, STATE_DAYS, Asked, Story

SCREEN = 300
"""A place so many words before the end is as good as the end."""


def plain_filter(random: Random) -> Asked:
    """A filter that is not turned round."""
    return random.choice((_state, _state, _kind, _author, _stood, _other_days))(random)


def _state(random: Random) -> Asked:
    states: dict[str, Callable[[Story], bool]] = {
        "is:read": lambda story: bool(story.read),
        "is:unread": lambda story: not story.read,
        "is:bookmarked": lambda story: story.bookmarked,
        "is:noted": lambda story: bool(story.noted),
        "is:begun": lambda story: story.begun and story.words_behind_place > SCREEN,
        "is:changed": lambda story: bool(story.changed),
        "is:excerpt": lambda story: story.copy.excerpt,
        "is:doubtful": lambda story: story.copy.confidence < 0.5,
        "is:new": lambda _: False,  # nobody has looked at the archive before
        "changed:unseen": lambda story: bool(story.read) and story.saw_older,
        "date:undated": lambda story: not story.days,
    }
    written = random.choice([*states])
    return Asked(written, states[written])


def _kind(random: Random) -> Asked:
    kinds = random.sample([*KINDS.values()], random.choice([1, 1, 2]))
    return Asked(f"kind:{','.join(kinds)}", lambda story: story.kind in kinds)


def _author(random: Random) -> Asked:
    name = random.choice(AUTHORS)
    first, last = name.lower().split()
    return random.choice(
        [
            Asked(f"by:{last}", lambda story: story.author == name),
            Asked(f'by:"{first} {last}"', lambda story: story.author == name),
            Asked(f"by:{first}", lambda story: story.author.lower().startswith(f"{first} ")),
        ]
    )


def _stood(random: Random) -> Asked:
    written, first, last = _days(random, FIRST, DAYS)
    return Asked(f"date:{written}", lambda story: any(first <= day <= last for day in story.days))


def _other_days(random: Random) -> Asked:
    name = random.choice(["changed", "read", "noted"])
    begin = FIRST if name == "changed" else STATE_DAYS[0]
    written, first, last = _days(random, begin, DAYS if name == "changed" else 12)

    def within(story: Story) -> bool:
        day = {"changed": story.changed, "read": story.read, "noted": story.noted}[name]
        return day is not None and first <= day <= last

    return Asked(f"{name}:{written}", within)


def _days(random: Random, begin: date, number: int) -> tuple[str, date, date]:
    """Days as they are written, the first and the last of them."""
    first = begin + timedelta(random.randrange(number))
    last = first + timedelta(random.randrange(3))
    return random.choice(
        [
            (f"{first}", first, first),
            (f"{first}..{last}", first, last),
            (f"{last}..{first}", first, last),
            (f"{first}..", first, date.max),
            (f"..{last}", date.min, last),
            (f"{first:%Y-%m}", first.replace(day=1), _end_of_month(first)),
            (f"{first:%Y-%m}..", first.replace(day=1), date.max),
            (f"{first:%d.%m.%Y}", first, first),
        ]
    )


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
