"""What is done though one was told, without leave, to what is protected, or for a gift; and who does it in odd clauses."""

from __future__ import annotations

import pytest
from trees import analysed, tree

from briefing.analysis.acts import Finder

BANK = "The|the|DET|2|det bank|bank|NOUN|"
WARNED = BANK + (
    "4|nsubj:pass was|be|AUX|4|aux:pass warned|warn|VERB|0|root and|and|CCONJ|6|cc did|do|VERB|4|conj nothing|nothing|PRON|6|obj"
)
LEAVE = BANK + (
    "3|nsubj sold|sell|VERB|0|root the|the|DET|5|det flats|flat|NOUN|3|obj without|without|ADP|8|case their|their|PRON|8|nmod:poss "
    "consent|consent|NOUN|5|nmod"
)
TRAILING = BANK + (
    "3|nsubj sold|sell|VERB|0|root flats|flat|NOUN|3|obj without|without|ADP|6|case consent|consent|NOUN|10|obl ,|,|PUNCT|10|punct "
    "a|a|DET|9|det clerk|clerk|NOUN|10|nsubj claimed|claim|VERB|3|parataxis"
)
DRUNK = "Draven|Draven|PROPN|2|nsubj|PERSON drove|drive|VERB|0|root while|while|SCONJ|4|mark drunk|drunk|ADJ|2|advcl"
FELLED = BANK + "3|nsubj felled|fell|VERB|0|root protected|protected|ADJ|5|amod trees|tree|NOUN|3|obj"
GIFT = BANK + "3|nsubj gave|give|VERB|0|root cash|cash|NOUN|3|obj to|to|ADP|6|case voters|voter|NOUN|3|obl"
INVENTED = BANK + (
    "3|nsubj ordered|order|VERB|0|root clerks|clerk|NOUN|3|obj to|to|PART|6|mark book|book|VERB|3|xcomp "
    "invented|invent|VERB|8|amod loans|loan|NOUN|6|obj"
)
TOOL = BANK + (
    "3|nsubj acts|act|VERB|0|root on|on|ADP|5|case behalf|behalf|NOUN|3|obl of|of|ADP|9|case the|the|DET|9|det "
    "secret|secret|ADJ|9|amod service|service|NOUN|5|nmod"
)
SEEN = (
    "Orsin|Orsin|PROPN|2|nsubj|PERSON saw|see|VERB|0|root Draven|Draven|PROPN|2|obj|PERSON "
    "bribe|bribe|VERB|2|xcomp guards|guard|NOUN|4|obj"
)
GERUND = (
    "Orsin|Orsin|PROPN|2|nsubj|PERSON accused|accuse|VERB|0|root the|the|DET|4|det bank|bank|NOUN|6|nsubj of|of|SCONJ|6|mark "
    "adding|add|VERB|2|xcomp votes|vote|NOUN|6|obj"
)
AROUND = BANK + (
    "3|nsubj moved|move|VERB|0|root the|the|DET|5|det files|file|NOUN|3|obj ,|,|PUNCT|10|punct a|a|DET|8|det clerk|clerk|NOUN|10|nsubj "
    "has|have|AUX|10|aux alleged|allege|VERB|3|parataxis"
)
INSERTED = (
    "The|the|DET|2|det bank|bank|NOUN|0|root which|which|PRON|6|nsubj auditors|auditor|NOUN|5|nsubj say|say|VERB|2|acl:relcl "
    "defrauded|defraud|VERB|5|ccomp savers|saver|NOUN|6|obj"
)
INQUIRY = (
    "Police|police|NOUN|2|nsubj opened|open|VERB|0|root an|a|DET|4|det inquiry|inquiry|NOUN|2|obj into|into|ADP|6|case "
    "bribery|bribery|NOUN|4|nmod against|against|ADP|8|case Draven|Draven|PROPN|6|nmod|PERSON"
)

