"""Parts of the page that are neither table nor figure: head, bottom line, numbers, gaps, method."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.schema import Inspectable
from briefing.show import gaps, sentences
from briefing.show.dates import day_of_year
from briefing.show.measured import figures
from briefing.show.tables import Subject
from briefing.show.terms import INSPECTABLE
from briefing.show.theme import KIND_NAME
from briefing.show.view import View, view
from briefing.show.words import capital, count, escape, isolated, listed, long_date, markup

LIMITS = (
    "Everything here was read by a program from this one text. It misses allegations, finds some that are none, and "
    "takes wrong turns in chains; check each against the text, where its words and places lead.",
    "That an allegation is listed says that the text states it, not that it is true. No likelihood is given and no "
    "source is graded by the program: both are the analyst’s.",
    "Nothing outside the text was looked up, and no date was taken from a clock.",
    "No generative model took part. The program and its language model are named below, with their versions.",
)
MEASURED_ON = "Measured on annotated texts; docs/model-card.md says on which, and what development saw of them"


@dataclass(frozen=True)
class Part:
    """One part: its HTML and the same in plain text."""

    name: str
    html: str
    text: str


def masthead(subject: Subject) -> Part:
    """The marking, the title, and where the text comes from."""
    v = view(subject)
    seed = v.analysis.seed
    facts = [
        ("Published by", v.outlet or "not stated"),
        ("Filed", _filed(v)),
        ("Briefing as of", long_date(v.as_of) if v.as_of else "not stated"),
        ("Seed", f"{seed.name}, {count(len(v.text.split()), 'word')}, SHA-256 {seed.sha256[:16]}…"),
    ]
    title = v.title.strip() or f"Untitled text ({seed.name})"
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{isolated(value)}</dd>" for name, value in facts)
    marking = f'<p class="bf-marking" data-tlp="{escape(v.tlp)}">{escape(v.tlp)}</p>' if v.tlp else ""
    html = f'{marking}<p class="bf-title">{escape(title)}</p><dl class="bf-facts">{rows}</dl>'
    text = "\n".join([*([v.tlp] if v.tlp else []), title, *(f"{name}: {value}" for name, value in facts)])
    return Part("masthead", html, text)


def bottom_line(subject: Subject, linked: bool = False) -> Part:
    """Two to four sentences for a reader in a hurry; with `linked`, the one that cites leads to its card."""
    v = view(subject)
    lines = sentences.bottom_line(v)
    leading = sentences.leading(v)
    html = _paragraphs(lines, "bf-line")
    if linked and leading:
        number = v.analysis.allegations.index(leading) + 1
        shown = [markup(line) for line in lines]
        shown[1] += f' <a class="bf-see" href="#allegation-{number}">No. {number}</a>'
        html = "".join(f'<p class="bf-line">{line}</p>' for line in shown)
    return Part("bottom-line", html, "\n".join(lines))


def load_bearing(subject: Subject, linked: bool = False) -> Part:
    """The source that carries most, in one sentence; with `linked`, it leads to the tree of chains."""
    v = view(subject)
    line = sentences.load_bearing(v)
    see = ' <a class="bf-see" href="#chains">all chains</a>' if linked and v.analysis.allegations else ""
    return Part("load-bearing", f'<p class="bf-line">{markup(line)}{see}</p>', line)


def numbers(subject: Subject, linked: bool = False) -> Part:
    """Three numbers: allegations, independent roots, and how many of them begin at something a reader can look at.

    With `linked`, each leads to the part of the page that it was counted from.
    """
    v = view(subject)
    claims = v.analysis.allegations
    origins = v.lineage.origins()
    accused = v.lineage.replies()
    independent = str(origins.least) if origins.least == origins.most else f"{origins.least}–{origins.most}"
    answered = sum(v.answered(reply) for reply in accused)
    unknown = "" if origins.least == origins.most else "; origins without a name count as possibly one"
    open_to_all, nearest = _nearest(v)
    shown = [
        (str(len(claims)), "allegation" if len(claims) == 1 else "allegations",
         f"against {len(accused)} accused, {_answered(answered)} recorded to have answered"
         if claims else "none was found in this text"),
        (independent if claims else "0", "independent root" if independent == "1" else "independent roots",
         f"distinct origins, not outlets{unknown}" if claims else "nothing to trace"),
        (f"{open_to_all} of {len(claims)}" if claims else "0",
         f"{'rests' if open_to_all == 1 else 'rest'} on inspectable evidence",
         nearest if claims else "no evidence is cited for an allegation"),
    ]  # fmt: skip
    targets = ("accusations", "roots", "register") if linked and claims else ("", "", "")
    html = "".join(
        f'<li><b class="bf-big">{escape(big)}</b> <span class="bf-what">{_leading(what, target)}</span> '
        f'<span class="bf-note">{escape(said)}</span></li>'
        for (big, what, said), target in zip(shown, targets, strict=True)
    )
    text = "\n".join(f"{big} {what} ({said})" for big, what, said in shown)
    return Part("numbers", f'<ul class="bf-numbers">{html}</ul>', text)


def _leading(words: str, target: str) -> str:
    """Words as HTML that lead to a place of the page, if one is named."""
    return f'<a href="#{target}">{escape(words)}</a>' if target else escape(words)


def _nearest(v: View) -> tuple[int, str]:
    """How many allegations begin at a source that lies open to a reader, and the nearest that does, in words."""
    open_to_all = 0
    nearest: dict[str, tuple[int, str, Inspectable]] = {}
    for claim in v.analysis.allegations:
        found = v.lineage.distance(claim)
        if found.nearest.kind == "outlet":
            continue
        open_to_all += found.beyond == 0
        source = v.source(found.nearest)
        nearest.setdefault(source.key, (found.beyond, source.phrase, found.nearest.rung.inspectable))
    if not nearest:
        return 0, "nearest: the article itself; of no source behind it does it say that a reader can look at it"
    beyond, phrase, shown = min(nearest.values(), key=lambda item: item[0])
    return open_to_all, f"nearest: {phrase} ({INSPECTABLE[shown]})" + (
        f", {count(beyond, 'step')} short of the origin" if beyond else ""
    )


def silences(subject: Subject, linked: bool = False) -> Part:
    """What the document does not say."""
    lines = gaps.silences(subject) or ("Nothing that can be checked by this program is missing.",)
    return Part("silences", f"<h3>Not said here</h3>{items(lines, 'bf-silences', linked=linked)}", "\n".join(lines))


def questions(subject: Subject, linked: bool = False) -> Part:
    """What to ask next."""
    lines = gaps.questions(subject)
    if not lines:
        nothing = "No question follows from the chains."
        return Part("questions", f'<h3>To ask next</h3><p class="bf-empty">{nothing}</p>', nothing)
    return Part("questions", f"<h3>To ask next</h3>{items(lines, 'bf-questions', 'ol', linked)}", "\n".join(lines))


def cast(subject: Subject) -> Part:
    """One sentence: how many actors of which kinds."""
    v = view(subject)
    kinds: dict[str, int] = {}
    for actor in v.analysis.actors:
        kinds[KIND_NAME[actor.kind]] = kinds.get(KIND_NAME[actor.kind], 0) + 1
    parts = [f"{number} {_plural(kind, number)}" for kind, number in sorted(kinds.items(), key=lambda i: (-i[1], i[0]))]
    line = f"{capital(count(len(v.analysis.actors), 'actor'))} in this text" + (
        f": {listed(parts, 8)}." if parts else "."
    )
    return Part("cast", _paragraphs((line,), "bf-line"), line)


def method(subject: Subject) -> Part:
    """How this was made, its limits, the measured error of the extractor, versions and the seed's hash."""
    v = view(subject)
    seed, made = v.analysis.seed, v.analysis.provenance
    measured = figures()
    facts = [
        ("Seed", f"{seed.name} ({seed.media_type})"),
        ("SHA-256 of the seed’s file", seed.sha256),
        ("Program", f"briefing {made.version}"),
        ("Language model", made.model),
        ("As of", v.as_of or "not stated"),
    ]
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    if measured:
        body = "".join(
            f'<tr><th scope="row">{escape(name)}</th><td class="bf-number">{escape(value)}</td></tr>'
            for name, value in measured
        )
        error = (
            f'<table class="bf-table"><caption>{MEASURED_ON}</caption><thead><tr>'
            '<th scope="col">What</th><th scope="col" class="bf-number">Measured</th></tr></thead>'
            f"<tbody>{body}</tbody></table>"
        )
        error_text = "; ".join(f"{name} {value}" for name, value in measured)
    else:
        error_text = "The error of this extractor was not measured."
        error = f'<p class="bf-empty">{error_text}</p>'
    html = f'{items(LIMITS, "bf-limits")}{error}<dl class="bf-facts bf-made">{rows}</dl>'
    text = "\n".join([*LIMITS, error_text, *(f"{name}: {value}" for name, value in facts)])
    return Part("method", html, text)


