"""Attributions by their form alone, which the model is not trained to see: verbs inside reports, accusations, lines, turns."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.actors import Cast
from briefing.analysis.cueing import governed, subject_of
from briefing.analysis.quotations import Quotations
from briefing.analysis.report import Report
from briefing.analysis.speakers import cues, is_document, speakers

_CITING = {"cite", "quote", "credit"}
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
        if entry is None or entry.get("stance") not in _SPOKEN or g.is_unreal(verb) or g.is_negated(verb):
            continue
        span = doc[verb.i : verb.i + 1]
        source = subject_of(span)
        if source is None or not (is_document(source) or cast.resolve(source, create=False) or source.pos_ == "NOUN"):
            continue
        if not g.children(verb, "ccomp") and not (is_document(source) and (g.objects(verb) or g.complements(verb))):
            continue
        words = governed(span) or {t.i for t in verb.subtree} - {t.i for t in g.phrase(source)} - {verb.i}
        found.append(Report(frozenset({verb.i}), quotes.whole(words, verb.i), source, g.phrase(source)))
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
            nouns = [t for t in name if t.pos_ in {"NOUN", "PROPN"}]
            if not nouns or any(t.pos_ in {"VERB", "AUX"} for t in name):
                continue
            head = nouns[-1]
            if is_document(head) or cast.resolve(head) or speakers().compound(head):
                span = doc[name[0].i : name[-1].i + 1]
                found.append(Report(frozenset({line[marks[0]].i}), {t.i for t in content}, head, span))
                break
    return found


def turns(doc: Doc, cast: Cast, block: list[int]) -> list[Report]:
    """Transcripts: `[Draven] We never ...` speaks until the next bracket of its kind or the end of the block."""
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
            if known.source is None:
                known.source, known.source_span = act.accuser, g.phrase(act.accuser)
        else:
            report = Report(frozenset({act.accusation.i}), content, act.accuser, g.phrase(act.accuser))
            found.append(report)
            at[act.accusation.i] = report
    return [r for r in found if id(r) not in dropped]


def cited(doc: Doc, reports: list[Report]) -> list[Report]:
    """`X was quoted by Y as saying` and `X said, citing Y`: the second source, outside or inside the first."""
    found: list[Report] = []
    for report in reports:
        said = [doc[i] for i in sorted(report.cue) if doc[i].pos_ == "VERB"]
        said += [v.head for v in said if v.head.pos_ == "VERB" and v.dep_ in {"advcl", "xcomp"}]
        for verb in said:
            if verb.lemma_ in {"quote", "cite", "report"} and g.is_passive(verb):
                for agent in g.agents(verb)[:1]:
                    subject = g.subjects(verb)
                    if subject and report.source is not None and report.source.i == agent.i:
                        report.source, report.source_span = subject[0], g.phrase(subject[0])
                    content = report.content | set(report.cue) | {t.i for s in subject for t in g.phrase(s)}
                    found.append(Report(frozenset({verb.i}), content, agent, g.phrase(agent)))
            for child in g.children(verb, "advcl"):
                if child.lemma_ in _CITING and not g.is_passive(child):
                    for source in g.objects(child)[:1]:
                        clause = {t.i for t in child.subtree}
                        content = report.content - clause
                        report.content = report.content | clause
                        found.append(Report(frozenset({child.i}), content, source, g.phrase(source)))
    return found


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
            found.append(Report(frozenset(), inside, last.source, last.source_span, running=True))
    return found
