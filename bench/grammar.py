"""The language of invented stories: common words by rank, rare words and names of syllables, and phrases.

A *topic* is what a story has of its own: people, places, things. Phrases come with their common words filled
in and keys for the topic's, so that a story is told in its own words all through, as real ones are. Rare
words and names come from lexicons without end, a few of them again and again and most hardly ever, so that
the vocabulary of an archive grows with it as that of a language does: a hundred thousand headlines have some
thirty thousand words.
"""

import random
import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import accumulate

NOUNS = """
agreement airport archive authority bakery balance bank barrier basin battery border bottle branch bridge
brigade budget builder building cabin cable camera campaign canal candidate captain carpet carrier cause
celebration census center chair challenge chamber channel chapter charge choice circle citizen claim clerk
client climate clinic club coach coast collection college column comment commission committee company
concern concert condition conference container contract corner corridor council country course court cousin
crane credit crop crossing crowd custom dam deadline dealer debate decade decision degree delegate deposit
depot desert design detail device diet dinner director discount display dispute district document donor door
driver drought duty economist edition editor election embassy engine engineer entrance estimate event
exchange exhibit expert export factor farm farmer feature ferry festival field figure filter finding firm
fisher flight flood floor forecast forest form founder frame fund furnace garden garment gate generation
glacier goal governor grain grant grower guard guest guide harbor harvest herder hill holder hospital hotel
household hunter idea image import income industry inspector institute insurer interest interview invoice
island issue item journal judge junction kitchen laboratory lake landlord lawyer leader lender lesson letter
level license limit listener loan location machine maker manager manual map market master material matter
measure medal meeting member merchant message meter method mill miner mission mistake model monument morning
motor mountain museum musician neighbor network note notice number nurse object offer officer operator
orchard order organ outcome owner package painter panel paper parent partner passage passenger patient
payment permit pilot pipe planner plant platform player pocket poet policy portrait position pound power
premium prize problem producer product professor program project promise proposal protest province pump
pupil quarter question quota railway ranger reader reason record reform refuge region register reporter
request reserve reservoir resident resource response result return review reward river road roof room route
rule runner sailor sample saving scholar school scientist screen season section sector seller senator
shareholder shelter ship shop signal singer site skill society soldier sponsor spring stadium stage standard
station statue step stock storm story stranger street student study subject suburb summit supplier surgeon
survey symbol system table talent target teacher team temple tenant term terminal theater ticket tool tower
town trader trail train transfer traveler treaty tree trial truck tunnel turbine union uniform valley
vehicle vendor venture village visitor volunteer voter wagon waiter wall warehouse warning watcher week well
window winner winter witness worker workshop writer yard year
"""
VERBS = """
accepted added addressed adjusted admired adopted advised allowed announced answered approved arranged asked
assessed attended avoided awaited backed balanced banned blamed blocked borrowed calculated cancelled
carried changed charged checked claimed cleaned cleared closed collected combined compared completed
confirmed connected considered consulted copied corrected counted covered crossed damaged debated declared
defended delayed delivered demanded described designed discovered discussed divided doubled drafted dropped
earned employed ended enjoyed entered examined expanded expected explained explored extended favored filled
financed finished followed guarded handled heated helped hired honored hosted ignored improved included
increased inspected insured introduced invited joined launched limited listed loaded located measured
mentioned moved named needed noticed observed offered opened ordered organized owned packed painted passed
planned planted postponed praised prepared presented preserved pressed printed produced promised proposed
protected provided published purchased questioned raised reached received recorded reduced refused
registered rejected released removed renewed rented repaired replaced reported requested rescued restored
returned reviewed rewarded saved searched secured served settled shared shipped showed signed sketched
solved sorted sponsored started stopped stored studied supplied supported surveyed tested traced traded
trained transferred translated treated trusted unloaded updated used valued viewed visited wanted warned
washed watched weighed welcomed
"""
ADJECTIVES = """
able ancient annual autumn bare basic bitter blue bold brief bright broad broken busy calm careful central
cheap civic clean clear clever close cold common complete constant costly crowded current daily damp dark
deep dense different direct distant double dry early eastern easy empty entire equal exact extra fair
familiar famous fast final fine firm first flat foreign formal former free fresh front full further gentle
golden grand gray green hard harsh heavy hidden high honest idle inner joint junior key large last late
leading light likely little local long loose low lucky main major mild minor mixed modern modest narrow
national native natural neat new northern novel odd old open ordinary original outer pale partial patient
plain pleasant poor popular private proper proud public quick quiet rapid rare ready recent regional remote
rich rough round rural safe second senior separate serious shallow sharp short silent similar simple single
slow small social solid southern spare special stable steady steep stone strange strict strong sudden summer
tall temporary thick thin third tight tiny total true unusual urban urgent useful usual valuable vast warm
weak western whole wide wild winter wooden worthy young
"""
ADVERBS = """
again already also always barely carefully clearly directly early easily entirely finally formally gladly
hardly largely lately mainly mostly nearly never often once openly partly plainly quickly quietly rarely
recently seldom simply slowly soon still suddenly together twice usually widely
"""
MONTHS = """January February March April May June July August September October November December""".split()
PLACES = """
Almaty Astana Bishkek Tashkent Dushanbe Ashgabat Samarkand Bukhara Khujand Osh Karaganda Aktau Atyrau
Shymkent Semey Turkistan Namangan Andijan Khorog Naryn Balkanabat Termez Fergana Zhezkazgan Taraz Kostanay
Pavlodar Oral Kokshetau Talgar Nukus Urgench Navoi Jizzakh Gulistan Karakol Talas Batken Tokmok Kulob
Bokhtar Mary Turkmenbashi Dashoguz Kazakhstan Uzbekistan Kyrgyzstan Tajikistan Turkmenistan Türkiye China
Georgia Mongolia Azerbaijan
""".split()
FIRST = """
Aida Aigül Alisher André Anora Arman Asel Aslan Bakyt Bektur Bolot Çağlar Dana Daniyar Dilnoza Eldar Elnura
Farida Farrukh Gulmira Gülnara Ilyas Ivan Jamila Kamila Kanat Karim Lola Łukasz Madina Malika Marat Märta
Nargiza Nodira Olga Øystein Rustam Sabina Şahin Saodat Sardor Timur Umida Yerlan Zarina Zhanna Zulfiya
""".split()
ONSETS = "b br c cl d dr f fl g gr h j k l m n p pl pr qu r s sh sk sl st t th tr v w".split()
VOWELS = "a a e e i o o u ai ea ou".split()
CODAS = "ck l ld ll m mp n nd nt p r rd rk rm rn s sk st t x".split()
ENDINGS = """
able age al ance ant ary ate ation ed ed en er ery ful hood ic ing ing ion ish ism ist ity ive less let ling
ly ment ness or ory ous ry ship th tic ure ward y
""".split()
NAME_PARTS = """
ab ai ak al ali am an ar as at ba bai be bek bo bu da dam do du el em er es ga gal gul il im ir is ka kal
kar ke ko kul la lai le ma mal man me mir mu na nar nas ne no nu nur ol or os ra ram re ri ru sa sar sat se
sha shy su sul ta tal te ti to tu tur ul um ur ya yer yu za zha zho zu
""".split()
SURNAME_ENDINGS = "bekov bayeva ov ova ev eva yev in khanov aliyev bek uly zoda tegin murat".split()
PLACE_ENDINGS = "abad arik bulak dara kent kol kum say tau tobe ata".split()
OFTEN, TAIL = 200, 0.6
"""How many words of a lexicon are about equally frequent, and how slowly the others grow rarer."""
SMALL = frozenset("a an and as at but by for from in into of on or over the to with".split())


