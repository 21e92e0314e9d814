"""The label sets of the model's heads, in the order of its outputs."""

from __future__ import annotations

#: Universal Dependencies, part-of-speech tags.
UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
)  # fmt: skip

#: Universal Dependencies, relations with the English subtypes that carry meaning here (passives, relatives, possessors).
DEPS = (
    "root", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc",
    "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:pass", "dep", "det",
    "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod",
    "nmod:poss", "nsubj", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "orphan", "parataxis", "punct",
    "reparandum", "vocative", "xcomp",
)  # fmt: skip

NAMES = ("PERSON", "ORG", "LOC", "NORP", "MISC", "DATE")
NAME_LABELS = ("O", *(f"{prefix}-{name}" for name in NAMES for prefix in "BI"))

#: What a label of a corpus with coarser names leaves open: any of these is right.
PARTIAL = {
    "B-MISC|NORP": ("B-MISC", "B-NORP"),
    "I-MISC|NORP": ("I-MISC", "I-NORP"),
    "O|DATE": ("O", "B-DATE", "I-DATE"),
}

CUE_LABELS = ("O", "B", "I")
ROLE_LABELS = ("O", "B-source", "I-source", "B-content", "I-content")
