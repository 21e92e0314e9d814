"""Acts and attributions to allegations: one for each distinct (accused, act), with all its statements and its chain."""

from __future__ import annotations

from spacy.tokens import Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.actors import Cast
from briefing.analysis.certainty import hedges
from briefing.analysis.chain import chain
from briefing.analysis.circumstances import when, where
from briefing.analysis.claim import Claim
from briefing.analysis.report import Report
from briefing.analysis.reports import Reports
from briefing.analysis.restating import Told
from briefing.analysis.speakers import bearer, is_document, is_person
from briefing.analysis.wording import Entry
from briefing.schema import Certainty


def unanswered(acts: list[Act], found: list[tuple[Span, Entry]]) -> list[Act]:
    """The acts without those that are words of an answer (`pleaded not guilty`, `did not respond to requests`)."""
    closed = {t.i for words, entry in found if entry["kind"] != "admission" for t in words}
    return [a for a in acts if a.accusation is not None or a.trigger.i not in closed]


def claims(acts: list[Act], cast: Cast, reports: Reports, publisher: str | None) -> list[Claim]:
    """The allegations of a text, in order of their first statement; restatements are merged."""
    told = Told(cast.is_named)
    before: Claim | None = None
    for act in acts:
        # who calls a man "accused trafficker X" in reported speech is mostly the writer
        # "the union blamed the bank": what is said begins with the accused
        said = act.accused[0] if act.bare and act.trigger == act.accusation and act.accused else act.trigger
        covering = reports.covering(said) if not act.styled else []
        if not _stated(act, covering):
            continue
        accused = _other_side(act, before, covering, cast) or _ids(act.accused, cast, create=True)
        # what a paper does wrong is held against who issued it, not what it leaves out; where one lies, it is to be found
        if not accused and not act.omission and act.trigger.lemma_.lower() != "lie":
            accused = next((i for t in act.accused if is_document(t) and (i := reports.issuer(t))), ())
        if not accused:
            continue
        others = tuple(i for i in _ids(act.others, cast, create=False) if i not in accused)
        inner = covering[-1] if covering else None
        weak = hedges(act, inner, reports.cues)
        steps = chain(covering, publisher, weak)
        owned = act.accusation is not None and act.accusation.lemma_.lower() in _OWNING_UP
        if act.accusation is not None and act.accuser not in act.accused and not owned:  # nobody else charges himself
            steps = tuple(s for s in steps if s.actor not in accused)
        certainty: Certainty = "hedged" if any(h.certain for h in weak) else "asserted"
        claim = Claim(
            act,
            accused,
            others,
            steps,
            certainty,
            [(act.span, inner)],
            [h.span for h in weak],
            {(act.span.start, act.span.end): certainty},
            when(act),
            where(act),
        )
        told.add(claim)
        before = claim
    found = told.claims()
    charged = {i for c in found if not c.act.bare for i in c.accused}
    return [c for c in found if not (c.act.bare and charged & set(c.accused))]


#: Who does so says himself what he did.
_OWNING_UP = {"admit", "confess", "acknowledge", "concede", "boast", "own"}
#: How far back, in words, the accusation stands that `they` takes up.
_BACK = 80


def _other_side(act: Act, before: Claim | None, covering: list[Report], cast: Cast) -> tuple[str, ...]:
    """Whom an accuser's *they* means: those whom he, or his side, accused just before; () where *they* may be anybody.

    `The union accused the bank of theft. "They emptied our fund," said Orsin, its head`: neither the union nor Orsin says
    *they* of itself.
    """
    if before is None or not covering or not act.accused or any(t.lower_ not in {"they", "them"} for t in act.accused):
        return ()
    accuser = before.act.accuser
    if accuser is None or not 0 < act.trigger.i - before.act.trigger.i < _BACK:
        return ()
    accusers = set(cast.resolve(accuser, create=False))
    own = set(_ids(act.accused, cast, create=False)) <= accusers
    return before.accused if own or set(covering[-1].actors) & accusers else ()


