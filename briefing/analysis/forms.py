"""Attributions by their form alone, which the model is not trained to see: verbs inside reports, accusations, lines, turns."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.actors import Cast
from briefing.analysis.cueing import governed, is_denied, is_spoken, subject_of
from briefing.analysis.papers import seen_by
from briefing.analysis.quotations import Quotations
from briefing.analysis.report import Report
from briefing.analysis.speakers import PEOPLE, cue_nouns, cues, is_document, is_outlet, speakers

_CITING = {"cite", "quote", "credit"}
_QUOTING = {"quote", "cite", "report"}
#: Cues that report words or findings, not attitudes.
_SPOKEN = {"neutral", "distancing", "factive", "documentary"}


def verbs(doc: Doc, cast: Cast, quotes: Quotations, known: set[int]) -> list[Report]:
    """Reporting verbs with a subject and a clause that nobody has seen (`known`: cue tokens), most of them inside other reports."""
    found: list[Report] = []
    for word in doc[:-1]:
        if word.lower_ == "according" and word.nbor().lower_ == "to" and not {word.i, word.i + 1} & known:
            span = doc[word.i : word.i + 2]
            source = subject_of(span)
            if source is not None and (content := governed(span)):
                found.append(Report(frozenset({word.i, word.i + 1}), content, source, g.phrase(source)))
    for verb in doc:
        if verb.pos_ != "VERB" or verb.i in known:
            continue
        entry = cues().verb(verb)
        if entry is None or g.is_unreal(verb):
            continue
        clause = any(g.marker(c) == "that" for c in g.children(verb, "ccomp"))
        held = bool(entry.get("held")) and clause  # "analysts have long assessed that"
        if not (entry.get("stance") in _SPOKEN or held or is_denied([verb])):
            continue
        span = doc[verb.i : verb.i + 1]
        source = subject_of(span)
        if source is not None and is_nobody(source):
            found.append(Report(frozenset({verb.i}), governed(span), None, None, stated=False))
            continue
        known_as = source is not None and (is_document(source) or bool(cast.resolve(source, create=False)))
        people = source is not None and (
            source.pos_ == "NOUN" or source.lower_ in PEOPLE or source.ent_type_ in {"PERSON", "ORG"}
        )
        if source is None or g.is_negated(verb) or not (known_as or people):
            continue
        words = governed(span)
        if not words and is_document(source) and (g.objects(verb) or g.complements(verb)):
            words = {t.i for t in verb.subtree} - {t.i for t in g.phrase(source)} - {verb.i}
        if not words:
            continue
        content = quotes.whole(words, verb.i)
        found.append(Report(frozenset({verb.i}), content, source, g.phrase(source), spoken=is_spoken(span)))
    return found


def nouns(doc: Doc, known: set[int]) -> list[Report]:
    """`the minister's claim that ...`, `reports from the town that ...`: nouns that nobody has seen, with a clause and a source."""
    found: list[Report] = []
    for noun in doc:
        if noun.pos_ != "NOUN" or noun.i in known or (entry := cue_nouns().noun(noun)) is None:
            continue
        clause = next((c for c in g.children(noun, "acl", "ccomp") if g.marker(c) == "that"), None)
        owners = g.children(noun, "nmod:poss") + [n for p, n in g.complements(noun) if p in {"by", "of", "from"}]
        if clause is None or not owners or owners[0].lower_ in {"its", "whose"}:
            continue
        stated = entry["stance"] in _SPOKEN | {"mental"}
        content = {t.i for t in clause.subtree if not t.is_punct and not t.is_space}
        found.append(Report(frozenset({noun.i}), content, owners[0], g.phrase(owners[0]), stated=stated))
    return found


def colons(doc: Doc, cast: Cast, block: list[int]) -> list[Report]:
    """`Guards falsified logs: report` and `Memo: guards falsified logs`: lines without a full stop that name their source."""
    found: list[Report] = []
    lines: dict[int, list[Token]] = {}
    for token in doc:
        if not token.is_space:
            lines.setdefault(block[token.i], []).append(token)
    for line in lines.values():
        marks = [k for k, t in enumerate(line) if t.text == ":"]
        if len(marks) != 1 or len(line) > 40 or line[-1].text in {".", "!", "?"}:
            continue
        left, right = line[: marks[0]], line[marks[0] + 1 :]
        for name, content in ((right, left), (left, right)):
            if not 1 <= len(name) <= 5 or len(content) <= len(name):
                continue
            nouns = [t for t in name if t.pos_ in {"NOUN", "PROPN"} or is_document(t)]
            if not nouns or any(t.pos_ in {"VERB", "AUX"} and not is_document(t) for t in name):
                continue
            head = nouns[-1]
            if is_document(head) or cast.resolve(head) or speakers().compound(head):
                span = doc[name[0].i : name[-1].i + 1]
                found.append(Report(frozenset({line[marks[0]].i}), {t.i for t in content}, head, span))
                break
    return found


def bracketed(doc: Doc, cast: Cast, block: list[int]) -> list[Report]:
    """Broadcasts: `[Draven] We never ...` speaks until the next bracket of its kind or the end of the block."""
    found: list[tuple[Token, int, int]] = []
    for i, token in enumerate(doc[:-2]):
        if token.text != "[":
            continue
        close = next((k for k in range(i + 2, min(i + 6, len(doc))) if doc[k].text == "]"), None)
        if close is None:
            continue
        name = doc[close - 1]
        speaks = name.text[:1].isupper() and name.lower_ not in {"text", "report"} and bool(cast.resolve(name))
        if found and found[-1][2] == -1 and (speaks or doc[i + 1].lower_ == "end"):  # not at "[words indistinct]"
            found[-1] = (found[-1][0], found[-1][1], i)
        if speaks:
            found.append((name, close + 1, -1))
    reports = []
    for name, begin, end in found:
        stop = next((k for k in range(begin, len(doc)) if block[k] != block[name.i]), len(doc))
        content = {k for k in range(begin, min(stop, end if end > 0 else stop)) if not doc[k].is_space}
        if len(content) > 3:
            reports.append(Report(frozenset(), content, name, doc[name.i : name.i + 1]))
    return reports


def turns(doc: Doc, cast: Cast, reports: list[Report]) -> list[Report]:
    """`reports` with the turns of a transcript as the words of whoever their labels name; what the page itself asks is its own."""
    labels = {i for turn, _ in cast.turns for i in range(turn.label[0], turn.words[0])}
    kept = [r for r in reports if not r.cue & labels and (r.source is None or r.source.i not in labels)]
    for report in kept:
        report.content -= labels
    for turn, name in cast.turns:
        if turn.role == "asks":
            continue
        begin, end = turn.label
        cue = frozenset(i for i in range(end, turn.words[0]) if not doc[i].is_space)
        content = {i for i in range(*turn.words) if not doc[i].is_space}
        source = doc[name] if name is not None else doc[end - 1]
        kept.append(Report(cue, content, source, doc[begin:end], labelled=True))
    return [r for r in kept if r.content]


def accusers(reports: list[Report], acts: list[Act]) -> list[Report]:
    """`reports` with each `X accused Y of Z` as X saying that Y did Z, whether the model saw a cue there or not."""
    found = list(reports)
    at = {i: r for r in reversed(found) for i in r.cue}
    dropped: set[int] = set()
    for act in acts:
        if act.accusation is None:
            continue
        known = at.get(act.accusation.i)
        if act.accuser is None:
            if act.hedge is not None and known is not None:  # "is suspected of": the subject is accused, and no source
                dropped.add(id(known))
            continue
        content = {t.i for t in act.span} - {act.accusation.i} - {t.i for t in g.phrase(act.accuser)}
        if known is not None and id(known) not in dropped:
            known.content |= content
            known.stated = True
            known.spoken = known.spoken or act.accusation.pos_ == "VERB"  # whoever accuses says so
            if known.source is None:
                known.source, known.source_span = act.accuser, g.phrase(act.accuser)
        else:
            report = Report(frozenset({act.accusation.i}), content, act.accuser, g.phrase(act.accuser))
            found.append(report)
            at[act.accusation.i] = report
    return [r for r in found if id(r) not in dropped]


def quoted(doc: Doc, quotes: Quotations, reports: list[Report]) -> list[Report]:
    """`reports` with `X was quoted by Y as saying`, `Y quoted X as saying` and `X said, as quoted by Y` as Y's word of X's word."""
    at: dict[int, list[Report]] = {}
    for report in reports:
        for i in report.cue:
            at.setdefault(i, []).append(report)
    found: list[Report] = []
    dropped: set[int] = set()
    for verb in doc:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in _QUOTING:
            continue
        passive = g.is_passive(verb)
        says = next(
            (c for c in g.children(verb, "advcl", "xcomp") if g.marker(c) == "as" and c.lower_.endswith("ing")), None
        )
        outer = [n for p, n in g.complements(verb) if p == "by"][:1] or g.agents(verb)[:1]
        if passive and not outer and says is not None:  # "was quoted as saying by the agency"
            outer = [n for p, n in g.complements(says) if p == "by"][:1]
        inner = g.children(verb, "nsubj:pass")[:1] if passive else g.objects(verb)[:1]
        if not inner and says is not None:  # a party that the parser hung on under another name
            nouns = [c for c in verb.children if c.pos_ in {"NOUN", "PROPN", "PRON"} and not g.preposition(c)]
            inner = [c for c in nouns if (c.i < verb.i if passive else verb.i < c.i < says.i)][:1]
        beside = g.marker(verb) == "as" and verb.head.pos_ == "VERB"
        if beside and outer and not inner:  # "said, as quoted by Y"
            clause = {t.i for t in verb.subtree}
            dropped |= {id(r) for r in at.get(verb.i, ())}
            content = {t.i for t in verb.head.subtree} | {i for r in at.get(verb.head.i, ()) for i in r.content}
            found.append(Report(frozenset({verb.i}), content - clause, outer[0], g.phrase(outer[0])))
            continue
        if not inner or (says is None and not (passive and outer and verb.lemma_ == "quote")):
            continue
        known = [r for i in (verb.i, says.i if says is not None else verb.i) for r in at.get(i, ())]
        cue = says if says is not None else verb
        words = governed(doc[cue.i : cue.i + 1])
        if not words:
            words = {i for r in known for i in r.content if i > cue.i or says is None}
            words -= {t.i for t in g.phrase(inner[0])} | {t.i for o in outer for t in g.phrase(o)} | {cue.i}
        words = quotes.whole(words, cue.i)
        if not words:
            continue
        dropped |= {id(r) for r in known}
        told = Report(frozenset({cue.i}), words, inner[0], g.phrase(inner[0]), spoken=True)
        found.append(told)
        if outer:
            content = (
                words
                | {t.i for t in told.source_span or ()}
                | ({t.i for t in says.subtree} if says is not None else set())
            )
            mark = (
                frozenset({verb.i})
                if says is not None
                else frozenset(t.i for t in outer[0].subtree if t.dep_ == "case")
            )
            found.append(
                Report(mark or frozenset({verb.i}), content | told.cue, outer[0], g.phrase(outer[0]), spoken=True)
            )
    return [r for r in reports if id(r) not in dropped] + found


def citing(doc: Doc, reports: list[Report]) -> list[Report]:
    """`reports` with the second source of `X said, citing Y` inside the first."""
    verbs = [
        t for t in doc if t.lemma_.lower() in _CITING and t.lower_.endswith("ing") and t.pos_ == "VERB" and g.objects(t)
    ]
    if not verbs:
        return reports
    marks = {t.i for t in verbs}
    kept = [r for r in reports if not r.cue & marks]
    said: dict[int, list[Report]] = {}
    for report in kept:
        if report.cue and report.source is not None:
            said.setdefault(doc[min(report.cue)].sent.start, []).append(report)
    for verb in verbs:
        source = g.objects(verb)[0]
        clause = {t.i for t in verb.subtree}
        hosts = [r for r in said.get(verb.sent.start, ()) if not r.cue & clause]
        host = min(hosts, key=lambda r: min(abs(verb.i - i) for i in r.cue), default=None)
        content = (host.content if host is not None else {t.i for t in verb.head.subtree}) - clause
        if host is not None:
            host.content |= clause
        if content:
            kept.append(Report(frozenset({verb.i}), content, source, g.phrase(source)))
    return kept


def heard(doc: Doc, reports: list[Report]) -> None:
    """`the guard told state radio`: note the publisher to whom it was said, where the text says that it is an agency or a state's."""
    for report in reports:
        for verb in (doc[i] for i in report.cue if doc[i].lemma_ == "tell"):
            hearers = [o for o in g.children(verb, "obj", "iobj") if o.i > verb.i and is_outlet(o)]
            hearers = [o for o in hearers if {t.lower_ for t in g.phrase(o)} & {"state", "official", "agency"}]
            report.hearer = next(iter(hearers), None)


