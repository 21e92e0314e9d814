"""What the values of the schema are called on a page, and the scales of the Admiralty code (NATO AJP-2.1)."""

from __future__ import annotations

from briefing.lineage import StepKind
from briefing.schema import Access, Credibility, Inspectable, Relation, Reliability

SOURCE_KIND: dict[StepKind, str] = {
    "outlet": "the publisher",
    "named": "named source",
    "unnamed": "source without a name",
    "document": "document",
    "nobody": "no source named",
}
ACCESS: dict[Access, str] = {
    "saw": "was there",
    "took_part": "took part in it",
    "document": "has it from a paper, a recording or data",
    "confession_in_custody": "has it from somebody who was held",
    "intelligence": "has it from a service that does not show its means",
    "hearsay": "has it from others",
    "inference": "concludes it",
    "unstated": "not stated",
}
INSPECTABLE: dict[Inspectable, str] = {
    "public": "open to anyone",
    "published_elsewhere": "published elsewhere",
    "leaked": "seen by somebody, not published",
    "classified": "classified",
    "unseen_by_outlet": "not seen by the outlet",
    "unnamed": "nobody to go back to",
    "unstated": "not stated",
}
RELATION: dict[Relation, str] = {
    "part_of": "part of",
    "member_of": "a member of",
    "leads": "the leader of",
    "speaks_for": "speaking for",
    "works_for": "working for",
    "backed_by": "backed by",
}
RELIABILITY: dict[Reliability, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY: dict[Credibility, str] = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
