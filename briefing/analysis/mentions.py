"""Where names stand in a document, cleaned: without titles, articles and possessives, and found again where the model missed one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from briefing.analysis.kinds import kinds
from briefing.analysis.names import abbreviates, is_acronym, key
from briefing.schema import Seed

_SKIP = {"byline", "boilerplate"}
_LABELS = {"PERSON", "ORG", "LOC", "NORP", "MISC"}
_POSSESSIVE = {"'s", "’s", "'", "’"}
_EDGE = {'"', "“", "”", "'", "’", "‘", ",", ".", "(", ")", "[", "]", "-", "–", "—", ":", ";", "/", "``", "''"}
_LEAD = {"late", "ex", "former", "then", "dear"}
#: Titles that are given names or surnames as often: they stay in the name.
_GIVEN = {"malik", "dean", "mir", "baba", "don", "earl", "duke", "major", "amir", "syed", "sayed", "sayyid", "hafiz", "pak", "bung",
          "tan", "sri", "abbot", "marshal", "baron", "chaudhry", "raja", "nawab", "sardar", "lama", "shah", "sultan",
          "private", "pope"}  # fmt: skip
_TAG = re.compile(r"^[A-Z]{1,3}\s?-\s?[A-Z][A-Za-z]*\.?$")  # a lawmaker's party and state: R-Neb.
#: Last words of names of papers, events and prizes: nobody's names.
_PAPERS = {"charter", "act", "agreement", "treaty", "convention", "accord", "accords", "protocol", "resolution", "constitution", "prize",
           "award", "awards", "cup", "olympics", "war", "wars", "festival", "amendment", "deal", "pact",
           "conference", "summit"}  # fmt: skip
_DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june",
         "july", "august", "september", "october", "november", "december", "christmas", "ramadan", "easter"}  # fmt: skip
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


def names(doc: Doc, seed: Seed) -> list[Name]:
    """The names of a document, in text order, none overlapping. Bylines and boilerplate are left out."""
    closed = [(s.start, s.end) for s in seed.sections if s.kind in _SKIP]
    found: list[Name] = []
    for ent in doc.ents:
        if ent.label_ in _LABELS and not any(a <= ent.start_char < b for a, b in closed):
            found += _clean(doc, ent.start, ent.end, ent.label_)
    found = _joined(doc, found)
    _persons(doc, found)
    found += _again(doc, found, closed)
    found += _definitions(doc, found)
    found.sort(key=lambda n: n.start)
    _define(doc, found)
    return found


def _clean(doc: Doc, start: int, end: int, label: str) -> list[Name]:
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
    if start >= end or not any(c.isalnum() for c in text) or _TAG.match(text) or _is_number(doc, start, end):
        return []
    first = doc[start]
    plain = first.pos_ in {"ADJ", "ADV", "DET", "NUM", "VERB", "ADP", "SCONJ"}
    if end - start == 1 and first.is_sent_start and plain and not kinds().demonym(text) and not is_acronym(text):
        return []  # a capital only because the sentence begins
    if doc[end - 1].lower_ in _PAPERS or key(text) in _DAYS:
        return []
    if tuple(key(text).split()) in kinds().titles and key(text) not in _GIVEN and label != "NORP":
        return []
    for i in range(start + 1, end - 1):
        if (
            doc[i].lower_ == "and"
            and label != "PERSON"
            and (kinds().listed(doc[start:i].text) or kinds().country(doc[start:i].text))
        ):
            return [*_clean(doc, start, i, label), *_clean(doc, i + 1, end, label)]
        owner = doc[start:i].text
        known = kinds().country(owner) or kinds().capital(owner) or kinds().listed(owner)
        if doc[i].text in {"'s", "’s"} and known and label != "PERSON":
            return [*_clean(doc, start, i, "LOC"), *_clean(doc, i + 1, end, label)]
    title = ""
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
    text = " ".join(doc[start:end].text.split())
    if not any(c.isupper() for c in text) and not any(c.isdigit() for c in text):
        return []
    return [
        Name(
            start, end, label, text, key(text), start, title, _root(doc, start, end), None, frozenset(range(start, end))
        )
    ]


def _longer(doc: Doc, start: int, end: int, label: str) -> int:
    """The end of a name that the model cut off: `Bureau of` + `Fisheries`, `Kesh People` + `'s Assembly`."""
    last = doc[end - 1]
    if label == "PERSON" or end >= len(doc) or doc[end].is_space:
        return end
    i = end
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


def _joined(doc: Doc, found: list[Name]) -> list[Name]:
    """Names without those that the model cut in two: neighbours of one label that the tree holds together."""
    out: list[Name] = []
    for n in found:
        last = out[-1] if out else None
        if (
            last is not None
            and last.end == n.start
            and last.label == n.label
            and n.label in {"PERSON", "ORG"}
            and not n.title
        ):
            a, b = doc[last.root], doc[n.root]
            if doc[last.end - 1].whitespace_ and (
                a.head.i in n.tokens or b.head.i in last.tokens or (a.head.i == b.head.i and a.dep_ == b.dep_)
            ):
                start, end = last.start, n.end
                text = " ".join(doc[start:end].text.split())
                out[-1] = Name(start, end, n.label, text, key(text), start, last.title, _root(doc, start, end), None,
                               frozenset(range(start, end)))  # fmt: skip
                continue
        out.append(n)
    return out


def _persons(doc: Doc, found: list[Name]) -> None:
    """Give single-word persons the given name beside them that the model missed: `ambassador` `Vassily` + `Nebenzia`."""
    taken = {i for n in found for i in n.tokens}
    for n in found:
        if n.label != "PERSON" or n.end - n.start != 1 or n.titled != n.start or n.title or n.start == 0:
            continue
        before, own = doc[n.start - 1], doc[n.start]
        if (before.i in taken or not before.text.istitle() or len(before.text) < 3 or not before.whitespace_ or before.is_sent_start
                or kinds().title((key(before.text),)) or kinds().demonym(before.text) or before.i in taken):  # fmt: skip
            continue
        if not ((before.dep_ in {"flat", "compound"} and before.head.i == own.i) or (own.dep_ == "flat" and own.head.i == before.i)
                or (before.head.i == own.i and before.pos_ == "PROPN")):  # fmt: skip
            continue
        n.start = n.titled = before.i
        n.text = f"{before.text} {n.text}"
        n.key = key(n.text)
        n.tokens = frozenset(range(n.start, n.end))
        n.root = _root(doc, n.start, n.end)


def _root(doc: Doc, start: int, end: int) -> int:
    """The token of a span whose head stands outside it."""
    for i in range(start, end):
        head = doc[i].head.i
        if head == i or not start <= head < end:
            return i
    return end - 1


def _again(doc: Doc, found: list[Name], closed: list[tuple[int, int]]) -> list[Name]:
    """Names seen elsewhere in the text, and countries and bodies that every reader knows, where the model saw none."""
    labels: dict[tuple[str, ...], Counter[str]] = {}
    for n in found:
        labels.setdefault(tuple(t.text for t in doc[n.start : n.end] if not t.is_space), Counter())[n.label] += 1
    labels = {
        k: c
        for k, c in labels.items()
        if any(w[:1].isupper() for w in k) and (len(k[0]) > 2 or len(k) > 1 or is_acronym(k[0]))
    }
    longest = max((len(k) for k in labels), default=0)
    covered = {i for n in found for i in n.tokens} | {
        i for e in doc.ents for i in range(e.start, e.end) if e.label_ == "DATE"
    }
    first: dict[str, bool] = {}
    for k in labels:
        first[k[0]] = True
    more: list[Name] = []
    i = 0
    while i < len(doc):
        token = doc[i]
        if i in covered or not token.text[:1].isupper() or any(a <= token.idx < b for a, b in closed):
            i += 1
            continue
        step = 1
        if token.text in first:
            for size in range(longest, 0, -1):
                words = tuple(t.text for t in doc[i : i + size])
                if (
                    words in labels
                    and not any(j in covered for j in range(i, i + size))
                    and (size > 1 or token.pos_ == "PROPN")
                ):
                    more += _clean(doc, i, i + size, labels[words].most_common(1)[0][0])
                    step = size
                    break
        elif token.pos_ in {"PROPN", "ADJ"} and not token.is_sent_start:
            if kinds().country(token.text) and not kinds().unsure(token.text):
                more += _clean(doc, i, i + 1, "LOC")
            elif kinds().demonym(token.text):
                more += _clean(doc, i, i + 1, "NORP")
            elif (listed := kinds().listed(token.text)) and is_acronym(token.text):
                more += _clean(doc, i, i + 1, "ORG" if listed else "MISC")
        i += step
    return more


def _define(doc: Doc, found: list[Name]) -> None:
    """Link `Long Name (LN)` and `LN (Long Name)`, with quotation marks or a translation between, too."""
    for k in range(len(found) - 1):
        a, b = found[k], found[k + 1]
        between = doc[a.end : b.start].text.strip()
        after = doc[b.end].text if b.end < len(doc) else ""
        if not between.startswith("(") or b.start - a.end > 4 or after not in {")", '"', "”", ",", "'", "’", ";"}:
            continue
        short, long = (b.text, a.text) if is_acronym(b.text) else (a.text, b.text)
        if is_acronym(short) and not is_acronym(long) and _defines(short, long, a.label if long == a.text else b.label):
            b.same_as = k
            for n in (a, b):
                n.label = "ORG" if n.label == "PERSON" else n.label


def _defines(short: str, long: str, label: str) -> bool:
    """Whether an acronym that stands in brackets beside a name is that name's: by its letters, or because the long name is foreign
    or translated (`Kurdistan Workers' Party (PKK)`). Cities and countries with an agency's credit behind them are not.
    """
    if abbreviates(short, long):
        return True
    return " " in long and label in {"ORG", "MISC", "NORP"} and not kinds().country(long) and not kinds().listed(short)


def _definitions(doc: Doc, found: list[Name]) -> list[Name]:
    """Acronyms in brackets right behind a name that the model did not see as names: `Lashkar-e-Taiba (LeT)`."""
    seen = {i for n in found for i in n.tokens}
    more = []
    for n in found:
        i = n.end
        if i + 2 >= len(doc) or doc[i].text != "(" or doc[i + 2].text != ")" or i + 1 in seen:
            continue
        short = doc[i + 1].text
        if is_acronym(short) and _defines(short, n.text, n.label):
            label = n.label if n.label != "PERSON" else "ORG"
            more.append(Name(i + 1, i + 2, label, short, key(short), i + 1, "", i + 1, None, frozenset({i + 1})))
    return more


def in_front(doc: Doc, name: Name) -> list[Token]:
    """The words that stand in front of a name within its noun phrase (`German magistrate`, `the terror group`), articles left out."""
    found: list[Token] = []
    i = name.start - 1
    first = doc[name.start].sent.start
    while i >= first:
        token = doc[i]
        if (
            token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}
            or (token.dep_ in {"amod", "compound", "flat"} and token.pos_ != "VERB")
            or (token.dep_ == "amod" and token.pos_ == "VERB")
            or (token.text in {"-", "–"} and i and not doc[i - 1].whitespace_ and not token.whitespace_)
            or (token.text == "." and i and len(doc[i - 1].text) <= 4)
        ):
            found.append(token)
        elif token.dep_ == "nmod:poss" and token.pos_ == "PRON" and token.lower_ in {"his", "her", "their"}:
            found.append(token)
            break
        else:
            break
        i -= 1
    return found[::-1]