def seed_facts(subject: Subject) -> Part:
    """What is known of the file: headline, publisher, dateline, size, hash."""
    v = view(subject)
    seed = v.analysis.seed
    facts = [
        ("File", f"{seed.name} ({seed.media_type})"),
        ("Headline", v.analysis.seed.title.strip() or "none"),
        ("Publisher", v.outlet or "not stated"),
        ("Dateline", _filed(v)),
        ("Length", f"{count(len(v.text.split()), 'word')} in {count(v.places.paragraphs, 'paragraph')}"),
        ("SHA-256", seed.sha256),
    ]
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    return Part(
        "seed-facts", f'<dl class="bf-facts">{rows}</dl>', "\n".join(f"{name}: {value}" for name, value in facts)
    )


def _filed(v: View) -> str:
    """Place and date of the dateline in words."""
    line = v.analysis.seed.dateline
    if line is None:
        return "not stated"
    day = day_of_year(v)
    date = long_date(line.date) if line.date else f"{day}, year not stated" if day else ""
    return ", ".join(part for part in (line.place, date) if part) or "not stated"


def _answered(number: int) -> str:
    return "none is" if not number else "1 is" if number == 1 else f"{number} are"


def _plural(kind: str, number: int) -> str:
    irregular = {"party": "parties", "international body": "international bodies", "research body": "research bodies",
                 "company": "companies", "person": "persons", "civil society body": "civil society bodies",
                 "state agency": "state agencies"}  # fmt: skip
    return kind if number == 1 else irregular.get(kind, f"{kind}s")


def _paragraphs(lines: tuple[str, ...], name: str) -> str:
    return "".join(f'<p class="{name}">{markup(line)}</p>' for line in lines)


def items(lines: tuple[str, ...], name: str, tag: str = "ul", linked: bool = False) -> str:
    """Lines as an HTML list of this class; with `linked`, numbers of allegations lead to their cards."""
    return f'<{tag} class="{name}">{"".join(f"<li>{markup(line, linked)}</li>" for line in lines)}</{tag}>'
