"""Parts of the page that are neither table nor figure: head, bottom line, numbers, gaps, method."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.schema import Dateline
from briefing.show import gaps, sentences
from briefing.show.measured import figures
from briefing.show.tables import Subject
from briefing.show.theme import KIND_NAME
from briefing.show.view import view
from briefing.show.words import capital, count, escape, listed, long_date

LIMITS = (
    "Everything here was read by a program from this one text. It misses allegations, finds some that are none, and "
    "takes wrong turns in chains; the text stands below so that each can be checked.",
    "That an allegation is listed says that the text states it, not that it is true. No likelihood is given and no "
    "source is graded: both are the analyst’s.",
    "Sources count as different when their names differ. Two names may hide one origin.",
    "Nothing outside the text was looked up, and no date was taken from a clock.",
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
    line = seed.dateline
    facts = [
        ("Published by", v.outlet or "not stated"),
        ("Filed", _filed(line)),
        ("Briefing as of", long_date(v.as_of) if v.as_of else "not stated"),
        ("Seed", f"{seed.name}, {count(len(v.text.split()), 'word')}, SHA-256 {seed.sha256[:16]}…"),
    ]
    title = v.title.strip() or f"Untitled text ({seed.name})"
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    marking = f'<p class="bf-marking" data-tlp="{escape(v.tlp)}">{escape(v.tlp)}</p>' if v.tlp else ""
    html = f'{marking}<p class="bf-title">{escape(title)}</p><dl class="bf-facts">{rows}</dl>'
    text = "\n".join([*([v.tlp] if v.tlp else []), title, *(f"{name}: {value}" for name, value in facts)])
    return Part("masthead", html, text)


def bottom_line(subject: Subject) -> Part:
    """Two to four sentences for a reader in a hurry."""
    lines = sentences.bottom_line(view(subject))
    return Part("bottom-line", _paragraphs(lines, "bf-line"), "\n".join(lines))


def load_bearing(subject: Subject) -> Part:
    """The source that carries most, in one sentence."""
    line = sentences.load_bearing(view(subject))
    return Part("load-bearing", _paragraphs((line,), "bf-line"), line)


def numbers(subject: Subject) -> Part:
    """Three numbers: allegations, independent origins, named sources; each with a line that says what was counted."""
    v = view(subject)
    claims = v.analysis.allegations
    origins = v.lineage.origins()
    accused = v.lineage.replies()
    independent = str(origins.least) if origins.least == origins.most else f"{origins.least}–{origins.most}"
    sources = [bearing.source for bearing in v.lineage.bearings()]
    named = [source for source in sources if source.kind in ("named", "document")]
    answered = sum(bool(reply.responses) for reply in accused)
    range_note = "" if origins.least == origins.most else "; those without a name may be one and the same"
    if origins.documents:
        document = v.source(origins.documents[0])
        steps = min(v.lineage.depth(c) for c in claims if v.chain(c)[-1].key == document.key)
        nearest = f"nearest to evidence: {document.phrase}, {count(steps, 'step')} behind the outlet"
    else:
        nearest = "no chain ends in a document"
    items = [
        (str(len(claims)), "allegation" if len(claims) == 1 else "allegations",
         f"against {len(accused)} accused, {_answered(answered)} recorded to have answered"
         if claims else "none was found in this text"),
        (independent if claims else "0", "independent origin" if independent == "1" else "independent origins",
         f"distinct names, not outlets{range_note}" if claims else "nothing to trace"),
        (f"{len(named)} of {len(sources)}" if sources else "0", "named sources and documents",
         nearest if claims else "no source stands behind an allegation"),
    ]  # fmt: skip
    html = "".join(
        f'<li><b class="bf-big">{escape(big)}</b> <span class="bf-what">{escape(what)}</span> '
        f'<span class="bf-note">{escape(said)}</span></li>'
        for big, what, said in items
    )
    text = "\n".join(f"{big} {what} ({said})" for big, what, said in items)
    return Part("numbers", f'<ul class="bf-numbers">{html}</ul>', text)


def silences(subject: Subject) -> Part:
    """What the document does not say."""
    lines = gaps.silences(subject) or ("Nothing that can be checked by this program is missing.",)
    return Part("silences", _items(lines, "bf-silences"), "\n".join(lines))


def questions(subject: Subject) -> Part:
    """What to ask next."""
    lines = gaps.questions(subject)
    if not lines:
        nothing = "No question follows from the chains."
        return Part("questions", f'<p class="bf-empty">{nothing}</p>', nothing)
    return Part("questions", _items(lines, "bf-questions", "ol"), "\n".join(lines))


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
    html = f'{_items(LIMITS, "bf-limits")}{error}<dl class="bf-facts">{rows}</dl>'
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
        ("Dateline", _filed(seed.dateline)),
        ("Length", f"{count(len(v.text.split()), 'word')} in {count(v.places.paragraphs, 'paragraph')}"),
        ("SHA-256", seed.sha256),
    ]
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    return Part(
        "seed-facts", f'<dl class="bf-facts">{rows}</dl>', "\n".join(f"{name}: {value}" for name, value in facts)
    )


def _filed(line: Dateline | None) -> str:
    """Place and date of a dateline in words."""
    if line is None:
        return "not stated"
    return ", ".join(part for part in (line.place, long_date(line.date) if line.date else None) if part) or "not stated"


def _answered(number: int) -> str:
    return "none is" if not number else "1 is" if number == 1 else f"{number} are"


def _plural(kind: str, number: int) -> str:
    irregular = {"party": "parties", "international body": "international bodies", "research body": "research bodies",
                 "company": "companies", "person": "persons", "civil society body": "civil society bodies",
                 "state agency": "state agencies"}  # fmt: skip
    return kind if number == 1 else irregular.get(kind, f"{kind}s")


def _paragraphs(lines: tuple[str, ...], name: str) -> str:
    return "".join(f'<p class="{name}">{escape(line)}</p>' for line in lines)


def _items(lines: tuple[str, ...], name: str, tag: str = "ul") -> str:
    return f'<{tag} class="{name}">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</{tag}>'
