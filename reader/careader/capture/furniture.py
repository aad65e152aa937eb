"""Finding furniture by its form: lines that belong to no article, recognised by their words.

The *role* of a line of furniture tells something about the lines around it: a byline is below a headline, a
row of share links ends an article, an advert can be anywhere. The words are common on news pages of all
kinds. `framing` finds furniture by its place.
"""

import re
from functools import lru_cache

from careader.capture.bylines import COUNT, any_of, any_small, read_byline, small
from careader.capture.furniture_abroad import ABROAD, FIRST
from careader.capture.links import may_have_links, without_links
from careader.capture.roles import BYLINE, CLOSE, INSIDE, LINK, MORE, RELATED, SITE
from careader.patterns import late

LONGEST_FURNITURE = 200
"""The most characters of a line of furniture."""


_NETWORKS = (
    r"(?:facebook|twitter|x|linkedin|telegram|whats ?app|e-?mail|print|pinterest|reddit|vk|vkontakte|ok|viber"
    r"|odnoklassniki|messenger|threads|bluesky|instagram|you ?tube|tik ?tok|rss|mastodon|flipboard|tumblr"
    r"|pocket|pdf|line|copy(?: link| url)?|link|sms|wechat|weibo|skype|xing|google\+?|digg|more)"
)
_SHARE = rf"(?:share(?: this| on| via)?|sharing|tweet(?: this)?|share/save|{_NETWORKS})"
_ACTION = (
    r"(?:share|tweet|like|love|save|print|e-?mail|comments?|reply|replies|follow|bookmark|facebook|twitter|x|vk"
    r"|linkedin|telegram|whatsapp|pinterest|reddit|copy|link)"
)
_BETWEEN = r"[\s:|·•,/>→()\[\]\d]+"
_CLOSE = any_small(
    rf"(?:{_SHARE}[\s:|·•,/>→]*)+",
    rf"(?:share|tweet|{_NETWORKS})(?:(?:share|{_NETWORKS}|tweet)\s?){{2,}}.*",
    rf"{_ACTION}{_BETWEEN}(?:{_ACTION}{_BETWEEN})*{_ACTION}(?:{_BETWEEN})?",
    r"share (?:this|on|via)\b.{0,40}|(?:click|tap) to (?:share|print|e-?mail).{0,60}",
    r"(?:tags?|tagged(?: with| as| in)?|filed under|topics?|categor(?:y|ies)|posted in|keywords|labels"
    r"|sections?)\s*:.*",
    r"tags?|tagged|topics?|keywords|labels|posted in .{1,60}",
    r"(?:\d+|no) (?:comments?|repl(?:y|ies)|responses?)(?: yet| so far)?:?",
    r"categor(?:y|ies) .{1,80} tags? .{1,80}",
    r"(?:leave|post|add|write) (?:a|your) (?:comment|reply)|be the first to comment|view comments.*",
    r"comments?(?: ?\(?\d+\)?| are closed| off.*)?|reply",
    r"(?:like|love|clap|save|bookmark|favou?rite|report|follow)(?: this)?|like this:?.*",
    r"\d+ (?:likes?|claps?)|posted by .{2,40} at \d{1,2}:\d{2}.{0,40}",
    r"(?:print|e-?mail)(?: this)?(?: article| page)?|(?:give|gift) (?:this )?article",
)
_MORE = any_small(
    r"(?:read|continue|see|view|learn|find)(?: on)? ?(?:more|reading|on|all|out more|full (?:article|story"
    r"|text)|the (?:rest|full|whole)(?: article| story| text| of .{1,40})?|(?:the )?(?:article|story))\b"
    r"(?: about this| here| \(\d+ more words?\))?[\s.…:»›>→+\]\[()-]*",
    r"(?:full|whole) (?:story|article|text)|\[?(?:…|\.\.\.)\]?\s*(?:read more|more)",
)
_NAMED = any_of(
    r"(?:read more|continue reading|read (?:the )?(?:full|rest)[^:]{0,20}|full story|more)"
    r"\s*(?:[:“\"«|–—-]+|about)\s*(.{8,})",
    r"continue reading (.{8,})",
)
_POINTER = any_small(
    r"(?:read (?:also|too|next|this)|also (?:read|see)|see (?:also|more)|more on this(?: story)?"
    r"|don['’]t miss|related(?: (?:story|article|reading|post|news))?|read more)\s*[:>|»–—-]+\s*\S.{0,200}",
)
_RELATED = any_small(
    r"(?:related|recent|latest|popular|similar|other|featured|top|trending|breaking|more)"
    r"(?: (?:posts?|articles?|stor(?:y|ies)|news|content|reading|topics?|coverage|headlines|comments?"
    r"|videos?|now|today|links))+[:.]?",
    r"(?:related|trending|popular|recommended|read next|up next|what to read next|must reads?)[:.]?",
    r"headlines:?",
    r"most (?:read|popular|viewed|shared|commented|recent|emailed|watched)(?: [\w ]{1,20})?",
    r"(?:you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|you may have missed).{0,20}",
    r"recommended (?:for you|stories|reading)|editor['’]?s?['’]? (?:picks?|choice)",
    r"(?:more|also) (?:from|in|on|by)(?: [\w.&’'-]+){1,3}|more from .{1,50}",
    r"(?:more|other) .{1,30}(?:news|stories|articles)|latest (?:in|from)(?: [\w.&’'-]+){1,3}",
    r"in (?:this|the) (?:section|series).{0,20}|trending.{0,20}|don['’]t miss|read also|also read|see also",
    r"all (?:posts|articles|stories) (?:by|from) .{1,50}|(?:view|see) (?:all|more)(?: .{1,40})?",
    r"(?:view|see|read|show)(?: all)?(?: more)? (?:posts|articles|stories)(?: (?:by|from) .{1,50})?",
    r"about the (?:author|writer|editor)s?:?",
)
_INSIDE = any_small(
    r"[—–\-*\s]*(?:advertisements?|advertising|advertorial|sponsored(?: content| by .{1,40})?|ads?"
    r"|promoted(?: content)?|paid (?:post|content|partnership)|ad feedback|skip ad\w*|remove ads?"
    r"|(?:story|article)? ?continues? (?:below|after)(?: (?:this|the) ?(?:ad\w*|promo\w*)| advertisement)?"
    r"|scroll (?:down )?to continue.*)[—–\-*\s.:]*",
    r".{2,60} \(@\w{1,30}\) .{4,40}\d",
    r"(?:photo(?:graph)?|image|picture|illustration|graphic|video|foto|cover|screenshot)s?"
    r" (?:by|credit|courtesy(?: of)?|from|source)\b(?! [a-z]+ed\b)[\s:]*.{1,70}",
    r"(?:credits?|source of photo)\s*:\s*.{1,70}",
    r"(?:getty images?|shutterstock|depositphotos|istock|unsplash|flickr)(?:[/ ,].{0,40})?",
    r"listen(?: now)?|listen to (?:this )?(?:article|story).{0,40}|listen ?\d{1,3} ?min.{0,20}",
    r"play|pause|mute|unmute|fullscreen",
    r"video player is loading",
    r"\d{1,2}:\d{2}(?:\s*/\s*\d{1,2}:\d{2})?|\(?\d{1,4}\)?|image|photo|video|gallery|enlarge(?: image)?",
    r"view (?:image|gallery|photo).{0,20}|(?:font|text) size.{0,20}|a[+-](?: a[+-]?){1,2}",
)
_BRACKETED = re.compile(r"(?:\[ ?[^\[\]]{1,30}\]\s*[|·]?\s*){2,9}[^\w\s]*")
"""Matches a row of buttons, as old sites have them below an article: ``[print] [send]``."""
_MENU_ITEM = r"[^\W\d_][\w'’&-]{0,14}(?: [^\W\d_][\w'’&-]{0,14})?"
_SITE = any_small(
    r"(?:skip|jump|go|back|scroll|return) to (?:main |the )?(?:content|navigation|search|top|footer|main|menu"
    r"|header|home|site|page).{0,20}",
    r"(?:(?:main |primary |mobile |toggle |open |close |site )?(?:menu|navigation|nav|search|sidebar))+",
    r"search(?: for)?[\s:.…]*(?:search)?|close|home|you are here:?.*|home(?:page)?\s*[>»›/|→].*|link:.{0,60}",
    r"(?:view|read|open|see) (?:this|it|the) ?(?:e-?mail|message|letter|newsletter)?.{0,10}"
    r"(?:online|in (?:your|a|the) browser).{0,20}",
    r".{0,80}\bunsubscribe\b.{0,80}|.{0,30}\bforwarded to you\b.{0,40}",
    r"(?:welcome\W+)?(?:log|sign) in(?:to|to your| to)? .{0,20}account.{0,20}",
    r".{0,30}\b(?:password|username)\b.{0,40}",
    r"\d[\d,.]*\s?[km]?\s*(?:fans|followers|subscribers|following|members)"
    r"(?: (?:like|follow|subscribe|join))?(?: [·•|].{0,20})?",
    r"you (?:are )?receiv(?:e|ed|ing) this .{0,120}",
    r"(?:we|your) (?:value|respect|care about|take) .{0,10}privacy.{0,40}|your privacy(?: choices| matters)?",
    r"top of page|toggle .{1,30}|(?:my )?account|create (?:an? )?.{0,20}account.*",
    r"(?:log|sign)[ -]?(?:in|up|out|on)(?: (?:to|for|with|here|now|or|and|today)\b.{0,60})?",
    r"register(?: (?:now|here|today|free|to|for|or|and)\b.{0,80})?|become a (?:member|subscriber|patron).*",
    r"(?:already|not yet) (?:a|have|an?) .{0,20}(?:account|member|subscriber|registered).{0,40}",
    r"subscribe(?: (?:now|here|today|to|for|and|via)\b.{0,80})?|support us(?: (?:on|with) .{1,30})?",
    r"donate(?: (?:now|here|today)| to .{1,30})?",
    r"(?:(?:our|the|weekly|daily|free|e-?mail|morning|evening) )*newsletters?(?: sign-?up)?",
    r"(?:subscribe|sign up|get|join|receive|want)\b.{0,60}\bnewsletters?\b.{0,60}",
    r".{0,120}\b(?:to|in|into) your (?:inbox|e-?mail|mailbox)\b.{0,60}",
    r"(?:enter |type )?your (?:e-?mail|name)(?: address| here)?[\s*:.…]*|e-?mail(?: address)?\s*[*:]+",
    r"(?:first|last) name\s*\*?|thank you for (?:subscrib|sign|regist)ing.*|i agree .{0,120}",
    r"required fields.*",
    r"(?:this|a) (?:site|form) is protected by.*|(?:we|this|our|by|the|to)\b.{0,80}\bcookies?\b.{0,160}",
    r"(?:accept|reject|allow|decline)(?: all)?(?: cookies)?\s?(?:(?:accept|reject|decline)(?: all)?)?",
    r"cookie (?:policy|settings|notice|preferences|consent)|manage (?:preferences|consent|options)|got it!?",
    r"(?:privacy|cookie)(?: (?:policy|notice|settings|statement))?.{0,60}|legal(?: notice)?",
    r"terms(?: (?:of|and|&) (?:use|service|conditions|business|sale|privacy).{0,30})?",
    r".{0,40} © ?\d{4}\b.{0,40}",
    r"©.*|\(c\) ?\d{4}.*|copyright\b.*|.{0,60}\ball rights reserved\b.*|powered by(?: [\w.-]+){1,3}",
    r"(?:(?:web)?site |proudly )?(?:design|designed|developed|built|made|hosted|powered) (?:by|with) .{1,50}",
    r"(?:about|contact)(?: us| me)?|about the site|advertise(?: (?:with|on) .{1,30})?|careers|jobs|site ?map",
    r"imprint|help|faqs?|feedback|follow us.*|connect with us.*|find us (?:on|at) .{1,30}",
    r"join us (?:on|at).*",
    r"(?:download|get) (?:our|the) app.*|rss(?: feed)?s?|editorial (?:policy|standards|guidelines)",
    r"(?:previous|prev|older|newer|next)(?: (?:posts?|page|articles?|entries|stor(?:y|ies)))?",
    r"(?:(?:start|first|previous|prev|older|newer|next|last|end|page|posts?|entries|\d{1,5}|of|[<>«»‹›←→|…,.–-]+)\b"
    r"[\s<>«»‹›←→|…,.:–-]*){2,24}|[<«‹←|…\s]+(?:start|first|prev\w*|next|end)\b.*|(?:\d{1,4}[\s|…,.]+)+\d{1,4}",
    r"(?:load|show) more(?: .{1,20})?|page \d+(?: of \d+)?|posts? navigation|references",
    r"(?:[\w&’'. -]{2,30}\s[>»›→]\s+){1,6}[^>»›→]{2,150}|(?:(?:file|https?)://\S+\s+)?\d{1,3}/\d{1,3}",
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}(?:\s?[ap]m)?.{0,150}",
    r"select (?:language|a .{1,20})|english|русский|change (?:language|region)|dark mode|light mode",
    r"visible links:?|hidden links:?|table of contents|on this page|loading[.…]*|javascript .{1,80}",
    rf"{_MENU_ITEM}(?: [|/•·–] {_MENU_ITEM}){{2,12}}",
    r"the wayback machine\b.*|(?:saved|archived) (?:on|from) .{0,80}(?:\d{4}|http).{0,80}",
    r"\[?unknown input type\]?.*|[_\[\] ]{3,}.{0,40}|correction policy|our (?:people|team|partners|policies)",
    r"send (?:us )?(?:a )?(?:tip|feedback|letter).{0,40}|report (?:a|an) (?:error|typo|problem).{0,40}",
)
_ADDRESS = late(r"(?:\d{1,4}\.\s+)?(?:https?://|file://|www\.)\S+$|\S+@\S+\.\w{2,6}$|\[\d{1,4}\]$")
_FILE = late(
    r"(?:(?=\S*[_-])[a-z0-9]+(?:[_-][a-z0-9]+)+(?:\.\w{3,4})?|\S+\.(?:jpe?g|png|gif|webp|svg))(?:\s+\S*_\S*)*$"
)

