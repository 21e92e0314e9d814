"""Nouns for any body of a kind led back: `the company`, `the group`, `the country` are what the last sentences are about."""

from __future__ import annotations

from briefing.analysis.binding import barred
from briefing.analysis.coreference import leads
from briefing.analysis.grammar import preposition
from briefing.analysis.kinds import kinds
from briefing.analysis.phrases import Phrase
from briefing.analysis.scene import Scene

#: Describing nouns that fit several kinds of bodies.
GENERIC: dict[str, frozenset[str]] = {
    **dict.fromkeys(("group", "organisation", "organization"),
                    frozenset({"armed_group", "civil_society", "party", "research_body", "company", "outlet"})),
    **dict.fromkeys(("outfit", "movement", "network"), frozenset({"armed_group", "civil_society", "party", "research_body", "company"})),
    **dict.fromkeys(("body", "bloc", "alliance"), frozenset({"international_body", "party", "state_agency"})),
    **dict.fromkeys(("country", "nation", "state", "kingdom", "republic"), frozenset({"state"})),
    **dict.fromkeys(("agency", "watchdog"), frozenset({"state_agency", "international_body", "outlet"})),
    **dict.fromkeys(("company", "firm", "bank", "lender", "airline", "carrier", "manufacturer", "maker", "retailer", "operator", "giant",
                     "processor", "supplier", "contractor", "insurer", "carmaker", "developer", "brewer", "miner", "broker", "builder"),
                    frozenset({"company"})),
    **dict.fromkeys(("newspaper", "paper", "daily", "magazine", "broadcaster", "outlet", "channel", "network"), frozenset({"outlet"})),
    **dict.fromkeys(("charity", "union", "church", "ngo", "club"), frozenset({"civil_society"})),
    **dict.fromkeys(("party",), frozenset({"party"})),
    **dict.fromkeys(("court", "tribunal"), frozenset({"court"})),
    **dict.fromkeys(("militia", "gang", "cartel"), frozenset({"armed_group"})),
    **dict.fromkeys(("institute", "think-tank", "university"), frozenset({"research_body"})),
}  # fmt: skip
#: Sentences that a noun looks back over for a party that is called by it, and for one that has a name.
_CALLED, _NAMED = 3, 6


class Generic:
    """Leads nouns that fit many bodies back to drafts of the scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def lead_back(self, p: Phrase) -> tuple[str, ...]:
        """The draft that was called by the same noun of late, else the named one of its kind that the text is about; or ()."""
        return self._again(p) or self.latest(p)

    def _again(self, p: Phrase) -> tuple[str, ...]:
        """`the group` after `a hacking group`: the latest party that is called by the same noun, where no later sentence is about
        a named one of its kind.
        """
        later = -1
        for e in self._scene.history.recent(self._scene.sentence[p.head.i], _CALLED):
            if len(e.ids) != 1:
                continue
            if not e.name and e.sort != "set" and e.token.lemma_.lower() == p.lemma:
                return e.ids if later <= e.sentence else ()
            if e.name and leads(e.token) and self._scene.drafts[e.ids[0]].kind in GENERIC[p.lemma]:
                later = max(later, e.sentence)
        return ()

    def latest(self, p: Phrase) -> tuple[str, ...]:
        """`the company`: the one of its kind that the last sentences are about, the latest that leads a clause, or else the latest;
        neither who says what holds the words, nor another party of their verb, nor who is named in what follows the noun.
        """
        fits, sentence = GENERIC.get(p.lemma), self._scene.sentence[p.head.i]
        foreign = [c for c in p.head.lefts if c.ent_type_ == "NORP" and not kinds().demonym(c.text)]
        if fits is None or p.plural or foreign:  # "the Liberal group" is the Liberals'
            return ()
        for c in p.head.lefts:  # `the separatist Oram Army insurgent group`
            ids = self._scene.leads(c) if c.dep_ == "nmod" and not preposition(c) else ()
            if len(ids) == 1 and self._scene.drafts[ids[0]].kind in fits:
                return ids
        others = self._others(p)
        scores: dict[tuple[str, ...], float] = {}
        for back, e in enumerate(self._scene.history.recent(sentence, _NAMED)):
            aside = e.token.dep_ in {"compound", "amod"} or preposition(e.token) == "including"
            if len(e.ids) != 1 or e.ids in others or aside:
                continue
            draft = self._scene.drafts[e.ids[0]]
            if draft.kind in fits and draft.named and not (draft.kind == "outlet" and e.speaker):
                about = leads(e.token.head if e.token.dep_ == "nmod:poss" else e.token)
                score = 1.2 * (e.sentence - sentence) - 0.06 * back + 1.2 * about
                scores[e.ids] = max(score, scores.get(e.ids, score))
        if len(p.modifiers) > 1 and len(scores) > 1:
            return ()  # `the Velmoran payments processor` may be any of them
        return max(scores, key=lambda ids: scores[ids], default=())

    def _others(self, p: Phrase) -> set[tuple[str, ...]]:
        """The drafts that a phrase is not: other parties of its verb, whoever says the words, those named behind its head."""
        scene = self._scene
        away = [scene.doc[i] for i in barred(p.head) if i != p.head.i]
        away += [t for t in p.head.subtree if t.i > p.head.i]
        if p.head.i in scene.speaker:
            away.append(scene.doc[scene.speaker[p.head.i]])
        return {ids for t in away if (ids := scene.leads(t))}
