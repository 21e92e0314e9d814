"""An allegation told in a few plain lines, for formats that have no form for allegations; never firmer than the text."""

from __future__ import annotations

from briefing.lineage import Lineage
from briefing.schema import Allegation, ResponseKind, Span

ANSWERS: dict[ResponseKind, str] = {
    "denial": "Denied",
    "rejection": "Rejected",
    "no_comment": "Declined to comment",
    "not_reached": "Not reached",
    "admission": "Admitted",
}


def heading(claim: Allegation) -> str:
    """One line that names an allegation and says that it is one."""
    return f"Alleged, not confirmed: {' '.join(claim.act.text.split())}"


def account(lineage: Lineage, claim: Allegation, grade: str | None) -> str:
    """Words, accused, chains, hedges, answers and the analyst's `grade` (Admiralty credibility) of an allegation, line by line."""
    analysis = lineage.analysis

    def words(span: Span) -> str:
        return f"“{span.of(analysis.seed.text)}”"

    lines = [f"Stated, {claim.certainty}: " + " … ".join(words(statement) for statement in claim.statements)]
    lines.append("Accused: " + "; ".join(analysis.actor(actor).name for actor in claim.accused))
    lines += [
        "Who says so, from the reader inwards: " + " > ".join(step.name for step in way) for way in lineage.ways(claim)
    ]
    if claim.hedges:
        lines.append("Hedges: " + ", ".join(words(hedge) for hedge in claim.hedges))
    lines += [f"{ANSWERS[answer.kind]}: {words(answer)}" for answer in claim.responses]
    if not claim.responses:
        lines.append("No answer of the accused is in the text.")
    if grade:
        lines.append(f"Credibility, graded by the analyst on the Admiralty scale: {grade}")
    return "\n".join(lines)