_FIRST = frozenset(
    """
    a about accept account ad add ads advertise advertisement advertisements advertising advertorial all
    allow almost already also an analysis archived article articles author authors back be become
    bluesky bookmark breaking build built by careers categories category change clap click close comment
    comments compiled connect contact continue continues cookie copy copyright correction correspondent
    cover create created credit credits daily dark date decline depositphotos design designed developed
    digg don't donate download e-mail edited editor editor's editorial editors email english enlarge
    enter estimated evening facebook faq faqs favorite favourite featured feedback few filed find first
    flickr flipboard follow font foto free full fullscreen gallery get getty gift give go google got
    headlines help hidden home homepage i image images imprint in instagram interview istock javascript
    jobs join jump just keywords labels last latest learn leave legal light like line link linkedin
    links listen load loading log login love main manage mastodon menu messenger minute mobile modified
    more morning most must mute my nav navigation newer newsletter newsletters next no not odnoklassniki
    ok older on one open originally other our over page paid pause pdf photo photograph
    photographs photos picture pictures pinterest play pocket popular post posted posts powered prev
    previous primary print privacy promoted
    published read reader reading receive recent recommended reddit references register reject related
    released remove replies reply report reported reporter reporting required return rss s save saved
    screenshot scroll search section sections see select send several share share/save shared shares
    sharing show shutterstock sidebar sign signin signup similar site sitemap skip skype sms source
    sponsored story subscribe support table tag tagged tags tap telegram terms text thank the this
    threads three tiktok to toggle top topic topics trending tumblr tweet twitter two type under unknown
    unmute unsplash up updated via viber video videos view views visible vk vkontakte want we website
    wechat weekly weibo whatsapp whole words write writer written x xing you your youtube русский
    """.split()
)
"""The first words of lines of furniture. A line with another first word is furniture only if `_TELLING`
matches."""
_TELLING = late(
    r"[@©»›→…_|·]|\d| > | / |://"
    r"|\b(?:reserved|inbox|mailbox|e-?mail|unsubscribe|forwarded|password|username|account)\b"
    r"|\.(?:jpe?g|png|gif|webp|svg)",
    re.IGNORECASE,
)
_WORDS = ("mail", "inbox", "reserved", "unsubscribe", "forwarded", "password", "username", "account")
_SIGN = re.compile(r"[@©»›→…_|·\d>/.]")
_AROUND = " \t•*_|·–—-[]()<>:►▶▸→».,;!?…“”‘’\"'"


