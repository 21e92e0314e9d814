"""The file that an analyst starts from: every kind of entry as a comment, and what the program found in the seed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from briefing.schema import Actor, ActorKind, Allegation, Analysis

_HEAD = """\
# Corrections of the briefing {name} (seed: {seed}).
#
# What stands here is laid over the program's reading on every run, and shown as yours. Lines that begin with # do nothing.
# Everything points at the text by quoted words, never by number: numbers change when the program does. Where the same words
# stand in the text more than once, count: {{words: "...", occurrence: 2}}. An entry whose words or actor are gone is refused
# with a message; none is skipped. `note` says why, and can be left out everywhere. docs/corrections.md explains each entry.

# --- actors ---------------------------------------------------------------------------------------------------------------

# merge:                  # several names of one actor; the first is kept
#   - {{actors: ["Full name", "Other name"], note: "..."}}

# split:                  # these words mean somebody else
#   - {{actor: "Name", words: "words around the mention", name: "Other name", kind: group}}

# rename:
#   - {{actor: "Name", name: "Better name"}}

# kind:                   # {kinds}
#   - {{actor: "Name", kind: company}}

# --- allegations ----------------------------------------------------------------------------------------------------------

# reject:
#   - {{allegation: "words of its statement", note: "..."}}

# edit:                   # accused, others, certainty (asserted, hedged, negated), act, category, chain, hedges
#   - {{allegation: "words of its statement", accused: ["Name"], chain: [OUTLET, "Name", UNATTRIBUTED], certainty: hedged}}

# add:
#   - {{words: "words of the text", accused: ["Name"], certainty: asserted}}

# --- judgement ------------------------------------------------------------------------------------------------------------

# sources:                # reliability of a source, A to F of the Admiralty code
#   - {{source: "Name", grade: B, note: "..."}}

# claims:                 # credibility of an allegation, 1 to 6
#   - {{allegation: "words of its statement", grade: 3}}

# notes:                  # on the whole, on an actor, on an allegation
#   - {{text: "..."}}
#   - {{actor: "Name", text: "..."}}
"""


def starting_file(analysis: Analysis, name: str, seed: str) -> str:
    """The text of a corrections file in which everything is a comment. `analysis` is the program's own."""
    head = _HEAD.format(name=name, seed=seed, kinds=", ".join(get_args(ActorKind)))
    actors = "\n".join(f"# {number}  {line}" for number, line in actor_lines(analysis)) or "# none"
    claims = "\n".join(f"# {number}  {line}" for number, line in claim_lines(analysis)) or "# none"
    return (
        f"{head}\n# --- the program found these actors: number today, name, kind, other names\n\n{actors}\n"
        f"\n# --- and these allegations: number today, accused, words of each statement, certainty, chain\n\n{claims}\n"
    )


def news(analysis: Analysis, text: str) -> list[str]:
    """The lines on actors and allegations that a file with this text does not list yet; numbers do not count."""
    lines = set(text.splitlines())
    known = {line.split(None, 2)[2] for line in lines if line.startswith("# ") and len(line.split(None, 2)) == 3}
    return [line for _, line in (*actor_lines(analysis), *claim_lines(analysis)) if line not in known]


def actor_lines(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """The number of each actor, and a line on it."""
    for actor in analysis.actors:
        yield actor.id, _actor_line(actor)


def claim_lines(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """The number of each allegation, and a line on it."""
    for claim in analysis.allegations:
        yield claim.id, _claim_line(claim, analysis)


def _actor_line(actor: Actor) -> str:
    aliases = f", also {', '.join(_quoted(alias) for alias in actor.aliases)}" if actor.aliases else ""
    return f"{_quoted(actor.name)}, {actor.kind}{aliases}"


def _claim_line(claim: Allegation, analysis: Analysis) -> str:
    accused = ", ".join(_quoted(analysis.actor(key).name) for key in claim.accused)
    words = "; ".join(_quoted(statement.of(analysis.seed.text)) for statement in claim.statements)
    chain = " <- ".join(" ".join(rung.label.split()) for rung in claim.chain)
    return f"{accused}: {words}, {claim.certainty}, {chain}"


def _quoted(words: str) -> str:
    """Words as YAML would take them, on one line."""
    plain = " ".join(words.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'
