"""What holds for any corrections (hypothesis): evidence, determinism, refusal. All texts are invented."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from test_corrections import TEXT, machine

from briefing.corrections import CorrectionError, lay, read_corrections
from briefing.corrections.quoting import places
from briefing.evidence import verify
from briefing.schema import Analysis

# The same examples on every run, and nothing left behind.
QUICK = settings(deadline=None, derandomize=True, database=None)
NAMES = [name for actor in machine().actors for name in (actor.name, *actor.aliases)]
STATEMENTS = [s.of(TEXT) for claim in machine().allegations for s in claim.statements]
QUOTES = ["The VPA rejects", "hid the papers", "moved abroad", "a second official", "took four", "denies it", "letter"]

names, statements, quotes = st.sampled_from(NAMES), st.sampled_from(STATEMENTS), st.sampled_from(QUOTES)
new_names = st.sampled_from(["A", "B", "C D", "Ünder"])
kinds = st.sampled_from(["person", "company", "group"])
certainties = st.sampled_from(["asserted", "hedged", "negated"])
parties = st.lists(names, min_size=1, max_size=3)
chains = st.tuples(
    st.sampled_from([[], ["OUTLET"]]), st.lists(st.one_of(names, st.just("a letter")), max_size=3), st.sampled_from([[], ["UNATTRIBUTED"]])
).map(lambda parts: [*parts[0], *parts[1], *parts[2]])  # fmt: skip
EDITS: dict[str, st.SearchStrategy[Any]] = {
    "accused": parties,
    "others": st.lists(names, max_size=2),
    "certainty": certainties,
    "chain": chains,
    "hedges": st.lists(quotes, max_size=2),
}

# One strategy a kind of entry; each alone fits the analysis.
SINGLE: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "merge": st.fixed_dictionaries({"actors": st.lists(names, min_size=2, max_size=4)}, optional={"name": new_names}),
    "split": st.sampled_from(
        [("The group", "group moved"), ("Bo Holm", "Mr Holm"), ("Kestrel", "Kestrel has")]
    ).flatmap(
        lambda pair: st.fixed_dictionaries(
            {"actor": st.just(pair[0]), "words": st.just(pair[1]), "name": new_names}, optional={"kind": kinds}
        )
    ),
    "rename": st.fixed_dictionaries({"actor": names, "name": new_names}),
    "kind": st.fixed_dictionaries({"actor": names, "kind": kinds}),
    "reject": st.fixed_dictionaries({"allegation": statements}),
    "add": st.fixed_dictionaries(
        {"words": quotes, "accused": parties, "certainty": certainties}, optional={"chain": chains}
    ),
    "edit": st.sampled_from(sorted(EDITS)).flatmap(
        lambda field: st.fixed_dictionaries({"allegation": statements, field: EDITS[field]})
    ),
    "sources": st.fixed_dictionaries({"source": names, "grade": st.sampled_from("ABCDEF")}),
    "claims": st.fixed_dictionaries({"allegation": statements, "grade": st.integers(1, 6)}),
    "notes": st.fixed_dictionaries({"text": st.just("x")}, optional={"actor": names}),
}
single = st.sampled_from(sorted(SINGLE)).flatmap(lambda kind: SINGLE[kind].map(lambda entry: {kind: [entry]}))
several = st.fixed_dictionaries({}, optional={kind: st.lists(entry, max_size=3) for kind, entry in SINGLE.items()})


def laid(values: dict[str, Any]) -> Analysis:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.corrections.yaml"
        file.write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")
        corrections = read_corrections(file)
    once, again = lay(machine(), corrections), lay(machine(), corrections)
    assert once.to_json() == again.to_json()
    assert lay(once, corrections) == once
    return once


def asked(values: dict[str, Any]) -> int:
    return sum(map(len, values.values()))


def recorded(analysis: Analysis) -> int:
    layer = analysis.analyst
    if layer is None:
        return 0
    return len(layer.corrections) + len(layer.reliability) + len(layer.credibility) + len(layer.notes)


@settings(QUICK, max_examples=60)
@given(single)
def test_every_valid_correction_is_laid_and_recorded(values: dict[str, Any]) -> None:
    after = verify(laid(values))
    assert recorded(after) >= 1


@settings(QUICK, max_examples=80)
@given(several)
def test_any_corrections_are_laid_whole_or_refused_whole(values: dict[str, Any]) -> None:
    try:
        after = verify(laid(values))
    except CorrectionError as error:
        assert error.problems
        assert all(problem.problem and problem.remedy.endswith((".", "?", '"}.')) for problem in error.problems)
    else:
        assert recorded(after) >= asked(values)
        assert {claim.id for claim in machine().allegations} <= {
            claim.id for claim in (*after.allegations, *(after.analyst.rejected if after.analyst else ()))
        }


@settings(QUICK, max_examples=60)
@given(several, st.text(min_size=1, max_size=30).filter(lambda words: words.strip() and words.isprintable()))
def test_words_that_are_not_in_the_text_are_always_refused(values: dict[str, Any], words: str) -> None:
    if places(words, TEXT):
        return
    for kind, entry in (
        ("kind", {"actor": words, "kind": "group"}),
        ("reject", {"allegation": words}),
        ("add", {"words": words, "accused": "Bo Holm", "certainty": "hedged"}),
        ("sources", {"source": words, "grade": "A"}),
        ("notes", {"text": "x", "allegation": words}),
    ):
        if words in ("OUTLET", "A", "B", "C D", "Ünder"):
            return  # names that an entry may have given
        with pytest.raises(CorrectionError) as caught:
            laid({**values, kind: [*values.get(kind, []), entry]})
        number = len(values.get(kind, [])) + 1
        assert any(problem.key == f"{kind}, entry {number}" for problem in caught.value.problems)


@settings(QUICK, max_examples=200)
@given(st.text(alphabet="ab .,'’\"”-–\n", max_size=40), st.text(alphabet="ab .,'’\"”-–\n", max_size=6))
def test_places_are_where_the_words_stand(text: str, words: str) -> None:
    signs = str.maketrans({"’": "'", "”": '"', "–": "-"})
    for span in places(words, text):
        assert span.of(text).translate(signs).split() == words.translate(signs).split()
