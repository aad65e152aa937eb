"""Invented stories, and pages made of them."""

from collections.abc import Callable, Sequence

import pytest

Story = tuple[str, list[str]]

RATES = ["KGS/USD = 0.01140 0%", "KZT/USD = 0.00190 -0%", "TJS/USD = 0.10500 1.25%", "UZS/USD = 0.00008 0%"]

TOLD = """
# Lighthouse Keepers Agree to Share One Boat Through the Winter

The keepers of four lighthouses on the Orlen coast will share a single supply boat this winter, the
harbour board said on Monday. The boat, a converted trawler, calls at each lighthouse once a week.

Keeper Ansa Teluk said the lighthouses had waited two years for a boat of any kind. “We counted candles
last winter,” Teluk said. The harbour board pays for fuel and for repairs to the trawler.

Fuel for the boat is stored at the southern lighthouse, where the board keeps a second engine.

# Beekeepers in Varro Valley Count Fewer Swarms After a Dry Spring

Beekeepers in the Varro valley have counted a third fewer swarms than last year, and blame a spring with
almost no rain. Honey from the valley is expected to cost more by autumn.

Hives stand empty on the terraces above the valley, said Beekeeper Ilmo Sandrey, who lost eleven of
thirty. The union of beekeepers asks for sugar at the price that bakers pay.

Swarms usually return when the lime trees flower, and the union will count hives again in June.

# Old Tram Depot Becomes a School for Violin Makers

A tram depot that closed a generation ago reopens this month as a school for violin makers. Twelve pupils
begin with maple and spruce that dried in the depot for three years.

The rails still run through the workshop, and pupils hang violins from the old tram wire to let the
varnish dry. Master Peta Lindqvar teaches carving in the mornings and varnish after noon.

The school sells its first violins at the end of the second year, said Lindqvar.

# Astronomers Borrow a Grain Silo to Watch the Northern Sky

A group of amateur astronomers has turned an unused grain silo into an observatory. The telescope stands
where the grain lift was, and the roof opens by hand.

The silo has thick walls that keep the telescope cold, which makes a steadier image, said Doctor Runo
Vasht of the astronomers. Neighbours put out their lamps on clear nights.

In its first month the telescope followed two comets across the northern sky.

# Ferry Tickets to Carry Poems Chosen by Passengers

Tickets for the Lake Amsel ferry will carry short poems from next week. Passengers choose them by vote at
the pier, and the ferry company prints forty poems a season.

The idea came from a ticket clerk, Dora Milvet, who wrote verses on the back of spoiled tickets.
Passengers began to collect the verses and asked the company for more.

Poets are paid in ferry tickets, said Milvet, one for each printed poem.

# Mountain Bakers Win Back the Right to Use Wood Ovens

A court in Hallen has ruled that village bakers may heat their ovens with wood again. The district had
forbidden wood ovens because of smoke, and bakers had to buy electric ones.

The ruling applies to bakers above a thousand metres, where smoke disperses quickly. Judge Orin Castell
wrote that bread from electric ovens was not what the village had asked for.

Bakers celebrated by giving away rye bread at the court steps.
"""


def _read(told: str) -> Story:
    headline, *body = told.strip().split("\n\n")
    return headline, [" ".join(block.split()) for block in body]


STORIES = [_read(told) for told in TOLD.split("# ")[1:]]


@pytest.fixture
def stories() -> list[Story]:
    return STORIES


@pytest.fixture
def rates() -> list[str]:
    """Eight times four rates as the site prints them."""
    return ["• " + RATES[0], *(f"  • {rate}" for rate in (RATES * 8)[1:])]


@pytest.fixture
def page() -> Callable[..., str]:
    """Make the text of a page from the lines of its head and its stories."""

    def make(head: Sequence[str], stories: Sequence[Story], gap: str = "\n\n", newline: str = "\n") -> str:
        blocks = [block for headline, body in stories for block in (headline, *body)]
        return ("\n".join(head) + gap * bool(head) + gap.join(blocks) + "\n").replace("\n", newline)

    return make
