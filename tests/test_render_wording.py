"""The page's own words: likelihood from one row, never with confidence, no may, no verb that takes claims for true."""

from __future__ import annotations

import pytest

from briefing.render.wording import WordingError, check, lint


def words(markup: str) -> list[str]:
    return [breach.word for breach in lint(markup)]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<p>It is likely that the fund is empty.</p>", []),
        ("<p>It is likely. It is very unlikely.</p>", []),
        ("<p>It is likely.</p><p>It is probable.</p>", []),  # both stand in the yardstick of PHIA
        ("<p>It is very likely.</p><p>It is probable.</p>", ["probable"]),
        ("<p>There is a realistic possibility.</p><p>It is very likely.</p>", ["very likely"]),
        ("<p>It is highly unlikely and roughly even odds.</p>", ["roughly even odds"]),
        ("<p>It is almost certain, with high confidence.</p>", ["confidence"]),
        ("<p>It is almost certain. Confidence is high.</p>", []),
        ("<ul><li>It is likely</li><li>Confidence is low</li></ul>", []),
        ("<p>This may be so.</p>", ["may"]),
        ("<p>Might it be? It could.</p>", ["Might", "could"]),
        ("<p>Filed on 3 May 2024 in <b>May</b>.</p>", []),
        ("<p>May 3 was a Friday.</p>", []),
        ("<p>The audit confirmed it.</p><p>It was revealed.</p>", ["confirmed", "revealed"]),
        ("<p>The firm admits it.</p>", ["admits"]),
        ("<p>Prudence is established practice.</p>", ["established"]),
        ("<p>Improvement, a mayor, couldest.</p>", []),
    ],
)
def test_rules(markup: str, found: list[str]) -> None:
    assert words(markup) == found


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Bob said: <q>It may be <b>likely</b>, with high confidence</q>.</p>",
        "<p><mark>confirmed</mark></p><blockquote><p>It could be.</p></blockquote>",
        '<div class="x bf-seed"><p>It was revealed and <span>probably</span> very likely.</p></div>',
        "<p><bdi>Likely May Could</bdi> said so.</p><p>Likely May Could said so; so did Likely May Could.</p>",
        "<p><bdi>A likely accomplice</bdi></p><p>According to it, a likely accomplice said so.</p>",
        "<p><dfn>confirmed by other sources</dfn></p>",
        "<td><bdi>Jo May, the likely heir and Tom</bdi></td><p>Said by the likely heir and by Jo May.</p>",
        '<p title="it may">so</p><svg><title>may</title></svg>',
    ],
)
def test_words_of_the_seed_are_exempt(markup: str) -> None:
    assert words(markup) == []


def test_a_name_exempts_itself_and_nothing_else() -> None:
    assert words("<p><bdi>May</bdi> said so.</p><p>It may be.</p>") == ["may"]
    assert words("<p><bdi>Proved</bdi></p><p>It was proved by Proved.</p>") == ["proved"]
    assert words("<p><q>may</q> and it may.</p>") == ["may"]


def test_the_message_names_sentence_rule_and_remedy() -> None:
    markup = "<p>All is well. The fund is likely empty, and confidence is high. So it ends.</p>"
    with pytest.raises(WordingError) as caught:
        check(markup)
    message = str(caught.value)
    assert "“The fund is likely empty, and confidence is high.” has “confidence”" in message
    assert "(ICD 203)" in message and "Make two sentences of it." in message
    assert [breach.word for breach in caught.value.breaches] == ["confidence"]


def test_many_breaches_are_counted() -> None:
    with pytest.raises(WordingError, match="And 2 more"):
        check("<p>It may.</p>" * 5)
