"""The briefing's own sentences: who says what, through whom. They assert nothing about the world.

Words of the seed stand in quotation marks and are never paraphrased. Around them, only verbs that are as weak as the
statement: *said* for a flat one, *alleged* for a hedged one, *reported a denial* for a negated one. The past tense is
used because it is the same for one source and for many. With the article's own voice and
with nobody's, the sentence says whose it is.
"""

from __future__ import annotations

from briefing.schema import Allegation, Certainty
from briefing.show.evidence import Quote
from briefing.show.view import View
from briefing.show.words import capital, cited, count, flat, listed

VERBS: dict[Certainty, str] = {"asserted": "said", "hedged": "alleged", "negated": "reported a denial"}
CERTAINTY_WORDS: dict[Certainty, str] = {
    "asserted": "put flatly by its origin",
    "hedged": "put in hedged words",
    "negated": "a statement that it did not happen",
}


def main_statement(view: View, claim: Allegation) -> Quote:
    """The statement an allegation is quoted by: the longest one outside the headline, the first of equals."""
    body = [s for s in claim.statements if view.places.block(s.start).kind == "paragraph"] or list(claim.statements)
    chosen = max(body, key=lambda s: (s.end - s.start, -s.start))
    return view.quote(f"a statement of allegation {claim.id}", chosen.start, chosen.end)


def hedge_words(view: View, claim: Allegation, most: int = 3) -> str:
    """The hedges of an allegation, quoted and joined; empty if it has none."""
    words = [flat(view.quote("a hedge", hedge.start, hedge.end).words) for hedge in claim.hedges]
    return listed([cited(word, 60) for word in dict.fromkeys(words)], most)


def who_says(view: View, claim: Allegation) -> str:
    """The chain of an allegation as a clause: `according to Reuters, MEMRI said against X, citing a dossier`."""
    verb = VERBS[claim.certainty]
    negated = claim.certainty == "negated"
    about = f"{'about' if negated else 'against'} {listed([view.short(actor) for actor in claim.accused])}"
    chain = view.chain(claim)
    outlet, behind = chain[0].phrase, chain[1:]
    if not behind:
        return f"{outlet} {verb} {about}, in its own voice"
    if behind[-1].kind == "nobody":
        through = f"according to {outlet}, " if len(behind) > 1 else ""
        carriers = [source.phrase for source in behind[:-1]] or [outlet]
        citing = "".join(f", citing {name}" for name in carriers[1:])
        what = "a denial" if negated else "an allegation"
        comma = "," if citing else ""
        return f"{through}{carriers[0]}{citing}{comma} passed on {what} {about} that is laid at nobody’s door"
    citing = "".join(f", citing {source.phrase}" for source in behind[1:])
    return f"according to {outlet}, {behind[0].phrase} {verb} {about}{citing}"


def allegation(view: View, claim: Allegation, most: int = 240) -> str:
    """One sentence for one allegation, with at most `most` characters of its words."""
    statement = cited(main_statement(view, claim).words, most)
    hedges = hedge_words(view, claim)
    tail = f" (in the words {hedges})" if hedges else ""
    if claim.certainty == "negated":
        tail += " (the statement is that it did not happen)"
    return f"{capital(who_says(view, claim))}: {statement}{tail}."


def leading(view: View) -> Allegation | None:
    """The allegation the article gives most weight, by four plain signs; None if there is none.

    Stated in the headline (3), stated several times (1 each, at most 3), answered (1), stated in the first fifth (1);
    of equals the first.
    """

    def weight(claim: Allegation) -> tuple[int, int]:
        starts = [statement.start for statement in claim.statements]
        top = any(view.places.block(start).kind == "headline" for start in starts)
        early = min(starts) < len(view.text) / 5
        return 3 * top + min(len(starts), 3) + bool(claim.responses) + early, -min(starts)

    return max(view.analysis.allegations, key=weight, default=None)


