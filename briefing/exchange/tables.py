"""An analysis as flat tables, one row a fact, each with its offsets and its words: what CSV, Parquet and Excel write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.lineage import Lineage
from briefing.params import Parameters
from briefing.schema import Allegation, Analysis, Span

Cell = str | int | None
Row = tuple[Cell, ...]
BETWEEN = " | "  # joins several words in one cell


@dataclass(frozen=True)
class Table:
    """A named table. `integers` are the names of the columns that hold integers; all others hold text; any may be empty."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    integers: frozenset[str] = frozenset()


_PLACE = ("start", "end", "words")
_NUMBERS = frozenset({"start", "end", "mentions", "way", "step", "steps", "ways"})


def tables(analysis: Analysis, parameters: Parameters) -> tuple[Table, ...]:
    """All tables of an analysis; a table without rows is there too, so that readers can rely on the set.

    Offsets are half-open character offsets into the seed's text; `words` are the characters there. Cells that hold
    several words or ids hold them in the order of the text, with ` | ` between.
    """
    return tuple(
        Table(name, columns, tuple(rows), _NUMBERS & set(columns))
        for name, columns, rows in (
            _seed(analysis, parameters),
            _actors(analysis),
            _mentions(analysis),
            _ties(analysis),
            _attributions(analysis),
            _contents(analysis),
            _allegations(analysis),
            _statements(analysis),
            _steps(analysis),
            _details(analysis),
            _corrections(analysis),
        )
    )


_Part = tuple[str, tuple[str, ...], Iterable[Row]]


def _seed(analysis: Analysis, parameters: Parameters) -> _Part:
    seed, made = analysis.seed, analysis.provenance
    date = seed.dateline.date if seed.dateline else None
    place = seed.dateline.place if seed.dateline else None
    columns = ("name", "title", "outlet", "date", "place", "sha256", "media_type", "tlp", "as_of", "version", "model",
               "known_actors")  # fmt: skip
    title = parameters.title or seed.title
    row = (seed.name, title, seed.outlet, date, place, seed.sha256, seed.media_type)
    return (
        "seed",
        columns,
        [(*row, parameters.tlp, parameters.as_of or None, made.version, made.model, made.known_actors)],
    )


def _actors(analysis: Analysis) -> _Part:
    columns = ("actor", "name", "kind", "aliases", "mentions", "kind_words")
    rows = (
        (a.id, a.name, a.kind, BETWEEN.join(a.aliases), len(a.mentions), _words(analysis, [a.kind_evidence]))
        for a in analysis.actors
    )
    return "actors", columns, rows


def _mentions(analysis: Analysis) -> _Part:
    columns = ("actor", "name", "form", *_PLACE)
    rows = ((a.id, a.name, m.form, *_place(analysis, m)) for a in analysis.actors for m in a.mentions)
    return "mentions", columns, rows


def _ties(analysis: Analysis) -> _Part:
    columns = ("actor", "name", "relation", "to", "to_name", *_PLACE)
    rows = (
        (a.id, a.name, t.relation, t.to, analysis.actor(t.to).name, *_place(analysis, t))
        for a in analysis.actors
        for t in a.ties
    )
    return "ties", columns, rows


def _attributions(analysis: Analysis) -> _Part:
    columns = ("attribution", "manner", "within", "source", "source_name", "source_words", "cue_words", "content_words")
    names = {actor.id: actor.name for actor in analysis.actors}

    def rows() -> Iterator[Row]:
        for item in analysis.attributions:
            actor = item.source.actor if item.source else None
            name = names[actor] if actor is not None else None
            words = (_words(analysis, [item.source]), _words(analysis, [item.cue]), _words(analysis, item.content))
            yield item.id, item.manner, item.within, actor, name, *words

    return "attributions", columns, rows()


def _contents(analysis: Analysis) -> _Part:
    def rows() -> Iterator[Row]:
        for item in analysis.attributions:
            named = (("source", (item.source,)), ("cue", (item.cue,)), ("content", item.content))
            for part, spans in named:
                yield from ((item.id, part, *_place(analysis, span)) for span in spans if span is not None)

    return "attribution_parts", ("attribution", "part", *_PLACE), rows()


