"""A card an allegation: the sentence of the briefing, the words in their sentence, the ladder, hedges and replies."""

from __future__ import annotations

from briefing.schema import Allegation, Rung, Statement
from briefing.show import sentences, terms
from briefing.show.sentences import CERTAINTY_WORDS
from briefing.show.snippets import in_sentence
from briefing.show.table import evidence, place
from briefing.show.tables import RESPONSE_NAME, Subject
from briefing.show.times import published, triple
from briefing.show.view import Source, View, view
from briefing.show.words import capital, count, escape, isolated, listed, markup, shorten


def card(subject: Subject, claim: Allegation, number: int, linked: bool = False) -> str:
    """One allegation as an HTML article. Its heading names the accused and the origin, the rest is evidence."""
    v = view(subject)
    chain = v.chain(claim)
    heading = f"{number}. {isolated(capital(listed(v.accused(claim))))}: accused {_origin(v, claim, chain[-1])}"
    shown = _distinct(v, claim)
    statements = [
        f'<p class="bf-statement">{in_sentence(v, s.start, s.end)} {place(v, s.start, s.end, linked)}</p>'
        for s in shown[:3]
    ]
    if len(shown) > 3:
        places = ", ".join(place(v, s.start, s.end, linked) for s in shown[3:])
        statements.append(f'<p class="bf-more">{count(len(shown) - 3, "further statement")}: {places}</p>')
    facts = [
        ("Certainty", escape(CERTAINTY_WORDS[claim.certainty])),
        ("Hedges", _hedges(v, claim, linked)),
        *_company(v, claim),
        *_when(v, claim, linked),
        ("To the evidence", _distance(v, claim)),
        ("Reply", _replies(v, claim, linked)),
        ("Credibility", _credibility(v, claim)),
    ]
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts)
    ways = v.ways(claim)[1:]
    further = "".join(
        f'<p class="bf-way">{"Also" if place == 0 else "And"} by another way: '
        f"{' ← '.join(isolated(source.name) for source in way[1:] or way)}</p>"
        for place, way in enumerate(ways)
    )
    said = "".join(f'<p class="bf-judged bf-note-of">{escape(note)}</p>' for note in v.notes(claim.id))
    return (
        f'<article class="bf-card bf-{claim.certainty}" id="allegation-{number}" data-allegation="{escape(claim.id)}">'
        f"<h3>{heading}</h3>"
        f'<p class="bf-sentence">{markup(sentences.allegation(v, claim))}</p>'
        f"{''.join(statements)}"
        f'<div class="bf-how">{ladder(v, claim, linked)}{further}<dl class="bf-facts">{rows}</dl></div>{said}</article>'
    )


def ladder(v: View, claim: Allegation, linked: bool = False) -> str:
    """The chain of one allegation as an ordered list, from the reader inwards, each step with its words.

    Of every step: how it would know and whether a reader can look at it, with the words that say so, and its stake.
    What the text does not say is said of the origin only.
    """
    steps = []
    chain = v.chain(claim)
    for source, rung in zip(chain, claim.chain, strict=True):
        shown = f" {evidence(v, source.quote.start, source.quote.end, linked=linked)}" if source.quote else ""
        steps.append(
            f'<li class="bf-step bf-step-{source.kind}" data-source="{escape(source.key)}">'
            f'<b>{isolated(capital(source.name))}</b> <span class="bf-kind">{terms.SOURCE_KIND[source.kind]}</span>'
            f"{shown}{_known(v, source, rung, source is chain[-1], linked)}</li>"
        )
    accused = isolated(listed([v.name(actor) for actor in claim.accused]))
    steps.append(f'<li class="bf-step bf-step-accused"><b>{accused}</b> <span class="bf-kind">accused</span></li>')
    return f'<ol class="bf-ladder">{"".join(steps)}</ol>'


def _known(v: View, source: Source, rung: Rung, origin: bool, linked: bool) -> str:
    """What is known of a step beyond its name, on a line of its own."""
    if source.kind in ("outlet", "nobody"):
        return ""
    parts = []
    if rung.access != "unstated" or origin:
        parts.append(f"knows of it: {terms.ACCESS[rung.access]}")
    if rung.inspectable != "unstated" or origin:
        parts.append(f"open to a reader: {terms.INSPECTABLE[rung.inspectable]}")
    words = [evidence(v, span.start, span.end, linked=linked, most=90) for span in rung.evidence[:3]]
    stake = [evidence(v, span.start, span.end, linked=linked, most=90) for span in rung.interest[:3]]
    shown = f" ({', '.join(words)})" if words else ""
    lines = [
        f"{'; '.join(parts) or 'told of it'}{shown}" if parts or words else "",
        f"stake or side: {', '.join(stake)}" if stake else "",
        '<span class="bf-assumed">led back to the source that the story runs on</span>'
        if rung.basis == "running_source"
        else "",
    ]
    return "".join(f'<span class="bf-known">{line}</span>' for line in lines if line)


