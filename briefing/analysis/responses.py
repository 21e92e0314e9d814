"""How the accused answer: denials, rejections, no comment, not reached, admissions (`lexicons/responses.yaml`).

Answers are set phrases (`declined to comment`) and what the accused say for themselves (`own_words`). Which allegation each of
them answers is settled in `answering`.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.actors import Cast
from briefing.analysis.answer import Answer, extent
from briefing.analysis.lexicon import load
from briefing.analysis.own_words import own_words
from briefing.analysis.principals import Principals
from briefing.analysis.questioned import short_answers
from briefing.analysis.reports import Reports
from briefing.analysis.sides import words_of
from briefing.analysis.verdicts import PAPERS, verdicts
from briefing.analysis.wording import Entry, Index

#: What an answer is called an answer to.
_CHARGES = {
    "allegation", "accusation", "charge", "claim", "report", "suggestion", "criticism", "finding", "suspicion", "blame",
    "responsibility", "involvement", "wrongdoing", "link", "assertion", "insinuation", "notion", "idea", "account", "version",
    "characterisation", "characterization", "lawsuit", "suit", "complaint", "indictment", "case", "rumour", "rumor", "count",
    "remark", "speculation", "guilt", "portrayal", "slur", "role", "part", "knowledge",
}  # fmt: skip
#: With an article these lead back to what was said just before, whoever rejects it: `the allegations`, `all charges`.
_LEADING_BACK = {"allegation", "accusation", "charge", "claim", "criticism", "suggestion", "insinuation", "assertion"}
_DEFINITE = {"the", "these", "those", "all", "both", "such"}
#: What is denied to somebody is refused, and what these verbs govern then is no charge: `the judge denied bail`.
_REFUSING = {"deny", "reject", "dismiss", "refuse", "decline"}
#: Under these an answer is asked for, owed or withheld, and not given: `refused to take responsibility`, `had to admit`.
_WITHHELD = {
    "refuse",
    "fail",
    "decline",
    "have",
    "need",
    "urge",
    "ask",
    "call",
    "want",
    "force",
    "order",
    "press",
    "unable",
    "reluctant",
}
#: Who leaves these unanswered neglects somebody, and declines no comment: `failed to answer distress calls`.
_ALARMS = {
    "distress", "emergency", "alarm", "mayday", "warning", "alert", "fire", "plea", "outbreak", "threat", "crisis", "disaster", "attack",
    "flood", "epidemic", "earthquake", "storm", "famine", "accident", "danger",
}  # fmt: skip
_LAST = {"it", "this", "that"}
_POINTING = {"it", "this", "that", "these", "those", "them"}
#: Whom somebody's lawyer or spokesman mostly means by these: `His lawyer said he had acted properly`.
_CLIENT = {"he", "she", "they"}


@cache
def _patterns() -> Index:
    return Index(load("responses")["patterns"], "phrase")


@cache
def _wishes() -> Index:
    return Index(load("responses")["wishes"])


def matches(doc: Doc) -> list[tuple[Span, Entry]]:
    """Every place where words of an answer stand, whoever gives it and whatever it answers."""
    found = [f for sentence in doc.sents for f in _patterns().phrases(sentence, lemmas=True)]
    found += verdicts(doc, _CHARGES, {t.i for words, _ in found for t in words})
    return [(words, entry) for words, entry in found if entry["kind"] != "not_reached" or not _is_neglect(words)]


def _is_neglect(words: Span) -> bool:
    """Whether what was left unanswered is a call for help or a danger."""
    verbs = [t for t in words if t.pos_ == "VERB"]
    left = [n for v in verbs for n in (*g.objects(v), *(n for p, n in g.complements(v) if p == "to"))]
    return any(t.lemma_.lower() in _ALARMS for n in left for t in (n, *g.children(n, "compound", "amod")))


def answers(doc: Doc, cast: Cast, acts: list[Act], reports: Reports, found: list[tuple[Span, Entry]]) -> list[Answer]:
    """What answers an accusation, in the order of the text. `found`: the places that `matches` gives."""
    for_whom = Principals(doc, cast)
    given = _phrases(for_whom, acts, reports, found, cast)
    given += short_answers(doc, cast, for_whom, acts, found)
    taken = {t.i for a in given for t in a.span}
    given += [a for a in own_words(cast, for_whom, acts, reports) if not taken & {t.i for t in a.span}]
    return sorted(given, key=lambda a: (a.span.start, a.span.end, a.kind))


def _phrases(
    for_whom: Principals, acts: list[Act], reports: Reports, found: list[tuple[Span, Entry]], cast: Cast
) -> list[Answer]:
    given = []
    plain = {a.trigger.i for a in acts if a.accusation is None}
    deeds = {t.i for a in acts for t in (a.trigger, a.accusation) if t is not None}
    for words, entry in found:
        verb = next((t for t in words if t.pos_ in {"VERB", "AUX", "ADJ"}), words.root)
        if verb.pos_ == "NOUN" and verb.dep_ == "obj":  # "had no immediate comment"
            verb = verb.head
        kind = str(entry["kind"])
        if _only_supposed(verb, kind) or _refuses_a_wish(verb):
            continue
        if kind in {"denial", "rejection"} and verb.i in plain and len(words) <= 2:  # "called it baseless" says enough
            continue  # to deny a crime, to dismiss a warning is itself what is held against somebody
        noun = next((t for t in words if t.lemma_.lower() == "denial"), None)
        heads = [n for p, n in g.complements(noun) if p in {"by", "from", "of"}] if noun is not None else []
        heads += g.children(noun, "nmod:poss") if noun is not None else []
        if noun is None:
            heads = [s for s in (g.agents(verb) or g.subjects(g.clause(verb))) if s.pos_ != "DET"]
        who = for_whom.givers(heads)
        covering = reports.covering(verb)
        source = covering[-1].source if covering else None
        for_client = source is not None and bool(for_whom.of(source)) and all(s.lower_ in _CLIENT for s in heads)
        if covering and noun is None and (not who or for_client or all(s.lower_ in {"i", "we"} for s in heads)):
            who = tuple(dict.fromkeys([*who, *for_whom.speakers(covering[-1])]))
            heads = [h for h in heads if h.lower_ not in _POINTING]  # "this is a lie" is said by whoever says so
            heads += [source] if source is not None else []
        if _of_others(words, who, cast):
            continue
        who = tuple(dict.fromkeys([*who, *_own_people(verb, kind, cast)]))
        named = any(t.lemma_.lower() in _CHARGES or (t.i in deeds and t.i != verb.i) for t in verb.subtree)
        named = named or any(o.lemma_.lower() in PAPERS for o in g.objects(verb))
        charge = named or verb.lemma_.lower() == "plead" or any(o.lower_ in _POINTING for o in g.objects(verb))
        needs = entry.get("needs", [])
        if ("wrong" in needs and not charge) or ("accused" in needs and not who and not words_of(heads)):
            continue
        if kind in {"denial", "rejection"} and any(_rules(h) for h in heads):
            continue
        suffers = g.children(verb, "nsubj:pass") if kind in {"denial", "rejection"} else []
        if suffers and not any(t.lemma_.lower() in _CHARGES or t.i in deeds for s in suffers for t in s.subtree):
            continue  # "the mechanic was dismissed"
        blanket = any(_leads_back(o) for o in g.objects(verb))
        pointing = any(o.lower_ in _LAST for o in g.objects(verb))
        side = "accused" in needs and not who  # known by a description only
        given.append(
            Answer(
                extent(verb, words),
                kind,
                who,
                charge,
                blanket=blanket,
                pointing=pointing,
                reply=side,
                heads=tuple(heads),
            )
        )
    return given


def _of_others(words: Span, who: tuple[str, ...], cast: Cast) -> bool:
    """Whether somebody speaks of what there is to show against others: `there is no evidence that Kesh took part`."""
    shown = [t for t in words if t.lemma_.lower() in {"evidence", "proof"}]
    clauses = [c for t in shown for c in g.children(t, "acl", "ccomp")]
    told = {i for c in clauses for s in g.subjects(c) for i in cast.resolve(s)}
    return bool(told) and not told & set(who)


def _own_people(verb: Token, kind: str, cast: Cast) -> tuple[str, ...]:
    """For whom else somebody denies a deed: `She denied that her sons were involved`."""
    if kind != "denial":
        return ()
    people = [s for c in g.children(verb, "ccomp") for s in g.subjects(c)]
    people = [s for s in people if any(p.pos_ == "PRON" for p in g.children(s, "nmod:poss"))]
    return tuple(i for s in people for i in cast.resolve(s))


def _leads_back(noun: Token) -> bool:
    definite = any(c.lower_ in _DEFINITE for c in g.children(noun, "det", "det:predet")) or bool(
        g.children(noun, "nmod:poss")
    )
    return definite and noun.lemma_.lower() in _LEADING_BACK


def _rules(head: Token) -> bool:
    """Whether who rejects a charge is a court, which answers nothing."""
    return any(
        t.lemma_.lower() in {"court", "judge", "tribunal", "magistrate", "jury"}
        for t in (head, *g.children(head, "compound"))
    )


def _only_supposed(verb: Token, kind: str) -> bool:
    """Whether an answer is not given: asked, put as a condition, or what somebody could not bring himself to do."""
    if kind == "admission" and verb.dep_ == "acl" and g.marker(verb) == "to":
        return True  # "an inability to accept responsibility"
    governing = verb.head if verb.dep_ == "xcomp" else verb.head.head if verb.dep_ == "conj" else verb
    if kind == "admission" and (g.is_negated(verb) or (governing != verb and governing.lemma_.lower() in _WITHHELD)):
        return True
    if kind in {"admission", "not_reached"}:
        return g.is_unreal(verb)
    return any(m.lower_ in {"if", "unless", "whether"} for m in g.children(verb, "mark")) or verb.sent[-1].text == "?"


def _refuses_a_wish(verb: Token) -> bool:
    """`denied bail`, `rejected the request`, `denied its citizens their rights`: somebody does not get what he wants."""
    if verb.lemma_.lower() not in _REFUSING or verb.pos_ != "VERB":
        return False
    things = [*g.children(verb, "obj", "iobj"), *(g.children(verb, "nsubj:pass") if g.is_passive(verb) else [])]
    return len(things) > 1 or any(_wishes().compound(t) is not None for t in things)
