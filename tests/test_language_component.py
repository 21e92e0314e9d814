"""The engine inside a spaCy pipeline, found by its entry point."""

from __future__ import annotations

import pytest
import spacy
from spacy import displacy

from briefing.language import annotate
from briefing.language import engine as module

TEXT = "The harbour board hid the report, Ilse Draven told reporters in Kesh. She said it had paid two inspectors."


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    made = spacy.blank("en")
    made.add_pipe("briefing")
    return made


def test_the_component_says_what_annotate_says(nlp: spacy.language.Language) -> None:
    doc, plain = nlp(TEXT), annotate([TEXT])[0]
    assert [(t.text, t.pos_, t.dep_, t.head.i, t.lemma_) for t in doc] == [
        (t.text, t.pos_, t.dep_, t.head.i, t.lemma_) for t in plain
    ]
    assert [(e.text, e.label_) for e in doc.ents] == [(e.text, e.label_) for e in plain.ents]
    assert [str(a.cue) for a in doc._.attributions] == [str(a.cue) for a in plain._.attributions] != []


def test_many_documents_come_in_order_and_keep_what_the_user_tied_to_them(nlp: spacy.language.Language) -> None:
    texts = [f"{TEXT} Number {n}." for n in range(12)] + [""]
    docs = list(nlp.pipe(((text, n) for n, text in enumerate(texts)), as_tuples=True))
    assert [(doc.text, n) for doc, n in docs] == [(text, n) for n, text in enumerate(texts)]


def test_displacy_shows_source_cue_and_content(nlp: spacy.language.Language) -> None:
    doc = nlp(TEXT)
    assert {span.label_ for span in doc.spans["sc"]} == {"SOURCE", "CUE", "CONTENT"}
    assert "CONTENT" in displacy.render(doc, style="span", jupyter=False)


def test_a_vocabulary_that_has_grown_large_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def seen(doc: spacy.tokens.Doc) -> list[tuple[str, str, str, int]]:
        return [(t.text, t.lemma_, t.pos_, t.head.i) for t in doc]

    before = annotate([TEXT])[0]
    wanted = seen(before)
    assert len(before.vocab) > 10
    same = annotate([TEXT])[0]
    assert same.vocab is before.vocab
    monkeypatch.setattr(module, "_VOCABULARY", 10)
    after = annotate(["Mills burned."])[0]
    assert after.vocab is not before.vocab
    assert "Draven" in before.vocab.strings and "Draven" not in after.vocab.strings
    assert seen(annotate([TEXT])[0]) == wanted == seen(before)
