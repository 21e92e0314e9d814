"""What nobody is accused of: what nothing shows, what nobody did, words that only look like a wrong, whoever does a thing."""

from __future__ import annotations

import pytest
from trees import analysed, tree

SAID = {
    "a bomb that looks like a body": (
        "An|an|DET|2|det IED||PROPN|3|nsubj|ORG killed|kill|VERB|0|root a||DET|5|det clerk||NOUN|3|obj",
        "The|the|DET|2|det FLA||PROPN|3|nsubj|ORG killed|kill|VERB|0|root a||DET|5|det clerk||NOUN|3|obj",
    ),
    "no evidence that": (
        "There|there|PRON|2|expl is|be|VERB|0|root no||DET|4|det evidence||NOUN|2|nsubj that||SCONJ|7|mark Orsin||PROPN|7|nsubj|PERSON "
        "killed|kill|VERB|4|acl the||DET|9|det clerk||NOUN|7|obj",
        "The|the|DET|2|det evidence||NOUN|6|nsubj that||SCONJ|5|mark Orsin||PROPN|5|nsubj|PERSON killed|kill|VERB|2|acl "
        "grows|grow|VERB|0|root a||DET|8|det clerk||NOUN|5|obj",
    ),
    "no evidence that he was active in": (
        "There|there|PRON|2|expl is|be|VERB|0|root no||DET|4|det sign||NOUN|2|nsubj that||SCONJ|8|mark Velmora||PROPN|8|nsubj|ORG "
        "is|be|AUX|8|cop active||ADJ|4|acl in||SCONJ|10|mark bribing|bribe|VERB|8|advcl inspectors|inspector|NOUN|10|obj",
        "Velmora||PROPN|3|nsubj|ORG is|be|AUX|3|cop active||ADJ|0|root in||SCONJ|5|mark bribing|bribe|VERB|3|advcl "
        "inspectors|inspector|NOUN|5|obj",
    ),
    "asked for any evidence": (
        "Draven||PROPN|2|nsubj|PERSON asked|ask|VERB|0|root if||SCONJ|5|mark there||PRON|5|expl was|be|VERB|2|ccomp any||DET|7|det "
        "evidence||NOUN|5|nsubj that||SCONJ|11|mark Orsin||PROPN|11|nsubj|PERSON had|have|AUX|11|aux killed|kill|VERB|7|acl "
        "clerks|clerk|NOUN|11|obj",
        "Draven||PROPN|2|nsubj|PERSON saw|see|VERB|0|root the||DET|4|det evidence||NOUN|2|obj that||SCONJ|8|mark "
        "Orsin||PROPN|8|nsubj|PERSON had|have|AUX|8|aux killed|kill|VERB|4|acl clerks|clerk|NOUN|8|obj",
    ),
    "a short would": (
        "Orsin||PROPN|3|nsubj|PERSON 'd|would|AUX|3|aux kill||VERB|0|root clerks|clerk|NOUN|3|obj",
        "Orsin||PROPN|3|nsubj|PERSON 'd|have|AUX|3|aux killed|kill|VERB|0|root clerks|clerk|NOUN|3|obj",
    ),
    "neither of them": (
        "Neither|neither|CCONJ|2|cc:preconj Orsin||PROPN|6|nsubj:pass|PERSON nor||CCONJ|4|cc Draven||PROPN|2|conj|PERSON "
        "was|be|AUX|6|aux:pass charged|charge|VERB|0|root with||ADP|8|case fraud||NOUN|6|obl",
        "Both|both|CCONJ|2|cc:preconj Orsin||PROPN|6|nsubj:pass|PERSON and||CCONJ|4|cc Draven||PROPN|2|conj|PERSON "
        "were|be|AUX|6|aux:pass charged|charge|VERB|0|root with||ADP|8|case fraud||NOUN|6|obl",
    ),
    "laying a wreath": (
        "Draven||PROPN|2|nsubj|PERSON lay|lie|VERB|0|root a||DET|4|det wreath||NOUN|2|obj at||ADP|7|case the||DET|7|det tomb||NOUN|2|obl",
        "Draven||PROPN|2|nsubj|PERSON lied|lie|VERB|0|root at||ADP|5|case the||DET|5|det hearing||NOUN|2|obl",
    ),
    "nothing to hide": (
        "Orsin||PROPN|2|nsubj|PERSON has|have|VERB|0|root nothing||PRON|2|obj to||PART|5|mark hide||VERB|3|acl",
        "Orsin||PROPN|2|nsubj|PERSON did|do|VERB|0|root nothing||PRON|2|obj to||PART|5|mark help||VERB|3|acl patients|patient|NOUN|5|obj",
    ),
    "a veto threat": (
        "Draven||PROPN|4|nmod:poss|PERSON 's||PART|1|case veto||NOUN|4|compound threat||NOUN|5|nsubj stalled|stall|VERB|0|root "
        "the||DET|7|det bill||NOUN|5|obj",
        "Draven||PROPN|4|nmod:poss|PERSON 's||PART|1|case death||NOUN|4|compound threat||NOUN|5|nsubj stalled|stall|VERB|0|root "
        "the||DET|7|det bill||NOUN|5|obj",
    ),
    "charges that are laid": (
        "Prosecutors|prosecutor|NOUN|2|nsubj laid|lay|VERB|0|root charges|charge|NOUN|2|obj",
        "Wolfpack||PROPN|2|nsubj|ORG laid|lay|VERB|0|root charges|charge|NOUN|2|obj",
    ),
    "what thieves may do": (
        "It|it|PRON|3|nsubj is|be|AUX|3|cop easy||ADJ|0|root for||SCONJ|7|mark soldiers|soldier|NOUN|7|nsubj to||PART|7|mark "
        "kill||VERB|3|advcl others|other|NOUN|7|obj",
        "Soldiers|soldier|NOUN|2|nsubj kill||VERB|0|root others|other|NOUN|2|obj",
    ),
    "those who": (
        "Police|police|NOUN|2|nsubj condemned|condemn|VERB|0|root those||PRON|2|obj who||PRON|5|nsubj kill||VERB|3|acl:relcl "
        "journalists|journalist|NOUN|5|obj",
        "Police|police|NOUN|2|nsubj condemned|condemn|VERB|0|root soldiers|soldier|NOUN|2|obj "
        "who||PRON|5|nsubj killed|kill|VERB|3|acl:relcl journalists|journalist|NOUN|5|obj",
    ),
    "known to be": (
        "Leftists|leftist|NOUN|9|nsubj:pass known|know|VERB|1|acl to||PART|5|mark be||AUX|5|cop sympathetic||ADJ|2|xcomp "
        "to||ADP|7|case rebels|rebel|NOUN|5|obl are|be|AUX|9|aux:pass watched|watch|VERB|0|root",
        "Orsin||PROPN|3|nsubj|PERSON is|be|AUX|3|cop sympathetic||ADJ|0|root to||ADP|5|case rebels|rebel|NOUN|3|obl",
    ),
    "captives like prisoners": (
        "The|the|DET|2|det army||NOUN|4|nsubj is|be|AUX|4|aux treating|treat|VERB|0|root captives|captive|NOUN|4|obj "
        "like||ADP|7|case prisoners|prisoner|NOUN|4|obl",
        "The|the|DET|2|det army||NOUN|4|nsubj is|be|AUX|4|aux treating|treat|VERB|0|root farmers|farmer|NOUN|4|obj "
        "like||ADP|7|case prisoners|prisoner|NOUN|4|obl",
    ),
    "not required to": (
        "The|the|DET|2|det law||NOUN|5|nsubj does|do|AUX|5|aux not||PART|5|advmod require||VERB|0|root inspectors|inspector|NOUN|5|obj "
        "to||PART|8|mark investigate||VERB|5|xcomp the||DET|10|det raid||NOUN|8|obj",
        "The|the|DET|2|det inspectors|inspector|NOUN|5|nsubj did|do|AUX|5|aux not||PART|5|advmod investigate||VERB|0|root "
        "the||DET|7|det raid||NOUN|5|obj",
    ),
    "escape an accusation": (
        "Velmora||PROPN|2|nsubj|ORG complied|comply|VERB|0|root to||PART|4|mark escape||VERB|2|advcl being|be|AUX|6|aux:pass "
        "accused|accuse|VERB|4|xcomp of||ADP|8|case fraud||NOUN|6|obl",
        "Velmora||PROPN|3|nsubj:pass|ORG was|be|AUX|3|aux:pass accused|accuse|VERB|0|root of||ADP|5|case fraud||NOUN|3|obl",
    ),
    "an offensive": (
        "Velmora||PROPN|2|nsubj|ORG met|meet|VERB|0|root an||DET|5|det army||NOUN|5|compound offensive||ADJ|2|obj",
        "The|the|DET|2|det ministry||NOUN|4|nsubj was|be|AUX|4|cop offensive||ADJ|0|root",
    ),
}


@pytest.mark.parametrize(("unstated", "stated"), SAID.values(), ids=SAID)
def test_stated_or_not(unstated: str, stated: str) -> None:
    assert not analysed(tree(unstated)).allegations
    assert analysed(tree(stated)).allegations