def _allegations(analysis: Analysis) -> _Part:
    lineage = Lineage(analysis)
    names = {actor.id: actor.name for actor in analysis.actors}
    grades = {grade.allegation: grade.credibility for grade in analysis.analyst.credibility} if analysis.analyst else {}
    columns = ("allegation", "act", "category", "certainty", "accused", "others", "chain", "origin", "steps", "ways",
               "hedges", "responses", "credibility")  # fmt: skip

    def rows() -> Iterator[Row]:
        for claim in analysis.allegations:
            chain = lineage.chain(claim)
            yield (
                claim.id, claim.act.text, claim.act.category, claim.certainty,
                BETWEEN.join(names[actor] for actor in claim.accused),
                BETWEEN.join(names[actor] for actor in claim.others),
                " > ".join(step.name for step in chain), chain[-1].name, lineage.depth(claim), 1 + len(claim.ways),
                _words(analysis, claim.hedges),
                BETWEEN.join(dict.fromkeys(response.kind for response in claim.responses)),
                grades.get(claim.id),
            )  # fmt: skip

    return "allegations", columns, rows()


def _statements(analysis: Analysis) -> _Part:
    columns = ("allegation", "attribution", "certainty", *_PLACE)
    rows = (
        (claim.id, statement.attribution, statement.certainty, *_place(analysis, statement))
        for claim in analysis.allegations
        for statement in claim.statements
    )
    return "statements", columns, rows


def _steps(analysis: Analysis) -> _Part:
    lineage = Lineage(analysis)
    grades = {grade.source: grade.reliability for grade in analysis.analyst.reliability} if analysis.analyst else {}
    columns = ("allegation", "way", "step", "kind", "name", "label", "actor", "basis", "access", "inspectable",
               *_PLACE, "evidence_words", "interest_words", "reliability")  # fmt: skip

    def rows() -> Iterator[Row]:
        for claim in analysis.allegations:
            for way, steps in enumerate(lineage.ways(claim)):
                for number, step in enumerate(steps):
                    rung = step.rung
                    span = None if rung.start is None or rung.end is None else Span(start=rung.start, end=rung.end)
                    yield (
                        claim.id, way, number, step.kind, step.name, rung.label, rung.actor, rung.basis, rung.access,
                        rung.inspectable, *(_place(analysis, span) if span else (None, None, None)),
                        _words(analysis, rung.evidence), _words(analysis, rung.interest), grades.get(step.key),
                    )  # fmt: skip

    return "steps", columns, rows()


def _details(analysis: Analysis) -> _Part:
    def of(claim: Allegation) -> Iterator[tuple[str, Span]]:
        yield from (("hedge", span) for span in claim.hedges)
        yield from ((response.kind, response) for response in claim.responses)
        yield from (("when", span) for span in claim.when)
        yield from (("where", span) for span in claim.where)

    rows = ((claim.id, detail, *_place(analysis, span)) for claim in analysis.allegations for detail, span in of(claim))
    return "allegation_details", ("allegation", "detail", *_PLACE), rows


def _corrections(analysis: Analysis) -> _Part:
    columns = ("entry", "target", "field", "was", "now", "note")
    analyst = analysis.analyst
    rows: list[Row] = []
    if analyst:
        rows += [(c.entry, c.target, c.field, c.was, c.now, c.note) for c in analyst.corrections]
        rows += [("reliability", grade.source, "", "", grade.reliability, grade.note) for grade in analyst.reliability]
        rows += [
            ("credibility", grade.allegation, "", "", grade.credibility, grade.note) for grade in analyst.credibility
        ]
        rows += [("note", note.target, "", "", "", note.text) for note in analyst.notes]
    return "analyst", columns, rows


def _place(analysis: Analysis, span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.of(analysis.seed.text)


def _words(analysis: Analysis, spans: Sequence[Span | None]) -> str:
    return BETWEEN.join(span.of(analysis.seed.text) for span in spans if span is not None)
