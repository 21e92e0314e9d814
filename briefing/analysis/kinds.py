"""What kind of party a name or a describing noun stands for, by the word lists `kinds` and `bodies`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from briefing.analysis.lexicon import load
from briefing.analysis.names import key, words
from briefing.schema import ActorKind

#: Nouns that, after a country's name or adjective, stand for the state itself.
GOVERNMENT = {
    "government",
    "regime",
    "administration",
    "authorities",
    "authority",
    "leadership",
    "state",
    "side",
    "enemy",
}
#: Bodies that go without a name: `police said`, `the army`, `Russia's foreign ministry`.
_AGENCIES = {
    "police", "army", "military", "navy", "air force", "armed forces", "armed force", "troops", "forces", "force", "security forces",
    "coast guard", "gendarmerie", "ministry", "department", "agency", "intelligence", "prosecution", "prosecutors", "prosecutor",
    "authorities", "authority", "parliament", "congress", "senate", "legislature", "cabinet", "council", "embassy", "consulate",
    "presidency", "air defence", "air defense", "law enforcement", "judiciary", "secret service", "intelligence services",
    "security services", "security service", "intelligence service", "customs", "bureau", "directorate", "office", "commission",
    "inspectorate", "treasury", "central bank", "regulator", "state media watchdog", "city council", "municipality",
}  # fmt: skip


#: Nouns for a set with a purpose: what it is, the word before tells.
_GROUPINGS = {"group", "organisation", "organization", "outfit", "movement", "network", "faction", "alliance", "coalition", "bloc",
              "front", "grouping", "collective"}  # fmt: skip


#: Nouns for a company behind the name of its trade: `payments group`; so is who does it (`payments processor`).
_CONCERNS = {"group", "giant", "concern", "major", "house", "business", "processor", "producer", "provider", "manufacturer", "distributor",
             "exporter", "importer", "refiner", "designer", "developer", "maker", "supplier", "operator"}  # fmt: skip


@dataclass(frozen=True)
class Evidence:
    """A kind and the words (positions in a list of words, half-open) that decide it."""

    kind: ActorKind
    start: int
    end: int
    strong: bool = True


class Kinds:
    """The word lists, indexed. Use `kinds()`."""

    def __init__(self) -> None:
        data = load("kinds")
        self._heads: dict[tuple[str, ...], tuple[ActorKind, str, bool]] = {}
        for e in data["heads"]:
            self._heads[_split(e["lemma"])] = (e["kind"], e.get("position", "any"), e.get("weight") != "weak")
        self._nouns: dict[tuple[str, ...], ActorKind] = {_split(e["lemma"]): e["kind"] for e in data["appositions"]}
        self.titles: dict[tuple[str, ...], bool] = {_split(e["lemma"]): bool(e.get("unique")) for e in data["titles"]}
        self._trades = frozenset(data["trades"])
        self._roles: dict[str, tuple[str, ...]] = {e["lemma"]: tuple(e["later"]) for e in data["roles"]}
        self._longest = max(len(k) for k in (*self._heads, *self._nouns))
        self._countries: dict[str, str] = {}
        self._adjectives: dict[str, str] = {}
        self._people: dict[str, str] = {}
        unsure: set[str] = set()
        for c in data["countries"]:
            name = c["name"]
            unsure |= {key(x) for x in c.get("ambiguous", ())}
            for form in (name, *c["variants"]):
                self._countries.setdefault(key(form), name)
            for form in c["adjectives"]:
                self._adjectives.setdefault(key(form), name)
            for form in c["people"]:
                self._people.setdefault(key(form), name)
        self._capitals: dict[str, str] = {}
        for c in data["capitals"]:
            self._capitals.setdefault(key(c["name"]), c["country"])
            if c.get("ambiguous"):
                unsure.add(key(c["name"]))
        self._unsure = frozenset(unsure)
        self._seats: dict[str, ActorKind] = {}
        for g in data["governments"]:
            if not g.get("ambiguous"):
                # the Kremlin and the White House speak for a state, yet are a body of it
                self._seats.setdefault(key(g["name"]), "state_agency" if g["kind"] == "state" else g["kind"])
        self._bodies: dict[str, tuple[str, ActorKind]] = {}
        for b in data["international_bodies"]:
            for form in (b["name"], *b.get("short", ())):
                self._bodies.setdefault(key(form), (b["name"], b["kind"]))
        lists: dict[ActorKind, list[list[str]]] = load("bodies")  # type: ignore[assignment]
        for kind, bodies in lists.items():
            for forms in bodies:
                for form in forms:
                    self._bodies.setdefault(key(form), (forms[0], kind))
        #: First word -> the names of several words that begin with it, of bodies that every reader knows.
        self.phrases: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for form in self._bodies:
            if " " in form:
                self.phrases[form.split()[0]].add(tuple(form.split()))
        given = load("given_names")
        self._given = {**dict.fromkeys(given["male"], "m"), **dict.fromkeys(given["female"], "f")}
        self._outlets: dict[str, tuple[str, bool]] = {}
        for o in data["outlets"]:
            for form in (o["name"], *o.get("short", ())):
                self._outlets.setdefault(key(form), (o["name"], bool(o.get("ambiguous")) and form == o["name"]))

    def country(self, name: str) -> str | None:
        """The country that a name stands for, or None."""
        return self._countries.get(key(name))

    def unsure(self, name: str) -> bool:
        """Whether a country's name is also something else (Georgia, Jordan)."""
        return key(name) in self._unsure

    def demonym(self, word: str) -> str | None:
        """The country that an adjective (`Afghan`) or a noun for its people stands for, or None."""
        k = key(word)
        return self._adjectives.get(k) or self._people.get(k)

    def capital(self, name: str) -> str | None:
        """The country whose government a city can stand for, or None."""
        return self._capitals.get(key(name))

    def only_place(self, name: str) -> bool:
        """Whether a name is a country's or a capital's and hardly ever a person's."""
        k = key(name)
        return (k in self._countries or k in self._capitals) and k not in self._unsure

    def seat(self, name: str) -> ActorKind | None:
        """The kind of a building or street that stands for a body (`Kremlin`), or None."""
        return self._seats.get(key(name))

    def listed(self, name: str) -> tuple[str, ActorKind] | None:
        """Canonical name and kind of a body or outlet that every reader knows, or None."""
        k = key(name)
        if k in self._bodies:
            return self._bodies[k]
        front, _, rest = k.partition(" ")
        if " " in rest and rest in self._bodies and (front in self._countries or front in self._adjectives):
            return self._bodies[rest]  # the US Federal Bureau of Investigation
        if k in self._outlets and not self._outlets[k][1]:
            return self._outlets[k][0], "outlet"
        return None

    def maybe_outlet(self, name: str) -> bool:
        """Whether a name is an outlet's, though it is a common word or name as well."""
        return key(name) in self._outlets

    def gender(self, given: str) -> str | None:
        """`m` or `f` where a given name is a man's or a woman's only, else None."""
        return self._given.get(key(given))

    def of_name(self, name: str) -> Evidence | None:
        """The kind that a word inside a name decides; strong words before weak ones, later words before earlier."""
        return self._of_name(words(name))

    @lru_cache(maxsize=8192)  # noqa: B019 - one instance lives as long as the process
    def _of_name(self, parts: tuple[str, ...]) -> Evidence | None:
        # what stands before "of", "for" heads the name: "Bureau of Prisons", "Observatory for Human Rights"
        stem = next(
            (i for i, w in enumerate(parts) if i and w in {"of", "for", "on", "against", "in", "at"}), len(parts)
        )
        best: tuple[tuple[int, int, int], Evidence] | None = None
        for start in range(len(parts)):
            for end in range(min(len(parts), start + self._longest), start, -1):
                entry = self._heads.get(parts[start:end])
                if entry is None:
                    continue
                kind, position, strong = entry
                if (position == "last" and end != len(parts)) or (position == "first" and start):
                    continue
                if len(parts) == 1 and position == "last":
                    continue  # a bare `Capital` names no company
                rank = (int(strong), int(start < stem), end - start, end)
                if best is None or rank > best[0]:
                    best = (rank, Evidence(kind, start, end, strong))  # type: ignore[assignment]
        return best[1] if best else None

    def of_noun(self, parts: tuple[str, ...]) -> Evidence | None:
        """The kind that a describing phrase gives (`a militant group`): its longest known ending, in lower case."""
        for start in range(max(0, len(parts) - self._longest), len(parts)):
            kind = self._nouns.get(parts[start:])
            if kind is not None:
                return Evidence(kind, start, len(parts))
        if parts and parts[-1] in _GROUPINGS:  # what a militant group is, an Islamist alliance is, too
            for start in range(len(parts) - 2, -1, -1):
                kind = self._nouns.get((parts[start], "group"))
                if kind is not None:
                    return Evidence(kind, start, len(parts))
        if len(parts) > 1 and parts[-1] in _CONCERNS and parts[-2] in self._trades:
            return Evidence("company", len(parts) - 2, len(parts))
        return None

    def agency(self, parts: tuple[str, ...]) -> bool:
        """Whether a phrase ends in a bare noun for a body of state (`police`, `foreign ministry`)."""
        return any(" ".join(parts[i:]) in _AGENCIES for i in range(max(0, len(parts) - 3), len(parts)))

    def also(self, role: str) -> tuple[str, ...]:
        """Other words for whoever holds a role or bears a title (`premier` for a prime minister, `lawmaker` for a senator)."""
        return self._roles.get(role, ())

    def title(self, parts: tuple[str, ...]) -> int:
        """How many words at the end of `parts` are a person's title (`foreign minister`, `Sen.`); 0 if none."""
        for start in range(max(0, len(parts) - 4), len(parts)):
            if parts[start:] in self.titles:
                return len(parts) - start
        return 0


def _split(text: str) -> tuple[str, ...]:
    return tuple(key(text).split())


@lru_cache(maxsize=1)
def kinds() -> Kinds:
    """The word lists, read once."""
    return Kinds()
