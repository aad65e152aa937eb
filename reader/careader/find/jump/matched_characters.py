"""Finding the characters of a headline that a typed word matched."""

from functools import lru_cache
from unicodedata import combining

from careader.find.jump.word_forms import plain_form
from careader.find.spellings import names_of_place, spelling_key


def matched_characters(typed: str, written: str) -> list[int]:
    """The places of the characters that a typed word matched in a word of a headline.

    If the word matched as another name or spelling, all its characters count.

    Args:
        typed: the typed word, in plain form.
        written: the word as the headline has it.
    """
    form = plain_form(written)
    letters = _letters_of(written, form)
    if letters is None:
        return list(range(len(written)))
    places = {letters[at] for at in _matched(typed, form)}
    for place, character in enumerate(written):
        if place - 1 in places and combining(character):  # a combining accent belongs to the letter before it
            places.add(place)
    return sorted(places)


def _letters_of(written: str, form: str) -> list[int] | None:
    """For each letter of a word's plain form, the place of its character in the written word.

    None where the plain form is not made character by character.
    """
    if len(form) == len(written):
        return list(range(len(written)))
    places: list[int] = []
    letters = ""
    for place, character in enumerate(written):
        own = character if character == "." and "." in form else plain_form(character)
        letters += own
        places += [place] * len(own)
    return places[: len(form)] if letters.startswith(form) else None


@lru_cache(maxsize=4096)
def _matched(typed: str, form: str) -> list[int]:
    """The places of the letters of ``form`` that ``typed`` matched."""
    start = form.find(typed)
    if start >= 0:
        return list(range(start, start + len(typed)))
    if form in names_of_place(typed) or spelling_key(form) == spelling_key(typed):
        return list(range(len(form)))
    from rapidfuzz.distance import Indel  # imported here: a start and most queries do not need it

    # A half-typed word is compared with as many letters of the form as were typed.
    ends = sorted({min(len(form), len(typed) + more) for more in (-1, 0, 1)} | {len(form)})
    end = min(ends, key=lambda end: Indel.distance(typed, form[:end]))
    same = [op for op in Indel.opcodes(typed, form[:end]) if op.tag == "equal"]
    return [at for op in same for at in range(op.dest_start, op.dest_end)]
