"""What marks a block as byline, caption, boilerplate or headline, by its words alone."""

from __future__ import annotations

import re

from briefing.reading.agencies import agency, outlet_named

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_PERSON = rf"(?:{_CAPITAL}[\w'’.-]*|de|del|da|van|von|der|al|bin|el|la|ter)"
_PEOPLE = rf"{_PERSON}(?:\s+{_PERSON}){{0,4}}"

_BY = re.compile(
    r"(?:(?:written|reported|reporting|compiled|text|story|words)\s+by|by|authors?\s*:|from)\s*:?\s+(?P<who>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_NAME_LINE = re.compile(rf"{_CAPITAL}[\w'’-]*(?:\s+{_PERSON}){{1,3}}(?:(?:,|\s+and|\s*&)\s+{_PEOPLE}){{0,3}}")
_NOT_PERSONS = frozenset(
    """
    about abstract analysis at background briefing conclusion contents editorial executive exclusive facts
    features file final findings first history in interview introduction investigation key latest letters
    news note on opinion overview part politics question questions report review sources special summary the
    timeline top what who why world
    """.split()
)
_STAFF = re.compile(
    r"(?:staff(?:\s+(?:and|&|,)\s+agencies|\s+reporters?|\s+writers?|\s+correspondents?)?|agencies"
    r"|(?:our|a|special)\s+(?:staff\s+)?(?:correspondent|reporter))s?",
    re.IGNORECASE,
)

_POST = re.compile(
    rf"(?:{_PEOPLE},?\s+)?(?:chief\s+|staff\s+)?(?:correspondent|reporter|writer|editor)s?(?:\s+in\s+{_PEOPLE})?"
)

_BOILERPLATE = re.compile(
    r"(?:read\s+(?:more|also|next|the\s+full)|also\s+read|see\s+also|related(?:\s+(?:stories|articles|content|topics))?\s*:"
    r"|continue\s+reading|story\s+continues|article\s+continues|advertisement\b|sponsored\b|sign\s+up|subscribe\b|follow\s+us"
    r"|click\s+here|share\s+(?:this|on)|download\s+(?:the|our)\s+app|watch\s*(?:live)?\s*:|listen\s*:|more\s+on\s+this"
    r"|skip\s+to\s+(?:main\s+)?content|(?:to\s+)?unsubscribe\b|you\s+(?:are\s+receiving|received)\s+this|manage\s+your\s+"
    r"(?:preferences|subscription)|view\s+(?:this\s+(?:e-?mail|message)\s+)?(?:in|on)\s+(?:your|the|a)\s+(?:browser|web)|this\s+(?:"
    r"e-?mail|message)(?:\s+and\s+any\s+(?:attachments?|files?))?\b.{0,60}\b(?:confidential|privileged|intended)"
    r"|this\s+(?:article|story|piece|report)\s+(?:has\s+been|was|is|first|originally)\s+(?:adapted|originally|first|also|"
    r"republished|reproduced|published|appeared|syndicated|auto|generated|updated|edited)"
    r"|(?:first|originally)\s+(?:published|appeared)\s+(?:in|on|by|at)\s+\D"
    r"|copyright\b|©|\(c\)\s|all\s+rights\s+reserved|disclaimer\s*:|terms\s+of\s+(?:use|service)"
    r"|(?:last\s+)?(?:updated|modified|edited)\b[^.]{0,60}$|contributing\s*:|contributed\s+to\s+this\s+(?:report|story)"
    r"|\(?(?:additional\s+)?(?:reporting|writing|editing)\s+by\s.{0,200}(?:;|\bediting\b).*"
    r"|\(?with\s+(?:inputs?|agency\s+inputs|additional\s+reporting)\b.{0,80}$|photo\s*$|image\s*$|video\s*$|gallery\s*$"
    r"|\(?ends?\)?\s*$|-+\s*ends?\s*-+|#{3,}|\*{3,}|-30-\s*$|[-_=*~.\s]{3,}$)",
    re.IGNORECASE,
)
# `Home | World | Europe`, `Home > World > Europe`: short labels, divided by signs
_NAVIGATION = re.compile(r"(?:[^|>›»•·/\n.]{1,24}[|>›»•·/]\s*){2,}[^|>›»•·/\n.]{1,40}")
_IN_BRACKETS = re.compile(r"\[[^\[\]]*\]\.?|\([^()]*\)\.?", re.DOTALL)
_REMARK = re.compile(
    r"(?:invented|fictional|fictitious|made[ -]up|for demonstration|not a real|editor|translat|selected|"
    r"disseminated|continued|updat|correct|note|text|excerpt|phonetic|words|passage|omitted)",
    re.IGNORECASE,
)
_INVENTED = re.compile(
    r"(?:this is an?\s+)?(?:invented|fictional|fictitious|made-up)\s+(?:text|article|report|seed|story)\b.*",
    re.IGNORECASE | re.DOTALL,
)

_CAPTION_START = re.compile(
    r"(?:figure|fig\.|table|chart|map|exhibit|plate|box)\s*\d{1,3}[.:]\s+\S|(?:photo(?:graph)?|image|picture|caption|file\s+(?:photo|image)|video\s+still|graphic|map|illustration)\s*"
    r"(?:credit|caption|by|source)?\s*:\s+\S|\((?:file|photo)\)|(?:left|right|above|below|top|pictured)\s*:\s+\S",
    re.IGNORECASE,
)
_CAPTION_END = re.compile(
    r"(?:\b[Cc]redits?:\s+[A-Z].{2,80}|(?<=[.!?])\s+Credit\s+[A-Z].{2,80}"
    r"|\(?\b(?:[Ff]ile\s+)?(?:[Pp]hoto|[Pp]icture|[Ii]mage|[Pp]hotograph|PHOTO)s?(?:\s+(?:by|credit|courtesy))?\s*[:/]\s*.{2,60}"
    r"|\((?:[Pp]hoto(?:graph)?|[Ii]mage)\s+by\s+[^)]{2,80}\)|[\[(](?:[Ff]ile|[Cc]ourtesy)\b[^\])]{0,60}[\])]"
    r"|\b[Ff]ile\s+(?:photo|picture)|\b(?:REUTERS|AP|AFP|EPA|PTI)\s?(?:Photo)?\s?/\s?[A-Z][\w.'’ -]{2,40}"
    r"|\((?:AP|AFP|EPA|PTI|Reuters)\s+(?:[Pp]hoto|[Ff]ile)\b[^)]{0,60}\)"
    r"|(?:(?:/|—|–|\bvia)\s?(?:Getty(?:\s+Images)?|Shutterstock)|(?:/\s?|\bvia )(?:Reuters|AFP))"
    r"(?:\s?(?:/|via)\s?[\w .]{2,40})?)\)?\.?$",
)

_SENTENCE_END = re.compile(r"""[.!?…]["”'’)\]]*$""")
_INNER_END = re.compile(r"""[a-z0-9%)][.!?]["”'’)]*\s+["“'‘(]?[A-Z]""")
_REMARK_AFTER = re.compile(
    r"\s*\((?:[^()]*///[^()]*|(?:ATTENTION|ADDS?|UPDATES?|RECASTS?|CORRECTS?|WRAPUP|LEAD)\b[^()]*)\)\s*$"
)
_OUTLET_AFTER = re.compile(r"\s*[|•·»]\s*(?P<outlet>[^|•·»]{2,40})$")
_MOST_WORDS = 30
_MOST_WORDS_STOPPED = 18  # with a full stop at the end
_MOST_WORDS_BROKEN = 14  # with one inside, too


def is_boilerplate(text: str) -> bool:
    """Whether `text` belongs to the page and not to the story: links to other stories, notices, remarks in brackets."""
    if _IN_BRACKETS.fullmatch(text) and _REMARK.search(text) and not text.startswith("(("):
        return True
    if _NAVIGATION.fullmatch(text) and not re.search(r"\d", text):
        return True
    return bool(_INVENTED.fullmatch(text) or (len(text.split()) <= 45 and _BOILERPLATE.match(text)))


def is_caption(text: str) -> bool:
    """Whether `text` describes a picture: begins like a caption, or ends with the credit of one."""
    if len(text.split()) > 90:
        return False
    return bool(_CAPTION_START.match(text) or _CAPTION_END.search(text))


def is_byline(text: str, after_headline: bool = False) -> bool:
    """Whether `text` says who wrote the story: `By ...`, an agency, and right after the headline a bare name."""
    words = text.split()
    if len(words) > 22 or len(text) > 160:
        return False
    by = _BY.fullmatch(text)
    if by:
        # "By then the bank had failed." is a sentence
        return not _SENTENCE_END.search(text) and (by["who"][:1].isupper() or bool(_STAFF.match(by["who"])))
    bare = text.strip(" -–—()[].|")
    if agency(bare) or _STAFF.fullmatch(bare):
        return True
    if not after_headline or _SENTENCE_END.search(text):
        return False
    if outlet_named(text) or _POST.fullmatch(text):
        return True
    return bool(_NAME_LINE.fullmatch(text)) and not {w.strip(",").casefold() for w in words} & _NOT_PERSONS


def byline_outlet(text: str) -> str | None:
    """The outlet that a byline names (`By Jane Roe, Reuters`, `Author: AFP [...]`), None if it names none."""
    by = _BY.fullmatch(text)
    who = re.sub(r"\[[^\]]*\]|<[^<>]*>", " ", by["who"] if by else text)
    who = re.split(r"\s+(?:in|at|from)\s+(?=[A-Z])", who)[0]
    for part in [who, *reversed(re.split(r"[,/|()·•]|\s+[-–—]\s+|\s+for\s+|\s+of\s+", who))]:
        found = outlet_named(" ".join(part.split()))
        if found and not (part == who and re.search(r"[,/|()·•]", who)):
            return found
    return None


def is_headline(text: str) -> bool:
    """Whether `text` can be the headline: one sentence at most, short, the shorter if it has full stops."""
    words = len(text.split())
    if words > _MOST_WORDS or 2 * sum(c.isalpha() for c in text) < len(text):
        return False
    if _SENTENCE_END.search(text) and not re.search(r"[?!][\"”'’]?$", text):
        if sum(w[:1].isupper() for w in re.findall(r"[^\W\d_][\w’']*", text)) > 0.7 * words:
            return True  # Set Like a Title
        return words <= (_MOST_WORDS_BROKEN if _INNER_END.search(text) else _MOST_WORDS_STOPPED)
    return not _INNER_END.search(text) or words <= _MOST_WORDS_STOPPED


def is_kicker(text: str, following: str) -> bool:
    """Whether `text` is the label above the headline `following`: some words (America, WORLD NEWS), no sentence."""
    words = text.split()
    if len(words) > (5 if text.isupper() else 3) or len(text) > 40 or _SENTENCE_END.search(text):
        return False
    return len(following.split()) >= 4 and is_headline(following) and not following.endswith((".", ":"))


def is_heading(text: str) -> bool:
    """Whether `text`, standing among paragraphs, is a heading: a few words that are no sentence and no list item."""
    words = text.split()
    if len(words) > 10 or len(text) > 90 or _SENTENCE_END.search(text) or text.endswith((":", ",", ";", "-", "—")):
        return False
    return (text[0].isupper() or text[0].isdigit()) and not re.search(r"^\d+[.)]\s|^[•*-]| \| ", text)


def headline_parts(text: str) -> tuple[int, str | None]:
    """How many characters of `text` are the headline itself, and the outlet named after it (`... | Al Bawaba`)."""
    end = len(text)
    remark = _REMARK_AFTER.search(text)
    if remark and remark.start() > 0:
        end = remark.start()
    outlet = _OUTLET_AFTER.search(text, 0, end)
    if outlet and outlet.start() > 0 and len(outlet["outlet"].split()) <= 5:
        return len(text[: outlet.start()].rstrip()), outlet["outlet"].strip()
    return end, None
