"""What is missing: what the document does not say, and what to ask next. Both follow from the analysis alone."""

from __future__ import annotations

from collections import defaultdict

from briefing.schema import Allegation
from briefing.show.dates import day_of_year, filed
from briefing.show.register import descriptors
from briefing.show.sentences import main_statement
from briefing.show.tables import Subject
from briefing.show.view import View, view
from briefing.show.words import capital, cited, count, listed

MOST = 12


def silences(subject: Subject) -> tuple[str, ...]:
    """What this document does not say, one sentence each; empty if nothing is missing that can be checked."""
    v = view(subject)
    claims = v.analysis.allegations
    found = []
    if v.outlet is None:
        found.append("It does not say who published it.")
    if filed(v) is None:
        found.append(f"It does not say {_when(v)} it was filed.")
    if not v.analysis.seed.title.strip():
        found.append("It has no headline.")
    if not claims:
        return tuple(found)
    unheard = [v.short(reply.actor) for reply in v.lineage.replies() if not v.answered(reply)]
    if unheard:
        found.append(f"It records no reply of {listed(unheard, 6)}.")
    origins = v.lineage.origins()
    if not origins.documents:
        found.append("No chain ends in a document: nothing is named that a reader can ask to see.")
    if origins.unattributed:
        verb = "is" if origins.unattributed == 1 else "are"
        found.append(f"{capital(count(origins.unattributed, 'allegation'))} {verb} laid at nobody’s door.")
    if origins.own_voice:
        verb = "is" if origins.own_voice == 1 else "are"
        found.append(f"{capital(count(origins.own_voice, 'allegation'))} {verb} made in its own voice, with no source.")
    undated = sum(not claim.when for claim in claims)
    if undated:
        which = "any allegation" if undated == len(claims) else f"{undated} of the {len(claims)} allegations"
        found.append(f"No words were found in it that say when it happened, for {which}.")
    silent = [item.source.phrase for item in descriptors(v) if item.access == "unstated" and item.origin_of]
    if silent:
        found.append(f"No words were found in it that say how {listed(silent, 5)} would know.")
    if len(claims) > 1 and origins.most == 1:
        found.append("All allegations have one origin: nothing in it is a second, independent account.")
    return tuple(found)


def questions(subject: Subject) -> tuple[str, ...]:
    """What to ask next, those first that touch most allegations; at most 12, the rest counted in the last line."""
    v = view(subject)
    weighed = [*_replies(v), *_grounds(v), *_origins(v)]
    if v.outlet is None:
        weighed.append((0, "Find out who published this text."))
    if filed(v) is None:
        weighed.append((0, f"Find out {_when(v)} it was filed."))
    ordered = [question for _, question in sorted(weighed, key=lambda item: -item[0])]
    if len(ordered) > MOST:
        return (*ordered[: MOST - 1], f"And {len(ordered) - MOST + 1} more of the same kinds: see the tables.")
    return tuple(ordered)


def _when(v: View) -> str:
    return "in which year" if day_of_year(v) else "when"


def _replies(v: View) -> list[tuple[int, str]]:
    """For everyone unheard: a reply. Those accused equally often share a line."""
    unheard: dict[int, list[str]] = defaultdict(list)
    for reply in v.lineage.replies():
        if not reply.responses:
            unheard[len(reply.allegations)].append(v.name(reply.actor))
    return [
        (
            number,
            f"Ask {listed(names, 8)} for a reply to {count(number, 'allegation')}{' each' if len(names) > 1 else ''}: "
            "none is recorded.",
        )
        for number, names in unheard.items()
    ]


def _grounds(v: View) -> list[tuple[int, str]]:
    """For allegations of the outlet's own voice and of nobody's: on what, and from whom. More than two share a line."""
    found = []
    for kind, ask in (("outlet", f"Ask on what {v.article} bases"), ("nobody", "Find out who stands behind")):
        numbered = [
            (number, claim)
            for number, claim in enumerate(v.analysis.allegations, start=1)
            if v.chain(claim)[-1].kind == kind
        ]
        if len(numbered) > 2:
            whose = "in its own voice" if kind == "outlet" else "laid at nobody’s door"
            which = listed([str(number) for number, _ in numbered], 12)
            found.append((len(numbered), f"{ask} the {len(numbered)} allegations {whose} (No. {which})."))
            continue
        for number, claim in numbered:
            statement = cited(main_statement(v, claim).words, 80)
            found.append((1, f"{ask} No. {number}, {statement} ({v.places.name(claim.statements[0].start)})."))
    return found


def _origins(v: View) -> list[tuple[int, str]]:
    """For every other origin: the document itself, the person without a name, the words at first hand."""
    begun: dict[str, list[Allegation]] = defaultdict(list)
    for claim in v.analysis.allegations:
        if v.chain(claim)[-1].kind not in ("outlet", "nobody"):
            begun[v.chain(claim)[-1].key].append(claim)
    found = []
    for claims in begun.values():
        chain = v.chain(claims[0])
        last, before = chain[-1], chain[-2]
        if last.kind == "document":
            ask = (
                f"Ask to see the document that {before.phrase} cites ({cited(last.name)}), and find out who issued it."
            )
        elif last.kind == "unnamed":
            ask = f"Find out who is meant by {cited(last.name)}, and how they would know."
        elif len(chain) > 2:
            ask = f"Look for what {last.phrase} said at first hand: it is known here through {before.phrase} only."
        else:
            continue
        found.append((len(claims), ask))
    return found
