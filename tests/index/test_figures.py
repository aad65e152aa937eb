"""What a figure is: numbers, amounts of money, shares."""

import pytest

from careader.index.figures import Figure, figures_in


def found(text: str, figure: Figure) -> list[str]:
    return [text[start:end] for start, end in figures_in(text, figure)]


@pytest.mark.parametrize(
    ("text", "figures", "amounts", "shares"),
    [
        ("The mill cost $5 million.", ["$5 million"], ["$5 million"], []),
        ("It paid 2.5bn dollars, then US$40m", ["2.5bn dollars", "US$40m"], ["2.5bn dollars", "US$40m"], []),
        ("KZT 3 million; 9 tenge", ["KZT 3 million", "9 tenge"], ["KZT 3 million", "9 tenge"], []),
        ("12 U.S. dollars", ["12 U.S. dollars"], ["12 U.S. dollars"], []),
        ("7 Kyrgyz soms", ["7 Kyrgyz soms"], ["7 Kyrgyz soms"], []),
        ("70% of it, five percent more", ["70%", "five percent"], [], ["70%", "five percent"]),
        ("two-thirds of 30 boats", ["two-thirds", "30"], [], ["two-thirds"]),
        ("five million herons", ["five million"], [], []),
        ("Half a million euros", ["Half a million euros"], ["Half a million euros"], []),
        ("$2.5–3 bn, 5-6 per cent", ["$2.5–3 bn", "5-6 per cent"], ["$2.5–3 bn"], ["5-6 per cent"]),
        ("the 1990s", ["1990"], [], []),
        ("Three Million Boats", ["Three Million"], [], []),
        ("$5 Billion in Trade", ["$5 Billion"], ["$5 Billion"], []),
        ("Two Million Soms", ["Two Million Soms"], ["Two Million Soms"], []),
        ("Seven Percent", ["Seven Percent"], [], ["Seven Percent"]),
        ("seven boats, one of them blue", [], [], []),
        ("lock B2 and AK47", [], [], []),
        ("a cent of its own", [], [], []),
        ("Sumbar is a river", [], [], []),
        ("a third of it, up by a tenth", ["a third", "a tenth"], [], ["a third", "a tenth"]),
        ("a one-third stake, a fifth more", ["one-third", "a fifth"], [], ["one-third", "a fifth"]),
        ("over half its canals, half of the rest", ["half", "half"], [], ["half", "half"]),
        ("More than half were dry; about half, then half the boats", ["half"] * 3, [], ["half"] * 3),
        ("cut by half", ["half"], [], ["half"]),
        ("the first half of 2025, the other half of it", ["2025"], [], []),
        ("a year and a half, half an hour, half past, about half a day, over half a century", [], [], []),
        ("a third party at a seventh–eighth grade level, for a tenth term", [], [], []),
        ("a millionaire and a thousandfold", [], [], []),
        ("Half a billion, two millions", ["Half a billion", "two millions"], [], []),
    ],
)  # fmt: skip
def test_figures(text: str, figures: list[str], amounts: list[str], shares: list[str]) -> None:
    assert found(text, Figure.ANY) == figures
    assert found(text, Figure.MONEY) == amounts
    assert found(text, Figure.SHARE) == shares
