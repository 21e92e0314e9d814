"""One name as the model marked it: without titles, articles and possessives; two names where it took in two."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc

from briefing.analysis.kinds import kinds
from briefing.analysis.names import is_acronym, key

_POSSESSIVE = {"'s", "’s", "'", "’"}
_EDGE = {'"', "“", "”", "'", "’", "‘", ",", ".", "(", ")", "[", "]", "-", "–", "—", ":", ";", "/", "``", "''"}
_LEAD = {"late", "ex", "former", "then", "dear"}
#: Titles that are given names or surnames as often: they stay in the name.
_GIVEN = {"malik", "dean", "mir", "baba", "don", "earl", "duke", "major", "amir", "syed", "sayed", "sayyid", "hafiz", "pak", "bung",
          "tan", "sri", "abbot", "marshal", "baron", "chaudhry", "raja", "nawab", "sardar", "lama", "shah", "sultan",
          "private", "pope"}  # fmt: skip
_TAG = re.compile(r"^[A-Z]{1,3}\s?-\s?[A-Z][A-Za-z.]*$")  # a lawmaker's party and state: R-Neb.
#: Last words of names of papers, events and prizes: nobody's names.
_PAPERS = {"charter", "act", "agreement", "treaty", "convention", "accord", "accords", "protocol", "resolution", "constitution", "prize",
           "award", "awards", "cup", "olympics", "war", "wars", "festival", "amendment", "deal", "pact",
           "conference", "summit"}  # fmt: skip
_DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june",
         "july", "august", "september", "october", "november", "december", "christmas", "ramadan", "easter"}  # fmt: skip
#: Capitalised words behind a name that belong to it.
_TAILS = {
    "group",
    "company",
    "corporation",
    "party",
    "union",
    "holdings",
    "foundation",
    "association",
    "institute",
    "network",
}
#: Offices that headlines put in capitals behind a place.
_ROLES = {"AG", "PM", "MP", "MEP", "DA", "CM", "FM", "CEO", "CFO", "IG", "DG", "CJ"}
_OF = {"of", "for", "and", "against", "on", "de", "al", "bin"}


@dataclass
class Name:
    """One place where a name stands: token positions `start`, `end` (half-open), the model's label."""

    start: int
    end: int
    label: str
    text: str
    key: str
    #: The title and descriptors in front of a person's name that belong to it, as a token position (equal to start: none).
    titled: int
    title: str = ""
    root: int = 0
    #: The long name that a bracket defines this acronym for, or the other way round: position in the list of names.
    same_as: int | None = None
    tokens: frozenset[int] = field(default_factory=frozenset)