def cards(subject: Subject, linked: bool = False) -> str:
    """The cards of all allegations in the order of the text; a paragraph that says so if there are none."""
    v = view(subject)
    found = v.analysis.allegations
    if not found:
        return f'<p class="bf-empty">{markup(" ".join(sentences.bottom_line(v)))}</p>'
    return "".join(card(v, claim, number, linked) for number, claim in enumerate(found, start=1))


def text(subject: Subject) -> str:
    """The cards in plain text: one numbered sentence an allegation."""
    v = view(subject)
    found = v.analysis.allegations
    if not found:
        return " ".join(sentences.bottom_line(v))
    return "\n".join(f"{number}. {sentences.allegation(v, claim)}" for number, claim in enumerate(found, start=1))


def _origin(v: View, claim: Allegation, source: Source) -> str:
    """By whom, or where, as HTML: a document does not accuse, it is written in one."""
    if source.kind == "outlet":
        return f"by {isolated(v.article)} in its own voice"
    if source.key in claim.accused:
        return "by their own account"
    if source.kind == "document":
        return f"in {isolated(shorten(source.phrase, 60))}"
    return "by nobody named" if source.kind == "nobody" else f"by {isolated(shorten(source.phrase, 60))}"


def _company(v: View, claim: Allegation) -> list[tuple[str, str]]:
    others = listed([v.name(actor) for actor in claim.others], 6)
    return [("Also in it", isolated(others))] if others else []


def _when(v: View, claim: Allegation, linked: bool) -> list[tuple[str, str]]:
    """When it is said to have happened and where, when it was said, when it was published."""
    times = triple(v, claim)
    happened = ", ".join(evidence(v, q.start, q.end, linked=linked, most=60) for q in times.happened) or "not stated"
    said = evidence(v, times.said.start, times.said.end, linked=linked, most=60) if times.said else "not stated"
    where = ", ".join(evidence(v, span.start, span.end, linked=linked, most=60) for span in claim.where)
    lines = [f"happened: {happened}", f"said: {said}", f"published: {escape(published(times))}"]
    note = f'<br><span class="bf-note">{escape(times.note)}</span>' if times.note else ""
    return [("Times", "<br>".join(lines) + note), *([("Where", where)] if where else [])]


def _distance(v: View, claim: Allegation) -> str:
    """How far a reader can follow the chain, and what stops them."""
    found = v.lineage.distance(claim)
    nearest = v.source(found.nearest)
    if not found.beyond:
        said = "ends in the outlet’s own words" if nearest.kind == "outlet" else "the origin lies open"
        name = "" if nearest.kind == "outlet" else f": {isolated(nearest.name)}"
        return f"{said}{name}"
    who = "the article itself" if nearest.kind == "outlet" else isolated(nearest.name)
    return f"a reader can look at {who}; the origin lies {count(found.beyond, 'step')} beyond"


def _credibility(v: View, claim: Allegation) -> str:
    """The analyst's grade of an allegation, else 6, not judged; a 1 with fewer than two origins is remarked on."""
    given = v.credibility(claim)
    if given is None:
        return '<span class="bf-grade">6</span> <span class="bf-note">not judged</span>'
    said = f'<span class="bf-note">{escape(given.note)}</span>' if given.note else ""
    if given.credibility == "1" and v.lineage.origins([claim]).least < 2:
        said += ' <span class="bf-note">Graded 1, though this text has one origin for it.</span>'
    return (
        f'<span class="bf-judged"><span class="bf-grade">{given.credibility}</span> '
        f"<dfn>{terms.CREDIBILITY[given.credibility]}</dfn> {said}</span>"
    )


def _distinct(v: View, claim: Allegation) -> list[Statement]:
    """The statements of an allegation, of those in one sentence only the longest, in the order of the text."""
    longest: dict[tuple[int, int], Statement] = {}
    for statement in sorted(claim.statements, key=lambda s: (s.start - s.end, s.start)):
        longest.setdefault(v.places.sentence(statement.start, statement.end), statement)
    return sorted(longest.values(), key=lambda s: s.start)


def _hedges(v: View, claim: Allegation, linked: bool) -> str:
    if not claim.hedges:
        return "none found"
    return ", ".join(evidence(v, hedge.start, hedge.end, linked=linked) for hedge in claim.hedges)


def _replies(v: View, claim: Allegation, linked: bool) -> str:
    if not claim.responses:
        return "not recorded in this text"
    return "<br>".join(
        f"{RESPONSE_NAME[response.kind]}: {evidence(v, response.start, response.end, linked=linked)}"
        for response in claim.responses
    )