def chance(*of: object) -> random.Random:
    """Chance that is the same whenever it is asked for the same thing."""
    return random.Random("/".join(map(str, of)))  # noqa: S311 - the same stories every time


def _rank(draw: random.Random) -> int:
    """The place of a word in its lexicon: the further down, the rarer (Zipf's law)."""
    return int(OFTEN * (draw.paretovariate(TAIL) - 1))


def rare_word(draw: random.Random) -> str:
    """A word that few other stories have, of an English shape."""
    return _rare_word(_rank(draw))


@lru_cache(2**16)
def _rare_word(rank: int) -> str:
    draw = chance("word", rank)
    pick = draw.choice
    middle = pick(VOWELS) + pick(CODAS) if draw.random() < 0.4 else ""
    return pick(ONSETS) + pick(VOWELS) + pick(CODAS) + middle + pick(ENDINGS)


def surname(draw: random.Random) -> str:
    """A family name; some people are in the news more than others."""
    return _surname(_rank(draw))


@lru_cache(2**16)
def _surname(rank: int) -> str:
    draw = chance("surname", rank)
    parts = draw.choices(NAME_PARTS, k=draw.choice((1, 2, 2)))
    return "".join(parts).capitalize() + draw.choice(SURNAME_ENDINGS)


def village(draw: random.Random) -> str:
    """The name of a small place."""
    return _village(_rank(draw))