def may_be_furniture(text: str) -> bool:
    """Whether a line may be furniture: a fast test that rejects most other lines."""
    words = text.split(None, 2)
    first = words[1] if len(words) > 1 and not words[0][0].isalnum() else words[0]
    first = first.strip(_AROUND).replace("’", "'").lower()
    if (
        not first
        or not first.isascii()
        or first in _FIRST
        or first in FIRST
        or first.startswith(("share", "facebook", "accept", "menu"))
    ):
        return True
    if _SIGN.search(text) is None:  # most lines
        low = text.lower()
        if not any(word in low for word in _WORDS):
            return False
    return _TELLING.search(text) is not None


@lru_cache(4096)  # a story's lines stand on several pages
def role_of(text: str) -> str:
    """The role (`roles`) of a line that is furniture by its form; "" for any other line."""
    if len(text) > LONGEST_FURNITURE and not may_have_links(text):
        return ""
    text = without_links(text)
    if len(text) > LONGEST_FURNITURE or not text.strip() or not may_be_furniture(text):
        return ""
    return _role_of(text)


def _role_of(text: str) -> str:
    bare = text.strip(" \t\u00a0•*_|·–—-[]()<>:►▶▸→»").strip()
    if not bare:
        return ""
    if _ADDRESS.match(text) or _FILE.match(bare):
        return LINK
    if read_byline(text):
        return BYLINE
    if text[0] == "[" and _BRACKETED.fullmatch(text):
        return CLOSE
    bare = small(bare)
    for each in dict.fromkeys((bare, bare.rstrip("."))):
        for role, form in _FORMS:
            if form.fullmatch(each):
                return role
    return SITE if _is_pointed(text) else ""


def _is_pointed(text: str) -> bool:
    """Whether a line points to another page by an arrow at its beginning or end."""
    quoted = "«" in text and "»" in text
    arrow = text[0] in "←‹" or text[-1] in "→›" or (not quoted and (text[0] == "«" or text[-1] == "»"))
    return arrow and len(text.split()) <= 14  # words


_FORMS = (
    (MORE, _MORE),
    *ABROAD,
    (CLOSE, _CLOSE),
    (INSIDE, _INSIDE),
    (SITE, _SITE),
    (RELATED, _RELATED),
    (CLOSE, COUNT),
    (INSIDE, _POINTER),
)


def named_in(text: str) -> str:
    """The headline in a line such as ``Read more: HEADLINE``; "" for any other line."""
    match = _NAMED.match(text) if len(text) <= LONGEST_FURNITURE else None
    return (match[1] or match[2]).strip(" \"”»'’") if match else ""
