"""Questions to a dependency tree: who does it, to whom, in which clause, is it said to be so.

Trees follow Universal Dependencies (version 2) as `briefing.language` makes them.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

SUBJECTS = {"nsubj", "nsubj:pass", "csubj", "csubj:pass"}
CLAUSES = {"ROOT", "ccomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass"}
RELATIVE = {"who", "which", "that", "whom", "whose"}
_COUNTS = {"one", "some", "many", "most", "several", "few", "both", "each", "all"}
#: Who is caught or seen at something does it: "caught the clerk demanding a bribe", "filmed them as they looted".
_CATCHING = {"catch", "see", "find", "film", "spot", "observe", "record", "witness", "photograph", "nab", "surprise"}
#: Measures of what a deed is done to: "seized hundreds of hostages".
_MEASURES = {"hundreds", "thousands", "dozens", "scores", "tens", "millions", "number", "handful", "majority"}
_IDIOMS = {"matter", "doubt", "question", "wonder"}  # "no matter what", "no doubt" negate nothing
_MEANING = {"mean", "imply", "signify"}
_ANY = {"a", "an", "any", "some"}
#: What shows something to be so, the verbs of showing, and the pronouns that say that nobody did it.
_SHOWING = {"evidence", "proof", "indication", "sign", "suggestion", "hint", "trace", "confirmation", "nothing"}
_SHOWS = {"suggest", "show", "prove", "indicate", "confirm", "support"}
_NOBODY = {"none", "neither", "nobody"}
#: What it is a verdict to call somebody's deed; the other adjectives say what may come (`easy for thieves to break in`).
_JUDGING = {
    "wrong", "unacceptable", "shameful", "outrageous", "brutal", "cruel", "illegal", "unlawful", "irresponsible", "stupid", "foolish",
    "absurd", "inexcusable", "unforgivable", "criminal", "disgraceful", "immoral", "unjust", "unfair",
}  # fmt: skip
_NOT = {"not", "n't", "n’t", "never", "no", "nor", "neither", "nothing", "none"}


def children(token: Token, *deps: str) -> list[Token]:
    """Children of `token` with one of these relations, in text order."""
    return [c for c in token.children if c.dep_ in deps]


def coordinated(token: Token) -> list[Token]:
    """`token` and what is joined to it by `and`, `or`, a comma."""
    found = [token]
    for child in children(token, "conj"):
        found += coordinated(child)
    return found


def preposition(token: Token) -> str:
    """The preposition that introduces a noun ("of", "in connection with"), lower case, or an empty string."""
    for case in children(token, "case"):
        return " ".join([case.lower_, *(c.lower_ for c in children(case, "fixed"))])
    return ""


def marker(verb: Token) -> str:
    """The word that introduces a clause ("that", "to", "of", "if"), lower case, or an empty string."""
    marks = children(verb, "mark", "case")
    return marks[0].lower_ if marks else ""


def is_passive(verb: Token) -> bool:
    """Whether the verb's subject suffers the act: `was charged`, or a bare participle (`officials accused of fraud`)."""
    if children(verb, "nsubj:pass", "aux:pass", "csubj:pass"):
        return True
    if verb.pos_ != "VERB":
        return False
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not children(verb, "nsubj", "aux"):
        return is_passive(verb.head) and _participle(verb)
    if verb.dep_ in {"acl", "advcl", "amod"} and not children(verb, "aux", "nsubj", "mark", "obj"):
        return _participle(verb)
    return False


def _participle(verb: Token) -> bool:
    if verb.lower_.endswith("ing") or verb.lower_ in _PAST:
        return False
    return verb.lower_ != verb.lemma_ or (verb.lower_ in _UNCHANGING and verb.dep_ == "acl")


#: Past tenses that are no participles: `was warned and did nothing`, `was told but took no action`.
_PAST = {
    "did", "took", "gave", "went", "came", "saw", "knew", "wrote", "began", "broke", "drove", "chose", "fell", "flew",
    "froze", "grew", "hid", "rode", "rose", "spoke", "stole", "swore", "threw", "tore", "wore", "woke", "ate", "bit",
    "blew", "drew", "drank", "forgot", "forgave", "rang", "sang", "sank", "shook", "swam", "ran", "became", "forbade", "mistook",
    "undertook", "withdrew",
}  # fmt: skip
#: Verbs whose participle is their stem: `the trooper hit on the road` was hit.
_UNCHANGING = {"hit", "hurt", "cut", "beset", "overrun", "cast"}