@lru_cache(2**16)
def _village(rank: int) -> str:
    draw = chance("village", rank)
    return "".join(draw.choices(NAME_PARTS, k=draw.choice((1, 2)))).capitalize() + draw.choice(PLACE_ENDINGS)


def title_case(text: str) -> str:
    """A headline in Title Case."""
    words = text.split()
    return " ".join(
        word if 0 < at < len(words) - 1 and word in SMALL else _upper(word) for at, word in enumerate(words)
    )


@cache
def _weights(size: int) -> list[float]:
    """Cumulated weights after Zipf, a little flattened."""
    return list(accumulate(1 / (rank + 12) for rank in range(size)))


@cache
def _ranked(words: str) -> list[str]:
    """The words of a list in an order that has nothing to do with the alphabet."""
    listed = words.split()
    return chance("ranks").sample(listed, len(listed))


def common_word(draw: random.Random, words: str) -> str:
    """A word of a list, the frequent ones more often."""
    ranked = _ranked(words)
    return draw.choices(ranked, cum_weights=_weights(len(ranked)))[0]


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


# What phrases are made of, a form a line. A pool holds some thousand phrases with keys for a topic's words:
# %(p1)s a person, %(q1)s the surname, %(l1)s a place, %(o1)s an organisation, %(n1)s a thing, %(a1)s a
# quality, %(r1)s a rare word.

