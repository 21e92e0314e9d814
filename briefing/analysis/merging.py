"""Which names of a text are names of one actor."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from briefing.analysis.cleaning import Name
from briefing.analysis.kinds import kinds
from briefing.analysis.names import abbreviates, bare_company, body_fits, is_acronym, near, person_fits

#: Says that two keys name one party; the key that stands for the party of a key.
Join = Callable[[str, str], None]
Find = Callable[[str], str]
_BODIES = {"ORG", "MISC", "NORP", "LOC"}


@dataclass
class Form:
    """All mentions with one key."""

    key: str
    mentions: list[Name] = field(default_factory=list)
    labels: Counter[str] = field(default_factory=Counter)

    @cached_property
    def label(self) -> str:
        """The label that most mentions bear; PERSON, then ORG, on a tie."""
        order = ["PERSON", "ORG", "LOC", "NORP", "MISC"]
        return max(self.labels, key=lambda k: (self.labels[k], -order.index(k)))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the key."""
        return tuple(self.key.split())

    @cached_property
    def text(self) -> str:
        """The most frequent spelling, one that is not all capitals before one that is."""
        counts = Counter(m.text for m in self.mentions)
        first: dict[str, int] = {}
        for m in self.mentions:
            first.setdefault(m.text, m.start)
        return max(counts, key=lambda t: (not (t.isupper() and len(t) > 5), counts[t], -first[t]))


def merge(names: list[Name], acting: set[int]) -> list[list[Name]]:
    """Groups of names, one a party, in order of first mention.

    `acting` holds the start positions of names of places that act in the text: only those may stand for a government.
    """
    forms: dict[str, Form] = {}
    for n in names:
        form = forms.setdefault(n.key, Form(n.key))
        form.mentions.append(n)
        form.labels[n.label] += 1
    parent = {k: k for k in forms}

    def find(k: str) -> str:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    def join(a: str, b: str) -> None:
        parent[find(a)] = find(b)

    people = [f for f in forms.values() if f.label == "PERSON"]
    bodies = [f for f in forms.values() if f.label in {"ORG", "MISC", "NORP"} or (f.label == "LOC" and _is_body(f))]
    per_mention = _join_people(people, forms, join, find)
    _join_states(forms, acting, join)
    for n in names:
        if n.same_as is not None:
            join(n.key, names[n.same_as].key)
    _join_bodies(bodies, forms, join, find)
    groups: dict[str, list[Name]] = defaultdict(list)
    for n in names:
        home = per_mention.get(n.start) or n.key
        groups[find(home)].append(n)
    return sorted(groups.values(), key=lambda g: g[0].start)


def _is_body(form: Form) -> bool:
    evidence = kinds().of_name(form.text)
    return evidence is not None and evidence.strong and not kinds().country(form.text)


def _join_people(people: list[Form], forms: dict[str, Form], join: Join, find: Find) -> dict[int, str]:
    """Surnames and given names to full names; returns the home of mentions whose short name fits several people."""
    by_word: dict[str, list[Form]] = defaultdict(list)
    full = [f for f in people if len(f.words) > 1]
    for f in full:
        for w in set(f.words):
            by_word[w].append(f)
    # longer names of the same person first: "Omar al-Bashir" into "Omar Hassan al-Bashir"
    for f in sorted(full, key=lambda f: len(f.words)):
        longer = [g for g in by_word[f.words[-1]] if person_fits(f.words, g.words)]
        if len({find(g.key) for g in longer}) == 1:
            join(f.key, longer[0].key)
    scattered: dict[int, str] = {}
    for f in list(forms.values()):
        if len(f.words) > 1 and f.label != "PERSON":
            continue
        if len(f.words) > 1 and f.words[0] not in {
            "al",
            "el",
            "bin",
            "van",
            "von",
            "de",
            "ibn",
            "abu",
            "da",
            "del",
            "di",
        }:
            continue
        if f.label != "PERSON" and (
            is_acronym(f.text) or kinds().country(f.key) or kinds().capital(f.key) or kinds().demonym(f.key)
        ):
            continue
        fits = [g for g in by_word.get(f.words[-1], ()) if g.key != f.key and person_fits(f.words, g.words)]
        last = [g for g in fits if g.words[-1] == f.words[-1]]
        homes = list(dict.fromkeys(find(g.key) for g in (last or fits)))
        if f.label != "PERSON" and not last:
            continue
        if len(homes) == 1:
            join(f.key, homes[0])
        elif homes:
            for m in f.mentions:
                before = [(x.start, g.key) for g in (last or fits) for x in g.mentions if x.start < m.start]
                scattered[m.start] = max(before)[1] if before else min((g.mentions[0].start, g.key) for g in fits)[1]
        elif f.label == "PERSON":  # a slip of the pen: "Dravenn" for "Draven"
            close = [g for g in full if near(f.words[-1], g.words[-1])]
            if len({find(g.key) for g in close}) == 1:
                join(f.key, close[0].key)
    return scattered


