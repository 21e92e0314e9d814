"""Every source with its descriptor, as ICS 206-01 asks for one: who it is, how it would know, whether it can be looked at.

Reliability (A to F) and credibility (1 to 6) of the Admiralty code are kept apart and are the analyst's alone; what
nobody judged is F and 6.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from briefing.lineage import NOBODY_KEY, OUTLET_KEY, Step
from briefing.schema import Access, Inspectable, SourceGrade, Span
from briefing.show import terms
from briefing.show.dates import filed
from briefing.show.table import evidence
from briefing.show.theme import KIND_NAME
from briefing.show.view import Source, View
from briefing.show.words import capital, count, escape, isolated, listed


@dataclass
class Descriptor:
    """One source: what the text says of it on all chains together, and what rests on it.

    `carries` and `falls` are ids of allegations: those on one of whose ways it stands, and those that fall without it.
    """

    source: Source
    carries: list[str] = field(default_factory=list)
    falls: tuple[str, ...] = ()
    origin_of: tuple[str, ...] = ()
    access: Access = "unstated"
    inspectable: Inspectable = "unstated"
    evidence: list[Span] = field(default_factory=list)
    interest: list[Span] = field(default_factory=list)
    grade: SourceGrade | None = None


def descriptors(v: View) -> tuple[Descriptor, ...]:
    """The outlet, then every source behind it, those that carry most first; claims of nobody have no source."""
    steps: dict[str, list[Step]] = defaultdict(list)
    carries: dict[str, list[str]] = defaultdict(list)
    for claim in v.analysis.allegations:
        for step in (step for way in v.lineage.ways(claim) for step in way if step.key != NOBODY_KEY):
            steps[step.key].append(step)
            if claim.id not in carries[step.key]:
                carries[step.key].append(claim.id)
    bearings = {bearing.source.key: bearing for bearing in v.lineage.bearings()}
    found = []
    for key in (*([OUTLET_KEY] if OUTLET_KEY in steps else []), *bearings):
        made = Descriptor(v.source(steps[key][0]), carries[key], grade=v.reliability(key))
        if key in bearings:
            made.falls, made.origin_of = bearings[key].falls, bearings[key].origin_of
        for step in steps[key]:
            if made.access == "unstated":
                made.access = step.rung.access
            if made.inspectable == "unstated":
                made.inspectable = step.rung.inspectable
            made.evidence += [span for span in step.rung.evidence if span not in made.evidence]
            made.interest += [span for span in step.rung.interest if span not in made.interest]
        found.append(made)
    return tuple(found)


def table(v: View, linked: bool = False) -> str:
    """The register of sources as HTML."""
    found = descriptors(v)
    if not found:
        return '<p class="bf-empty">No allegation was found, so no source was read for one.</p>'
    total = len(v.analysis.allegations)
    rows = "".join(
        f'<tr data-source="{escape(item.source.key)}"><th scope="row">{isolated(capital(item.source.name))}'
        f'<span class="bf-kind">{escape(_kind(v, item.source))}</span></th>'
        f"<td>{_described(v, item, linked)}</td>"
        f'<td class="bf-number">{len(item.carries)} of {total}</td>'
        f"<td>{grade(item.grade)}</td></tr>"
        for item in found
    )
    return (
        '<table class="bf-table bf-register"><caption>Sources, as this text describes them</caption><thead><tr>'
        '<th scope="col">Source</th><th scope="col">What the text says of it</th>'
        '<th scope="col" class="bf-number">Carries</th><th scope="col">Reliability</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def grade(given: SourceGrade | None) -> str:
    """The reliability of a source as HTML: the analyst's letter and reason, else F, not judged."""
    if given is None:
        return '<span class="bf-grade">F</span> <span class="bf-note">not judged</span>'
    said = f'<span class="bf-note">{escape(given.note)}</span>' if given.note else ""
    return (
        f'<span class="bf-judged"><span class="bf-grade">{given.reliability}</span> '
        f"<dfn>{terms.RELIABILITY[given.reliability]}</dfn> {said}</span>"
    )