def clean(doc: Doc, start: int, end: int, label: str) -> list[Name]:
    """A name without what the model took in at its edges; `Pakistan's Inter-Services Intelligence` is two names."""
    end = _longer(doc, start, end, label)
    while (
        end > start
        and (doc[end - 1].text in _EDGE | _POSSESSIVE or doc[end - 1].is_space)
        and not (doc[end - 1].text == "." and end - start > 1 and len(doc[end - 2].text) <= 2)
    ):
        end -= 1
    while start < end and (doc[start].text in _EDGE or doc[start].is_space or doc[start].text in _POSSESSIVE
                           or (doc[start].lower_ in {"the", "a", "an"} | _LEAD and end - start > 1)):  # fmt: skip
        start += 1
    while end - start > 1 and doc[end - 1].lower_ in _OF and doc[end - 1].text.islower():
        end -= 1
    text = doc[start:end].text
    if re.search(r"\w/\s", text):
        return []  # the credit of a picture: `Oram/ Ilse Draven`
    if start >= end or not any(c.isalnum() for c in text) or _TAG.match(text) or _is_number(doc, start, end):
        return []
    first = doc[start]
    plain = first.pos_ in {"ADJ", "ADV", "DET", "NUM", "VERB", "ADP", "SCONJ"}
    if end - start == 1 and first.is_sent_start and plain and not kinds().demonym(text) and not is_acronym(text):
        return []  # a capital only because the sentence begins
    if doc[end - 1].lower_ in _PAPERS or re.search(r" war (?:i|ii|one|two)$", key(text)) or key(text) in _DAYS:
        return []
    if tuple(key(text).split()) in kinds().titles and key(text) not in _GIVEN and label != "NORP":
        return []
    firm = doc[end - 1].text == "AG" and any(e.label_ == "ORG" and e.text == doc[start].text for e in doc.ents)
    if label != "PERSON" and end - start > 1 and doc[end - 1].text in _ROLES and not firm:
        return clean(doc, start, end - 1, "LOC")  # `Velmora AG`: somebody's office, no name
    for i in range(start + 1, end - 1):
        if (
            doc[i].lower_ == "and"
            and label != "PERSON"
            and (kinds().listed(doc[start:i].text) or kinds().country(doc[start:i].text))
        ):
            return [*clean(doc, start, i, label), *clean(doc, i + 1, end, label)]
        if (
            doc[i].lower_ == "and"
            and label != "PERSON"
            and {doc[start:i].text, doc[i + 1 : end].text} <= _surnames(doc)
        ):
            return [*clean(doc, start, i, "PERSON"), *clean(doc, i + 1, end, "PERSON")]
        if doc[i].lower_ == "and" and {doc[start:i].text, doc[i + 1 : end].text} <= {e.text for e in doc.ents}:
            return [*clean(doc, start, i, label), *clean(doc, i + 1, end, label)]  # each is a name elsewhere
        owner = doc[start:i].text
        known = kinds().country(owner) or kinds().capital(owner) or kinds().listed(owner)
        if doc[i].text in {"'s", "’s"} and known and label != "PERSON":
            return [*clean(doc, start, i, "LOC"), *clean(doc, i + 1, end, label)]
    title, titled = "", start
    first_word = (key(doc[start].text),)
    if label == "PERSON" or (
        label != "NORP" and 1 < end - start <= 4 and kinds().titles.get(first_word) and first_word[0] not in _GIVEN
    ):
        best = start
        for i in range(start + 1, min(end, start + 4)):
            parts = tuple(key(" ".join(t.text for t in doc[start:i])).split())
            if parts in kinds().titles and parts[0] not in _GIVEN:
                best = i
        if best < end and best > start:
            title, start = doc[start:best].text, best
            label = "PERSON"
    text = re.sub(r"[\[)\]}…\"”].*$|/$", "", " ".join(doc[start:end].text.split()))
    if not any(c.isupper() for c in text) and not any(c.isdigit() for c in text):
        return []
    return [
        Name(
            start,
            end,
            label,
            text,
            key(text),
            titled,
            title,
            root_of(doc, start, end),
            None,
            frozenset(range(start, end)),
        )
    ]


def _surnames(doc: Doc) -> set[str]:
    """Last words of the names of persons of several words."""
    return {e[-1].text for e in doc.ents if e.label_ == "PERSON" and len(e) > 1}


def _longer(doc: Doc, start: int, end: int, label: str) -> int:
    """The end of a name that the model cut off: `Bureau of` + `Fisheries`, `Kesh People` + `'s Assembly`, `Oram Terminals` + `Group`."""
    last = doc[end - 1]
    if label == "PERSON" or end >= len(doc) or doc[end].is_space:
        return end
    i = end
    root = doc[root_of(doc, start, end)]
    if (
        label in {"ORG", "MISC"}
        and root.dep_ == "compound"
        and root.head.i == end
        and doc[end].text.istitle()
        and doc[end].lower_ in _TAILS
    ):
        return end + 1  # `Harborline Terminals` + `Group`
    odd = doc[end].pos_ in {"ADV", "INTJ"} and doc[end].text.istitle() and not doc[end].is_sent_start
    if odd and label == "ORG" and doc[end - 1].whitespace_ and end + 1 < len(doc) and doc[end + 1].is_lower:
        return end + 1  # `Kestrel` + `Now`: no adverb has a capital inside a sentence
    if (
        doc[end].text in {"'s", "’s"}
        and last.text in {"People", "Workers", "Women", "Farmers", "Peoples"}
        and end - start > 1
    ):
        i = end + 1
    elif last.lower_ not in {"of", "for"}:
        return end
    while (
        i < len(doc)
        and doc[i].text[:1].isupper()
        and not doc[i].is_sent_start
        and doc[i].pos_ in {"PROPN", "NOUN", "ADJ"}
    ):
        i += 1
    return i if i > end + (doc[end].text in {"'s", "’s"}) else end


def _is_number(doc: Doc, start: int, end: int) -> bool:
    """Whether a name is part of a file or case number: the unbroken run of characters around it holds four digits or more."""
    a, b = start, end
    while a > 0 and not doc[a - 1].whitespace_ and not doc[a - 1].is_space and end - a < 12:
        a -= 1
    while b < len(doc) and not doc[b - 1].whitespace_ and not doc[b].is_space and b - start < 12:
        b += 1
    text = doc[a:b].text
    return sum(c.isdigit() for c in text) >= 4 and not any(c in "(/" for c in text)


def root_of(doc: Doc, start: int, end: int) -> int:
    """The token of a span whose head stands outside it."""
    for i in range(start, end):
        head = doc[i].head.i
        if head == i or not start <= head < end:
            return i
    return end - 1
