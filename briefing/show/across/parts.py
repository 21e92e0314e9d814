"""Parts of the page across seeds that are neither table nor figure: head, bottom line, numbers, quotations, changes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from briefing.comparison import Comparison, Hit, Quotation
from briefing.show.across import sentences
from briefing.show.across.sentences import RELATION_NAME, Names
from briefing.show.parts import Part
from briefing.show.words import count, escape, isolated, long_date, quoted

LIMITS = (
    "Everything here was read by a program from the papers that were named. A chain that it missed looks like an origin, "
    "and two names that it did not bring together look like two sources.",
    "Sources without a name, outlets that do not say where they have it from, and claims at nobody’s door are not told apart; "
    "they never raise the lower number of origins.",
    "Two origins are told apart by their names. Whether they knew of each other is not in the papers.",
    "Nothing outside the papers was looked up. No likelihood is given and no source is graded: both are the analyst’s.",
)
MOST = 12


def masthead(comparison: Comparison, title: str, tlp: str, as_of: str) -> Part:
    """The marking, the title, and what was compared."""
    dates = [paper.date for paper in comparison.papers if paper.date]
    span = " to ".join(dict.fromkeys(long_date(day) for day in (min(dates), max(dates)))) if dates else "not dated"
    facts = [
        ("Papers", f"{len(comparison.papers):,} of {count(len(comparison.desks), 'outlet')}"),
        ("Published", span),
        ("Briefing as of", long_date(as_of) if as_of else "not stated"),
    ]
    name = title or "Who said it first"
    rows = "".join(f"<dt>{escape(key)}</dt><dd>{escape(value)}</dd>" for key, value in facts)
    marking = f'<p class="bf-marking" data-tlp="{escape(tlp)}">{escape(tlp)}</p>'
    html = f'{marking}<p class="bf-title">{escape(name)}</p><dl class="bf-facts">{rows}</dl>'
    return Part("masthead", html, "\n".join([tlp, name, *(f"{key}: {value}" for key, value in facts)]))


def bottom_line(comparison: Comparison) -> Part:
    """A few sentences for a reader in a hurry."""
    return _lines("bottom-line", sentences.bottom_line(comparison))


def numbers(comparison: Comparison) -> Part:
    """Three numbers of the most carried allegation: papers, outlets, independent origins."""
    if not comparison.claims:
        return _lines("numbers", ("No allegation was found in these papers.",))
    claim = comparison.claims[0]
    copies = {copy.paper for copy in comparison.copies} & {carrier.paper for carrier in claim.carriers}
    bounds = str(claim.least) if claim.least == claim.most else f"{claim.least}–{claim.most}"
    items = [
        (f"{len(claim.carriers):,}", "papers carry it", f"{count(len(copies), 'copy', 'copies')} among them"),
        (f"{claim.outlets:,}", "outlets", f"{claim.echo:g} for each independent origin"),
        (bounds, "independent origins", "grade 1 is refused" if claim.limit.refused else "grade 1 is not refused"),
    ]
    html = "".join(
        f'<li><b class="bf-big">{escape(big)}</b> <span class="bf-what">{escape(what)}</span> '
        f'<span class="bf-note">{escape(note)}</span></li>'
        for big, what, note in items
    )
    text = "\n".join(f"{big} {what} ({note})" for big, what, note in items)
    return Part("numbers", f'<ul class="bf-numbers">{html}</ul>', text)


def routes(comparison: Comparison, most: int = MOST) -> Part:
    """Hidden common origins, circles, and what stands in the way of grade 1, in sentences."""
    names = Names(comparison)
    lines = []
    for claim in comparison.claims[:most]:
        lines += [f"{claim.id}: {sentences.common(names, found)}" for found in claim.common]
        lines += [f"{claim.id}: {sentences.circle(names, found)}" for found in claim.circles]
        lines.append(f"{claim.id}: {sentences.grade(names, claim)}")
    if not lines:
        return _lines("routes", ("No allegation was found, so nothing was traced.",))
    items = "".join(f"<li>{_cited(line)}</li>" for line in lines)
    return Part("routes", f'<ul class="bf-questions">{items}</ul>', "\n".join(lines))


def quotations(comparison: Comparison, most: int = MOST) -> Part:
    """Quotations that several papers print, with every difference marked; those that were changed come first."""
    names = Names(comparison)
    ranked = sorted(comparison.quotations, key=lambda q: all(v.relation == "same" for v in q.versions))
    if not ranked:
        return _lines("quotations", ("No quotation stands in more than one paper.",))
    rows = "".join(row for found in ranked[:most] for row in _versions(names, found))
    more = f" ({count(len(ranked) - most, 'more quotation')} left out)" if len(ranked) > most else ""
    caption = f"Quotations in several papers, those that were changed first{more}"
    html = (
        f'<table class="bf-table"><caption>{caption}</caption><thead><tr><th scope="col">Speaker</th>'
        '<th scope="col">In quotation marks</th><th scope="col">Printed by</th><th scope="col">Beside the first</th>'
        f"</tr></thead><tbody>{rows}</tbody></table>"
    )
    lines = [line for found in ranked[:most] for line in sentences.quotation(names, found)]
    return Part("quotations", html, "\n".join([caption, *lines]))


def _versions(names: Names, found: Quotation) -> list[str]:
    """A row a version; the speaker stands beside the first one."""
    first, *_ = found.versions
    rows = []
    for version in found.versions:
        speaker = (names.party(found.speaker) if found.speaker else "not known") if version is first else ""
        marked = version.relation in ("cut", "altered")
        shown = _marked(first.words, version.words) if marked else escape(quoted(version.words)[1:-1])
        relation = "" if version is first else RELATION_NAME[version.relation]
        rows.append(
            f'<tr><th scope="row">{isolated(speaker)}</th><td><q class="bf-quote">{shown}</q></td>'
            f"<td>{isolated(names.paper(version.paper))}</td><td>{escape(relation)}</td></tr>"
        )
    return rows


def _marked(was: str, now: str) -> str:
    """The second text with what it leaves out of the first struck, and what it has instead underlined."""
    old, new = was.split(), now.split()
    out = []
    matcher = difflib.SequenceMatcher(None, [_bare(w) for w in old], [_bare(w) for w in new], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            out.append(escape(" ".join(new[j1:j2])))
            continue
        if i1 != i2:
            out.append(f"<del>{escape(' '.join(old[i1:i2]))}</del>")
        if j1 != j2:
            out.append(f"<ins>{escape(' '.join(new[j1:j2]))}</ins>")
    return " ".join(out)


def _bare(word: str) -> str:
    return word.strip(".,;:!?\"'“”‘’").casefold()


def hits(words: str, found: Sequence[Hit], most: int = MOST) -> Part:
    """Places that hold the words that were looked for, with these in bold."""
    if not words.strip():
        return _lines("hits", ("No words were looked for.",))
    if not found:
        return _lines("hits", (f"No sentence holds {quoted(words)}.",))
    rows, text = [], []
    for hit in found[:most]:
        about = ", ".join(part for part in (hit.outlet or hit.paper, long_date(hit.date) if hit.date else "") if part)
        rows.append(
            f'<li><q class="bf-quote">{_bold(hit.words, hit.marks)}</q> <span class="bf-place">{isolated(about)}</span></li>'
        )
        text.append(f"{about}: {hit.words}")
    return Part("hits", f'<ul class="bf-questions">{"".join(rows)}</ul>', "\n".join(text))


def _bold(words: str, marks: Sequence[tuple[int, int]]) -> str:
    out, at = [], 0
    for start, end in marks:
        if start >= at:
            out += [escape(words[at:start]) if words[at:start].strip() else words[at:start],
                    f"<strong>{escape(words[start:end])}</strong>"]  # fmt: skip
            at = end
    return "".join([*out, escape(words[at:])])


def method(comparison: Comparison) -> Part:
    """Limits, and the papers with their hashes."""
    limits = "".join(f"<li>{escape(line)}</li>" for line in LIMITS)
    shown = comparison.papers[:60]
    rows = "".join(
        f'<tr><th scope="row">{escape(paper.id)}</th><td>{isolated(paper.name)}</td><td>{escape(paper.sha256[:16])}…</td></tr>'
        for paper in shown
    )
    more = f" ({len(comparison.papers) - len(shown):,} more left out)" if len(comparison.papers) > len(shown) else ""
    table = (
        f'<table class="bf-table"><caption>Papers and the hashes of their files{more}</caption><thead><tr>'
        '<th scope="col">No.</th><th scope="col">Seed</th><th scope="col">SHA-256</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )
    text = "\n".join([*LIMITS, *(f"{paper.id} {paper.name} {paper.sha256}" for paper in shown)])
    return Part("method", f'<ul class="bf-limits">{limits}</ul>{table}', text)


def _lines(name: str, lines: Sequence[str]) -> Part:
    return Part(name, "".join(f'<p class="bf-line">{_cited(line)}</p>' for line in lines), "\n".join(lines))


def _cited(line: str) -> str:
    """A sentence as HTML, the words of a paper in it as a quotation."""
    found = re.fullmatch(r"([^“]*)“(.*)”([^”]*)", line)
    if found is None:
        return escape(line)
    before, words, after = (escape(part) for part in found.groups())
    return f'{before}<q class="bf-quote">{words}</q>{after}'
