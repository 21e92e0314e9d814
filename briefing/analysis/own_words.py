"""What the accused say for themselves without a set phrase (`own_words` in `lexicons/responses.yaml`).

That they did not do it (`We never sold arms`), that they did (`I abused my position`), that they acted as they should (`We followed
the rules`), what they hold the charge for (`This is an attempt to smear him`), what they hold against who makes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.actors import Cast
from briefing.analysis.answer import Answer, extent
from briefing.analysis.lexicon import load
from briefing.analysis.principals import Principals
from briefing.analysis.report import Report
from briefing.analysis.reports import Reports
from briefing.analysis.sides import telling, words_of
from briefing.analysis.speakers import cue_nouns
from briefing.analysis.wording import Index

#: Cues of words that answer other words.
_REPLYING = {"insist", "counter", "retort", "rebut", "reply", "respond", "contend", "maintain", "protest"}
#: `responding to the remark, the minister said`
_ANSWERING = {"respond", "reply", "react", "answer"}
#: `his remark was instead a joke`: another account in place of the one that is answered.
_INSTEAD = {"instead", "merely", "simply", "only", "rather"}
_FIRST = {"i", "we"}
_POINTING = {"it", "this", "that", "these", "they", "all"}


@cache
def _lists() -> dict[str, Index]:
    words = load("responses")["own_words"]
    return {kind: Index(words[kind]) for kind in ("motives", "faults", "merits", "excuses", "provocations")}


def own_words(cast: Cast, for_whom: Principals, acts: list[Act], reports: Reports) -> list[Answer]:
    """Answers in free words, in the order of the reports; each still to be tied to something that it answers."""
    spoken = [a for r in reports.all for a in _said(r, cast, for_whom, acts)]
    return [*spoken, *_turned_back(cast, for_whom, acts)]


def _said(report: Report, cast: Cast, for_whom: Principals, acts: list[Act]) -> Iterator[Answer]:
    who = for_whom.speakers(report) if report.stated and not report.denied else ()
    if not who or report.source is None:
        return
    doc, heads = report.source.doc, (report.source,)
    cue = [doc[i] for i in sorted(report.cue)]
    if report.source_span is not None and any(_replies(t) for t in cue if t.pos_ == "VERB"):
        ends = [*report.source_span, *cue, *(doc[i] for i in report.content if doc[i].sent == cue[0].sent)]
        yield Answer(g.extent(ends, doc), "rejection", who, charge=True, reply=True, heads=heads)
        return
    deeds = {a.trigger.i for a in acts}
    for verb in (doc[i] for i in sorted(report.content)):
        if verb.pos_ not in {"VERB", "ADJ", "NOUN"} or g.is_unreal(verb):
            continue
        subjects = [s for s in g.subjects(verb) if s.i in report.content]
        own = any(_self(s, heads, who, cast) for s in subjects)
        said = _of_oneself(verb, subjects, deeds) if own else _of_the_charge(verb, subjects)
        if said is None:
            continue
        accuser = [s for s in subjects if not own and s.pos_ != "NOUN" and s.lower_ not in _POINTING]
        against = tuple(i for s in accuser for i in cast.resolve(s))
        if accuser and not against:
            continue
        if said == "provoked":  # what the victim did to bring it upon himself
            against = tuple(i for s in subjects for i in cast.resolve(s) if i not in who)
            if against:
                own_clause = extent(verb, doc[verb.i : verb.i + 1])
                yield Answer(own_clause, "rejection", who, charge=True, against=against, heads=heads)
            continue
        yield Answer(extent(verb, doc[verb.i : verb.i + 1]), said, who, charge=True, against=against, free=said == "denial",
                     reply=said != "denial" and not against, heads=heads)  # fmt: skip


def _of_oneself(verb: Token, subjects: list[Token], deeds: set[int]) -> str | None:
    """The kind of answer that a clause about the speaker is: not done, done and owned up to, rightly done."""
    if g.is_negated(verb) or any(c.lower_ in _INSTEAD for c in g.children(verb, "advmod")):
        return "denial"
    if not _predicates(verb):
        return None
    charged = any(cue_nouns().noun(o) is not None for o in g.objects(verb))  # "I regret the allegation"
    if (_near(verb, "faults") and not charged) or (verb.i in deeds and any(s.lower_ in _FIRST for s in subjects)):
        return "admission"
    return "rejection" if _near(verb, "merits") or _lists()["excuses"].noun(verb) else None


def _of_the_charge(verb: Token, subjects: list[Token]) -> str | None:
    """What the deed, the charge or its authors are called: `This is a smear`, `The raid was lawful`, `They invented it`.

    `provoked` where the clause tells what somebody did to bring the deed upon himself: `She had resisted`.
    """
    if not _predicates(verb) or g.is_negated(verb):
        return None
    if _lists()["provocations"].noun(verb) is not None and verb.pos_ == "VERB" and not g.is_passive(verb):
        return "provoked"
    return "rejection" if _near(verb, "motives") or (subjects and _lists()["excuses"].noun(verb)) else None


def _predicates(word: Token) -> bool:
    """Whether a word is the predicate of a clause that stands on its own or is conceded."""
    if word.pos_ == "VERB":
        return word.dep_ in {"ROOT", "ccomp", "conj", "parataxis", "csubj"} or g.marker(word) in {
            "although",
            "though",
            "while",
        }
    return word.pos_ in {"ADJ", "NOUN"} and bool(g.children(word, "cop"))


def _near(verb: Token, kind: str) -> bool:
    """Whether a predicate or what it governs is among the words of a kind."""
    governed = (
        t for c in g.children(verb, "obj", "obl", "xcomp", "advmod", "amod", "nmod", "acl") for t in (c, *c.children)
    )
    return any(_lists()[kind].noun(t) is not None for t in (verb, *governed))


def _self(subject: Token, heads: tuple[Token, ...], who: tuple[str, ...], cast: Cast) -> bool:
    """Whether a clause is about the speaker or those for whom he speaks."""
    if subject.lower_ in _FIRST or any(c.lower_ in {"our", "my"} for c in g.children(subject, "nmod:poss")):
        return True
    return bool(set(who) & set(cast.resolve(subject)) or words_of(heads) & telling([subject.lemma_.lower()]))


def _replies(cue: Token) -> bool:
    if cue.lemma_.lower() in _REPLYING:
        return True
    return any(c.lemma_.lower() in _ANSWERING for c in g.children(cue, "advcl"))


def _turned_back(cast: Cast, for_whom: Principals, acts: list[Act]) -> list[Answer]:
    """`X accused Y of lying`, where Y had accused X: the words of the accused about the accuser."""
    found = []
    for act in acts:
        if act.accuser is None or act.accusation is None:
            continue
        who = for_whom.givers([act.accuser])
        against = tuple(i for a in act.accused for i in cast.resolve(a))
        if not who or not against or set(who) & set(against):
            continue
        made_up = any(_lists()["motives"].noun(t) for t in act.span)
        if made_up or act.category == "deceit":  # another matter is no reply
            found.append(
                Answer(act.span, "rejection", who, charge=True, against=against, reply=made_up, heads=(act.accuser,))
            )
    return found
