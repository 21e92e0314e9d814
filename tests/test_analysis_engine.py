"""From invented text to analysis, through the shipped model: what must hold for articles of any kind."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.analysis import analyse
from briefing.language import annotate
from briefing.language.document import attributions
from briefing.schema import OUTLET, UNATTRIBUTED, Allegation, Analysis

STORY = """Institute says port authority hid dumping of waste

KESH, March 3, 2026 - The Velmora Port Authority (VPA) dumped toxic waste off the coast, a report by the Ostrava Institute said.

"Officials at the VPA falsified the logs of at least forty ships," the report said. It added that the agency had bribed two inspectors.

According to the report, a former harbour master told investigators that the director, Ilse Draven, embezzled money from the fund.

Draven was charged with fraud last month. She denied the allegations, and her lawyer said the report was politically motivated.

The environment ministry declined to comment.
"""


def analysed(folder: Path, text: str) -> Analysis:
    path = folder / "story.txt"
    path.write_text(text, encoding="utf-8")
    return analyse(briefing.read(path))


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    return analysed(tmp_path_factory.mktemp("story"), STORY)


def about(analysis: Analysis, words: str) -> Allegation:
    """The first allegation with a statement that holds these words."""
    text = analysis.seed.text
    for allegation in analysis.allegations:
        if any(words in s.of(text) for s in allegation.statements):
            return allegation
    raise AssertionError(f"no allegation says {words!r}: {[a.act.text for a in analysis.allegations]}")


def chain(analysis: Analysis, words: str) -> list[str]:
    return [r.label for r in about(analysis, words).chain]


def accused(analysis: Analysis, words: str) -> list[str]:
    return [analysis.actor(a).name for a in about(analysis, words).accused]


def test_names_and_acronym_are_one_actor(story: Analysis) -> None:
    (authority,) = [a for a in story.actors if "VPA" in (a.name, *a.aliases)]
    assert authority.name == "Velmora Port Authority"


def test_a_report_and_its_issuer_are_one_rung(story: Analysis) -> None:
    assert chain(story, "dumped toxic waste") == [OUTLET, "Ostrava Institute"]


def test_the_running_source_carries_on(story: Analysis) -> None:
    assert chain(story, "bribed two inspectors") == [OUTLET, "Ostrava Institute"]
    rung = about(story, "bribed two inspectors").chain[-1]
    assert rung.basis == "running_source"


def test_a_source_inside_a_source_is_an_inner_rung(story: Analysis) -> None:
    labels = chain(story, "embezzled money")
    assert labels[:2] == [OUTLET, "Ostrava Institute"]
    assert "harbour master" in labels[-1]


def test_a_charge_by_nobody_is_hedged_and_unattributed(story: Analysis) -> None:
    charge = about(story, "charged with fraud")
    assert charge.certainty == "hedged"
    assert charge.chain[-1].label == UNATTRIBUTED
    assert accused(story, "charged with fraud") == ["Ilse Draven"]


def test_the_denial_is_kept_with_what_it_answers(story: Analysis) -> None:
    text = story.seed.text
    replies = [r for a in story.allegations for r in a.responses if "denied the allegations" in r.of(text)]
    assert replies
    assert all(r.kind == "denial" for r in replies)


def test_every_span_is_words_of_the_seed(story: Analysis) -> None:
    text = story.seed.text
    spans = [s for a in story.allegations for s in (*a.statements, *a.hedges, *a.responses)]
    spans += [m for a in story.actors for m in a.mentions]
    spans += [c for t in story.attributions for c in t.content]
    assert spans
    for span in spans:
        assert span.of(text).strip() == span.of(text) != ""


def test_attributions_within_attributions_are_inside_their_content(story: Analysis) -> None:
    by_id = {t.id: t for t in story.attributions}
    nested = [t for t in story.attributions if t.within is not None]
    assert nested
    for t in nested:
        outer = by_id[t.within or ""]
        if t.cue is not None:
            assert any(c.start <= t.cue.start and t.cue.end <= c.end for c in outer.content)


def test_the_same_seed_gives_the_same_bytes(story: Analysis, tmp_path: Path) -> None:
    assert analysed(tmp_path, STORY).to_json() == story.to_json()


def test_an_article_without_allegations_has_none(tmp_path: Path) -> None:
    text = (
        "Library opens new reading room\n\nBRELL, May 4, 2026 - The city library opened a reading room on Monday. "
        'The mayor, Tove Aldis, said the room had sixty seats. "It is bright and quiet," she said.\n'
    )
    found = analysed(tmp_path, text)
    assert found.allegations == ()
    assert any("Aldis" in a.name for a in found.actors)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "Hi",
        "\u200b",
        "a\x00b",
        "🙂 🙂",
        "word " * 3000,
        "“" * 50,
        "Это не английский текст.",
        "x" * 5000,
    ],
    ids=[
        "empty",
        "space",
        "lines",
        "word",
        "zero width",
        "control",
        "emoji",
        "no stop",
        "quotes",
        "other language",
        "long word",
    ],
)
def test_any_text_is_annotated_and_kept(text: str) -> None:
    (doc,) = annotate([text])
    assert doc.text == text


def test_texts_do_not_depend_on_their_neighbours() -> None:
    alone = annotate([STORY])[0]
    among = annotate(["Short one.", STORY, "Another, a little longer, said the clerk."])[1]
    assert [(t.text, t.dep_, t.head.i, t.pos_) for t in alone] == [(t.text, t.dep_, t.head.i, t.pos_) for t in among]
    assert [a.cue.text for a in attributions(alone)] == [a.cue.text for a in attributions(among)]


def test_a_direct_quotation_has_source_cue_and_content() -> None:
    (doc,) = annotate(['"We were never paid," said Ilse Draven, a dock worker.'])
    (found,) = attributions(doc)
    assert "Draven" in found.source[0].text
    assert found.cue.text == "said"
    assert "never paid" in found.content[0].text


def test_what_is_denied_is_no_allegation(tmp_path: Path) -> None:
    text = (
        "Velmora denies raids\n\nKESH, May 4, 2026 - Velmora's foreign minister, Ilse Draven, said on Monday that Velmora had never "
        "conducted or tolerated attacks on ships, and that its navy did not murder the sailors.\n"
    )
    found = analysed(tmp_path, text)
    assert [a.act.text for a in found.allegations] == []


def test_an_accusation_keeps_its_accuser_however_the_sentence_runs(tmp_path: Path) -> None:
    text = (
        "Ports quarrel\n\nBRELL, May 4, 2026 - Ardenia accused Velmora of shelling the town of Kesh. "
        "Velmora was accused by Ardenia of poisoning the wells.\n"
    )
    found = analysed(tmp_path, text)
    for words in ("shelling", "poisoning"):
        assert accused(found, words) == ["Velmora"]
        assert chain(found, words) == [OUTLET, "Ardenia"]
        assert about(found, words).certainty == "asserted"


def test_one_word_of_a_company_name_is_the_company(tmp_path: Path) -> None:
    text = "Fine for port firm\n\nBRELL, May 4, 2026 - Harborline Terminals Group paid a fine. Harborline said it would appeal.\n"
    found = analysed(tmp_path, text)
    (company,) = [a for a in found.actors if "Harborline" in a.name]
    assert company.name.startswith("Harborline Terminals")
    assert "Harborline" in company.aliases


def test_a_second_source_of_the_same_allegation_is_a_second_way(tmp_path: Path) -> None:
    """The outlet's own summary of what others said is none."""
    text = (
        "Harbour board hid report, say auditors\n\n"
        "KESH, March 3 - The Kesh Harbour Board hid a safety report, the Ostrava Institute said on Monday.\n\n"
        "The board hid the safety report, Ilse Draven, a former member, told reporters in a separate interview.\n"
    )
    (claim,) = [c for c in analysed(tmp_path, text).allegations if "hid" in c.act.text]
    assert len(claim.statements) >= 2
    ends = {way[-1].label for way in (claim.chain, *claim.ways)}
    assert {"Ostrava Institute", "Ilse Draven"} <= ends
    assert len(claim.ways) == len(ends) - 1


