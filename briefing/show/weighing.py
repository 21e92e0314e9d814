"""Parts of the page that weigh: independent roots, circles, sources, assumptions, hedge drift, the analyst's layer."""

from __future__ import annotations

from briefing.schema import Allegation, Correction
from briefing.show import register, sentences
from briefing.show.circles import circles
from briefing.show.drifts import PARTS, drifts, judged
from briefing.show.parts import Part, items
from briefing.show.table import evidence
from briefing.show.tables import Subject
from briefing.show.theme import CERTAINTY_NAME
from briefing.show.view import View, view
from briefing.show.words import capital, count, escape, isolated, listed, markup

_DONE = {
    "merge": "Merged",
    "split": "Split off",
    "rename": "Renamed",
    "kind": "Kind set of",
    "reject": "Took out",
    "add": "Added",
    "edit": "Changed",
}
# What three kinds of words on the page look like, as ICD 203 asks to tell them apart.
VOICES = (
    ("reported", "what the text says, in its words or counted from them"),
    ("assumed", "what this reading takes for granted"),
    ("judged", "what the analyst graded, corrected or noted"),
)


def roots(subject: Subject, linked: bool = False) -> Part:
    """Independent roots: the origins by kind, the bounds of their number, and what runs in a circle."""
    v = view(subject)
    origins = v.lineage.origins()
    if not v.analysis.allegations:
        nothing = "No allegation was found, so there is no origin to count."
        return Part("roots", f'<p class="bf-empty">{nothing}</p>', nothing)
    groups = [
        ("Named", origins.named),
        ("Documents", origins.documents),
        ("Without a name", origins.unnamed),
    ]
    rows = [(name, [v.source(step).name for step in steps]) for name, steps in groups if steps]
    bounds = str(origins.least) if origins.least == origins.most else f"between {origins.least} and {origins.most}"
    lead = (
        f"The allegations have {bounds} independent {'root' if bounds == '1' else 'roots'}: "
        "origins are counted, never outlets, and those without a name count as possibly one and the same."
    )
    facts = "".join(
        f"<dt>{name}</dt><dd>{', '.join(isolated(capital(item)) for item in names)}</dd>" for name, names in rows
    )
    if origins.own_voice:
        facts += f"<dt>The outlet’s own voice</dt><dd>{count(origins.own_voice, 'allegation')}</dd>"
    if origins.unattributed:
        facts += f"<dt>Nobody named</dt><dd>{count(origins.unattributed, 'allegation')}</dd>"
    found = circles(v)
    circle = (
        "".join(
            f"<li>{markup(item.sentence, linked)}"
            + (f" {evidence(v, item.words.start, item.words.end, linked=linked)}" if item.words else "")
            + "</li>"
            for item in found
        )
        or "<li>No chain comes back to a source that stands on it already, and the text ties no two origins together.</li>"
    )
    html = (
        f'<h3 id="roots">Independent roots</h3><p>{escape(lead)}</p><dl class="bf-facts">{facts}</dl>'
        f'<h3>Circles inside the document</h3><ul class="bf-circles">{circle}</ul>'
    )
    text = "\n".join([lead, *(f"{name}: {listed(names, 12)}" for name, names in rows), *(c.sentence for c in found)])
    return Part("roots", html, text)


def sources(subject: Subject, linked: bool = False) -> Part:
    """The source summary statement and the register: every source with its descriptor and its reliability."""
    v = view(subject)
    lines = register.summary(v)
    html = (
        f'<h3>Source summary</h3><p class="bf-summary">{markup(" ".join(lines))}</p>'
        f'<h3 id="register">Register of sources</h3>{register.table(v, linked)}'
    )
    return Part("sources", html, "\n".join(lines))


def reading(subject: Subject, linked: bool = False) -> Part:
    """What this reading takes for granted, and how the same text can be read otherwise."""
    v = view(subject)
    taken, other = register.assumptions(v), register.alternatives(v)
    html = f"<h3>Taken for granted</h3>{items(taken, 'bf-assumed')}"
    if other:
        html += f"<h3>Read otherwise</h3>{items(other, 'bf-alternatives')}"
    return Part("reading", html, "\n".join((*taken, *other)))


