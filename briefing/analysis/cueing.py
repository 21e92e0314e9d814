"""What a cue says of its source and content: words or an attitude, who speaks, which words are governed."""

from __future__ import annotations

from spacy.tokens import Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.speakers import cue_nouns, cues, head_of, is_document, speakers

_NO_SOURCE = {"there", "which", "that", "what", "this"}
#: Cues of the negative stance whose clause is denied, and those that deny it only by the name of a charge.
_DENYING = {"deny", "refute", "disavow", "repudiate", "disclaim", "gainsay", "denial"}
_REJECTING = {"reject", "dismiss", "dispute", "rebut", "contradict", "debunk"}
_SPEECH = {"neutral", "distancing"}
#: Cues that take as a gerund what somebody did himself or saw.
_OWNING_UP = {"admit", "confess", "acknowledge", "concede", "recall", "remember"}
#: Cues of wishes, orders and questions: what they govern is not stated by anybody.
_NOT_STATED = {"attitude", "directive", "question"}


def is_spoken(cue: Span) -> bool:
    """Whether a cue holds a verb of speech."""
    entries = [e for t in cue if t.pos_ == "VERB" and (e := cues().verb(t)) is not None]
    return any(e.get("stance") in _SPEECH for e in entries)


def is_according(cue: Span) -> bool:
    """Whether the words of a cue are `according to`."""
    return any(t.lower_ == "according" for t in cue)


def is_voiced(cue: Span) -> bool:
    """Whether a cue is of words or thoughts; the model also marks deeds that show an attitude (`ignored`, `backs`)."""
    verbs = [t for t in cue if t.pos_ == "VERB"]
    if is_according(cue):
        return True
    if all(t.pos_ == "AUX" for t in cue):
        return False
    return not verbs or any(cues().verb(t) is not None for t in verbs)


def is_stated(cue: Span) -> bool:
    """Whether what the cue governs is stated, and not only wished, ordered or asked."""
    entry = next((e for t in cue if (e := cues().verb(t))), None)
    return entry is None or entry.get("stance") not in _NOT_STATED


def is_denied(words: list[Token]) -> bool:
    """Whether the words of a cue say that what they govern is not so (`denied that`): who denies a thing does not say it.

    `denied it, saying that` says something.
    """
    words = [t for t in words if t.pos_ in {"VERB", "NOUN"}]
    return bool(words) and all(_denies(t) for t in words)


def _denies(word: Token) -> bool:
    lemma = word.lemma_.lower()
    if lemma == "plead":  # "pleaded not guilty to charges of looting"
        near = {t.lower_ for t in word.doc[word.i : word.i + 4]}
        return ("guilty" in near and "not" in near) or "innocent" in near
    charge = word.pos_ == "VERB" and any(cue_nouns().noun(o) is not None for o in g.objects(word))
    return lemma in _DENYING or (charge and lemma in _REJECTING)


def source_of(cue: Span, marked: Span | None) -> Token | None:
    """The head of the source: of the words that the model marked, put right by grammar, or by grammar alone.

    None where nobody speaks: who is told something, or suffers the report, does not make it.
    """
    head = head_of(marked) if marked is not None else subject_of(cue)
    if head is None or marked is None:
        return head
    if head.pos_ == "PRON" and head.lower_ in g.RELATIVE:
        return _antecedent(g.antecedents(head, head.head)[0], head.i)
    verb = cue.root
    suffers = head.dep_ == "nsubj:pass" and head.head.i == verb.i
    if suffers and not any(g.marker(c) == "as" for c in g.children(verb, "advcl")):  # "was quoted as saying"
        return next(iter(g.agents(verb)), None)
    if (
        is_document(head) and head.dep_ == "obl" and head.head.i == verb.i and g.preposition(head) == "in"
    ):  # "a panel said in a report"
        speaker = next((s for s in g.agents(verb) if s.lower_ not in _NO_SOURCE and not is_document(s)), None)
        if speaker is not None and not g.is_passive(verb):
            return speaker
    subject = subject_of(cue)  # "According to the agency, a minister said": one phrase to the model
    if (
        subject is not None
        and subject.i != head.i
        and marked.start <= subject.i < marked.end
        and subject not in g.coordinated(head)
    ):
        return subject if subject.dep_ == "nsubj" or cue[0].lower_ == "according" else head
    if subject is None and cue[0].lower_ != "according" and g.preposition(head) == "according to":
        beside = (c for c in g.children(head, "appos") if c.i < verb.i and not c.ent_type_)
        return next(beside, head)  # "According to the agency, a minister said", taken for an apposition
    return head


def _antecedent(noun: Token, end: int) -> Token:
    """What a relative clause that begins at `end` describes: `noun`, or the nearest paper or name before it if that cannot speak."""
    if noun.i >= end or noun.ent_type_ or is_document(noun) or speakers().compound(noun) is not None:
        return noun
    between = [t for t in reversed(noun.doc[noun.i + 1 : end]) if not t.is_space]  # a name may go on in the next line
    papers = (t for t in between if is_document(t))  # "the emergence of a dossier that says"
    names = (t for t in between if t.ent_type_ in {"PERSON", "ORG", "LOC"} and t.dep_ not in {"compound", "flat"})
    return next(papers, next(names, noun))