POOL = 3000
SUBJECTS = """
the ADJ NOUN
the NOUN of the NOUN
officials in PLACE
PERSON
ORG
the OWN NOUN
two PLURAL from PLACE
a ADJ NOUN near PLACE
most of the PLURAL
the QUALITY OWN
many PLURAL
every NOUN in PLACE
the RARE NOUN
the OWN
NUMBER PLURAL
the NOUN for OWN
ORG and its PLURAL
the QUALITY NOUN
PERSON, a RARE NOUN,
the OWN and the RARE
"""
PREDICATES = """
VERB
VERB
VERB
ADV VERB
had VERB
has ADV VERB
will have VERB
would have VERB
had not VERB
VERB and then VERB
"""
OBJECTS = """
the OWN NOUN
a ADJ NOUN of OWN
the NOUN and the NOUN
NUMBER PLURAL of OWN
the QUALITY OWN
a RARE NOUN
the NOUN in PLACE
the ADJ OWN of PLACE
its own NOUN
a NOUN with a RARE
all of the QUALITY PLURAL
the PLURAL of ORG
another OWN
the OWN
$NUMBER million for the OWN
NUMBER% of the PLURAL
"""
TAILS = """
near PLACE in MONTH
after the NOUN of the OWN
because the OWN NOUN VERB too ADV
with the help of ORG
while the RARE PLURAL VERB the NOUN
as PERSON had VERB in MONTH
before the ADJ NOUN in PLACE
for the first time since the NOUN
under the ADJ NOUN of ORG
between PLACE and PLACE
at a NOUN in PLACE on the NOUN of MONTH
through the QUALITY OWN
for NUMBER years without a NOUN
on the road from PLACE to PLACE
despite the RARE NOUN of PERSON
against the NOUN of RARE
"""
CLAUSES = """
, and the ADJ NOUN VERB the RARE NOUN
, which PERSON called a ADJ NOUN for the OWN
, although PLURAL VERB the OWN
, where the OWN and the NOUN had VERB a NOUN
; the NOUN of PLACE VERB the QUALITY NOUN
, a NOUN that ORG VERB in MONTH
—a RARE NOUN that nobody VERB in PLACE
, PERSON said
, according to ORG
, ORG said in a NOUN
– in the NOUN of PLACE – and VERB the OWN
, so that the OWN [in PLACE] VERB the NOUN
, said PERSON
, but the OWN’s NOUN VERB it
"""
SPOKEN = """
“We VERB the OWN ADV, and the NOUN VERB us,” PERSON said.
“The OWN is our NOUN, and no NOUN has VERB it,” PERSON told PLURAL in PLACE.
“[The OWN] VERB the RARE NOUN,” said PERSON, who VERB it in MONTH.
PERSON called it “a ADJ NOUN of OWN” and VERB the NOUN.
“Nobody VERB the NOUN [...] of our OWN,” PERSON said.
"""
HEADLINES = """
OWN and RARE: how PLACE VERB its NOUN
PERSON on OWN, RARE and the NOUN of PLACE
PLACE to open QUALITY OWN near NOUN of RARE
ORG warns of OWN in PLACE after RARE NOUN
why the QUALITY OWN of PLACE VERB a RARE NOUN
PLACE: RARE PLURAL VERB OWN
OWN, RARE, and the ADJ NOUN that changed PLACE
“RARE OWN”: PERSON and the PLURAL of PLACE
NUMBER PLURAL for QUALITY OWN as PLACE VERB RARE
opinion: PLACE needs OWN, not RARE
interview: PERSON VERB the RARE OWN
how QUALITY OWN came to PLACE
RARE OWN VERB in PLACE
PLACE and PLACE sign NOUN on OWN and RARE
can PLACE save its QUALITY OWN from RARE?
guest opinion: the RARE of OWN
the OWN that PERSON VERB: a ADJ NOUN from PLACE to PLACE with RARE PLURAL
book review | PERSON and the RARE OWN
$NUMBER million for OWN, RARE and PLURAL in PLACE
"""
HEADINGS = """
the QUALITY OWN
OWN and NOUN
a ADJ NOUN
what PLACE VERB
the NOUN of the OWN
PLURAL in PLACE
who VERB the OWN?
the OWN NOUN and its PLURAL
beyond the NOUN
from NOUN to OWN
"""
CAPTIONS = """
the OWN NOUN near PLACE
a NOUN in PLACE, MONTH
PERSON at the QUALITY NOUN
PLURAL of the OWN
"""
INTROS = """
three PLURAL come first:
ORG VERB these PLURAL:
what the NOUN VERB:
the OWN has a few PLURAL:
"""
ITEMS = """
the OWN
OWN and NOUN
the QUALITY NOUN
"""
QUESTIONS = """
what has the OWN VERB in PLACE?
why did PLURAL need a OWN?
is the RARE NOUN ADV VERB?
how ADV was it VERB?
"""


