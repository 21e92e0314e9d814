"""Where the text says that somebody has done something that is held against him: words, doer, others, extent.

The word lists are `lexicons/acts.yaml` and `lexicons/accusation.yaml`; their heads explain the conditions. Rule families:
verbs (active, passive, relative, participle), nouns (`X's attack on`, `the killing by X`), ties (`X's role in`,
`support from X`), predicates (`responsible for`, `is a terrorist`), accusations (`accused X of`, `X was charged with`,
`allegations against X of`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Doc, Token

from briefing.analysis.accusations import Accusations
from briefing.analysis.act import Act
from briefing.analysis.conduct import Conduct
from briefing.analysis.implicit import Implicit
from briefing.analysis.meaning import Meaning
from briefing.analysis.nominal import Nominal
from briefing.analysis.predicates import Predicates
from briefing.analysis.reproaches import Reproaches
from briefing.analysis.verbal import Verbal
from briefing.analysis.whoever import is_whoever


class Finder:
    """Finds the acts of one document; the two questions are those of `Parties`."""

    def __init__(self, doc: Doc, is_armed: Callable[[Token], bool], is_known: Callable[[Token], bool]) -> None:
        self._doc, self._means = doc, Meaning(is_armed, is_known)

    def find(self) -> list[Act]:
        """All acts in text order; a word that an accusation already covers gives no act of its own."""
        accusations = Accusations(self._doc, self._means)
        frames = [a for t in self._doc for a in accusations.find(t)]
        covered = {i for f in frames for i in f.covers}
        verbal, nominal = Verbal(self._means), Nominal(self._doc, self._means)
        predicates, conduct = Predicates(self._doc, self._means), Conduct(self._doc, self._means)
        reproaches = Reproaches(self._doc, self._means)
        found = list(frames)
        open_acts: list[Act] = []
        for token in self._doc:
            if token.i in covered:
                continue
            act = verbal.find(token) or nominal.find(token) or predicates.find(token) or conduct.find(token)
            act = act or reproaches.find(token)
            if act is not None:
                act = replace(act, accused=tuple(a for a in act.accused if not is_whoever(a, act.trigger)))
            if act is not None and act.accused:
                found.append(act)
            elif token.pos_ == "VERB" and (bare := verbal.bare(token)) is not None:
                open_acts.append(bare)
        implicit = Implicit(self._means, found)
        found += [a for bare in open_acts if (a := implicit.complete(bare)) is not None]
        return sorted(found, key=lambda a: (a.span.start, a.trigger.i))
