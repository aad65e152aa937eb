"""Amounts of money in an article, and what they are in another currency."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.capture.models import Rate
from careader.corpus.amounts import Amount, amounts_in, convert, in_words

RATES = (
    Rate("KGS/USD", "0.01144", "0%"),
    Rate("KZT/USD", "0.00193", "-0%"),
    Rate("UZS/USD", "0.00008", "0%"),
)


def told(text: str, *more: str) -> list[tuple[str, str]]:
    """Each amount of a text as written, with what it was taken for."""
    return [
        (
            each.text,
            each.unclear or f"{each.low:,f}{f'–{each.high:,f}' * (each.high != each.low)} {each.currency}",
        )
        for each in amounts_in([text, *more])
    ]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("a dam for $2.5 billion", "2,500,000,000.0 USD"),
        ("US$1,234.56 a head", "1,234.56 USD"),
        ("it cost USD 3 million", "3,000,000 USD"),
        ("a $300-million loan", "300,000,000 USD"),
        ("only $1.2bn and no more", "1,200,000,000.0 USD"),
        ("five billion dollars a year", "5,000,000,000 USD"),
        ("450 billion tenge", "450,000,000,000 KZT"),
        ("450 000 tenge", "450,000 KZT"),
        ("1.35 million €uros", "1,350,000.00 EUR"),
        ("€69,5 billion", "69,500,000,000.0 EUR"),
        ("7 Somoni", "7 TJS"),
        ("12 rubles", "12 RUB"),
        ("12 roubles", "12 RUB"),
        ("3.5 million Turkmen manats", "3,500,000.0 TMT"),
        ("5 million sums", "5,000,000 UZS"),
        ("5 million Uzbek soms", "5,000,000 UZS"),
        ("sixty-seven million dollars", "67,000,000 USD"),
        ("two hundred and five thousand euros", "205,000 EUR"),
        ("half a billion dollars", "500,000,000.0 USD"),
        ("one and a half billion tenge", "1,500,000,000.0 KZT"),
        ("a million dollars", "1,000,000 USD"),
        ("forty five million somoni", "45,000,000 TJS"),
        ("two to three billion dollars", "2,000,000,000–3,000,000,000 USD"),
        ("a 450-billion-tenge fund", "450,000,000,000 KZT"),
        ("1,5 trln. tenge", "1,500,000,000,000.0 KZT"),
        ("1.500.000 euros", "1,500,000 EUR"),
        ("$5 MM", "5,000,000 USD"),
        ("$1.5 mil", "1,500,000.0 USD"),
        ("$50-60 a barrel", "50–60 USD"),
        ("$900–1,200 a ton", "900–1,200 USD"),
        ("$2–3 billion", "2,000,000,000–3,000,000,000 USD"),
        ("from 2 to 3 billion tenge", "2,000,000,000–3,000,000,000 KZT"),
        ("20 soms for a loaf in Kyrgyzstan", "20 KGS"),
        ("20 soms for a loaf in Tashkent", "20 UZS"),
        ("20 manat in Ashgabat", "20 TMT"),
    ],
)
def test_an_amount_is_taken_as_written(text: str, amount: str) -> None:
    assert [what for _, what in told(text)] == [amount]


@pytest.mark.parametrize(
    "text",
    [
        "A$5 million from Canberra",
        "5 million Canadian dollars",
        "300 million tons",
        "the 20 sums that pupils did",
        "we try 5 roads",
        "in 2025 and on 12 December",
        "$ and €",
        "the dollar fell",
        "model X$5",
        "a million-dollar view",
        "several hundred million dollars",
        "tens of millions of dollars",
    ],
)
def test_what_is_no_amount_of_a_known_currency_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_what_is_not_clear_is_said_and_not_converted() -> None:
    text = "Uzbek and Kyrgyz traders paid 20 soms; between $500 and $700 million; 30 manats; $10–2 billion"
    amounts = amounts_in([text])
    assert [(each.text, each.unclear) for each in amounts] == [
        ("20 soms", "whose soms is not clear"),
        ("$500", "whether million holds for it too is not clear"),
        ("$700 million", ""),
        ("30 manats", "whose manats is not clear"),
        ("$10–2 billion", "its ends are the wrong way round"),
    ]
    assert [bool(convert(each, RATES)) for each in amounts] == [False, False, True, False, False]


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("1 million 200 thousand tenge", "it may be part of the number before it"),
        ("three million five hundred thousand dollars", "it may be part of the number before it"),
        ("1.500 tenge", "whether its point is for thousands is not clear"),
        ("$25-30,000 each", "whether its first number is of thousands is not clear"),
    ],
)
def test_a_number_that_can_mean_two_things_is_not_converted(text: str, unclear: str) -> None:
    (amount,) = amounts_in([text])
    assert amount.unclear == unclear
    assert convert(amount, RATES) == []


def test_the_same_words_are_listed_once_in_the_order_of_the_article() -> None:
    assert [text for text, _ in told("$5 million, then $3", "$5 million again, and €7")] == [
        "$5 million",
        "$3",
        "€7",
    ]


def test_results_have_the_digits_that_the_rate_allows_and_their_range() -> None:
    (amount,) = amounts_in(["$2.5 billion"])
    assert [in_words(each) for each in convert(amount, RATES)] == [
        "218.5 billion KGS (218.4–218.7)",
        "1.295 trillion KZT (1.291–1.299)",
        "31 trillion UZS (29–34)",
    ]
    (amount,) = amounts_in(["450 billion tenge"])
    assert [in_words(each) for each in convert(amount, RATES)] == ["868 million USD (866–871)"]
    (amount,) = amounts_in(["$2–3 billion"])
    assert in_words(convert(amount, RATES)[0]) == "174.8–262.2 billion KGS (174.7–262.4)"


def test_without_a_captured_rate_nothing_is_computed() -> None:
    euros, soms = amounts_in(["€5 million and 20 Kyrgyz soms"])
    assert convert(euros, RATES) == []
    assert convert(soms, ()) == []
    assert convert(soms, [Rate("KGS/USD", "0.00000", "0%")]) == []
    assert in_words(convert(soms._replace(low=Decimal(0), high=Decimal(0)), RATES)[0]) == "0 USD"


money = st.decimals(min_value=1, max_value=10**12, places=2)


@given(money, st.decimals(min_value=Decimal("0.00001"), max_value=1000, places=5))
def test_a_result_lies_within_its_range_and_leads_back(much: Decimal, value: Decimal) -> None:
    rates = [Rate("KGS/USD", f"{value:f}", "0%")]
    for code, other in (("KGS", "USD"), ("USD", "KGS")):
        (result,) = convert(Amount("", much, much, code), rates)
        assert result.currency == other
        assert result.low.low <= result.low.value <= result.low.high
        (back,) = convert(Amount("", result.low.value, result.low.value, other), rates)
        assert back.low.low <= much <= back.low.high or abs(back.low.value / much - 1) < Decimal("1e-20")


@given(st.text(alphabet="$€ 0123456789.,-–illonmbUSDKZTtegsoandm"))
def test_any_text_has_amounts_in_order_or_unclear(text: str) -> None:
    for each in amounts_in([text]):
        assert each.text
        assert each.unclear or (0 <= each.low <= each.high and each.currency)
