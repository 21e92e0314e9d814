"""Analyses for the tests of `briefing.show`, made without the language engine.

`first_seed()` is the first seed with its hand annotation; `build` makes one from a text and lists of words, so that a
test can say in a few lines which case it is about. Every span is found by its words, so none can be off by one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml

from briefing.schema import (
    OUTLET,
    UNATTRIBUTED,
    Act,
    Actor,
    Allegation,
    Analysis,
    Analyst,
    Attribution,
    ClaimGrade,
    Correction,
    Dateline,
    Mention,
    Note,
    Provenance,
    Response,
    Rung,
    Section,
    Seed,
    Source,
    SourceGrade,
    Span,
    Statement,
    Tie,
)

TESTS = Path(__file__).resolve().parent
OUTLET_RUNG = Rung(label=OUTLET, actor=None, start=None, end=None, basis="publisher")


@dataclass
class Known:
    """What the text says of a source: how it would know, whether it can be looked at, the words, its stake."""

    access: Any = "unstated"
    inspectable: Any = "unstated"
    evidence: tuple[str, ...] = ()
    interest: tuple[str, ...] = ()


@dataclass
class Claim:
    """An allegation by its words: `chain` without the outlet, `accused` and `others` by name."""

    words: str
    accused: tuple[str, ...]
    chain: tuple[str, ...] = ()
    certainty: Any = "asserted"
    hedges: tuple[str, ...] = ()
    replies: tuple[tuple[str, Any], ...] = ()
    others: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    documents: tuple[str, ...] = field(default=())
    ways: tuple[tuple[str, ...], ...] = ()
    when: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    judged: tuple[Any, ...] = ()  # the certainty of each statement, in their order
    known: dict[str, Known] = field(default_factory=dict)  # by the label of a rung
    category: Any = "other"


def build(
    text: str,
    actors: Iterable[tuple[str, Any] | tuple[str, Any, tuple[str, ...]]] = (),
    claims: Iterable[Claim] = (),
    outlet: str | None = None,
    dateline: tuple[str, str | None, str | None] | None = None,
    headline: bool = True,
    name: str = "sample",
) -> Analysis:
    """An analysis of `text`: lines are sections, the first of them the headline unless `headline` is False."""
    ids: dict[str, str] = {}
    made = []
    for number, (actor, kind, *rest) in enumerate(actors, start=1):
        aliases = tuple(rest[0]) if rest else ()
        for form in (actor, *aliases):
            ids[form] = f"a{number}"
        mentions = [
            Mention(start=m.start(), end=m.end(), form="name" if form == actor else "alias")
            for form in (actor, *aliases)
            for m in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)
        ]
        made.append(
            Actor(id=f"a{number}", name=actor, kind=kind, aliases=aliases,
                  mentions=tuple(sorted(mentions, key=lambda m: m.start)))
        )  # fmt: skip
    attributions: list[Attribution] = []
    allegations = [_claim(text, ids, claim, number, attributions) for number, claim in enumerate(claims, start=1)]
    line = Dateline(**at(text, dateline[0]), place=dateline[1], date=dateline[2]) if dateline else None
    seed = Seed(
        name=name, text=text, title=text.split("\n")[0] if headline else "", outlet=outlet, dateline=line,
        sha256=hashlib.sha256(text.encode()).hexdigest(), media_type="text/plain",
        sections=tuple(_sections(text, headline, line)),
    )  # fmt: skip
    return Analysis(
        seed=seed, actors=tuple(made), attributions=tuple(attributions), allegations=tuple(allegations),
        provenance=Provenance(version="0.1.0", model="none"),
    )  # fmt: skip


def at(text: str, words: str) -> dict[str, int]:
    """Start and end of the first place where `words` stand; ValueError if they do not."""
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def as_briefing(analysis: Analysis, **parameters: str) -> Any:
    """What `briefing.load` gives, for an analysis at hand."""
    defaults = {"title": "", "outlet": "", "tlp": "TLP:CLEAR", "as_of": ""}
    return SimpleNamespace(analysis=analysis, parameters=SimpleNamespace(**(defaults | parameters)))


def _sections(text: str, headline: bool, line: Dateline | None) -> Iterable[Section]:
    at_character = 0
    for number, words in enumerate(text.split("\n")):
        if words.strip():
            end = at_character + len(words)
            kind: Any = "headline" if headline and number == 0 else "paragraph"
            if line and line.start == at_character and line.end == end:
                kind = "dateline"
            yield Section(start=at_character, end=end, kind=kind)
        at_character += len(words) + 1


def _sentence(text: str, words: str) -> Span:
    """The words to the end of their line: what is attributed is seldom just what is held against somebody."""
    start = text.index(words)
    end = text.find("\n", start)
    return Span(start=start, end=end if end > 0 else len(text))


def _claim(text: str, ids: dict[str, str], claim: Claim, number: int, attributions: list[Attribution]) -> Allegation:
    carrier = None
    if claim.chain and claim.chain[-1] != UNATTRIBUTED:
        carrier = f"t{number}"
        last = claim.chain[-1]
        attributions.append(
            Attribution(id=carrier, source=Source(**at(text, last), actor=ids.get(last)), cue=None,
                        content=(_sentence(text, claim.words),), within=None, manner="indirect")
        )  # fmt: skip
    certainties = (*claim.judged, *[None] * (1 + len(claim.more) - len(claim.judged)))
    return Allegation(
        id=f"c{number}",
        statements=tuple(
            Statement(**at(text, words), attribution=carrier, certainty=certainty)
            for words, certainty in zip((claim.words, *claim.more), certainties, strict=True)
        ),
        accused=tuple(ids[actor] for actor in claim.accused),
        others=tuple(ids[actor] for actor in claim.others),
        act=Act(text=claim.words, category=claim.category),
        chain=_way(text, ids, claim, claim.chain),
        certainty=claim.certainty,
        hedges=tuple(Span(**at(text, words)) for words in claim.hedges),
        responses=tuple(Response(**at(text, words), kind=kind) for words, kind in claim.replies),
        ways=tuple(_way(text, ids, claim, way) for way in claim.ways),
        when=tuple(Span(**at(text, words)) for words in claim.when),
        where=tuple(Span(**at(text, words)) for words in claim.where),
    )


def _way(text: str, ids: dict[str, str], claim: Claim, labels: tuple[str, ...]) -> tuple[Rung, ...]:
    rungs = [OUTLET_RUNG]
    for label in labels:
        if label == UNATTRIBUTED:
            rungs.append(Rung(label=label, actor=None, start=None, end=None, basis="unattributed"))
            continue
        basis: Any = "document" if label in claim.documents else "attribution"
        known = claim.known.get(label, Known())
        rungs.append(
            Rung(label=label, actor=ids.get(label), basis=basis, **at(text, label),
                 access=known.access, inspectable=known.inspectable,
                 evidence=tuple(Span(**at(text, words)) for words in known.evidence),
                 interest=tuple(Span(**at(text, words)) for words in known.interest))
        )  # fmt: skip
    return tuple(rungs)


@cache
def first_seed() -> Analysis:
    """The first seed, as its annotators read it."""
    gold = yaml.safe_load((TESTS / "gold" / "iskp-memri.yaml").read_text(encoding="utf-8"))
    text = (TESTS / "gold" / "articles" / gold["article"]).read_text(encoding="utf-8")
    documents = tuple(document["name"] for document in gold["documents"])
    claims = [
        Claim(
            words=item["anchors"][0],
            accused=tuple(item["accused"]),
            chain=tuple(item["chain"][1:]),
            certainty=item["certainty"],
            hedges=tuple(item["hedges"]),
            others=tuple(other for other in item["others"] if any(other == a["name"] for a in gold["actors"])),
            more=tuple(item["anchors"][1:]),
            documents=documents,
        )
        for item in gold["allegations"]
    ]
    actors = [(actor["name"], actor["kind"], tuple(actor["aliases"])) for actor in gold["actors"]]
    made = build(text, actors, claims, name="iskp-memri", headline=False)
    lines = [(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", text)]
    kinds: list[Any] = ["kicker", "headline", "dateline", *["paragraph"] * (len(lines) - 3)]
    seed = made.seed.model_copy(
        update={
            "title": text[slice(*lines[1])],
            "dateline": Dateline(start=lines[2][0], end=lines[2][1], place="Washington", date="2026-01-08"),
            "sections": tuple(Section(start=s, end=e, kind=k) for (s, e), k in zip(lines, kinds, strict=True)),
        }
    )
    return made.model_copy(update={"seed": seed})


QUIET = "Harbour opens\nThe harbour of Porto opened on Monday. The mayor, Ana Reis, cut the ribbon."


def no_allegation() -> Analysis:
    """An article in which nobody is accused of anything."""
    return build(QUIET, [("Ana Reis", "person")])


FLAT = (
    "Mill closes\nDaily Sentinel reporters write that Orbis Mills dumped acid into the river, and that Orbis Mills "
    "hid the reports. Orbis Mills denied it."
)


def flat_source() -> Analysis:
    """One outlet, in its own voice, against one company, which denies."""
    return build(
        FLAT,
        [("Orbis Mills", "company")],
        [
            Claim("Orbis Mills dumped acid into the river", ("Orbis Mills",),
                  replies=(("Orbis Mills denied it", "denial"),)),
            Claim("Orbis Mills hid the reports", ("Orbis Mills",)),
        ],
        outlet="Daily Sentinel",
    )  # fmt: skip


def crowd(number: int = 40) -> Analysis:
    """An article in which `number` witnesses each accuse one of them, without a headline, a date or a publisher."""
    lines = [f"Witness Number{i:02d}x said that Suspect Number{i:02d}y stole box {i:02d}b." for i in range(number)]
    text = "\n".join(lines)
    actors: list[tuple[str, Any]] = []
    claims = []
    for i in range(number):
        actors += [(f"Witness Number{i:02d}x", "person"), (f"Suspect Number{i:02d}y", "person")]
        suspect = f"Suspect Number{i // 2:02d}y"
        claims.append(Claim(f"stole box {i:02d}b", (suspect,), (f"Witness Number{i:02d}x",)))
    return build(text, actors, claims, headline=False)


def report(words: int = 10_000, claims: int = 60) -> Analysis:
    """A long report: many sections, sources of every kind, one body accused again and again."""
    filler = "The commission heard evidence on the matter for several days and kept its record. "
    actors: list[tuple[str, Any]] = [("Commission of Inquiry", "state_agency"), ("Ministry of Roads", "state_agency")]
    lines, found = ["Inquiry hears of missing road money", "The Commission of Inquiry published its report."], []
    for i in range(claims):
        witness = f"Witness Number{i:02d}x" if i % 3 else f"an engineer of depot {i:02d}d"
        firm = f"Firm Number{i % 9:02d}f"
        for name, kind in ((witness, "person" if i % 3 else "unnamed_person"), (firm, "company")):
            if (name, kind) not in actors:
                actors.append((name, kind))
        accused = firm if i % 2 else "Ministry of Roads"
        said = f"{accused} took lot {i:02d}q"
        hedge = "reportedly" if i % 5 == 0 else ""
        lines.append(f"According to the ledger of depot {i:02d}d, {witness} said that {hedge} {said}. "
                     + filler * (words // claims // 14))  # fmt: skip
        chain = ("Commission of Inquiry", witness) if i % 4 else ("Commission of Inquiry", UNATTRIBUTED)
        found.append(Claim(said, (accused,), chain, "hedged" if hedge else "asserted", (hedge,) if hedge else ()))
    return build("\n".join(lines), actors, found, outlet="Gazette")


DENIED = (
    "Ministry answers\nAgency Alpha quoted a leaked audit. The Ministry of Works did not pay bribes, the audit says. "
    "Some say the Ministry of Works may have paid <b>bribes</b> & lied."
)


def negated() -> Analysis:
    """A denial at the origin and a hedged claim of nobody's, in a text with markup in it."""
    return build(
        DENIED,
        [("Agency Alpha", "outlet"), ("Ministry of Works", "state_agency")],
        [
            Claim("The Ministry of Works did not pay bribes", ("Ministry of Works",), ("Agency Alpha", "leaked audit"),
                  "negated", documents=("leaked audit",)),
            Claim("the Ministry of Works may have paid <b>bribes</b> & lied", ("Ministry of Works",), (UNATTRIBUTED,),
                  "hedged", ("may have",)),
        ],
        outlet="Gazette",
    )  # fmt: skip