def _join_states(forms: dict[str, Form], acting: set[int], join: Join) -> None:
    """Variants of a country's name, and a capital where it acts."""
    home: dict[str, str] = {}
    for f in forms.values():
        country = kinds().country(f.text)
        if country and f.label in _BODIES:
            join(f.key, home.setdefault(country, f.key))
    for f in forms.values():
        country = kinds().capital(f.text)
        if (
            country
            and f.label in _BODIES
            and not kinds().country(f.text)
            and any(m.start in acting for m in f.mentions)
        ):
            join(f.key, home.setdefault(country, f.key))


def _join_bodies(bodies: list[Form], forms: dict[str, Form], join: Join, find: Find) -> None:
    """Acronyms with their long names, short names with longer ones, and known names of one body."""
    known: dict[str, str] = {}
    for f in (*bodies, *(f for f in forms.values() if f.label in {"PERSON", "LOC"})):
        listed = kinds().listed(f.text)
        if listed and (f.label not in {"PERSON", "LOC"} or find(f.key) == f.key):
            join(f.key, known.setdefault(listed[0], f.key))
    longs = [f for f in bodies if len(f.words) > 1]
    by_last: dict[str, list[Form]] = defaultdict(list)
    by_first: dict[str, list[Form]] = defaultdict(list)
    for f in longs:
        for w in set(f.words):
            by_last[w].append(f)
        by_first[f.words[0]].append(f)
    modifiers = frozenset(
        {"un", "us", "uk", "eu", "united", "nations", "national", "federal", "state", "royal", "central", "russian"}
    )
    alone = [f for f in forms.values() if f.label == "PERSON" and len(f.words) == 1 and find(f.key) == f.key]
    for f in (*bodies, *alone):
        if kinds().country(f.text) or (f.label == "NORP" and kinds().demonym(f.text)):
            continue
        if is_acronym(f.text) and f.label != "PERSON":
            if any(m.same_as is not None for m in f.mentions):
                continue
            letters = f.key[:1]
            fits = [g for g in longs if g.words[0][:1] == letters and abbreviates(f.text, g.text)]
        elif f.label == "PERSON":  # `Oramsys`, which looks like somebody, for `Oramsys Steel Ltd`
            titled = any(m.title for m in f.mentions)
            fits = [g for g in by_first.get(f.words[0], ()) if not titled and bare_company(g.words) != g.words]
        else:
            pool = {id(g): g for w in f.words for g in by_last.get(w, ())}
            fits = [
                g
                for g in pool.values()
                if g.key != f.key
                and (body_fits(f.text, g.text, modifiers) or _country_in_front(f, g) or _one_word_of(f, g, modifiers))
            ]
        homes = list(dict.fromkeys(find(g.key) for g in fits))
        homes = [h for h in homes if h != find(f.key)]
        if len(homes) == 1 and not _apart(f, fits[0]):
            join(f.key, homes[0])


def _country_in_front(short: Form, long: Form) -> bool:
    """`Harbour Commission` for `Velmoran Harbour Commission`."""
    front = long.words[: -len(short.words)]
    return (
        0 < len(front) <= 2
        and long.words[-len(short.words) :] == short.words
        and bool(kinds().demonym(" ".join(front)) or kinds().country(" ".join(front)))
    )


def _one_word_of(short: Form, long: Form, modifiers: frozenset[str]) -> bool:
    """`Harborline` for `Harborline Terminals Group`, `Inspectorate` for `Port Inspectorate`: its first word, or its head."""
    if len(short.words) != 1 or len(short.key) < 5 or short.key in modifiers or long.label != "ORG":
        return False
    if kinds().country(short.text) or kinds().capital(short.text) or kinds().demonym(short.text):
        return False
    evidence = kinds().of_name(long.text)
    if short.labels["LOC"] and evidence is not None and evidence.kind == "outlet":
        return False  # the place that an outlet is called after
    if long.words[0] == short.key:
        return short.labels["ORG"] * 2 >= sum(short.labels.values())
    return long.words[-1] == short.key and len(long.words) <= 3 and short.labels["ORG"] > 0


def _apart(a: Form, b: Form) -> bool:
    """Whether two names are known to be of different bodies."""
    x, y = kinds().listed(a.text), kinds().listed(b.text)
    return bool(x and y and x[0] != y[0])
