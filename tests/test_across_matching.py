"""Actors and quotations over several papers."""

from __future__ import annotations

from across_samples import Sheet

from briefing.across import compare
from briefing.comparison import Comparison


def sheet(name: str, actors: dict[str, str], text: str = "", aliases: dict[str, list[str]] | None = None) -> Sheet:
    body = text or f"Today: {', '.join([*actors, *(a for names in (aliases or {}).values() for a in names)])}."
    return Sheet(name, f"{name} Leaf", "2026-01-01", body, (), actors, dict(aliases or {}))


def parties(*sheets: Sheet) -> list[set[tuple[str, str]]]:
    """The parties that have actors, each as (paper's name, actor's name)."""
    found = compare(item.analysis() for item in sheets)
    papers = {paper.id: item for paper in found.papers for item in sheets if item.name == paper.name}
    made = []
    for party in found.parties:
        members = {(papers[m.paper].name, list(papers[m.paper].actors)[int(m.actor[1:]) - 1]) for m in party.members}
        if members:
            made.append(members)
    return made


def together(one: tuple[str, str], other: tuple[str, str], *sheets: Sheet) -> bool:
    return any(one in party and other in party for party in parties(*sheets))


def test_full_names_bind_with_and_without_titles() -> None:
    one = sheet("a", {"Senator Ilka Brandt": "person"})
    two = sheet("b", {"Ilka Brandt": "person"})
    assert together(("a", "Senator Ilka Brandt"), ("b", "Ilka Brandt"), one, two)


def test_a_surname_is_led_to_the_one_who_has_it() -> None:
    one = sheet("a", {"Ilka Brandt": "person"})
    two = sheet("b", {"Brandt": "person"})
    assert together(("a", "Ilka Brandt"), ("b", "Brandt"), one, two)


def test_a_surname_that_two_have_is_left_apart_and_shown() -> None:
    one = sheet("a", {"Ilka Brandt": "person"})
    two = sheet("b", {"Tomas Brandt": "person"})
    three = sheet("c", {"Brandt": "person"})
    assert len(parties(one, two, three)) == 3
    found = compare(item.analysis() for item in (one, two, three))
    [ambiguous] = found.ambiguous
    by_id = {party.id: party.name for party in found.parties}
    assert ambiguous.name == "Brandt"
    assert {by_id[party] for party in ambiguous.candidates} == {"Ilka Brandt", "Tomas Brandt"}


def test_company_decides_between_two_of_one_surname() -> None:
    one = sheet("a", {"Ilka Brandt": "person", "Corde Mining Board": "company", "Odo Vance": "person"})
    two = sheet("b", {"Tomas Brandt": "person", "River Choir Union": "civil_society"})
    three = sheet("c", {"Brandt": "person", "Corde Mining Board": "company", "Odo Vance": "person"})
    assert together(("c", "Brandt"), ("a", "Ilka Brandt"), one, two, three)


def test_an_acronym_is_led_to_the_body_that_has_it() -> None:
    one = sheet("a", {"Delta Liberation Front": "armed_group"}, aliases={"Delta Liberation Front": ["DLF"]})
    two = sheet("b", {"DLF": "armed_group"})
    assert together(("a", "Delta Liberation Front"), ("b", "DLF"), one, two)


def test_two_orders_of_words_and_a_legal_form_are_one_name() -> None:
    one = sheet("a", {"Energy Ministry of Orsk": "state_agency", "Corde Mining Ltd": "company"})
    two = sheet("b", {"Orsk's Energy Ministry": "state_agency", "Corde Mining": "company"})
    assert together(("a", "Energy Ministry of Orsk"), ("b", "Orsk's Energy Ministry"), one, two)
    assert together(("a", "Corde Mining Ltd"), ("b", "Corde Mining"), one, two)


def test_a_short_body_needs_its_place_in_the_text() -> None:
    one = sheet("a", {"Orsk Energy Ministry": "state_agency"})
    near = sheet("b", {"Energy Ministry": "state_agency"}, "The Energy Ministry spoke in the capital of Orsk.")
    far = sheet("c", {"Energy Ministry": "state_agency"}, "The Energy Ministry spoke in Varna.")
    assert together(("a", "Orsk Energy Ministry"), ("b", "Energy Ministry"), one, near)
    assert not together(("a", "Orsk Energy Ministry"), ("c", "Energy Ministry"), one, far)


def test_a_person_and_a_body_of_one_lone_name_stay_apart_where_the_texts_tell_their_kinds() -> None:
    person = sheet("a", {"Falke": "person"}).analysis()
    body = sheet("b", {"Falke": "company"}).analysis()
    told = [
        a.model_copy(update={"actors": (a.actors[0].model_copy(update={"kind_evidence": a.actors[0].mentions[0]}),)})
        for a in (person, body)
    ]
    assert len([p for p in compare(told).parties if p.members]) == 2
    assert len([p for p in compare([person, body]).parties if p.members]) == 1