def is_clause(participle: Token) -> bool:
    """Whether a participle in front of a noun is its clause's verb, for it has a subject: `police tortured prisoners`."""
    return participle.dep_ == "amod" and participle.i < participle.head.i and bool(children(participle, "nsubj"))


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Heads of the subject of a verb or predicate, also where it is shared or understood; may be empty.

    `to` infinitives and gerunds take the object or subject of the verb above, participles the noun they stand with,
    relative pronouns the noun they stand for.
    """
    own = children(verb, *SUBJECTS)
    own = [s for s in own if s not in _displaced(verb)]
    if own:
        return [t for s in own for t in antecedents(s, verb)]
    if depth > 6:
        return []
    head = verb.head
    if verb.dep_ in {"conj", "parataxis"} and head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"} and verb.dep_ == "conj":
        return subjects(head, depth + 1)
    caught = head.lemma_ in _CATCHING and verb.lower_.endswith("ing") and not is_passive(head)
    if verb.dep_ == "xcomp":
        objects = children(head, "obj", "iobj")
        return (
            [t for o in objects for t in coordinated(o)]
            if objects and (caught or is_seen(verb) or marker(verb) == "to" or head.lemma_ in {"let", "make"})
            else subjects(head, depth + 1)
        )
    if verb.dep_ == "ccomp" and (
        opened := children(verb, "mark")
    ):  # "conveyed that the mayor said": hung one verb too high
        between = [s for s in _displaced(head) if opened[0].i < s.i < verb.i]
        if between:
            return [t for s in between for t in coordinated(s)]
    if verb.dep_ == "ccomp" and head.dep_ == "acl:relcl" and children(head, "nsubj"):
        opened = [c for c in head.children if c.lower_ in RELATIVE and c.i < head.i and c.dep_ != "nsubj"]
        if opened and head.head.pos_ in {"NOUN", "PROPN"}:  # "Kesh, which the panel says armed the rebels"
            return coordinated(head.head)
    if verb.dep_ == "advcl":
        leads = {"of", "for", "with", "from", *(("as",) if verb.pos_ in {"ADJ", "NOUN"} else ())}
        if marker(verb) in leads and not is_passive(head):  # "accused Ukraine of killing", "called it as unjust"
            objects = [*children(head, "obj"), *_displaced(head)]
            if objects:
                return [t for o in objects for t in coordinated(o)]
        objects = children(head, "obj")
        if caught and objects and objects[0].i < verb.i:
            return [t for o in objects for t in coordinated(o)]
        return subjects(head, depth + 1)
    if verb.dep_ == "acl:relcl" and any(c.lower_ in RELATIVE and c.dep_ == "obj" for c in verb.children):
        inserted = [c for c in children(head, "acl:relcl") if c.i < verb.i]
        if inserted and len(children(verb, "obj")) > 1:  # "Kesh, which the panel says armed the rebels"
            return coordinated(head)
    if verb.dep_ == "acl:relcl" and verb.pos_ == "ADJ" and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return coordinated(head)  # "officials (who were found) guilty of": the pronoun hangs on another verb
    if verb.dep_ == "acl" and head.lower_ in {"one", "ones"} and children(head, "cop") and depth < 6:
        return subjects(head, depth + 1)  # "the owners are the ones hiding it"
    if verb.dep_ in {"acl", "amod"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return coordinated(head) if verb.dep_ == "acl" and marker(verb) != "to" else [head]
    return []


def is_seen(verb: Token) -> bool:
    """Whether the clause is what somebody saw somebody do: `saw the guard hide the key`, `filmed them loading the truck`."""
    head = verb.head
    if verb.dep_ not in {"xcomp", "ccomp"} or head.lemma_ not in _CATCHING or is_passive(head) or marker(verb):
        return False
    bare = verb.tag_ == "VB" or verb.lower_ == verb.lemma_.lower() or verb.lower_.endswith("ing")
    return bare and bool(children(head, "obj", "iobj") or children(verb, "nsubj"))


def _displaced(verb: Token) -> list[Token]:
    """Words that the parser took for subjects: objects behind a verb which has another before it, whom it is said according to."""
    own = children(verb, "nsubj")
    before = [s for s in own if s.i < verb.i]
    asides = [s for s in own if preposition(s) == "according to"]  # "who, according to the police, shot a guard"
    return asides + ([s for s in own if s.i > verb.i] if before and verb.pos_ == "VERB" else [])


def antecedents(noun: Token, verb: Token) -> list[Token]:
    """`noun` and its coordinates; a relative pronoun is replaced by the noun that its clause describes."""
    if noun.lower_ in RELATIVE and verb.dep_ in {"acl:relcl", "acl"} and noun.pos_ == "PRON":
        of = verb.head.head
        if of.lower_ == "one" and verb.head.dep_ == "nmod" and children(of, "cop") and (named := children(of, "nsubj")):
            return coordinated(named[0])  # "Orsin was one of the three men who raided the depot"
        return coordinated(verb.head) if not children(verb.head, "conj") else [verb.head, *children(verb.head, "conj")]
    inserted = verb.dep_ == "ccomp" and verb.head.dep_ == "acl:relcl" and noun.i < verb.head.i
    if noun.lower_ in RELATIVE and noun.pos_ == "PRON" and inserted:
        return coordinated(verb.head.head)  # "Kesh, which the panel says armed the rebels"
    if noun.lower_ in RELATIVE and noun.pos_ == "PRON" and verb.dep_ == "conj" and verb.head.dep_ == "acl:relcl":
        return [verb.head.head]
    return [_counted(t) for t in coordinated(noun)]


def _counted(word: Token) -> Token:
    """Whom a number or a measure counts: `demonstrators` of `one of the demonstrators`."""
    if word.lower_ in _COUNTS or (word.pos_ == "NUM" and word.ent_type_ != "DATE"):
        return next((c for c in children(word, "nmod") if preposition(c) == "of"), word)
    return word


def measured(word: Token) -> Token:
    """What a measure is of: `hostages` of `hundreds of hostages`."""
    if word.lower_ in _MEASURES:
        return next((c for c in children(word, "nmod") if preposition(c) == "of"), word)
    return word


def agents(verb: Token) -> list[Token]:
    """Heads of who does it: the subject of an active verb, the by-phrase of a passive one; may be empty."""
    if is_passive(verb):
        verbs = [verb, *(c for c in children(verb, "conj") if c.pos_ == "VERB" and not children(c, *SUBJECTS))]
        by = ([o for o in children(v, "obl:agent", "obl", "nmod") if preposition(o) == "by"] for v in verbs)
        found = next((b for b in by if b), [])  # "arranged and paid for by the agency" names the doer once
        return [_counted(t) for a in found for t in coordinated(a)]
    found = subjects(verb)
    return [*found, *(t for a in found for t in companions(a) if t.i < verb.i and t not in found)]


def companions(noun: Token) -> list[Token]:
    """Who stands beside a party and does what it does: `the army, together with its allies`, `Orsin, along with two clerks`."""
    found = []
    for other in children(noun, "nmod"):
        cases = {c.lower_ for c in (*children(other, "case", "advmod"), *children(noun, "advmod")) if c.i < other.i}
        fixed = {c.lower_ for case in children(other, "case") for c in children(case, "fixed")}
        words = cases | fixed
        if "alongside" in words or ("with" in words and words & {"along", "together"}):
            found += coordinated(other)
    return found


def objects(verb: Token) -> list[Token]:
    """Heads of what it is done to: the object of an active verb, the subject of a passive one; may be empty."""
    if is_passive(verb):
        return [measured(t) for t in subjects(verb)]
    if is_clause(verb):
        return coordinated(verb.head)
    own = [o for o in children(verb, "obj") or children(verb, "iobj") if not preposition(o)] or _misread(verb)
    found = [measured(t) for o in [*own, *_displaced(verb)] for t in antecedents(o, verb)]
    if not found and verb.dep_ == "acl:relcl" and children(verb, "nsubj") and not children(verb, "ccomp", "xcomp"):
        subject = children(verb, "nsubj")[0]
        if subject.lower_ not in RELATIVE:
            return [verb.head]  # "the convoy (that) rebels attacked"
    return found


def _misread(verb: Token) -> list[Token]:
    """A bare name behind a verb that has no object, which the parser took for a part of the verb (`blame Ilse Draven for`)."""
    if verb.pos_ != "VERB" or is_passive(verb):
        return []
    return [
        c for c in children(verb, "compound", "nmod") if c.i == verb.i + 1 and c.pos_ == "PROPN" and not preposition(c)
    ]


def complements(token: Token) -> list[tuple[str, Token]]:
    """Prepositional phrases of a verb, adjective or noun: (preposition, head of the noun), coordinates included."""
    phrases = children(token, "obl", "nmod", "obl:agent", "obj")
    return [(preposition(o) or preposition(c), c)
            for o in phrases if o.dep_ != "obj" or preposition(o) for c in coordinated(o)]  # fmt: skip


def clause(token: Token) -> Token:
    """The predicate of the smallest clause that holds `token`."""
    while token.dep_ not in CLAUSES and token.dep_ != "conj" and token.head.i != token.i:
        token = token.head
    if token.dep_ == "conj" and token.pos_ not in {"VERB", "AUX"} and not children(token, "cop", "nsubj"):
        return clause(token.head)
    return token


def ancestors(token: Token) -> Iterator[Token]:
    """`token`'s head, that one's head, and so on to the root."""
    while token.head.i != token.i:
        token = token.head
        yield token


def is_negated(token: Token) -> bool:
    """Whether the predicate itself is negated (not, never, no one ...)."""
    if any(c.lower_ in _NOT and not _only(c) for c in children(token, "advmod", "det", "cc:preconj")):
        return True
    doers = children(token, *SUBJECTS)
    if any(s.lower_ in _NOBODY or any(c.lower_ == "neither" for c in children(s, "cc:preconj")) for s in doers):
        return True  # "neither the mayor nor his deputy was charged"
    if any(
        c.lower_ in _NOT
        for s in children(token, *SUBJECTS, "obj", "obl")
        for c in children(s, "det")
        if s.lemma_ not in _IDIOMS
    ):
        return True
    if token.dep_ == "conj" and token.pos_ == "VERB" and token.head.pos_ == "VERB" and not children(token, *SUBJECTS):
        return is_negated(token.head)  # "has never ordered or tolerated"
    if token.dep_ == "xcomp" and token.head.lemma_ not in {
        "fail",
        "refuse",
        "decline",
        "cease",
        "stop",
        "hesitate",
        "forget",
    }:
        return any(c.lower_ in _NOT for c in children(token.head, "advmod"))
    return False


def is_denied(word: Token) -> bool:
    """Whether somebody denies it: `denied any role in the raid`, `denies having sold the files`."""
    return word.dep_ in {"obj", "xcomp", "ccomp"} and word.head.lemma_ == "deny"


def _only(word: Token) -> bool:
    """Whether a `not` denies nothing: `not only damaged the dam but hid it`."""
    return word.i + 1 < len(word.doc) and word.nbor().lower_ in {"only", "just", "merely", "simply"}


def is_unreal(token: Token) -> bool:
    """Whether the clause is forecast, wish, condition or question rather than a statement that something happened."""
    if any(t.text == "?" for t in token.sent[-2:]):
        return True
    if is_not_meant(clause(token)) or _is_supposed(token):
        return True
    step = token
    while True:
        words = {c.lower_ for c in children(step, "aux")}
        if words & {"will", "wo", "'ll", "’ll", "should", "shall", "must", "ought"}:
            return True
        going_on = step.lower_.endswith("ing") or any(c.lemma_ == "have" for c in children(step, "aux"))
        able = words & {"can", "ca", "could", "may", "might"} and not any(
            c.lower_ in _NOT for c in children(step, "advmod")
        )
        if able and not going_on and step.pos_ == "VERB":
            return True  # "could strike", "can strike"; "may have struck" and "may be hiding" are of what is or was
        helpers = children(step, "aux")
        would = [c for c in helpers if "would" in {c.lemma_, c.lower_}]  # also "they'd"
        if would and not any(c.lemma_ == "have" for c in helpers if c not in would):
            return True
        marks = {m.lower_ for m in children(step, "mark")}
        if {"for", "to"} <= marks and step.head.lemma_.lower() not in _JUDGING:
            return True  # "easier for thieves to break in", "allowed for the firm to be sued"
        as_if = {"as", "if"} <= marks and step.head.lemma_ in {"appear", "seem", "look"}  # a hedge, and no condition
        if marks & {"if", "unless", "whether", "lest"} and not as_if:
            return True
        if any(m.lower_ == "in" and m.nbor().lower_ == "case" for m in children(step, "mark") if m.i + 1 < len(m.doc)):
            return True  # "in case the partner turns hostile"
        to = next((m.i for m in children(step, "mark") if m.lower_ == "to"), -1)
        if to >= 0 and (step.head.lemma_ == "be" or any(c.lemma_ == "be" and c.i < to for c in step.children)):
            return True  # "were to turn", "is to strike"; "believed to be hiding" is a statement
        shared = step.dep_ == "conj" and not children(step, *SUBJECTS)
        if (step.dep_ == "xcomp" or shared) and step.head.i != step.i:
            step = step.head
            continue
        return False


def is_not_meant(predicate: Token) -> bool:
    """Whether a clause tells what something does not mean, or what nothing shows to be so.

    `that does not mean that they looted`, `there is no evidence that they looted or were active in smuggling`.
    """
    step = predicate
    while step.head.i != step.i and (step.dep_ in {"conj", "xcomp"} or _is_gerund(step)):
        step = step.head
    if step.dep_ == "ccomp" and step.head.lemma_ in _MEANING:
        return is_negated(step.head)
    if step.dep_ == "ccomp" and step.head.lemma_ in _SHOWS and step.head.dep_ == "acl":
        step = step.head  # "no evidence to suggest that"
    noun = step.head
    if step.dep_ not in {"acl", "ccomp"} or noun.lemma_.lower() not in _SHOWING or not (marker(step) or subjects(step)):
        return False
    words = {c.lower_ for c in children(noun, "det", "amod")}
    asked = {m.lower_ for m in children(noun.head, "mark")} & {
        "if",
        "whether",
    }  # "asked if there was any evidence that"
    return noun.lower_ == "nothing" or "no" in words or ("any" in words and (bool(asked) or is_negated(noun.head)))


def _is_gerund(verb: Token) -> bool:
    """Whether a clause is a gerund under its verb: `active in smuggling`, `left, taking the files`."""
    return verb.dep_ == "advcl" and verb.lower_.endswith("ing") and not children(verb, *SUBJECTS)


def _is_supposed(token: Token) -> bool:
    """Whether it is said of somebody who exists only under a condition: `if you had a band that looted`."""
    for step in (token, *ancestors(token)):
        if step.dep_ in {"ccomp", "parataxis", "ROOT"}:
            return False
        if step.dep_ == "acl:relcl" and any(c.lower_ in _ANY for c in children(step.head, "det")):
            return bool({m.lower_ for m in children(clause(step.head), "mark")} & {"if", "unless"})
    return False


def extent(tokens: list[Token], doc: Doc) -> Span:
    """The smallest span over `tokens`, without marks of punctuation at its ends."""
    first, last = min(t.i for t in tokens), max(t.i for t in tokens)
    while first < last and (doc[first].is_punct or doc[first].is_space or doc[first].dep_ in {"cc", "mark"}):
        first += 1
    while last > first and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    return doc[first : last + 1]


def core(token: Token) -> Span:
    """The core clause: the predicate with its subject, objects and complements, without attached clauses."""
    keep = {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "aux", "aux:pass", "cop", "xcomp", "ccomp",
            "advmod", "compound:prt", "det", "amod", "compound", "nmod", "nmod:poss", "expl", "fixed"}  # fmt: skip
    tokens = [token]
    for child in token.children:
        gerund = child.dep_ == "advcl" and child.i > token.i and not children(child, "nsubj", "nsubj:pass")
        if child.dep_ in {"nsubj", "nsubj:pass"} and any(child.i < c.i < token.i for c in children(child, "acl:relcl")):
            continue  # a whole clause would stand between
        if child.dep_ in keep or gerund:
            tokens += [t for t in child.subtree if t.sent == token.sent]
    return extent(tokens, token.doc)


def phrase(noun: Token) -> Span:
    """The noun phrase of `noun` without its relative clauses, appositions, preposition and coordinates."""
    left, right = noun.i, noun.i
    for child in noun.children:
        if child.dep_ in {
            "det",
            "amod",
            "compound",
            "nmod:poss",
            "nummod",
            "flat",
            "fixed",
            "advmod",
            "goeswith",
            "nmod",
            "punct",
        }:
            if child.dep_ == "punct" and child.text not in {"-", "–", "'", '"', "“", "”"}:
                continue
            if child.dep_ == "punct" and not left <= child.i + 1 and child.i > noun.i:
                continue
            inner = [t for t in child.subtree if t.dep_ not in {"acl:relcl"}]
            span = (min(t.i for t in inner), max(t.i for t in inner))
            left, right = min(left, span[0]), max(right, span[1])
    while left < noun.i and (noun.doc[left].is_punct or noun.doc[left].dep_ == "case"):
        left += 1
    while right > noun.i and noun.doc[right].is_punct:
        right -= 1
    return noun.doc[left : right + 1]
