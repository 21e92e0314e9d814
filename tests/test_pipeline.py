"""Seed file in, verified analysis out, and the cache in between."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from briefing import pipeline
from briefing.errors import ReadingError
from briefing.evidence import EvidenceError, verify
from briefing.params import ParameterError
from briefing.schema import (
    Act,
    Actor,
    Allegation,
    Analysis,
    Attribution,
    Dateline,
    Mention,
    Provenance,
    Response,
    Rung,
    Section,
    Seed,
    Source,
    Span,
    Statement,
)

TEXT = "Paris, Monday. Acme robbed the bank, Bob said. Acme denied it."


def span(words: str) -> dict[str, int]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def sample() -> Analysis:
    """A whole analysis of two sentences, by hand."""
    return Analysis(
        seed=Seed(
            name="a",
            text=TEXT,
            title="A",
            outlet=None,
            dateline=Dateline(place="Paris", date=None, **span("Paris, Monday")),
            sha256="0" * 64,
            media_type="text/plain",
            sections=(Section(kind="paragraph", start=0, end=len(TEXT)),),
        ),
        actors=(
            Actor(id="a1", name="Acme", kind="company", aliases=(), mentions=(Mention(form="name", **span("Acme")),)),
            Actor(id="a2", name="Bob", kind="person", aliases=(), mentions=(Mention(form="name", **span("Bob")),)),
        ),
        attributions=(
            Attribution(
                id="t1",
                source=Source(actor="a2", **span("Bob")),
                cue=Span(**span("said")),
                content=(Span(**span("Acme robbed the bank")),),
                within=None,
                manner="indirect",
            ),
        ),
        allegations=(
            Allegation(
                id="c1",
                statements=(Statement(attribution="t1", **span("Acme robbed the bank")),),
                accused=("a1",),
                others=(),
                act=Act(text="robbed the bank", category="crime"),
                chain=(
                    Rung(label="OUTLET", actor=None, start=None, end=None, basis="publisher"),
                    Rung(label="Bob", actor="a2", basis="attribution", **span("Bob")),
                ),
                certainty="asserted",
                hedges=(),
                responses=(Response(kind="denial", **span("denied it")),),
            ),
        ),
        provenance=Provenance(version="0", model="0"),
    )


def test_a_whole_analysis_passes() -> None:
    assert verify(sample()) == sample()


def changed(path: str, value: object) -> Analysis:
    """The sample with one value of its JSON put in place of another."""
    data = json.loads(sample().to_json())
    at = data
    *way, last = path.split(".")
    for key in way:
        at = at[int(key)] if isinstance(at, list) else at[key]
    at[int(last) if isinstance(at, list) else last] = value
    return Analysis.from_json(json.dumps(data))


BLANK = {"start": TEXT.index(" "), "end": TEXT.index(" ") + 1}
FAR = {"start": 5, "end": 9999}


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("seed.dateline.end", 999, "the dateline goes from 0 to 999 in"),
        ("seed.sections.0.end", 999, "a paragraph goes from"),
        ("actors.0.mentions.0", {**FAR, "form": "name"}, "a mention of a1 goes from 5 to 9999"),
        ("actors.0.mentions.0", {**BLANK, "form": "name"}, "a mention of a1 holds no words"),
        ("actors.0.mentions", [], "a1 has no mention"),
        ("actors.0.kind_evidence", FAR, "the kind of a1 goes from"),
        ("actors.0.id", "a2", "the id a2 is used 2 times"),
        ("attributions.0.source", {**FAR, "actor": None}, "the source of t1 goes from"),
        ("attributions.0.source.actor", "a9", "t1 has the unknown source a9"),
        ("attributions.0.cue", FAR, "the cue of t1 goes from"),
        ("attributions.0.content.0", FAR, "the content of t1 goes from"),
        ("attributions.0.within", "t9", "t1 stands within the unknown t9"),
        ("attributions.0.within", "t1", "t1 stands within itself"),
        ("allegations.0.statements", [], "c1 has no statement"),
        ("allegations.0.statements.0.end", 999, "a statement of c1 goes from"),
        ("allegations.0.statements.0.attribution", "t9", "c1 rests on the unknown attribution t9"),
        ("allegations.0.accused", [], "c1 has no accused"),
        ("allegations.0.accused", ["a9"], "c1 names the unknown actor a9"),
        ("allegations.0.others", ["a9"], "c1 names the unknown actor a9"),
        ("allegations.0.hedges", [FAR], "a hedge of c1 goes from"),
        ("allegations.0.responses.0.end", 999, "a response of c1 goes from"),
        ("allegations.0.chain", [], "the chain of c1 does not start at the outlet"),
        ("allegations.0.chain.0.label", "Bob", "the chain of c1 does not start at the outlet"),
        ("allegations.0.chain.1.actor", "a9", "c1 names the unknown actor a9"),
        ("allegations.0.chain.1.start", None, "the rung 'Bob' of c1 shows no words"),
        ("allegations.0.chain.1.end", 999, "the rung 'Bob' of c1 goes from"),
        ("allegations.0.chain.1.end", 3, "the rung 'Bob' of c1 goes from"),
    ],
)
def test_what_is_not_tied_to_the_seed_is_refused(path: str, value: object, message: str) -> None:
    with pytest.raises(EvidenceError) as caught:
        verify(changed(path, value))
    assert any(message in problem for problem in caught.value.problems), caught.value.problems


def test_a_claim_at_nobodys_door_needs_no_words_for_its_source() -> None:
    rung = {"label": "UNATTRIBUTED", "actor": None, "start": None, "end": None, "basis": "unattributed"}
    assert verify(changed("allegations.0.chain.1", rung))


@dataclass
class Engine:
    """Stands where reading and analysis stand, and counts its calls: the cache is tested here, not the language."""

    calls: list[str] = field(default_factory=list)

    def compute(self) -> Callable[..., Analysis]:
        def make(path: Path, outlet: str, *limits: int) -> Analysis:
            self.calls.append(outlet)
            made = sample()
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            return made.model_copy(update={"seed": made.seed.model_copy(update={"sha256": digest, "outlet": outlet})})

        return make


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    engine = Engine()
    monkeypatch.setattr(pipeline, "make_analysis", engine.compute())
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "cache"))
    (tmp_path / "a.txt").write_text(TEXT)
    return engine


def test_second_time_comes_from_the_cache(engine: Engine, tmp_path: Path) -> None:
    first = pipeline.analyse_file(tmp_path / "a.txt")
    assert pipeline.analyse_file(tmp_path / "a.txt") == first
    assert len(engine.calls) == 1
    assert [file.suffix for file in (tmp_path / "cache").iterdir()] == [".json"]


@pytest.mark.parametrize("change", ["bytes", "name", "outlet", "code"])
def test_what_makes_an_analysis_another_one(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    pipeline.analyse_file(tmp_path / "a.txt")
    path, outlet = tmp_path / "a.txt", ""
    if change == "bytes":
        path.write_text(TEXT + " ")
    elif change == "name":
        path = path.rename(tmp_path / "b.txt")
    elif change == "outlet":
        outlet = "Reuters"
    else:
        monkeypatch.setattr(pipeline, "fingerprint", lambda: "another version")
    pipeline.analyse_file(path, outlet)
    assert len(engine.calls) == 2


@pytest.mark.parametrize("broken", ["", "{", "[]", "\0", "other text", "not verified"])
def test_a_broken_cache_file_is_made_again(engine: Engine, tmp_path: Path, broken: str) -> None:
    whole = pipeline.analyse_file(tmp_path / "a.txt")
    (file,) = (tmp_path / "cache").iterdir()
    kept = file.read_text()
    if broken == "other text":
        file.write_text(kept.replace(whole.seed.sha256, "0" * 64))
    elif broken == "not verified":
        data = json.loads(kept)
        data["actors"][0]["mentions"][0]["end"] = 9999
        file.write_text(json.dumps(data))
    else:
        file.write_text(broken)
    assert pipeline.analyse_file(tmp_path / "a.txt") == whole
    assert len(engine.calls) == 2
    assert file.read_text() == kept


def test_a_cache_that_cannot_be_written_costs_only_time(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "file" / "cache"))
    assert pipeline.analyse_file(tmp_path / "a.txt") == pipeline.analyse_file(tmp_path / "a.txt")
    assert len(engine.calls) == 2


def test_an_analysis_that_does_not_hold_is_not_kept(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "make_analysis", lambda *_: changed("actors.0.mentions.0.end", 9999))
    with pytest.raises(EvidenceError):
        pipeline.analyse_file(tmp_path / "a.txt")
    assert not (tmp_path / "cache").exists()


def test_load_checks_the_parameters_and_finds_the_seed(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_ROOT", str(tmp_path))
    briefing = pipeline.load(seed="a.txt", title="T", outlet="Reuters", tlp="TLP:RED", as_of="2026-01-08")
    assert briefing.title == "T"
    assert briefing.analysis.seed.outlet == "Reuters"
    assert pipeline.load(seed="a.txt").title == "A"
    with pytest.raises(ParameterError, match=r"tlp: 'RED': is no TLP 2\.0 label"):
        pipeline.load(seed="a.txt", tlp="RED")
    with pytest.raises(ParameterError, match=r"seed: 'none.txt': there is no such file"):
        pipeline.load(seed="none.txt")


def test_a_seed_that_changes_while_it_is_read_is_told_and_not_kept(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = pipeline.make_analysis

    def slow(path: Path, *rest: object) -> Analysis:
        path.write_text("Something else by now.")
        return make(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "make_analysis", slow)
    with pytest.raises(ReadingError, match=r"a\.txt: was changed while it was read"):
        pipeline.analyse_file(tmp_path / "a.txt")
    assert not (tmp_path / "cache").exists()


def test_the_notebooks_of_a_batch_show_the_analysis_of_the_batch(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_ROOT", str(tmp_path))
    analysis = pipeline.load(seed="a.txt", outlet="Of the batch").analysis
    (tmp_path / "analysis.json").write_text(analysis.to_json())
    monkeypatch.setenv("BRIEFING_ANALYSIS", str(tmp_path / "analysis.json"))
    engine.calls.clear()
    assert pipeline.load(seed="a.txt").analysis == analysis
    assert engine.calls == []
    (tmp_path / "a.txt").write_text("Something else by now.")
    with pytest.raises(ReadingError, match=r"a\.txt: was changed while it was read"):
        pipeline.load(seed="a.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("kind", ["device", "pipe", "folder"])
def test_what_is_no_plain_file_is_refused_and_not_waited_for(tmp_path: Path, kind: str) -> None:
    path = {"device": Path("/dev/zero"), "pipe": tmp_path / "p.txt", "folder": tmp_path}[kind]
    if kind == "pipe":
        os.mkfifo(path)
    with pytest.raises(ReadingError, match=r"is not a plain file|is a folder"):
        pipeline.analyse_file(path)


def test_a_seed_beyond_the_limits_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT * 200)
    with pytest.raises(ReadingError, match=r"more than the 1,000 that are read \(max_bytes\)"):
        pipeline.analyse_file(tmp_path / "a.txt", max_bytes=1000)
    with pytest.raises(ReadingError, match=r"more text than 1 pages .* \(max_pages\)"):
        pipeline.analyse_file(tmp_path / "a.txt", max_pages=1)


def test_the_cache_lies_in_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BRIEFING_CACHE", raising=False)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert pipeline.cache_folder() == tmp_path / "build" / ".cache"


def test_import_is_light() -> None:
    heavy = "{'spacy', 'onnxruntime', 'numpy', 'pandas', 'plotly', 'trafilatura', 'tokenizers', 'briefing.analysis'}"
    code = f"import sys, briefing.pipeline; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
