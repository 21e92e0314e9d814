"""Whether the text makes a place act, speak or be accused, so that it is a party and not a place."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token

from briefing.analysis.grammar import preposition
from briefing.analysis.lexicon import load
from briefing.schema import ActorKind

#: What places do without acting.
_STILL = {"lie", "border", "sit", "stand", "stretch", "span", "neighbour", "neighbor", "include", "contain", "be", "remain", "rank",
          "overlook", "straddle", "adjoin", "cover", "house", "boast", "look", "feature", "host", "see"}  # fmt: skip
#: Verbs whose object answers for something or is spoken to.
_ADDRESS = {"accuse", "blame", "condemn", "criticise", "criticize", "denounce", "slam", "urge", "warn", "sanction", "sue", "charge",
            "fault", "rebuke", "praise", "thank", "ask", "press", "pressure", "threaten", "implicate", "suspect", "hold", "punish",
            "deter", "provoke",
            "persuade", "convince", "assure", "support", "back", "arm", "fund", "call", "rap", "name", "help"}  # fmt: skip
#: Verbs whose object cannot be a mere place.
_HELD = {"accuse", "blame", "implicate", "sue"}
#: Nouns for what the name of a state behind `of` names: `the state of Oram`.
POLITIES = {"state", "country", "nation", "kingdom", "republic", "emirate", "sultanate", "principality"}
_AGAINST = {"on", "against", "to", "from", "by", "with"}
_NOUNS = {"pressure", "accusation", "allegation", "charge", "blame", "denial", "sanction", "demand", "claim", "war", "attack", "aggression",
          "role", "involvement", "complicity", "support", "backing", "link", "tie", "intervention", "interference", "decision", "refusal",
          "warning", "threat", "answer", "permission", "assistance", "help", "order", "invasion", "action", "policy", "crime", "effort",
          "response", "reaction", "pledge", "promise", "offer", "plan", "goal", "aim", "bid", "strike", "airstrike", "bombardment",
          "ally", "backer", "sponsor", "enemy", "negotiation", "talk", "deal", "relation"}  # fmt: skip


#: Kinds of bodies that are parties by what they do, though nobody names them (`the police searched`).
_DOERS = {"armed_group", "state_agency", "civil_society", "company", "party", "research_body"}
#: Nouns for people who act in an office or in arms, not as private persons.
_IN_OFFICE = {"official", "officer", "soldier", "trooper", "detective", "investigator", "guard", "agent", "prosecutor",
              "representative", "leader", "inspector", "policeman", "commander", "lawmaker", "senator", "legislator", "minister",
              "panel", "judge", "magistrate", "commissioner", "executive", "commando", "marine", "ranger", "paramilitary",
              "militiaman", "gunman", "fighter", "militant", "insurgent", "rebel", "guerrilla", "terrorist", "extremist",
              "separatist", "jihadist", "kidnapper", "abductor", "hijacker", "attacker", "assailant", "bomber", "hacker", "smuggler",
              "trafficker", "settler", "vigilante"}  # fmt: skip


def does(token: Token, kind: ActorKind, lemma: str) -> bool:
    """Whether an unnamed party headed by `token` is one by what it does: a body, or people in office or arms, as a verb's agent."""
    official = kind in _DOERS or (lemma in _IN_OFFICE and kind != "unnamed_person")
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    verb = token.head
    if token.dep_ == "obl:agent":
        return official
    if token.dep_ != "nsubj" or verb.pos_ != "VERB" or any(c.dep_ == "cop" for c in verb.children):
        return False
    return official or (verb.lemma_.lower() in _cues() and any(c.dep_ in {"ccomp", "parataxis"} for c in verb.children))


@lru_cache(maxsize=1)
def _cues() -> frozenset[str]:
    return frozenset(e["lemma"] for e in load("sources")["cues"])


def acts(token: Token, country: bool) -> bool:
    """Whether the name of a place headed by `token` is a party here. `country`: it is a country's, or its capital's.

    Countries act in any active clause (`Russia invaded`), as agents and as those who are accused, pressed or asked;
    other places only in what places cannot do (`the city sued`, `Geneva said`).
    """
    while (
        token.dep_ in {"conj", "appos", "flat", "compound"}
        and token.head.i != token.i
        and token.head.pos_ in {"PROPN", "NOUN"}
    ):
        if token.dep_ == "compound" and token.head.ent_type_ not in {"LOC", "ORG", "NORP"}:
            return False
        token = token.head
    if token.dep_ == "nmod" and token.head.lemma_.lower() in POLITIES and preposition(token) == "of":
        token, country = token.head, True  # `the neighbouring state of Oram`
    head, dep = token.head, token.dep_
    lemma = head.lemma_.lower()
    if dep == "nsubj":
        copula = any(c.dep_ == "cop" for c in head.children)
        if country:
            return lemma not in _STILL or copula
        return head.pos_ == "VERB" and not copula and (lemma in _cues() or lemma in _ADDRESS)
    if dep == "obl:agent" or (dep == "obl" and preposition(token) == "by" and head.pos_ == "VERB"):
        return country
    if dep in {"obj", "nsubj:pass"} and lemma in _HELD:
        return True
    if not country:
        return False
    if dep in {"obj", "iobj", "nsubj:pass"}:
        return lemma in _ADDRESS
    if dep in {"obl", "nmod"} and preposition(token) in _AGAINST:
        return lemma in _NOUNS or lemma in _ADDRESS
    if dep == "nmod:poss":
        return lemma in _NOUNS
    return dep == "nmod" and preposition(token) == "of" and lemma in {"government", "support", "backing", "behalf"}