@cache
def _makers() -> dict[str, Callable[[random.Random], str]]:
    """What to put for each mark of a form: a common word, or the key of a story's own."""
    numbers = (2, 3, 4, 5, 6, 8, 12, 15, 20, 24, 30, 40, 60, 75, 110, 250)
    return {
        "ADJ": lambda draw: common_word(draw, ADJECTIVES),
        "ADV": lambda draw: common_word(draw, ADVERBS),
        "MONTH": lambda draw: draw.choice(MONTHS),
        "NOUN": lambda draw: common_word(draw, NOUNS),
        "NUMBER": lambda draw: str(draw.choice(numbers)),
        "ORG": lambda draw: f"%(o{draw.randint(1, 2)})s",
        "OWN": lambda draw: f"%(n{draw.choice((1, 1, 2, 2, 3, 4, 5, 6))})s",
        "PERSON": lambda draw: f"%({draw.choice('pqqq')}{draw.randint(1, 2)})s",
        "PLACE": lambda draw: f"%(l{draw.randint(1, 3)})s",
        "PLURAL": lambda draw: _plural(common_word(draw, NOUNS)),
        "QUALITY": lambda draw: f"%(a{draw.randint(1, 2)})s",
        "RARE": lambda draw: f"%(r{draw.randint(1, 24)})s",
        "VERB": lambda draw: common_word(draw, VERBS),
    }


def _filled(form: str, draw: random.Random) -> str:
    """A phrase with its common words filled in, and keys for the story's own."""
    text = re.sub("[A-Z]{3,}", lambda mark: _makers()[mark[0]](draw), form.replace("%", "%%"))
    return re.sub(r"\b([Aa]) (?=[aeiou])", r"\1n ", text)


@cache
def _pool(forms: str) -> list[str]:
    """Phrases of some forms, with a blank before those that want one."""
    known = forms.strip().split("\n")
    draw = chance(forms)
    phrases = (_filled(draw.choice(known), draw) for _ in range(POOL))
    return [phrase if phrase[0] in ",;—" else f" {phrase}" for phrase in phrases]


Topic = dict[str, str]
"""A story's own words, by the keys of the grammar."""


def new_topic(draw: random.Random) -> Topic:
    """Words for a story that has none yet."""
    topic: Topic = {}
    for n in "12":
        topic["q" + n] = surname(draw)
        topic["p" + n] = f"{draw.choice(FIRST)} {topic['q' + n]}"
        topic["o" + n] = f"the {village(draw)} {title_case(common_word(draw, NOUNS))}"
        topic["a" + n] = draw.choice((common_word(draw, ADJECTIVES), rare_word(draw)))
    for n, place in zip("123", draw.sample(PLACES, 3), strict=True):
        topic["l" + n] = place if draw.random() < 0.7 else village(draw)
    for n in "123456":
        thing = common_word(draw, NOUNS) if draw.random() < 0.6 else rare_word(draw)
        topic["n" + n] = f"{common_word(draw, NOUNS)} {thing}" if draw.random() < 0.3 else thing
    for number in range(1, 25):
        topic[f"r{number}"] = rare_word(draw)
    return topic


def sentences(draw: random.Random, topic: Topic) -> Iterator[str]:
    """Sentences on a topic, without end: 12 to 30 words, some of them spoken."""
    pools = [_pool(forms) for forms in (SUBJECTS, PREDICATES, OBJECTS, TAILS, CLAUSES)]
    spoken = _pool(SPOKEN)
    while True:
        phrases = zip(*(draw.choices(pool, k=16) for pool in pools), strict=True)
        for (one, two, three, four, five), shape in zip(phrases, draw.choices(range(8), k=16), strict=True):
            if shape == 0:
                yield _upper(draw.choice(spoken) % topic)
                continue
            yield _upper((one + two + three + four + (five if shape > 4 else "") + ".") % topic)


def _upper(text: str) -> str:
    """A phrase without the blank before it, its first letter large."""
    at = next((n for n, sign in enumerate(text) if sign.isalnum()), 0)
    return (text[:at] + text[at].upper() + text[at + 1 :]).strip(" ")


def phrase(forms: str, draw: random.Random, topic: Topic) -> str:
    """A phrase of one of some forms on a topic, with a large first letter."""
    return _upper(draw.choice(_pool(forms)) % topic)


def words_in(text: str) -> int:
    """How many words a text has."""
    return len(text.split())