def _ids(heads: tuple[Token, ...], cast: Cast, create: bool) -> tuple[str, ...]:
    """Draft ids of the parties that noun phrases name; a thing is led back to who has it (`havens within Pakistan`)."""
    found: list[str] = []
    for head in heads:
        if any(c.lower_ in {"no", "any", "every"} for c in g.children(head, "det")):
            continue  # nobody, or nobody in particular
        if g.children(head, "cop"):  # "it was soldiers who"; else a predicate is whoever it is said of
            cleft = any(
                s.lower_ in {"it", "that", "this", "there"} for s in head.children if s.dep_ in {"nsubj", "expl"}
            )
            if not cleft:
                found += _ids(tuple(s for s in g.subjects(head) if not g.children(s, "cop")), cast, create)
                continue
        if is_document(head):
            continue
        listed = [n for a in g.children(head, "appos") for n in g.coordinated(a) if n.ent_type_ in {"PERSON", "ORG"}]
        if len(listed) > 1 and g.children(head, "nummod"):  # "the two brothers, Ilo and Ado Orsin"
            found += [i for n in listed for i in cast.resolve(n, create=create)]
            continue
        ids = cast.resolve(_body(head) or bearer(head), create=create)
        if create:  # "charged five traders, including Draven"
            ids += tuple(i for p, n in g.complements(head) if p == "including" for i in cast.resolve(n, create=False))
        thing = head.pos_ == "NOUN" and not is_person(head)  # a person is not had: "a friend of Draven"
        if not ids and create and thing:
            owners = g.children(head, "nmod:poss")
            within = [t for t in g.phrase(head) if t.ent_type_ in {"ORG", "LOC", "PERSON"} and t.i != head.i]
            owners += [t for t in within if not _meant(t, head)]
            owners += [n for p, n in g.complements(head) if p in {"of", "by"} and n.pos_ == "NOUN"]
            ids = next((i for o in owners if (i := cast.resolve(o, create=True))), ())
        found += ids
    return tuple(dict.fromkeys(found))


#: Prepositions in front of those whom a thing is meant for, aimed at or dealt with: none of them has it.
_TOWARDS = {"for", "with", "against", "about", "on", "to", "between", "over", "toward", "towards"}


def _meant(name: Token, head: Token) -> bool:
    """Whether a name stands in a phrase as the one that its thing is meant for or aimed at: `dinner for Draven`, `a threat to Oram`."""
    step = name
    while step.i != head.i and step.head.i != step.i:
        if g.preposition(step) in _TOWARDS:
            return True
        step = step.head
    return False


#: What its members do is held against a body: `officers of the agency`, `FLA gunmen`.
_MEMBERS = {
    "member", "fighter", "militant", "operative", "agent", "officer", "gunman", "commando", "guerrilla", "cell", "cadre", "militiaman",
    "insurgent", "rebel", "terrorist", "squad", "unit", "column", "commander", "hacker", "element", "wing", "faction", "leader", "front",
}  # fmt: skip


def _body(head: Token) -> Token | None:
    """The named body whose members a noun phrase describes, None if it names none."""
    if head.ent_type_ or not {head.lemma_.lower(), head.lower_} & _MEMBERS:
        return None
    owners = [c for c in g.children(head, "compound", "nmod:poss", "nmod") if g.preposition(c) in {"", "of", "from"}]
    return next((b for o in owners if (b := o if o.ent_type_ == "ORG" else _body(o)) is not None), None)


#: "found no links", "played no role": negated, these say that the deed is not there; "cannot ignore its role" does not.
_HAVING = {"have", "play", "be", "find", "see", "show", "commit", "carry", "take", "establish", "prove", "involve"}


def _stated(act: Act, covering: list[Report]) -> bool:
    """Whether the text states the act: no forecast, wish, condition or question, and no negation."""
    verbal = act.trigger.pos_ in {"VERB", "ADJ"} and act.accusation is None
    if verbal and (g.is_unreal(act.trigger) or (g.is_negated(act.trigger) and not act.omission)):
        return False
    word = act.accusation
    if word is not None and word.pos_ == "VERB" and (g.is_negated(word) or g.is_unreal(word)):
        return False
    predicate = g.clause(act.trigger)
    if not verbal and g.is_not_meant(predicate):
        return False
    if not verbal and predicate is act.trigger and g.is_negated(predicate) and not act.omission:
        return False
    if not verbal and predicate is not act.trigger and g.is_negated(predicate):
        own = {t.i for t in g.agents(predicate)} & {t.i for t in act.accused}
        if own or predicate.lemma_ in _HAVING:
            return False
    if act.opinion and act.omission and not covering:
        return False
    return not (verbal and covering and not covering[-1].stated)
