"""Analyses made by hand, for tests of what is done with many of them: no text is read and no model is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from briefing.evidence import verify
from briefing.schema import Analysis


@dataclass
class Said:
    """An allegation: the words that state it, the accused, and the sources from the outlet's side inwards.

    A source is a name of the text, `UNATTRIBUTED`, or `document:words`.
    """

    words: str
    accused: str
    chain: Sequence[str] = ()
    certainty: str = "asserted"
    category: str = "violence"
    reply: str = ""
    ways: Sequence[Sequence[str]] = ()
    others: Sequence[str] = ()


@dataclass
class Sheet:
    """A paper: `actors` leads names to kinds, `aliases` names to further names; every name stands in the text."""

    name: str
    outlet: str
    day: str
    text: str
    said: Sequence[Said] = ()
    actors: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, Sequence[str]] = field(default_factory=dict)
    quotes: dict[str, str] = field(default_factory=dict)  # quoted words -> the name of the speaker

    def analysis(self) -> Analysis:
        """The analysis, verified."""
        ids = {name: f"a{number}" for number, name in enumerate(self.actors, start=1)}

        def span(words: str) -> dict[str, int]:
            start = self.text.index(words)
            return {"start": start, "end": start + len(words)}

        def rung(source: str) -> dict[str, Any]:
            if source == "UNATTRIBUTED":
                return {"label": source, "actor": None, "start": None, "end": None, "basis": "unattributed"}
            if source.startswith("document:"):
                words = source.removeprefix("document:")
                return {"label": words, "actor": None, **span(words), "basis": "document"}
            return {"label": source, "actor": ids[source], **span(source), "basis": "attribution"}

        outlet = {"label": "OUTLET", "actor": None, "start": None, "end": None, "basis": "publisher"}
        made = {
            "seed": {
                "name": self.name,
                "text": self.text,
                "title": self.name,
                "outlet": self.outlet or None,
                "dateline": {**span(self.text[:4]), "place": None, "date": self.day or None},
                "sha256": f"{abs(zlib_crc(self.text)):064x}",
                "media_type": "text/plain",
                "sections": [{"kind": "paragraph", "start": 0, "end": len(self.text)}],
            },
            "actors": [
                {
                    "id": ids[name],
                    "name": name,
                    "kind": kind,
                    "aliases": list(self.aliases.get(name, ())),
                    "mentions": [{**span(name), "form": "name"}],
                }
                for name, kind in self.actors.items()
            ],
            "attributions": [
                {
                    "id": f"q{number}",
                    "source": {**span(speaker), "actor": ids[speaker]},
                    "cue": None,
                    "content": [span(words)],
                    "within": None,
                    "manner": "direct",
                }
                for number, (words, speaker) in enumerate(self.quotes.items(), start=1)
            ],
            "allegations": [
                {
                    "id": f"c{number}",
                    "statements": [{**span(said.words), "attribution": None}],
                    "accused": [ids[said.accused]],
                    "others": [ids[name] for name in said.others],
                    "act": {"text": said.words, "category": said.category},
                    "chain": [outlet, *(rung(source) for source in said.chain)],
                    "ways": [[outlet, *(rung(source) for source in way)] for way in said.ways],
                    "certainty": said.certainty,
                    "hedges": [],
                    "responses": [{**span(said.reply), "kind": "denial"}] if said.reply else [],
                }
                for number, said in enumerate(self.said, start=1)
            ],
            "provenance": {"version": "0", "model": "none"},
        }
        return verify(Analysis.model_validate(made))


def zlib_crc(text: str) -> int:
    """A number that stands for the hash of a text."""
    import zlib

    return zlib.crc32(text.encode())


def paper(name: str, outlet: str, day: str, chain: Sequence[str], **more: Any) -> Sheet:
    """A short paper of one claim: the Red Delta burned the mill at Orsk Ford, by the sources of `chain`."""
    statement = more.pop("statement", "the Red Delta burned the mill at Orsk Ford")
    names = [source for source in chain if source not in ("UNATTRIBUTED",) and not source.startswith("document:")]
    kinds = more.pop("kinds", {})
    said = " said that ".join([source.removeprefix("document:") for source in chain if source != "UNATTRIBUTED"])
    lead = f"{said} said that " if said else ""
    tail = more.pop("tail", "")
    text = f"{name} of {day}. {lead}{statement}. {tail}"
    actors = {"Red Delta": "armed_group", **{source: kinds.get(source, "state_agency") for source in names}}
    claim = Said(statement, "Red Delta", chain, **more)
    return Sheet(name, outlet, day, text, [claim], actors)