VOICES = """Mayor Speaks of Raids

The press service of the Velmoran army told reporters that rebels killed nine villagers.

In a statement, the Harbour Safety Bureau said that the port was closed. The statement said that port officials falsified the logs.

The article conveyed that the minister said that soldiers looted the mill.

According to Kestrel-Tass, a famous Oramian politician (Pavel Nikov), president of a political fund, said that gunmen burned the school.
"""


def test_who_stands_behind_an_office_a_statement_and_a_misread_sentence(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, VOICES)
    assert chain(analysis, "killed nine villagers")[1:] == ["Velmoran army"]
    assert chain(analysis, "falsified the logs")[1:] == ["Harbour Safety Bureau"]
    assert chain(analysis, "looted the mill")[1:] == ["article", "minister"]
    assert chain(analysis, "burned the school")[1:2] == ["Kestrel-Tass"]


def test_what_a_paper_leaves_out_is_held_against_nobody_what_it_does_against_its_issuer(tmp_path: Path) -> None:
    head = "Institute Publishes Study\n\nThe Ostrava Institute said in a report that the port was closed. "
    left = analysed(tmp_path, head + "The report did not warn residents.\n")
    assert left.allegations == ()
    done = analysed(tmp_path, head + "The report defamed the harbour master, Ilse Draven said.\n")
    assert accused(done, "defamed") == ["Ostrava Institute"]


@pytest.mark.parametrize(("speaker", "said"), [("Dorvan", ["It never happened"]), ("Ilse Draven", [])])
def test_what_never_happened_is_denied_by_the_accused_only(tmp_path: Path, speaker: str, said: list[str]) -> None:
    text = f'Case\n\nBRELL, May 4 - Prosecutors accused Anton Dorvan of stealing grain.\n\n"It never happened," {speaker} said.\n'
    analysis = analysed(tmp_path, text)
    assert [r.of(analysis.seed.text) for r in about(analysis, "stealing").responses] == said
