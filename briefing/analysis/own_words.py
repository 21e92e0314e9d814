"""What the accused say for themselves without a set phrase (`own_words` in `lexicons/responses.yaml`).

That they did not do it (`We never sold arms`), that they did (`I abused my position`), that they acted as they should (`We followed
the rules`), what they hold the charge for (`This is an attempt to smear him`), what they hold against who makes it,
what the thing was instead (`The maize had been drought relief`).
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
from briefing.analysis.sides import client, telling, words_of
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
#: Determiners of what has been told of before.
_DEFINITE = {"the", "this", "that", "these", "those"}
_NOBODY = {"nobody", "none", "no-one"}
#: What is said of these is no account of a thing: `the incident was a tragedy`; `the event was a rally and not a riot` is.
_EVENTS = {
    "incident", "attack", "event", "accident", "crash", "matter", "situation", "strike", "raid", "operation", "killing", "case", "death",
    "crime", "murder", "bombing", "explosion", "war", "conflict", "day", "year", "time", "result", "problem", "issue", "goal", "aim",
}  # fmt: skip
_OBEYING = {"follow", "comply", "meet", "respect", "obey", "adhere", "accord", "observe", "conform"}


@cache
def _lists() -> dict[str, Index]:
    words = load("responses")["own_words"]
    return {kind: Index(words[kind]) for kind in ("motives", "faults", "merits", "excuses", "provocations", "untrue")}


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
        of_client = [s for s in subjects if client(s)]
        own = bool(of_client) or any(_self(s, heads, who, cast) for s in subjects)
        said = _of_oneself(verb, subjects, deeds) if own else _of_the_charge(verb, subjects)
        if said is None:
            told = _instead(verb, subjects, own, deeds)
            if told is not None:
                kind, about = told
                yield Answer(extent(verb, doc[verb.i : verb.i + 1]), kind, who, charge=True, free=not about, about=about,
                             reply=True, heads=(*heads, *of_client))  # fmt: skip
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
        kind = "denial" if said == "untrue" else said
        yield Answer(extent(verb, doc[verb.i : verb.i + 1]), kind, who, charge=True, against=against, free=said == "denial",
                     reply=said != "denial" and not against, heads=(*heads, *of_client))  # fmt: skip


def _instead(verb: Token, subjects: list[Token], own: bool, deeds: set[int]) -> tuple[str, str] | None:
    """The kind of answer that another account of the deed is, and the thing that it is an account of ("" if of the deed itself).

    That it was done to nobody (`No shots were fired`), what the thing was instead (`The maize had been drought relief`), why it was done
    (`The sheets were copied because of rain`, `He had met them because they asked`). None where a clause is no such account.
    """
    if not _predicates(verb):
        return None
    if any(s.lower_ in _NOBODY or any(d.lower_ == "no" for d in g.children(s, "det")) for s in subjects):
        return ("denial", "") if verb.pos_ == "VERB" else None
    why = any(g.marker(c) == "because" for c in g.children(verb, "advcl")) or any(
        c.lower_ == "because" for o in g.children(verb, "obl") for c in g.children(o, "case")
    )
    if g.is_negated(verb):
        return None
    if own:
        return ("rejection", "") if why and verb.i not in deeds else None
    thing = next((s for s in subjects if s.pos_ == "NOUN" and not s.ent_type_ and _definite(s)), None)
    if thing is None:
        return None
    past = any(c.lower_ in {"was", "were", "been"} for c in g.children(verb, "cop"))
    other = (
        past
        and verb.pos_ == "NOUN"
        and (thing.lemma_.lower() not in _EVENTS or any(g.is_negated(c) for c in g.children(verb, "conj")))
    )
    if why or other or (verb.lemma_.lower() in _OBEYING and _near(verb, "merits")):
        return "rejection", thing.lemma_.lower()
    return None


def _definite(noun: Token) -> bool:
    return any(d.lower_ in _DEFINITE for d in g.children(noun, "det")) or bool(g.children(noun, "nmod:poss"))


def _of_oneself(verb: Token, subjects: list[Token], deeds: set[int]) -> str | None:
    """The kind of answer that a clause about the speaker is: not done, done and owned up to, rightly done."""
    if g.is_negated(verb) or any(c.lower_ in _INSTEAD for c in g.children(verb, "advmod")):
        return "denial"
    if not _predicates(verb):
        return None
    if verb.lemma_.lower() == "do" and any(o.lower_ in {"it", "that", "this"} for o in g.objects(verb)):
        return "admission"  # "he did it to protest"
    if _shot_at(verb):
        return "rejection"
    charged = any(cue_nouns().noun(o) is not None for o in g.objects(verb))  # "I regret the allegation"
    if (_near(verb, "faults") and not charged) or (verb.i in deeds and any(s.lower_ in _FIRST for s in subjects)):
        return "admission"
    return "rejection" if _near(verb, "merits") or _lists()["excuses"].noun(verb) else None


def _shot_at(verb: Token) -> bool:
    """`Our men came under fire and shot back`: whoever says so of his own says that others began."""
    under = any(p == "under" and n.lemma_.lower() in {"fire", "attack"} for p, n in g.complements(verb))
    back = verb.lemma_.lower() == "return" and any(o.lemma_.lower() == "fire" for o in g.objects(verb))
    return (under and verb.lemma_.lower() in {"come", "be"}) or back


def _of_the_charge(verb: Token, subjects: list[Token]) -> str | None:
    """What the deed, the charge or its authors are called: `This is a smear`, `The raid was lawful`, `They invented it`.

    `untrue` where a charge is called so; `provoked` where the clause tells what somebody did to bring the deed upon himself:
    `She had resisted`.
    """
    if not _predicates(verb) or g.is_negated(verb):
        return None
    if _lists()["provocations"].noun(verb) is not None and verb.pos_ == "VERB" and not g.is_passive(verb):
        return "provoked"
    if _lists()["untrue"].noun(verb) is not None and any(cue_nouns().noun(s) is not None for s in subjects):
        return "untrue"  # "the allegations are absolute rubbish"
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
