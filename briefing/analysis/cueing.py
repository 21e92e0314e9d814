"""What a cue says of its source and content: words or an attitude, who speaks, which words are governed."""

from __future__ import annotations

from spacy.tokens import Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.speakers import cues, is_document

_NO_SOURCE = {"it", "there", "which", "that", "what", "this"}
#: Cues of wishes, orders and questions: what they govern is not stated by anybody.
_NOT_STATED = {"attitude", "directive", "question"}


def is_spoken(cue: Span) -> bool:
    """Whether a cue holds a verb of speech."""
    entries = [e for t in cue if t.pos_ == "VERB" and (e := cues().verb(t)) is not None]
    return any(e.get("stance") in {"neutral", "distancing"} for e in entries)


def is_voiced(cue: Span) -> bool:
    """Whether a cue is of words or thoughts; the model also marks deeds that show an attitude (`ignored`, `backs`)."""
    verbs = [t for t in cue if t.pos_ == "VERB"]
    return not verbs or any(cues().verb(t) is not None for t in verbs)


def is_stated(cue: Span) -> bool:
    """Whether what the cue governs is stated, and not only wished, ordered or asked."""
    entry = next((e for t in cue if (e := cues().verb(t))), None)
    return entry is None or entry.get("stance") not in _NOT_STATED


def subject_of(cue: Span) -> Token | None:
    """The source by grammar: the subject of an active reporting verb, the agent of a passive one, who it is according to."""
    verb = cue[0] if cue[0].lower_ == "according" else cue.root
    if verb.dep_ in {"case", "fixed"}:  # "according to the ministry"
        noun = verb.head.head if verb.dep_ == "fixed" else verb.head
        return noun if noun.pos_ in {"NOUN", "PROPN", "PRON"} else None
    if verb.pos_ != "VERB" or cues().verb(verb) is None:
        return None
    found = [s for s in g.agents(verb) if s.lower_ not in _NO_SOURCE]
    if found and verb.dep_ == "acl:relcl" and found[0] == verb.head and not is_document(verb.head):
        between = verb.doc[verb.head.i + 1 : max(verb.head.i + 1, verb.left_edge.i)]
        found = [t for t in reversed(between) if is_document(t)] or found  # "the emergence of a dossier that says"
    return found[0] if found else None


def governed(cue: Span) -> set[int]:
    """Words that the cue's verb governs: its that-clause, or the sentence that it is put behind or before."""
    verb = cue[0] if cue[0].lower_ == "according" else cue.root
    found: set[int] = set()
    for clause in g.children(verb, "ccomp"):
        found |= {t.i for t in clause.subtree}
    behind = verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and g.marker(verb) == "as")
    if not found and behind and verb.pos_ == "VERB" and cues().verb(verb) is not None:
        found |= {t.i for t in verb.head.subtree} - {t.i for t in verb.subtree}
    if verb.dep_ in {"case", "fixed"} or any(t.lower_ == "according" for t in cue):
        top = next((t for t in g.ancestors(verb) if t.pos_ in {"VERB", "ADJ"} or t.dep_ == "ROOT"), None)
        if top is not None:
            phrase = next((t for t in [verb, *g.ancestors(verb)] if t.head == top), verb)
            found |= {t.i for t in top.subtree} - {t.i for t in phrase.subtree}
    return {i for i in found if not verb.doc[i].is_punct and not verb.doc[i].is_space}