def test_descriptions_never_bind() -> None:
    one = sheet("a", {"the minister": "unnamed_person", "government": "state"})
    two = sheet("b", {"the minister": "unnamed_person", "government": "state"})
    assert all(len(party) == 1 for party in parties(one, two))


def test_a_common_word_as_a_name_binds_nothing() -> None:
    one = sheet("a", {"Ministry": "state_agency"}, "Ministry speaks. A ministry may speak.")
    two = sheet("b", {"Ministry": "state_agency"}, "Ministry is silent. The ministry was silent.")
    assert len(parties(one, two)) == 2


def test_an_office_that_two_hold_makes_them_not_one() -> None:
    text = "The prime minister, Prime Minister {}, met a director. The FBI director was there."
    one = sheet(
        "a", {"Ilka Brandt": "person"}, text.format("Ilka Brandt"), {"Ilka Brandt": ["Prime Minister", "FBI director"]}
    )
    two = sheet(
        "b", {"Odo Vance": "person"}, text.format("Odo Vance"), {"Odo Vance": ["Prime Minister", "FBI director"]}
    )
    assert not together(("a", "Ilka Brandt"), ("b", "Odo Vance"), one, two)


def test_what_a_person_is_of_is_no_part_of_the_name() -> None:
    one = sheet("a", {"President Odo Vance of Orsk": "person"})
    two = sheet("b", {"Odo Vance": "person"})
    assert together(("a", "President Odo Vance of Orsk"), ("b", "Odo Vance"), one, two)


def test_a_general_name_binds_in_the_same_company_only() -> None:
    text = "The Energy Ministry spoke; a ministry of energy may. Ilka Brandt and Corde Mining listened."
    cast = {"Energy Ministry": "state_agency", "Ilka Brandt": "person", "Corde Mining": "company"}
    one, two = sheet("a", cast, text), sheet("b", cast, text)
    other = sheet(
        "c", {"Energy Ministry": "state_agency", "Odo Vance": "person"}, "The Energy Ministry told Odo Vance."
    )
    assert together(("a", "Energy Ministry"), ("b", "Energy Ministry"), one, two, other)
    assert not together(("a", "Energy Ministry"), ("c", "Energy Ministry"), one, two, other)


def quoting(name: str, day: str, words: str, speaker: str = "Ilka Brandt") -> Sheet:
    text = f"Notes of {name}. “{words}” {speaker} said."
    return Sheet(name, f"{name} Leaf", day, text, (), {speaker: "person"}, {}, {words: speaker})


def quotations(*sheets: Sheet) -> Comparison:
    return compare(item.analysis() for item in sheets)


WORDS = "We found the door open and the ledger gone, and nobody in Orsk had seen a thing"


def test_the_same_quotation_letter_by_letter() -> None:
    found = quotations(quoting("a", "2026-01-01", WORDS), quoting("b", "2026-01-02", WORDS.upper()))
    [quotation] = found.quotations
    assert [version.relation for version in quotation.versions] == ["same", "same"]
    assert found.papers[0].date == "2026-01-01" and quotation.versions[0].paper == "d1"


def test_a_cut_quotation_says_what_is_missing() -> None:
    cut = "We found the door open and the ledger gone"
    found = quotations(quoting("a", "2026-01-01", WORDS), quoting("b", "2026-01-02", cut))
    version = found.quotations[0].versions[1]
    assert version.relation == "cut"
    assert [(edit.was, edit.now) for edit in version.edits] == [("and nobody in Orsk had seen a thing", "")]


def test_an_altered_quotation_says_what_became_of_which_words() -> None:
    altered = WORDS.replace("nobody in Orsk had", "everybody in Orsk had")
    found = quotations(quoting("a", "2026-01-01", WORDS), quoting("b", "2026-01-02", altered))
    version = found.quotations[0].versions[1]
    assert version.relation == "altered"
    assert [(edit.was, edit.now) for edit in version.edits] == [("nobody", "everybody")]


def test_other_words_of_the_same_speaker_and_subject_look_translated() -> None:
    other = "Open stood that door, missing was our ledger, while no soul of Orsk did notice any thing"
    found = quotations(quoting("a", "2026-01-01", WORDS), quoting("b", "2026-01-02", other))
    assert found.quotations[0].versions[1].relation == "reworded"


def test_another_speaker_or_another_subject_is_another_quotation() -> None:
    other = "Open stood that door, missing was our ledger, while no soul of Orsk did notice any thing"
    assert (
        quotations(quoting("a", "2026-01-01", WORDS), quoting("b", "2026-01-02", other, "Odo Vance")).quotations == ()
    )
    song = "The choir of Orsk will sing on Sunday even if it has to sing in the rain again"
    assert quotations(quoting("a", "2026-01-01", WORDS), quoting("b", "2026-01-02", song)).quotations == ()


def test_turns_of_phrase_are_no_quotations() -> None:
    found = quotations(quoting("a", "2026-01-01", "no comment today"), quoting("b", "2026-01-02", "no comment today"))
    assert found.quotations == ()