FULL = (
    "Port chief stole relief fund\n"
    "Selva, 3 May 2024\n"
    "Port chief Dario Lunt may have taken money from the relief fund, the Selva Post reported on Friday.\n"
    "An audit by the Court of Accounts, published on its site, found that Lunt allegedly moved 4 million to Kestrel "
    "Ltd in 2021 at Port Verde. Ines Varga, a clerk who says she saw the transfers and is suing the port, said that "
    "Lunt moved the money. A port official said that Kestrel Ltd bribed customs officers. The official works for the "
    "Court of Accounts.\n"
    "Lunt denied it. Kestrel Ltd did not answer calls."
)


def full() -> Analysis:
    """An article with all that the schema can hold: ways, times, places, judged statements, rungs with what the text
    says of them, ties, and the analyst's layer.
    """
    audit = Known("document", "public", ("published on its site",))
    clerk = Known("saw", "unstated", ("she saw the transfers",), ("is suing the port",))
    made = build(
        FULL,
        [("Dario Lunt", "person", ("Lunt", "Port chief")), ("Selva Post", "outlet"), ("Court of Accounts", "court"),
         ("Kestrel Ltd", "company"), ("Ines Varga", "person"), ("A port official", "unnamed_person", ("The official",))],
        [
            Claim("Port chief stole relief fund", ("Dario Lunt",), ("Selva Post", "audit"), "hedged",
                  ("may have",), (("Lunt denied it", "denial"),),
                  more=("Port chief Dario Lunt may have taken money from the relief fund",
                        "Lunt allegedly moved 4 million to Kestrel Ltd"),
                  documents=("audit",), ways=(("Ines Varga",),), when=("in 2021",), where=("at Port Verde",),
                  judged=("asserted", "hedged", "hedged"), known={"audit": audit, "Ines Varga": clerk},
                  category="corruption"),
            Claim("Kestrel Ltd bribed customs officers", ("Kestrel Ltd",), ("A port official",),
                  replies=(("Kestrel Ltd did not answer calls", "not_reached"),), category="corruption",
                  known={"A port official": Known("hearsay", "unnamed")}),
            Claim("Lunt moved the money", ("Dario Lunt",), ("Court of Accounts",), others=("Kestrel Ltd",)),
        ],
        outlet="Selva Post",
        dateline=("Selva, 3 May 2024", "Selva", "2024-05-03"),
    )  # fmt: skip
    official = made.actors[5].model_copy(
        update={"ties": (Tie(**at(FULL, "works for the Court of Accounts"), to="a3", relation="works_for"),)}
    )
    layer = Analyst(
        sha256="0" * 64,
        corrections=(
            Correction(entry="rename", target="a1", field="name", was="Lunt", now="Dario Lunt", note="as in ¶1"),
            Correction(entry="edit", target="c2", field="certainty", was="hedged", now="asserted"),
        ),
        reliability=(SourceGrade(source="a5", reliability="C", note="Party to a suit."),),
        credibility=(ClaimGrade(allegation="c2", credibility="1"), ClaimGrade(allegation="c1", credibility="3")),
        notes=(Note(target="", text="The fund has a second account."), Note(target="c1", text="Ask for the audit.")),
        rejected=(made.allegations[2],),
    )
    actors = (*made.actors[:5], official)
    return made.model_copy(update={"actors": actors, "allegations": made.allegations[:2], "analyst": layer})


EVERY_CASE = {
    "first seed": first_seed,
    "no allegation": no_allegation,
    "flat source": flat_source,
    "crowd": crowd,
    "negated": negated,
    "full": full,
}