def load_bearing(view: View) -> str:
    """One sentence: the source that most allegations rest on, and what is left without it."""
    total = len(view.analysis.allegations)
    if not total:
        return "No allegation was found, so none rests on any source."
    bearings = view.lineage.bearings()
    if not bearings:
        own = "in its own voice" if view.lineage.origins().own_voice == total else "in its own voice or nobody’s"
        return f"{capital(view.article)} makes {_all(total)} {own}; no source stands behind any of them."
    best = view.source(bearings[0].source).phrase
    falls = len(bearings[0].falls)
    equals = [view.source(b.source).phrase for b in bearings[1:] if len(b.falls) == falls]
    if falls == total:
        rest = "discount it, and none is left"
        if total == 1:
            return f"The one allegation passes through {best}: {rest}."
        return f"{capital(_all(total))} pass through {best}: {rest}."
    if len(equals) > 2:
        return f"No single source carries more than {falls} of the {total} allegations."
    more = f" (as many rest on {listed(equals, 3)})" if equals else ""
    left = total - falls
    return (
        f"Discount {best}, and {falls} of the {total} allegations "
        f"{'falls' if falls == 1 else 'fall'}{more}; "
        f"{left} {'is' if left == 1 else 'are'} left."
    )


def certainty(view: View) -> str:
    """One sentence: how many allegations are flat, hedged, negated at their origin, and how many accused are heard."""
    claims = view.analysis.allegations
    parts = []
    for kind in ("asserted", "hedged", "negated"):
        number = sum(claim.certainty == kind for claim in claims)
        if number:
            verb = "is" if number == 1 else "are"
            word = {"asserted": "put flatly", "hedged": "put in hedged words", "negated": "denied at the origin"}[kind]
            parts.append(f"{number} {verb} {word}")
    heard = view.lineage.replies()
    answered = sum(view.answered(reply) for reply in heard)
    if len(heard) == 1:
        reply = "a reply of the one accused is recorded" if answered else "no reply of the one accused is recorded"
    elif not answered:
        reply = f"no reply of any of the {len(heard)} accused is recorded"
    else:
        reply = f"a reply is recorded of {answered} of the {len(heard)} accused"
    if len(parts) == 1:
        every = "The one allegation" if len(claims) == 1 else capital(_all(len(claims)))
        return f"{every} {parts[0].split(' ', 1)[1]}; {reply}."
    return f"Of the {len(claims)} allegations {listed(parts)}; {reply}."


def opening(view: View) -> str:
    """One sentence: how many allegations, against how many, and against whom most."""
    claims = view.analysis.allegations
    found = view.lineage.replies()
    who = capital(view.article)
    against = f"{len(found)} accused" if len(found) > 1 else view.name(found[0].actor)
    first = f"{who} carries {count(len(claims), 'allegation')} against {against}"
    if len(found) < 2:
        return f"{first}."
    top = [reply for reply in found if len(reply.allegations) == len(found[0].allegations)]
    if len(top) > 3 or len(claims) < 3 or len(top[0].allegations) == 1:
        return f"{first}: {listed([view.short(reply.actor) for reply in found])}."
    names = listed([view.name(reply.actor) for reply in top])
    each = " each" if len(top) > 1 else ""
    return f"{first}, most often against {names} ({len(found[0].allegations)}{each})."


def bottom_line(view: View) -> tuple[str, ...]:
    """Two or three sentences that a reader in a hurry takes away; each no firmer than the words it rests on."""
    claim = leading(view)
    if claim is None:
        actors, said = len(view.analysis.actors), len(view.analysis.attributions)
        return (
            f"No allegation was found in this text, among {count(actors, 'actor')} and {count(said, 'attribution')}.",
            "That is what the extractor read, not a finding about the world: read the text itself.",
        )
    return (opening(view), allegation(view, claim), certainty(view))


def _all(total: int) -> str:
    return "one allegation" if total == 1 else "both allegations" if total == 2 else f"all {total} allegations"
