"""The engine as a component of a spaCy pipeline: `spacy.blank("en").add_pipe("briefing")`.

The component annotates what the pipeline's tokeniser made. Besides tags, tree, sentences, names and lemmas it sets
`doc._.attributions` and, for displaCy's `span` style, `doc.spans["sc"]` with the labels SOURCE, CUE and CONTENT.
"""

# No `from __future__ import annotations` here: spaCy with pydantic 2.10 cannot read the factory's annotations as text.
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from briefing.language.document import attributions
from briefing.language.engine import Blocks, default_blocks, engine


class Attributor:
    """Gives annotated copies of documents. Words and user data are kept; what other components set before is not."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 0) -> Iterator[Doc]:
        """Annotate documents as they come, in order; `batch_size` is spaCy's and has no effect."""
        taken: list[Doc] = []

        def blocks() -> Iterator[tuple[Doc, Blocks]]:
            for doc in stream:
                taken.append(doc)
                yield doc, default_blocks(doc.text)

        for out in engine().stream(blocks()):
            doc = taken.pop(0)
            out.user_data = {**doc.user_data, **out.user_data}
            out._context = doc._context  # where `nlp.pipe(..., as_tuples=True)` keeps what the user sent along
            out.spans["sc"] = [
                Span(out, span.start, span.end, label=label)
                for found in attributions(out)
                for label, spans in (("SOURCE", found.source), ("CUE", (found.cue,)), ("CONTENT", found.content))
                for span in spans
            ]
            yield out


@Language.factory("briefing", assigns=["token.pos", "token.dep", "token.head", "token.lemma", "doc.ents", "doc.sents"])
def make(nlp: Language, name: str) -> Attributor:
    """The component, as spaCy asks for it."""
    return Attributor()
