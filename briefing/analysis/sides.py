"""Whether who answers stands on the side of the accused though the text does not say so in so many words.

`Rebel officials` answer for `the rebels`, `a Harwick diocese` for `the dioceses`, `their defence lawyers` for the charged. Shared
words show it: those that tell which people or body it is, not those that any people or body bears.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from spacy.tokens import Token

from briefing.analysis import grammar as g
from briefing.analysis.actors import Cast

#: Words that parties of any side bear.
_COMMON = {
    "official", "leader", "spokesman", "spokeswoman", "spokesperson", "member", "officer", "minister", "ministry",
    "president", "government", "state", "authority", "police", "force", "group", "people", "man", "woman",
    "person", "party", "country", "national", "international", "local", "senior", "other", "former", "two",
    "three", "four", "many", "several", "some", "new", "old", "top", "chief", "head", "director", "department",
    "office", "agency", "team", "side", "citizen", "resident", "family", "source", "representative", "lawyer",
    "attorney", "council", "committee", "commission", "association", "organization", "organisation", "company",
    "court", "judge", "united", "the", "a", "an", "of", "and", "for", "his", "her", "its", "their", "this", "that",
    "these", "those", "federal", "central", "general", "public", "city", "region", "world", "one", "most", "all",
    "foreign", "political", "service", "security", "army", "military", "suspect",
}  # fmt: skip
#: People in arms against a state go by many names.
_ARMED = {"rebel", "insurgent", "militant", "guerrilla", "guerilla", "fighter", "jihadist", "separatist", "gunman"}
_CHARGED = {"defendant", "accused", "suspect"}
_VOICES = {"spokesman", "spokeswoman", "spokesperson"}
#: Nouns that any business may be called by.
_ANY_BODY = {"company", "firm", "group", "business", "corporation"}
#: Titles of those who run a business.
_RUNNING = {("chief", "executive"), ("chief", "officer"), ("managing", "director"), ("general", "counsel")}
_LAWYERS = {"lawyer", "attorney", "counsel", "solicitor", "barrister", "defence", "defense", "advocate"}


def telling(words: Iterable[str]) -> frozenset[str]:
    """Those of the words that tell which party it is."""
    return frozenset("rebel" if w in _ARMED else w for w in words if w not in _COMMON and len(w) > 2)


def words_of(heads: Iterable[Token]) -> frozenset[str]:
    """The telling words of noun phrases with their appositions; names of people and places tell nothing."""
    found: set[str] = set()
    for head in heads:
        for noun in (head, *g.children(head, "appos")):
            near = [
                noun,
                *(t for c in g.children(noun, "amod", "compound", "nmod", "nmod:poss", "flat") for t in c.subtree),
            ]
            found |= {
                t.lemma_.lower()
                for t in near
                if t.pos_ in {"NOUN", "PROPN", "ADJ"} and t.ent_type_ not in {"PERSON", "LOC"}
            }
    return telling(found)


def shared(words: frozenset[str], givers: Collection[str], accused: Collection[str], cast: Cast) -> bool:
    """Whether the giver of an answer, by `words` or by what it is (draft ids), is of the side of one of the accused."""
    if any(cast.governs(i, accused) for i in givers):
        return True
    of_giver = words.union(*(telling(cast.described(i)) for i in givers))
    return any(of_giver & telling(cast.described(i)) for i in accused)


def counsel(head: Token) -> bool:
    """Whether a noun phrase is of lawyers whose client is not named: they speak for whoever was charged just before."""
    owned = g.children(head, "nmod:poss") or [c for c in g.children(head, "nmod") if g.preposition(c) in {"for", "of"}]
    return head.lemma_.lower() in _LAWYERS and not owned and not g.children(head, "appos", "flat", "acl:relcl")


def mouthpiece(head: Token) -> bool:
    """Whether a noun phrase is of somebody who speaks for a body that is not named: for the accused one spoken of last."""
    owned = [c for c in g.children(head, "nmod:poss", "nmod", "compound", "amod", "acl:relcl") if not _kind(c)]
    return (head.lemma_.lower() in _VOICES and not owned) or _executive(head)


def kinds(head: Token) -> frozenset[str]:
    """The nouns that tell of which kind of body a mouthpiece is: `bank` in `A bank spokeswoman`; none in `A company spokeswoman`."""
    near = g.children(head, "compound") if head.lemma_.lower() in _VOICES else []
    return frozenset(t.lemma_.lower() for t in near) - _ANY_BODY


def _kind(owner: Token) -> bool:
    return owner.dep_ == "compound" and owner.pos_ == "NOUN" and not owner.ent_type_


def _executive(head: Token) -> bool:
    """Whether a noun phrase is of one who runs a business that is not named: `Chief Executive Ada Krel`."""
    titles = [t for t in (head, *g.children(head, "compound", "appos", "nmod")) if _runs(t)]
    owned = any(g.children(t, "nmod:poss") or {p for p, _ in g.complements(t)} & {"of", "at", "for"} for t in titles)
    return bool(titles) and not owned and not any(t.ent_type_ == "ORG" for t in g.phrase(head))


def _runs(title: Token) -> bool:
    before = {c.lower_ for c in g.children(title, "compound", "amod", "nmod") if c.i < title.i}
    before |= {title.doc[title.i - 1].lower_} if title.i else set()
    return title.lower_ in {"ceo", "cfo"} or any(title.lower_ == last and first in before for first, last in _RUNNING)


def client(head: Token) -> bool:
    """Whether a noun is what a lawyer calls whom he defends: `his client`."""
    return head.lemma_.lower() == "client" and bool(g.children(head, "nmod:poss"))


def accused(head: Token) -> bool:
    """Whether a noun names whoever was charged just before, and nobody else: `the defendants`."""
    return head.lemma_.lower() in _CHARGED and not g.children(head, "nmod:poss", "appos", "flat")