def summary(v: View) -> tuple[str, ...]:
    """The source summary statement: strengths, weaknesses, what matters most, gaps; one sentence each."""
    found = [item for item in descriptors(v) if item.source.kind != "outlet"]
    if not v.analysis.allegations:
        return ("This briefing rests on one text, which holds no allegation; no source was weighed.",)
    named = [item for item in found if item.source.kind == "named"]
    documents = [item for item in found if item.source.kind == "document"]
    unnamed = [item for item in found if item.source.kind == "unnamed"]
    kinds = [
        count(len(group), noun, plural)
        for group, noun, plural in (
            (named, "named source", ""),
            (documents, "document", ""),
            (unnamed, "source without a name", "sources without a name"),
        )
        if group
    ]
    stated = f"{listed(kinds)} behind it" if kinds else "no source behind it"
    lines = [f"This briefing rests on one text, republished here in full, and on {stated}; nothing else was consulted."]
    within = [item for item in found if item.inspectable in ("public", "published_elsewhere")]
    if within:
        lines.append(f"Open to a reader {'is' if len(within) == 1 else 'are'} {_names(within)}.")
    else:
        lines.append("Of no source does the text say that a reader can look at it.")
    knowing = [item for item in found if item.access in ("saw", "took_part", "document")]
    if knowing:
        lines.append(f"Said to know at first hand or from papers: {_names(knowing)}.")
    distant = [
        item for item in found if item.access in ("hearsay", "intelligence", "confession_in_custody", "inference")
    ]
    if distant:
        said = listed([f"{item.source.phrase} ({terms.ACCESS[item.access]})" for item in distant], 5)
        lines.append(f"At one remove or more: {said}.")
    silent = [item for item in found if item.access == "unstated"]
    if silent:
        lines.append(f"The text does not say how {_names(silent)} would know.")
    if interested := [item for item in found if item.interest]:
        lines.append(f"A stake or side is stated of {_names(interested)}.")
    graded = sum(item.grade is not None for item in descriptors(v))
    lines.append(
        f"The analyst graded {graded} of {count(len(found) + 1, 'source')}."
        if graded
        else "No source was graded: reliability stands at F and credibility at 6 throughout."
    )
    return tuple(lines)


def assumptions(v: View) -> tuple[str, ...]:
    """What this reading takes for granted, one sentence each."""
    lines = ["Sources count as different when their names differ; two names can still hide one origin."]
    origins = v.lineage.origins()
    unknown = len(origins.unnamed) + origins.unattributed
    if unknown > 1 or (unknown and origins.known):
        lines.append("Origins without a name count as possibly the same, and as possibly one of the named.")
    running = [
        number
        for number, claim in enumerate(v.analysis.allegations, start=1)
        if any(rung.basis == "running_source" for way in (claim.chain, *claim.ways) for rung in way)
    ]
    if running:
        which = listed([str(number) for number in running], 8)
        lines.append(
            "Words such as “it added” are led back to the source that the story runs on: "
            f"{count(len(running), 'allegation')} (No. {which})."
        )
    lines.append(
        "A date without a year is taken for the last such day before the filing date, and said to be worked out."
        if filed(v)
        else "A date without a year stays without one, since the text does not say when it was filed."
    )
    return tuple(lines)


def alternatives(v: View) -> tuple[str, ...]:
    """Other readings of the same text, and what would change the picture; each follows from counting."""
    claims = v.analysis.allegations
    if not claims:
        return ()
    lines = []
    origins = v.lineage.origins()
    if origins.least < origins.most:
        lines.append(
            f"If the origins without a name are one person, or one of the named, {count(origins.least, 'origin')} "
            f"{'is' if origins.least == 1 else 'are'} left of {origins.most}."
        )
    firm = [claim for claim in claims if claim.certainty == "asserted"]
    if 0 < len(firm) < len(claims):
        lines.append(f"Without what is hedged or negated, {len(firm)} of {count(len(claims), 'allegation')} stand.")
    nameless = {step.key for step, _ in v.lineage.unnamed()}
    fallen = v.lineage.fallen(nameless)
    if fallen:
        left = len(claims) - len(fallen)
        lines.append(f"Without the sources that have no name, {left} of {count(len(claims), 'allegation')} stand.")
    bearings = v.lineage.bearings()
    if bearings and bearings[0].falls and (len(bearings) == 1 or len(bearings[0].falls) > len(bearings[1].falls)):
        best = v.source(bearings[0].source).phrase
        number = len(bearings[0].falls)
        verb = "rests" if number == 1 else "rest"
        resting = "every allegation rests" if number == len(claims) else f"{count(number, 'allegation')} {verb}"
        lines.append(f"A second account that does not pass through {best} would change most: {resting} on it.")
    return tuple(lines)


def _names(items: list[Descriptor]) -> str:
    return listed([item.source.phrase for item in items], 5)


def _kind(v: View, source: Source) -> str:
    actor = v.actors.get(source.key)
    return KIND_NAME[actor.kind] if actor else terms.SOURCE_KIND[source.kind]


def _described(v: View, item: Descriptor, linked: bool) -> str:
    """What the text says of a source, as a list of facts."""
    facts = []
    if item.source.kind == "outlet":
        return (
            "<p>The article itself, kept whole below with its hash. It is read here as it was handed in; whether it is "
            "an original or a reprint is not stated.</p>"
        )
    if item.source.quote:
        quote = item.source.quote
        facts.append(("Described as", evidence(v, quote.start, quote.end, linked=linked)))
    facts.append(("How it would know", escape(terms.ACCESS[item.access])))
    shown = escape(terms.INSPECTABLE[item.inspectable])
    facts.append(("Open to a reader", shown))
    if item.evidence:
        words = ", ".join(evidence(v, span.start, span.end, linked=linked, most=100) for span in item.evidence[:4])
        facts.append(("Said in the words", words))
    interest = ", ".join(evidence(v, span.start, span.end, linked=linked, most=100) for span in item.interest[:4])
    facts.append(("Stake or side", interest or "none stated"))
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts)
    return f'<dl class="bf-facts">{rows}</dl>'
