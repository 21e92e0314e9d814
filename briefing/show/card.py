"""A card an allegation: the sentence of the briefing, the words in their sentence, the ladder, hedges and replies."""

from __future__ import annotations

from briefing.schema import Allegation, Statement
from briefing.show import sentences
from briefing.show.sentences import CERTAINTY_WORDS
from briefing.show.snippets import in_sentence
from briefing.show.table import evidence, place
from briefing.show.tables import RESPONSE_NAME, Subject
from briefing.show.view import Source, View, view
from briefing.show.words import capital, count, escape, listed, shorten

KIND_WORDS = {
    "outlet": "the publisher",
    "named": "named source",
    "unnamed": "source without a name",
    "document": "document",
    "nobody": "no source named",
}


def card(subject: Subject, claim: Allegation, number: int, linked: bool = False) -> str:
    """One allegation as an HTML article. Its heading names the accused and the origin, the rest is evidence."""
    v = view(subject)
    chain = v.chain(claim)
    heading = f"{number}. {capital(listed(v.accused(claim)))}: accused {_origin(v, claim, chain[-1])}"
    shown = _distinct(v, claim)
    statements = [
        f'<p class="bf-statement">{in_sentence(v, s.start, s.end)} {place(v, s.start, s.end, linked)}</p>'
        for s in shown[:3]
    ]
    if len(shown) > 3:
        places = ", ".join(place(v, s.start, s.end, linked) for s in shown[3:])
        statements.append(f'<p class="bf-more">{count(len(shown) - 3, "further statement")}: {places}</p>')
    others = listed([v.name(actor) for actor in claim.others], 6)
    facts = [
        ("Certainty", escape(CERTAINTY_WORDS[claim.certainty])),
        ("Hedges", _hedges(v, claim, linked)),
        *([("Also in it", escape(others))] if others else []),
        ("Reply", _replies(v, claim, linked)),
    ]
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts)
    return (
        f'<article class="bf-card bf-{claim.certainty}" id="allegation-{number}" data-allegation="{escape(claim.id)}">'
        f"<h3>{escape(heading)}</h3>"
        f'<p class="bf-sentence">{escape(sentences.allegation(v, claim))}</p>'
        f"{''.join(statements)}"
        f'<div class="bf-how">{ladder(v, claim, linked)}<dl class="bf-facts">{rows}</dl></div></article>'
    )


def ladder(v: View, claim: Allegation, linked: bool = False) -> str:
    """The chain of one allegation as an ordered list, from the reader inwards, each step with its words."""
    steps = []
    for source in v.chain(claim):
        shown = f" {evidence(v, source.quote.start, source.quote.end, linked=linked)}" if source.quote else ""
        steps.append(
            f'<li class="bf-step bf-step-{source.kind}" data-source="{escape(source.key)}">'
            f'<b>{escape(capital(source.name))}</b> <span class="bf-kind">{KIND_WORDS[source.kind]}</span>{shown}</li>'
        )
    accused = escape(listed([v.name(actor) for actor in claim.accused]))
    steps.append(f'<li class="bf-step bf-step-accused"><b>{accused}</b> <span class="bf-kind">accused</span></li>')
    return f'<ol class="bf-ladder">{"".join(steps)}</ol>'


def cards(subject: Subject, linked: bool = False) -> str:
    """The cards of all allegations in the order of the text; a paragraph that says so if there are none."""
    v = view(subject)
    found = v.analysis.allegations
    if not found:
        return f'<p class="bf-empty">{escape(" ".join(sentences.bottom_line(v)))}</p>'
    return "".join(card(v, claim, number, linked) for number, claim in enumerate(found, start=1))


def text(subject: Subject) -> str:
    """The cards in plain text: one numbered sentence an allegation."""
    v = view(subject)
    found = v.analysis.allegations
    if not found:
        return " ".join(sentences.bottom_line(v))
    return "\n".join(f"{number}. {sentences.allegation(v, claim)}" for number, claim in enumerate(found, start=1))


def _origin(v: View, claim: Allegation, source: Source) -> str:
    """By whom, or where: a document does not accuse, it is written in one."""
    if source.kind == "outlet":
        return f"by {v.article} in its own voice"
    if source.key in claim.accused:
        return "by their own account"
    if source.kind == "document":
        return f"in {shorten(source.phrase, 60)}"
    return "by nobody named" if source.kind == "nobody" else f"by {shorten(source.phrase, 60)}"


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
