"""How the accused answer: denials, rejections, no comment, not reached, admissions (`lexicons/responses.yaml`).

Answers are set phrases (`declined to comment`), denials in the accused's own words (`We never sold arms`), and accusations
that turn back on the accuser. Which allegation each of them answers is settled in `answering`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.actors import Cast
from briefing.analysis.lexicon import load
from briefing.analysis.principals import principals
from briefing.analysis.report import Report
from briefing.analysis.reports import Reports
from briefing.analysis.wording import Entry, Index

#: What an answer is called an answer to.
_CHARGES = {
    "allegation", "accusation", "charge", "claim", "report", "suggestion", "criticism", "finding", "suspicion", "blame",
    "responsibility", "involvement", "wrongdoing", "link", "assertion", "insinuation", "notion", "idea", "account", "version",
    "characterisation", "characterization", "lawsuit", "suit", "complaint", "indictment", "case", "rumour", "rumor", "count",
}  # fmt: skip
#: `his remark was instead a joke`: another account in place of the one that is answered.
_POINTING = {"it", "this", "that", "these", "those", "them"}
#: Cues of words that answer other words.
_REPLYING = {"insist", "counter", "retort", "rebut", "reply", "respond", "contend", "maintain", "protest"}
_INSTEAD = {"instead", "merely", "simply", "only", "rather"}


@dataclass(frozen=True)
class Answer:
    """An answer: its clause, its kind, and the draft ids of who gives it, or for whom it is given (empty: not said).

    `charge`: it names what it answers, or calls it a charge. `against`: whom a counter-accusation accuses. `free`: words
    of denial without a set phrase, an answer only where they speak of what is alleged. `reply`: words in reply, an answer
    only to what stands just before.
    """

    span: Span
    kind: str
    who: tuple[str, ...]
    charge: bool = False
    against: tuple[str, ...] = ()
    free: bool = False
    reply: bool = False


@cache
def _patterns() -> Index:
    return Index(load("responses")["patterns"], "phrase")


def matches(doc: Doc) -> list[tuple[Span, Entry]]:
    """Every place where words of an answer stand, whoever gives it and whatever it answers."""
    return [found for sentence in doc.sents for found in _patterns().phrases(sentence, lemmas=True)]


def answers(cast: Cast, acts: list[Act], reports: Reports, found: list[tuple[Span, Entry]]) -> list[Answer]:
    """What answers an accusation, in the order of the text. `found`: the places that `matches` gives."""
    given = _phrases(cast, acts, reports, found)
    taken = {t.i for a in given for t in a.span}
    more = [*(a for r in reports.all for a in _own_words(r, cast)), *_turned_back(cast, acts)]
    given += [a for a in more if not taken & {t.i for t in a.span}]
    return sorted(given, key=lambda a: (a.span.start, a.span.end, a.kind))


def _phrases(cast: Cast, acts: list[Act], reports: Reports, found: list[tuple[Span, Entry]]) -> list[Answer]:
    given = []
    plain = {a.trigger.i for a in acts if a.accusation is None}
    deeds = {t.i for a in acts for t in (a.trigger, a.accusation) if t is not None}
    for words, entry in found:
        verb = next((t for t in words if t.pos_ in {"VERB", "AUX", "ADJ"}), words.root)
        kind = str(entry["kind"])
        if _only_supposed(verb, kind) or (kind == "denial" and verb.i in plain):
            continue  # to deny a crime is itself what is held against somebody
        noun = next((t for t in words if t.lemma_.lower() == "denial"), None)
        heads = [n for p, n in g.complements(noun) if p in {"by", "from", "of"}] if noun is not None else []
        if noun is None:
            heads = [s for s in (g.agents(verb) or g.subjects(g.clause(verb))) if s.pos_ != "DET"]
        who = _givers(heads, cast)
        covering = reports.covering(verb)
        if covering and noun is None and (not who or all(s.lower_ in {"i", "we"} for s in heads)):
            who = tuple(dict.fromkeys([*who, *_speakers(covering[-1], cast)]))
        named = any(t.lemma_.lower() in _CHARGES or (t.i in deeds and t.i != verb.i) for t in verb.subtree)
        charge = named or any(o.lower_ in _POINTING for o in g.objects(verb))
        needs = entry.get("needs", [])
        if ("wrong" in needs and not charge) or ("accused" in needs and not who):
            continue
        given.append(Answer(_extent(verb, words), kind, who, charge))
    return given


def _only_supposed(verb: Token, kind: str) -> bool:
    """Whether an answer is not given: asked, put as a condition, or what somebody could not bring himself to do."""
    if kind == "admission" and verb.dep_ == "acl" and g.marker(verb) == "to":
        return True  # "an inability to accept responsibility"
    if kind in {"admission", "not_reached"}:
        return g.is_unreal(verb)
    return any(m.lower_ in {"if", "unless", "whether"} for m in g.children(verb, "mark")) or verb.sent[-1].text == "?"


def _givers(heads: list[Token], cast: Cast) -> tuple[str, ...]:
    """Who answers, and for whom."""
    return tuple(dict.fromkeys(i for h in heads for i in (*cast.resolve(h), *principals(h, cast))))


def _speakers(report: Report, cast: Cast) -> tuple[str, ...]:
    return (*report.actors, *(principals(report.source, cast) if report.source is not None else ()))


def _own_words(report: Report, cast: Cast) -> list[Answer]:
    """What a speaker says for himself or those for whom he speaks: that they did not do it, or anything in reply."""
    who = _speakers(report, cast) if report.stated else ()
    if not who or report.source is None:
        return []
    found = []
    cue = [report.source.doc[i] for i in sorted(report.cue)]
    if report.source_span is not None and any(t.pos_ == "VERB" and t.lemma_.lower() in _REPLYING for t in cue):
        ends = [
            *report.source_span,
            *cue,
            *(report.source.doc[i] for i in report.content if report.source.doc[i].sent == cue[0].sent),
        ]
        return [Answer(g.extent(ends, report.source.doc), "rejection", who, charge=True, reply=True)]
    for verb in (report.source.doc[i] for i in sorted(report.content)):
        instead = any(c.lower_ in _INSTEAD for c in g.children(verb, "advmod"))
        if verb.pos_ not in {"VERB", "ADJ", "NOUN"} or not (instead or g.is_negated(verb)) or g.is_unreal(verb):
            continue
        subjects = g.children(verb, *g.SUBJECTS)
        own = any(s.lower_ in {"i", "we"} or set(who) & set(cast.resolve(s)) for s in subjects if s.i in report.content)
        if own:
            found.append(Answer(_extent(verb, verb.doc[verb.i : verb.i + 1]), "denial", who, charge=True, free=True))
    return found


def _turned_back(cast: Cast, acts: list[Act]) -> list[Answer]:
    """`X accused Y of lying`, where Y had accused X: the words of the accused about the accuser."""
    found = []
    for act in acts:
        if act.accuser is None or act.accusation is None or act.category != "deceit":
            continue  # another matter is no reply
        who = _givers([act.accuser], cast)
        against = tuple(i for a in act.accused for i in cast.resolve(a))
        if who and against and not set(who) & set(against):
            found.append(Answer(act.span, "rejection", who, charge=True, against=against))
    return found


def _extent(verb: Token, words: Span) -> Span:
    """The clause of the answer: subject, verb and what it governs."""
    top = verb if verb.pos_ in {"VERB", "AUX"} else g.clause(verb)
    tokens = [t for c in top.children if c.dep_ not in {"conj", "parataxis", "punct", "cc", "advcl"} for t in c.subtree]
    return g.extent([top, *words, *(t for t in tokens if t.sent == top.sent)], verb.doc)