def subject_of(cue: Span) -> Token | None:
    """The source by grammar: the subject of an active reporting verb, the agent of a passive one, who it is according to."""
    verb = cue[0] if cue[0].lower_ == "according" else cue.root
    if verb.dep_ in {"case", "fixed"}:  # "according to the ministry"
        noun = verb.head.head if verb.dep_ == "fixed" else verb.head
        return noun if noun.pos_ in {"NOUN", "PROPN", "PRON"} else None
    entry = cues().verb(verb) if verb.pos_ == "VERB" else None
    if entry is None:
        return None
    if (
        verb.dep_ == "advcl" and g.marker(verb) == "as" and not g.children(verb, *g.SUBJECTS)
    ):  # "as alleged by the mayor"
        return next((n for p, n in g.complements(verb) if p == "by"), None)
    # "it said" is somebody, "it seems" and "it is said" are not
    it = entry.get("stance") in _SPEECH and not g.is_passive(verb)
    found = [s for s in g.agents(verb) if s.lower_ not in _NO_SOURCE and (it or s.lower_ != "it")]
    if not found and verb.pos_ == "VERB" and not g.is_passive(verb):  # a subject that the parser took for an object
        before = [
            c for c in verb.children if c.i < verb.i and c.dep_ in {"iobj", "obj", "dep"} and not g.preposition(c)
        ]
        found = [c for c in before if c.pos_ in {"NOUN", "PROPN"}][-1:]
    if verb.dep_ == "acl" and found and found[0].i > verb.i:  # "records showing guards beat him"
        found = [verb.head]
    if found and verb.dep_ == "acl:relcl" and found[0] == verb.head:
        return _antecedent(verb.head, verb.left_edge.i)
    return found[0] if found else None


def governed(cue: Span) -> set[int]:
    """Words that the cue's verb governs: its that-clause, or the sentence that it is put behind or before."""
    verb = cue[0] if cue[0].lower_ == "according" else cue.root
    found: set[int] = set()
    clauses = g.children(verb, "ccomp")
    if verb.lemma_.lower() in _OWNING_UP:  # "admitted taking a bribe"
        clauses += [c for c in g.children(verb, "xcomp", "advcl") if c.lower_.endswith("ing") and c.i > verb.i]
    if not clauses:  # a clause that the parser hung on under another name
        near = [
            *verb.children,
            *(c for n in g.children(verb, "obl") for c in g.children(n, "acl")),
        ]  # "said in a statement that"
        clauses = [c for c in near if c.i > verb.i and c.pos_ in {"VERB", "AUX"} and g.marker(c) == "that"]
    for clause in clauses:
        found |= {t.i for t in clause.subtree} if clause.i > verb.i else _alongside(clause, verb)
    behind = verb.dep_ == "parataxis" or (
        verb.dep_ == "advcl" and g.marker(verb) == "as" and not verb.lower_.endswith("ing")
    )
    if not found and behind and verb.pos_ == "VERB" and cues().verb(verb) is not None:
        found |= _alongside(verb.head, verb)
    if verb.dep_ in {"case", "fixed"} or is_according(cue):
        if set_off := _set_off(verb):
            return {i for i in set_off if not verb.doc[i].is_punct and not verb.doc[i].is_space}
        top = next((t for t in g.ancestors(verb) if t.pos_ in {"VERB", "ADJ"} or t.dep_ == "ROOT"), None)
        if top is not None:
            phrase = next((t for t in [verb, *g.ancestors(verb)] if t.head == top), verb)
            found |= _alongside(top, phrase)
    return {i for i in found if not verb.doc[i].is_punct and not verb.doc[i].is_space}


def _set_off(according: Token) -> set[int]:
    """The words of the sentence that `according to X` closes behind a comma; empty where it does not close it.

    There it speaks of the main clause and what is joined to it, on whatever clause the parser hung it.
    """
    noun = according.head if according.dep_ == "case" else according
    first, last = according.sent.start, according.sent.end - 1
    while last > according.i and (according.doc[last].is_punct or according.doc[last].is_space):
        last -= 1
    before = [t for t in according.doc[first : according.i] if not t.is_punct and not t.is_space]
    own = set(range(according.i, last + 1))
    closes = before and according.nbor(-1).text == "," and own <= {t.i for t in noun.subtree}
    return _between_stops(according.sent, according.i, last) - own if closes else set()


def _alongside(top: Token, aside: Token) -> set[int]:
    """The words of a sentence that `aside` says who said, as far as the next stop on each side."""
    own = {aside.i} if aside.is_ancestor(top) else {t.i for t in aside.subtree}
    return ({t.i for t in top.subtree} & _between_stops(top.sent, min(own), max(own))) - own


def _between_stops(sentence: Span, first: int, last: int) -> set[int]:
    """The words around those from `first` to `last`, up to a semicolon or a `but` with a clause of its own on each side."""
    stops = [t.i for t in sentence if t.text == ";" or _turns(t)]
    begin = max((i for i in stops if i < first), default=sentence.start - 1)
    end = min((i for i in stops if i > last), default=sentence.end)
    return set(range(begin + 1, end))


def confined(cue: Span, content: set[int]) -> set[int]:
    """`content` of `according to X` as far as a semicolon on each side, or a `but` beyond which somebody else speaks."""
    verb = cue[0]
    for stop in verb.sent:
        if stop.text == ";" or (_turns(stop) and _speaks(stop.head if stop.i > verb.i else stop.head.head)):
            content = {i for i in content if (i < stop.i) == (verb.i < stop.i)}
    return content


def _speaks(verb: Token) -> bool:
    return bool(g.children(verb, "nsubj")) and is_spoken(verb.doc[verb.i : verb.i + 1])


def _turns(word: Token) -> bool:
    """Whether a `but` sets another clause against the one before it."""
    joined = word.dep_ == "cc" and word.head.dep_ in {"conj", "ROOT", "parataxis"}
    return word.lower_ in {"but", "yet"} and joined and bool(g.children(word.head, *g.SUBJECTS))
