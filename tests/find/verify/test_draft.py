"""The quotations of a draft, with the marks of many languages and habits."""

import pytest

from careader.find.verify.draft import quotations_in

DRAFTS = [
    ("‘8th of May’ in the ‘80s and in '24, '5 boats'", ["8th of May", "5 boats"]),
    ("»[D]ie Fähre« und ”… i dag”", ["[D]ie Fähre", "… i dag"]),
    ("He said “go” and “stay”.", ["go", "stay"]),
    ('One\n\n"two\nthree" four', ["two three"]),
    ("«Идём», „nein“ and „no”", ["Идём", "nein", "no"]),
    ("“It goes on\n\n“and ends”", ["It goes on", "and ends"]),
    ('```\nx = "code"\n```\n“text”', ["text"]),
    ("nothing, “” and “…”", []),
    ("“one”\n\n“one”", ["one", "one"]),
    ("“He said ‘go’ now,” she said.", ["He said ‘go’ now,"]),
    ("“He said “go” now,” she said.", ["He said “go” now,"]),
    ('"He said "go" now," she said.', ['He said "go" now,']),
    ("»Die Fähre«, sagt er, »fährt«.", ["Die Fähre", "fährt"]),
    ("Он сказал: «Мы идём „домой“ сегодня».", ["Мы идём „домой“ сегодня"]),
    ("« Nous irons », dit-il.", ["Nous irons"]),
    ("”Färjan går”, sade han, ”i dag”.", ["Färjan går", "i dag"]),
    ("‘We will build it,’ she said. ‘It won’t take long.’", ["We will build it,", "It won’t take long."]),
    ("the workers’ rights and the ’90s", []),
    ("the workers' rights and the '90s don't", []),
    ("He said 'the dam isn't done' to us.", ["the dam isn't done"]),
    ("‘The workers’ pay is late,’ he said", ["The workers’ pay is late,"]),
    (
        "> The ferry would cross\n> twice a day.\n> — The keeper\n\nText",
        ["The ferry would cross twice a day."],
    ),
    ("> “The ferry would cross”, he said.", ["The ferry would cross"]),
    (">The ferry\n>\n>The lake", ["The ferry", "The lake"]),
    ('See [the "dam"](http://x.y/a_(b) "Title") and <a href="x">y</a> `"code"`', ["dam"]),
    ('---\ntitle: "My draft"\n---\nHe said "go".', ["go"]),
    ('a 5" pipe and a 6" pipe', []),
    ('He said \\"go\\" and &ldquo;stay&rdquo; &quot;now&quot;', ["go", "stay", "now"]),
    ("He said “one two. Then “three four” came.", ["one two. Then", "three four"]),
    ('"It goes on\n\n"and ends"', ["It goes on", "and ends"]),
    ("(“in brackets”) – “dash”—“em”", ["in brackets", "dash", "em"]),
    ("“We [the people] … lost”[^1].", ["We [the people] … lost"]),
    ('He called it a "win-win".', ["win-win"]),
    ("the ‘win-win’ deal", ["win-win"]),
    ("*“Bold”* and **\"strong\"** and _'sly'_", ["Bold", "strong", "sly"]),
    ("“Kazakhstan’s plan,” said Tokayev’s aide, “isn’t over.”", ["Kazakhstan’s plan,", "isn’t over."]),
    ('"Kazakhstan\'s plan," said one; "isn\'t over."', ["Kazakhstan's plan,", "isn't over."]),
    ("He said “go”\n\n    and “stay\nhere” now", ["go", "stay here"]),
]


@pytest.mark.parametrize(("draft", "texts"), DRAFTS)
def test_texts_in_quotation_marks(draft: str, texts: list[str]) -> None:
    assert [quotation.text for quotation in quotations_in(draft)] == texts


@pytest.mark.parametrize(
    ("draft", "lines"),
    [
        ("He said “go” and “stay”.", [1, 1]),
        ('One\n\n"two\nthree" four', [3]),
        ("“It goes on\n\n“and ends”", [1, 3]),
        ('```\nx = "code"\n```\n“text”', [4]),
        ("---\ntitle: x\n---\n\n> A block\n> quote\n\nhe said\nand “went”", [5, 9]),
    ],
)
def test_lines(draft: str, lines: list[int]) -> None:
    assert [quotation.line for quotation in quotations_in(draft)] == lines