def shown(doc: Doc, reports: list[Report]) -> list[Report]:
    """`according to a draft seen by the agency`: the paper speaks, and who has seen it passes it on."""
    found: list[Report] = []
    for report in reports:
        if report.source is not None and is_document(report.source) and (reader := seen_by(report.source)) is not None:
            words = {t.i for t in report.source.subtree} | report.content | report.cue
            mark = frozenset(t.i for t in reader.subtree if t.dep_ == "case") or frozenset({reader.i})
            found.append(Report(mark, words, reader, g.phrase(reader)))
    return found


def added(doc: Doc, reports: list[Report]) -> None:
    """`According to X, the raid failed, adding that ...`: who adds is who spoke before in the sentence, not who acts in it."""
    last: Report | None = None
    for report in sorted(reports, key=lambda r: r.key):
        if not report.cue:
            continue
        verb = doc[max(report.cue)]
        here = last is not None and doc[min(last.cue)].sent.start == verb.sent.start
        if here and last is not None and verb.lower_ == "adding" and verb.dep_ != "ROOT":
            report.source, report.source_span = last.source, last.source_span
        elif report.source is not None:
            last = report


def is_nobody(source: Token) -> bool:
    """Whether the words for a source say that there is none (`nobody`, `no official`): what they govern is not stated."""
    return source.lower_ in {"nobody", "none", "nothing"} or any(c.lower_ == "no" for c in g.children(source, "det"))


def orphans(doc: Doc, quotes: Quotations, reports: list[Report]) -> list[Report]:
    """A quotation that nobody is said to speak goes on with the speaker before it in the same or the last paragraph."""
    found: list[Report] = []
    told = sorted((r for r in reports if r.source is not None and r.cue), key=lambda r: max(r.cue))
    held = {i for r in reports for i in r.content}
    last: Report | None = None
    place = 0
    for a, b in quotes.pairs:
        while place < len(told) and max(told[place].cue) < a:
            last = told[place]
            place += 1
        inside = set(range(a + 1, b))
        sentence = doc[a + 1].sent if a + 1 < len(doc) else None
        if b - a < 6 or sentence is None or len(inside) * 3 < len(sentence) * 2 or len(inside & held) * 2 > len(inside):
            continue
        if last is not None and quotes.block[a] - quotes.block[max(last.cue)] <= 1:
            whole = {i for c, d in quotes.run(a) for i in range(c + 1, d)}
            found.append(Report(frozenset(), whole, last.source, last.source_span, running=True))
            held |= whole
    return found
