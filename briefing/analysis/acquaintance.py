"""Actors that the analyst knew before: their names are found as they are written, count as one actor, and have their kind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from briefing.analysis.cleaning import Name, root_of
from briefing.analysis.names import key
from briefing.schema import ActorKind, KnownActor

_WORD = re.compile(r"\w+")
_LABELS: dict[ActorKind, str] = {"person": "PERSON", "unnamed_person": "PERSON", "place": "LOC", "state": "LOC"}


class Acquaintance:
    """What is known of actors before a text is read. A name that two of them share is known of neither."""

    def __init__(self, known: Sequence[KnownActor] = ()) -> None:
        """Sort the names of the actors; time grows linearly with them."""
        self._known = known
        owners: dict[str, set[int]] = defaultdict(set)
        for number, actor in enumerate(known):
            for name in (actor.name, *actor.aliases):
                owners[key(name)].add(number)
        self._owner = {form: next(iter(numbers)) for form, numbers in owners.items() if form and len(numbers) == 1}
        self._forms: dict[str, list[str]] = defaultdict(list)  # by first word, longest first
        for name in {name for actor in known for name in (actor.name, *actor.aliases)}:
            first = _WORD.search(name)
            if first and first.start() == 0 and key(name) in self._owner:
                self._forms[first[0]].append(name)
        for forms in self._forms.values():
            forms.sort(key=lambda form: (-len(form), form))

    def spot(self, doc: Doc, names: list[Name], closed: Sequence[tuple[int, int]]) -> list[Name]:
        """The names of a text with the known ones that the model missed or cut short, in text order.

        A known name counts where it stands letter by letter between word boundaries, outside the character ranges
        `closed`. A longer name that the model found around it stays.
        """
        if not self._forms:
            return names
        found = [name for start, end, text in self._places(doc) if (name := self._name(doc, start, end, text, closed))]
        kept = [name for name in names if not any(name.tokens < other.tokens for other in found)]
        taken = {token for name in kept for token in name.tokens}
        kept += [name for name in found if not name.tokens & taken]
        return sorted(kept, key=lambda name: name.start)

    def _places(self, doc: Doc) -> Iterable[tuple[int, int, str]]:
        text = re.sub(r"\s", " ", doc.text)  # one character for one: a name may run over the end of a line
        behind = 0
        for word in _WORD.finditer(text):
            if word.start() < behind:
                continue
            for form in self._forms.get(word[0], ()):
                end = word.start() + len(form)
                if text.startswith(form, word.start()) and not (form[-1].isalnum() and text[end : end + 1].isalnum()):
                    yield word.start(), end, form
                    behind = end
                    break

    def _name(self, doc: Doc, start: int, end: int, form: str, closed: Sequence[tuple[int, int]]) -> Name | None:
        span = doc.char_span(start, end)
        if span is None or any(a <= start < b for a, b in closed):
            return None
        kind = self._known[self._owner[key(form)]].kind
        label = _LABELS.get(kind, "ORG") if kind else "MISC"
        tokens = frozenset(range(span.start, span.end))
        root = root_of(doc, span.start, span.end)
        return Name(span.start, span.end, label, form, key(form), span.start, root=root, tokens=tokens)

    def unite(self, groups: Iterable[list[Name]]) -> list[list[Name]]:
        """Groups of names, each of one actor, with those of one known actor made one, where its first name stands."""
        united: list[list[Name]] = []
        home: dict[int, list[Name]] = {}
        for group in groups:
            owners = sorted({owner for name in group if (owner := self._owner.get(name.key)) is not None})
            place = next((home[owner] for owner in owners if owner in home), None)
            if place is None:
                place = list(group)
                united.append(place)
            else:
                place += group
            for owner in owners:
                home.setdefault(owner, place)
        return united

    def kind(self, names: Iterable[Name]) -> ActorKind | None:
        """The kind of the known actor that bears one of the names, None if there is none or its kind is not known."""
        owners = (self._owner.get(name.key) for name in names)
        kinds = (self._known[owner].kind for owner in owners if owner is not None)
        return next((kind for kind in kinds if kind), None)