def drift(subject: Subject, linked: bool = False) -> Part:
    """Hedge drift: for each allegation that several parts of the text state, how firmly each does."""
    v = view(subject)
    found = drifts(v)
    if not found:
        told = (
            "No allegation is stated in two of headline, lead and body, so there is nothing to compare."
            if judged(v) or not v.analysis.allegations
            else "Statements were not judged one by one, so headline, lead and body are not compared."
        )
        return Part("drift", f'<h3>Headline, lead and body</h3><p class="bf-empty">{told}</p>', told)
    numbers = {claim.id: number for number, claim in enumerate(v.analysis.allegations, start=1)}
    rows, lines = [], []
    for item in found:
        number = numbers[item.claim.id]
        cells = []
        for part in PARTS:
            statement = item.firmest.get(part)
            if statement is None or statement.certainty is None:
                cells.append('<td><span class="bf-none">not there</span></td>')
            else:
                words = evidence(v, statement.start, statement.end, linked=linked, most=90)
                cells.append(
                    f'<td class="bf-{statement.certainty}"><b>{CERTAINTY_NAME[statement.certainty]}</b> {words}</td>'
                )
        said = (
            "; ".join(f"{before} firmer than {after}" for before, after in item.upgrades)
            if item.upgrades
            else "no upgrade"
        )
        flag = f'<td class="bf-upgrade"><b>{said}</b></td>' if item.upgrades else f"<td>{said}</td>"
        label = f'<a href="#allegation-{number}">No. {number}</a>' if linked else f"No. {number}"
        rows.append(f'<tr><th scope="row">{label}</th>{"".join(cells)}{flag}</tr>')
        lines.append(f"No. {number}: {said}")
    up = sum(bool(item.upgrades) for item in found)
    lead = (
        f"{capital(count(up, 'allegation'))} {'is' if up == 1 else 'are'} put more firmly further up in the text than below."
        if up
        else "No allegation is put more firmly further up in the text than below."
    )
    html = (
        f'<h3>Headline, lead and body</h3><p>{lead}</p><table class="bf-table bf-drift">'
        "<caption>How firmly each part of the text states the same</caption><thead><tr>"
        '<th scope="col">Allegation</th><th scope="col">Headline</th><th scope="col">Lead</th>'
        f'<th scope="col">Body</th><th scope="col">Drift</th></tr></thead><tbody>{"".join(rows)}</tbody></table>'
    )
    return Part("drift", html, "\n".join([lead, *lines]))


def voice_key(subject: Subject) -> Part:
    """How reported, assumed and judged are told apart; whether an analyst has judged anything."""
    v = view(subject)
    layer = v.analysis.analyst
    shown = [(name, said) for name, said in VOICES if name != "judged" or layer]
    tail = "" if layer else " No analyst has graded, corrected or noted anything yet."
    listed_items = "".join(f'<li><span class="bf-{name}">{name}</span>: {escape(said)}</li>' for name, said in shown)
    text = "; ".join(f"{name}: {said}" for name, said in shown) + "." + tail
    rest = f'<li class="bf-note">{tail.strip()}</li>' if tail else ""
    return Part("voices-key", f'<ul class="bf-voices">{listed_items}{rest}</ul>', text)


def analyst(subject: Subject) -> Part:
    """What the analyst changed, took out and noted on the whole; that nobody did, where nobody did."""
    v = view(subject)
    layer = v.analysis.analyst
    if layer is None:
        nothing = "No analyst has corrected this reading: it stands as the program made it."
        return Part("analyst", f'<h3>The analyst’s layer</h3><p class="bf-empty">{nothing}</p>', nothing)
    changed = [_correction(v, item) for item in layer.corrections]
    taken_out = [_rejected(v, claim) for claim in layer.rejected]
    remarks = [escape(note) for note in v.notes("")]
    blocks = []
    for title, lines in (("Noted", remarks), ("Corrected", changed), ("Taken out", taken_out)):
        if lines:
            blocks.append(f"<h4>{title}</h4><ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>")
    graded = len(layer.reliability) + len(layer.credibility)
    lead = (
        f"The analyst’s file (SHA-256 {layer.sha256[:16]}…) holds {count(len(layer.corrections), 'correction')}, "
        f"{count(graded, 'grade')} and {count(len(layer.notes), 'note')}; {count(len(layer.rejected), 'allegation')} "
        f"{'was' if len(layer.rejected) == 1 else 'were'} taken out."
    )
    html = f'<h3>The analyst’s layer</h3><div class="bf-judged"><p>{escape(lead)}</p>{"".join(blocks)}</div>'
    return Part("analyst", html, lead)


def _correction(v: View, item: Correction) -> str:
    """One correction as HTML: what was changed, from what to what, and why."""
    was, now = item.was.replace("_", " "), item.now.replace("_", " ")
    change = f" from {isolated(was)}" if was else ""
    change += f" to {isolated(now)}" if now else ""
    if was == now:
        change = f": {isolated(now)}, as the program has it by now"
    if item.entry == "reject":
        change = ""  # what was taken out stands below, in its words
    why = f' <span class="bf-note">{escape(item.note)}</span>' if item.note else ""
    field = f": {escape(item.field)}" if item.entry in ("add", "edit") else ""
    return f"{_DONE[item.entry]} {isolated(_target(v, item.target))}{field}{change}.{why}"


def _target(v: View, target: str) -> str:
    """An actor's name, the number of an allegation, the words of one that was taken out."""
    if target in v.actors:
        return v.name(target)
    for number, claim in enumerate(v.analysis.allegations, start=1):
        if claim.id == target:
            return f"No. {number}"
    for claim in v.analysis.analyst.rejected if v.analysis.analyst else ():
        if claim.id == target:
            return sentences.main_statement(v, claim).words
    return target


def _rejected(v: View, claim: Allegation) -> str:
    """An allegation that the analyst took out, as the program had it."""
    accused = listed([v.short(actor) for actor in claim.accused if actor in v.actors])
    said = sentences.main_statement(v, claim)
    return f"Against {isolated(accused or 'somebody who was taken out as well')}: {evidence(v, said.start, said.end)}"
