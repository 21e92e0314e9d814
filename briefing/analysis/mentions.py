"""Where names stand in a document, and the words in front of them."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from briefing.analysis.acquaintance import Acquaintance
from briefing.analysis.cleaning import Name, clean, root_of
from briefing.analysis.kinds import kinds
from briefing.analysis.names import bare_company, is_acronym, key
from briefing.analysis.recovery import again, define, definitions, known, spelt_out
from briefing.analysis.turns import Turn
from briefing.schema import Seed

_SKIP = {"byline", "boilerplate"}
#: Relations by which a name hangs on its title or descriptor.
_HANGS = {"flat", "compound", "appos", "nmod", "amod", "nmod:poss"}
_LABELS = {"PERSON", "ORG", "LOC", "NORP", "MISC"}


def names(doc: Doc, seed: Seed, acquaintance: Acquaintance, spoken: Sequence[Turn] = ()) -> list[Name]:
    """The names of a document, in text order, none overlapping. Bylines and boilerplate are left out. `spoken`: its turns."""
    closed = [(s.start, s.end) for s in seed.sections if s.kind in _SKIP]
    found: list[Name] = []
    for ent in doc.ents:
        if ent.label_ in _LABELS and not any(a <= ent.start_char < b for a, b in closed):
            found += clean(doc, ent.start, ent.end, ent.label_)
    small = {t.text for t in doc if t.is_lower}
    found = [n for n in found if not _only_first(doc, n, small)]
    found = _joined(doc, known(doc, acquaintance.spot(doc, found, closed)))
    _persons(doc, found)
    _mistaken(found, sum(t.is_lower for t in doc) > sum(t.is_upper for t in doc))
    found = spelt_out(doc, _speaking(doc, found, spoken))
    found += again(doc, found, closed)
    found = [n for n in found if not _somebody(doc, n)]
    found += definitions(doc, found)
    found.sort(key=lambda n: n.start)
    _take_titles(doc, found)
    datelines = [(s.start, s.end) for s in seed.sections if s.kind == "dateline"]
    for n in found:  # a dateline opens with its place
        if any(doc[n.start].idx == start for start, _ in datelines) and n.key != key(seed.outlet or ""):
            n.label = "LOC"
    define(doc, found, datelines)
    return found


def _only_first(doc: Doc, n: Name, small: set[str]) -> bool:
    """Whether a word is taken for a name only for its place at the beginning of a sentence: it is written small elsewhere."""
    first = doc[n.start]
    if n.end - n.start > 1 or not first.is_sent_start or n.label == "PERSON" or is_acronym(n.text):
        return False
    return first.lower_ in small


def _somebody(doc: Doc, n: Name) -> bool:
    """Whether a noun for a people stands for one of them who is not named: `an Afghan`."""
    one = any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in doc[n.root].children)
    return one and n.end - n.start == 1 and bool(kinds().demonym(n.text)) and not kinds().country(n.text)


def _mistaken(found: list[Name], mixed: bool) -> None:
    """Acronyms, countries and seats of government that the model took for persons, where nobody in the text bears that name."""
    people = {w for n in found if n.label == "PERSON" and " " in n.key for w in n.key.split()}
    forms = [(n.key.split(), bare_company(tuple(n.key.split()))) for n in found if n.label == "ORG"]
    firms = {bare[0] for whole, bare in forms if len(bare) == 1 < len(whole)}
    for n in found:
        if n.label == "PERSON" and not n.title and n.key in firms - people:
            n.label = "ORG"  # `Oram` where the text has `Oram NV`
        capitals = n.text.isupper() and n.text.isalpha() and 3 <= len(n.text) <= 8
        if mixed and n.label == "PERSON" and capitals and not n.title and n.key not in people:
            n.label = "ORG"
        if n.label == "PERSON" and not n.title and n.key not in people and kinds().only_place(n.text):
            n.label = "LOC"


def _speaking(doc: Doc, found: list[Name], spoken: Sequence[Turn]) -> list[Name]:
    """Names with those that stand as labels before turns: persons (`MR. REIS:`), unless the words are a body's (`Oram Tribune:`)."""
    places = {t.label for t in spoken if t.role == "name"} | {t.examiner for t in spoken if t.examiner is not None}
    for start, end in sorted(places):
        parts = [(i, key(doc[i].text)) for i in range(start, end) if key(doc[i].text)]
        titles = max((k for k in range(len(parts)) if kinds().title(tuple(w for _, w in parts[:k]))), default=0)
        inside = [n for n in found if n.tokens & set(range(start, end))]
        body = any(n.label != "PERSON" and (n.end - n.start > 1 or kinds().listed(n.text)) for n in inside)
        if not parts or (body and not titles):
            continue
        first, last = parts[titles][0], parts[-1][0] + 1
        found = [n for n in found if n not in inside]
        found.append(_one(doc, first, last, "PERSON", doc[start:first].text if titles else ""))
    return sorted(found, key=lambda n: n.start)


def _take_titles(doc: Doc, found: list[Name]) -> None:
    """Let abbreviated titles in front of persons (`Col. Ilse Draven`) belong to their names, as `titled`."""
    taken = {i for n in found for i in n.tokens}
    for n in found:
        i = n.titled - 2
        if n.label != "PERSON" or i < 0 or doc[i + 1].text != "." or i in taken or n.titled != n.start:
            continue
        if doc[i].text.istitle() and (key(doc[i].text),) in kinds().titles:
            n.titled = i


def _one(doc: Doc, start: int, end: int, label: str, title: str = "") -> Name:
    text = " ".join(doc[start:end].text.split())
    return Name(
        start, end, label, text, key(text), start, title, root_of(doc, start, end), None, frozenset(range(start, end))
    )


def _joined(doc: Doc, found: list[Name]) -> list[Name]:
    """Names without those that the model cut in two: neighbours of one label that the tree holds together."""
    out: list[Name] = []
    for n in found:
        last = out[-1] if out else None
        if (
            last is not None
            and last.end == n.start
            and n.label == "PERSON"
            and kinds().title(tuple(last.key.split()))
            and not n.title
        ):
            out.pop()  # `Pope` + `Francis`
            n = _one(doc, last.start, n.end, "PERSON")
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
                out[-1] = _one(doc, last.start, n.end, n.label, last.title)
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
        n.root = root_of(doc, n.start, n.end)


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
    return _held_together(found, name)[::-1]


def _held_together(found: list[Token], name: Name) -> list[Token]:
    """The words, nearest first, up to the first that the tree does not hang on the name or on a word between: `the road X built`."""
    part = set(name.tokens)
    for k, token in enumerate(found):
        hangs = token.head.i in part or any(t.head.i == token.i and t.dep_ in _HANGS for t in found[:k])
        root = token.doc[name.root]
        carries = root.head.i == token.i and root.dep_ in _HANGS
        carries |= k == 0 and token.head.i == root.head.i and token.dep_ == root.dep_  # two subjects of one verb
        title = kinds().title(tuple(key(t.text) for t in reversed(found[: k + 1]))) or token.is_punct
        if not (hangs or carries or title):
            return found[:k]
        part.add(token.i)
    return found
