"""Names that the model missed: seen elsewhere in the text, defined in brackets, or known to every reader."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from briefing.analysis.cleaning import Name, clean
from briefing.analysis.kinds import kinds
from briefing.analysis.names import SMALL, abbreviates, is_acronym, key


def again(doc: Doc, found: list[Name], closed: list[tuple[int, int]]) -> list[Name]:
    """Names seen elsewhere in the text, and countries and bodies that every reader knows, where the model saw none."""
    labels: dict[tuple[str, ...], Counter[str]] = {}
    for n in found:
        labels.setdefault(tuple(t.text for t in doc[n.start : n.end] if not t.is_space), Counter())[n.label] += 1
    labels = {
        k: c
        for k, c in labels.items()
        if any(w[:1].isupper() for w in k) and (len(k[0]) > 2 or len(k) > 1 or is_acronym(k[0]))
    }
    for k in [k for k, c in labels.items() if len(k) > 1 and c.most_common(1)[0][0] == "PERSON"]:
        if k[-1].istitle() and len(k[-1]) > 3:
            labels.setdefault((k[-1],), Counter({"PERSON": 1}))  # the surname alone
    heads = Counter(k[-1] for k, c in labels.items() if len(k) > 1 and c.most_common(1)[0][0] == "ORG")
    for head, count in heads.items():
        if count == 1 and head.istitle() and len(head) > 3:
            labels.setdefault((head,), Counter({"ORG": 1}))  # `the Front` of one Osten People's Front
    longest = max((len(k) for k in labels), default=0)
    covered = {i for n in found for i in n.tokens} | {
        i for e in doc.ents for i in range(e.start, e.end) if e.label_ == "DATE"
    }
    first: dict[str, bool] = {}
    for k in labels:
        first[k[0]] = True
    mixed = sum(t.is_lower for t in doc) > sum(t.is_upper for t in doc)
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
                    more += clean(doc, i, i + size, labels[words].most_common(1)[0][0])
                    step = size
                    break
        elif token.pos_ in {"PROPN", "ADJ"} and (not token.is_sent_start or (mixed and is_acronym(token.text))):
            if kinds().country(token.text) and not kinds().unsure(token.text):
                more += clean(doc, i, i + 1, "LOC")
            elif kinds().demonym(token.text):
                more += clean(doc, i, i + 1, "NORP")
            elif (listed := kinds().listed(token.text)) and is_acronym(token.text):
                more += clean(doc, i, i + 1, "ORG" if listed else "MISC")
        i += step
    return more


def define(doc: Doc, found: list[Name], datelines: list[tuple[int, int]]) -> None:
    """Link `Long Name (LN)` and `LN (Long Name)`, with quotation marks or a translation between, too.

    What stands in brackets behind the place of a dateline is its outlet.
    """
    for k in range(len(found) - 1):
        a, b = found[k], found[k + 1]
        between = doc[a.end : b.start].text.strip()
        after = doc[b.end].text if b.end < len(doc) else ""
        if any(start <= doc[a.start].idx < end for start, end in datelines):
            continue
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


def definitions(doc: Doc, found: list[Name]) -> list[Name]:
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


def spelt_out(doc: Doc, found: list[Name]) -> list[Name]:
    """The names, with long forms of bracketed acronyms that the model cut in pieces made whole: `Harbour and Docks Union (HDU)`.

    The long form is sought as A. S. Schwartz and M. A. Hearst (2003) do: in at most min(n + 5, 2n) words before the bracket, n
    letters in the acronym.
    """
    whole: list[Name] = []
    for i in range(1, len(doc) - 2):
        if doc[i].text != "(" or doc[i + 2].text not in {")", ",", ";"} or not is_acronym(doc[i + 1].text):
            continue
        letters = len(key(doc[i + 1].text))
        for start in range(i - 2, max(-1, i - 2 * min(letters + 5, 2 * letters)), -1):
            token = doc[start]
            odd = (token.is_punct and token.text not in {"-", "'", "’", "&"}) or token.is_space
            if odd or doc[start + 1].is_sent_start:
                break
            if not token.text[0].isupper() and token.lower_ not in SMALL:
                break
            if token.text[0].isupper() and abbreviates(doc[i + 1].text, doc[start:i].text):
                if sum(n.start < i and n.end > start for n in found) > 1:
                    whole += clean(doc, start, i, "ORG")
                break
    kept = [n for n in found if not any(w.start < n.end and n.start < w.end for w in whole)]
    return sorted([*kept, *whole], key=lambda n: n.start)


def known(doc: Doc, found: list[Name]) -> list[Name]:
    """The names, with those of well-known bodies in full where the model saw none of it or a part (`Islamic State`)."""
    words = [(w, t.i) for t in doc for w in key(t.text).split()]
    more: list[Name] = []
    for k, (word, i) in enumerate(words):
        for form in sorted(kinds().phrases.get(word, ()), key=len, reverse=True):
            run = words[k : k + len(form)]
            if tuple(w for w, _ in run) != form or (more and i < more[-1].end):
                continue
            start, end = i, run[-1][1] + 1
            inside = [t for t in doc[start:end] if t.is_alpha]
            if any(t.is_space for t in doc[start:end]) or not all(
                t.text[0].isupper() or t.lower_ in SMALL for t in inside
            ):
                continue
            if any(n.start <= start and end <= n.end for n in found):
                continue
            if any(n.start < start < n.end or n.start < end < n.end for n in found):
                continue
            more += clean(doc, start, end, "ORG")
            break
    kept = [n for n in found if not any(m.start <= n.start and n.end <= m.end for m in more)]
    return sorted([*kept, *more], key=lambda n: n.start)