LET = BANK + "3|nsubj let|let|VERB|0|root a|a|DET|5|det boat|boat|NOUN|3|obj sink|sink|VERB|3|xcomp"
STARVED = (
    BANK + "3|nsubj allowed|allow|VERB|0|root guards|guard|NOUN|3|obj to|to|PART|6|mark starve|starve|VERB|3|xcomp"
)
LATE = BANK + (
    "3|nsubj waited|wait|VERB|0|root six|six|NUM|5|nummod hours|hour|NOUN|3|obl before|before|SCONJ|7|mark "
    "sending|send|VERB|3|advcl a|a|DET|9|det ship|ship|NOUN|7|obj"
)


def found(sentence: str) -> list[tuple[str, list[str]]]:
    acts = Finder(tree(sentence), lambda head: False, lambda head: head.text == "bank").find()
    return [(a.trigger.text, [t.text for t in a.accused]) for a in acts]


@pytest.mark.parametrize(
    ("sentence", "trigger", "accused"),
    [
        (WARNED, "did", "bank"),
        (LEAVE, "sold", "bank"),
        (TRAILING, "sold", "bank"),
        (DRUNK, "drove", "Draven"),
        (FELLED, "felled", "bank"),
        (GIFT, "gave", "bank"),
        (INVENTED, "ordered", "bank"),
        (TOOL, "acts", "bank"),
        (SEEN, "bribe", "Draven"),
        (GERUND, "adding", "bank"),
        (AROUND, "moved", "bank"),
        (INSERTED, "defrauded", "bank"),
        (INQUIRY, "bribery", "Draven"),
        (LET, "let", "bank"),
        (STARVED, "allowed", "bank"),
        (LATE, "waited", "bank"),
    ],
)
def test_who_is_held_to_have_done_what(sentence: str, trigger: str, accused: str) -> None:
    assert (trigger, [accused]) in found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        WARNED.replace("warned|warn", "praised|praise"),
        LEAVE.replace("without|without", "with|with"),
        DRUNK.replace("drunk|drunk", "young|young"),
        FELLED.replace("protected|protected", "old|old"),
        GIFT.replace("voters|voter", "clerks|clerk"),
        INVENTED.replace("invented|invent", "new|new"),
        TOOL.replace("secret|secret", "postal|postal"),
        SEEN.replace("saw|see|VERB|0|root", "told|tell|VERB|0|root").replace("bribe|bribe", "meet|meet"),
        AROUND.replace("alleged|allege", "added|add"),
        LET.replace("boat|boat", "bill|bill"),
        LET.replace("sink|sink", "sail|sail"),
        STARVED.replace("guards|guard", "unions|union"),
        LATE.replace("hours|hour", "clerks|clerk"),
        LATE.replace("sending|send", "painting|paint"),
    ],
)
def test_the_same_clause_in_other_company_accuses_nobody(sentence: str) -> None:
    assert not found(sentence)


def test_who_accuses_says_they_of_the_other_side() -> None:
    doc = tree(
        "Kestrel|Kestrel|PROPN|2|nsubj|ORG accused|accuse|VERB|0|root Dorvan|Dorvan|PROPN|2|obj|ORG of|of|SCONJ|5|mark "
        "robbing|rob|VERB|2|advcl savers|saver|NOUN|5|obj .|.|PUNCT|2|punct",
        '"_|"|PUNCT|3|punct They|they|PRON|3|nsubj stole|steal|VERB|8|ccomp the|the|DET|5|det fund_|fund|NOUN|3|obj ,_|,|PUNCT|8|punct '
        '"|"|PUNCT|8|punct said|say|VERB|0|root Kestrel_|Kestrel|PROPN|8|nsubj|ORG .|.|PUNCT|8|punct',
    )
    names = {a.id: a.name for a in analysed(doc).actors}
    assert {names[i] for a in analysed(doc).allegations for i in a.accused} == {"Dorvan"}
