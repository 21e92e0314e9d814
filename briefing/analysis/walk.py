"""One pass over the text: what every name, description and pronoun leads back to."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis import binding, coreference
from briefing.analysis.acting import does
from briefing.analysis.cleaning import Name
from briefing.analysis.coreference import Entry, Place
from briefing.analysis.describing import kind_of
from briefing.analysis.descriptions import Descriptions
from briefing.analysis.grammar import coordinated, preposition
from briefing.analysis.names import key
from briefing.analysis.phrases import Phrase, phrase
from briefing.analysis.scene import BODY_KINDS, FEMALE, MALE, PLACING, Draft, Scene
from briefing.analysis.speakers import is_document
from briefing.schema import ActorKind, MentionForm

#: Sentences within which a name with a bare title takes up an unnamed bearer of it.
_NEAR = 3
#: Verbs that say what somebody is: `named X as`, `described X as`.
_CALLING = {"name", "describe", "identify", "label", "brand", "denounce", "regard", "characterise", "characterize", "portray", "depict",
            "designate", "unmask", "cite", "condemn", "see", "view", "class", "classify", "list"}  # fmt: skip


class Walk:
    """Reads a text from its first word to its last and fills the scene: what leads where, who was spoken of when."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._descriptions = Descriptions(scene)

    def run(self) -> None:
        """One pass over the text: what every name, description and pronoun leads back to."""
        doc = self._scene.doc
        for token in doc:
            n = self._scene.name_at.get(token.i)
            if n is not None:
                if token.i == n.start:
                    self._meet_name(n)
                continue
            if (
                token.pos_ == "PRON"
                and token.lower_ in coreference.HE | coreference.SHE | coreference.IT | coreference.THEY
            ):
                entry = self._pronoun(token)
                if entry:
                    self._scene.at[token.i] = entry.ids
                    if entry.ids:
                        self._scene.note(entry.ids, token, "pronoun")
                        person = self._scene.drafts[entry.ids[0]]
                        if person.gender is None and token.lower_ in coreference.HE | coreference.SHE:
                            person.gender = "m" if token.lower_ in coreference.HE else "f"
                        self._scene.history.add(
                            Entry(entry.ids, token, self._scene.sentence[token.i], entry.sort, entry.gender)
                        )
                    continue
            if token.pos_ in {"NOUN", "PROPN"} or (token.pos_ == "PRON" and token.lower_ in {"those", "others"}):
                self._meet_noun(token)
        for token in doc:
            if token.pos_ == "PRON" and token.lower_ in coreference.FIRST and token.i in self._scene.speaker:
                ids = self._scene.at.get(self._scene.speaker[token.i], ())
                if ids:
                    self._scene.at[token.i] = ids
                    self._scene.note(ids, token, "pronoun")

    def _pronoun(self, token: Token) -> Entry | None:
        """What a third-person pronoun leads back to, or None."""
        beside = [self._scene.leads(self._scene.doc[i]) for i in binding.barred(token) if i != token.i]
        others = {ids for ids in (*beside, self._scene.quoted(token)) if ids}
        behind, ahead = binding.ahead(token), None
        if behind is not None and (name := self._scene.name_at.get(behind.i)) is not None:
            draft = self._scene.drafts[self._scene.home[name.start]]
            ahead = Entry((draft.id,), behind, self._scene.sentence[behind.i], draft.sort, draft.gender, True)
        sentence, source = self._scene.sentence[token.i], token.i in self._scene.sources
        place = Place(sentence, others, ahead, self._scene.passed_by(token), source)
        return self._scene.history.pronoun(token, place)

    def _meet_name(self, n: Name) -> None:
        draft = self._scene.drafts[self._scene.home[n.start]]
        root = self._scene.doc[n.root]
        for i in n.tokens:
            self._scene.at[i] = (draft.id,)
        if self._scene.adjectival(n):
            return
        place = draft.kind in {"state", "place"} and n.start not in self._scene.acting and any(
            c.dep_ == "case" and c.lower_ in PLACING | {"from"}
            for c in root.children
        )  # fmt: skip
        if not place:
            start = self._scene.doc[n.start].idx
            draft.mentions[(start, self._scene.end(n))] = "name"
        sort = draft.sort if draft.kind != "place" else "thing"
        self._scene.history.add(Entry((draft.id,) if sort != "thing" else (), root, self._scene.sentence[n.start], sort, draft.gender, True,
                                n.root in self._scene.sources))  # fmt: skip
        for role in draft.roles:
            if not self._scene.by_role[role] or self._scene.by_role[role][-1] != draft.id:
                self._scene.by_role[role].append(draft.id)
        if draft.sort == "body":
            for w in key(n.text).split():
                for form in {w, w.rstrip("s")}:
                    if not self._scene.by_role["=" + form] or self._scene.by_role["=" + form][-1] != draft.id:
                        self._scene.by_role["=" + form].append(draft.id)
        self._introduced(n, draft)
        self._meet_pair(root)

    def _introduced(self, n: Name, draft: Draft) -> None:
        """`A ministry spokeswoman said ... spokeswoman Ilse Draven added`: the unnamed bearer of a role gets a name."""
        first = self._scene.doc[n.start]
        role = self._scene.doc[n.start - 1].lower_ if n.start else ""
        bare = n.start < 2 or self._scene.doc[n.start - 2].pos_ not in {"ADJ", "NOUN", "PROPN"}
        if draft.kind != "person" or not bare or role not in draft.roles:
            return
        if sum(form == "name" for form in draft.mentions.values()) > 1:
            return
        near = [
            d
            for i in self._scene.by_phrase.get(role, ())
            if (d := self._scene.drafts[i]).phrases
            and not d.plural
            and self._scene.sentence[first.i] - self._scene.sentence[d.phrases[-1].head.i] <= _NEAR
        ]
        if len(near) == 1:
            self._scene.fold(near[0], draft)

    def _told_as(self, p: Phrase, kind: ActorKind) -> tuple[str, ...]:
        """`named Velmora as a state that sponsors terror`, `Velmora was described as a state that`: whom the words are said of."""
        verb = p.head.head
        if preposition(p.head) != "as" or verb.pos_ != "VERB" or verb.lemma_.lower() not in _CALLING or p.plural:
            return ()
        told = [c for c in verb.children if c.dep_ in {"obj", "nsubj:pass"} and c.i < p.head.i]
        ids = self._scene.leads(told[0]) if len(told) == 1 and not coordinated(told[0])[1:] else ()
        if len(ids) != 1:
            return ()
        draft = self._scene.drafts[ids[0]]
        alike = draft.sort == ("person" if kind == "unnamed_person" else "body") and not draft.plural
        return ids if alike and (kind not in BODY_KINDS or draft.kind == kind) else ()

    def _apposed(self, p: Phrase, kind: ActorKind) -> tuple[str, ...]:
        """`the suspected leader, a Velmoran`: one person, told twice."""
        told = self._scene.at.get(p.head.head.i, ())
        if p.head.dep_ != "appos" or kind != "unnamed_person" or len(told) != 1 or not p.indefinite:
            return ()
        draft = self._scene.drafts[told[0]]
        if draft.kind != kind:
            return ()
        draft.phrases.append(p)
        return told

    def _meet_pair(self, last: Token) -> None:
        """`A and B` is a pair that `they` and `the two` lead back to, once its last member has been met."""
        if last.dep_ != "conj" or any(c.dep_ == "conj" and c.i > last.i for c in last.head.children):
            return
        members = coordinated(last.head)
        ids = tuple(dict.fromkeys(i for t in members for i in self._scene.at.get(t.i, ())))
        if len(ids) > 1 and all(self._scene.at.get(t.i) for t in members):
            self._scene.history.add(
                Entry(
                    ids, last.head, self._scene.sentence[last.i], "pair", None, True, last.head.i in self._scene.sources
                )
            )

    def _meet_noun(self, token: Token) -> None:
        if token.i in self._scene.titles:
            return
        if token.i in self._scene.at:  # an apposition, seen with its name
            ids = self._scene.at[token.i]
            draft = self._scene.drafts[ids[0]]
            p = phrase(token)
            self._scene.note(ids, token, "description", p)
            sort = "pair" if len(ids) > 1 else draft.sort  # `the two bankers, Reis and Lopes`
            self._scene.history.add(Entry(ids, token, self._scene.sentence[token.i], sort, draft.gender))
            return
        ruling = token.dep_ == "compound" and token.lemma_.lower() in {"government", "regime"}  # `regime bombardment`
        if token.dep_ in {"compound", "flat", "fixed", "goeswith"} and not ruling:
            return
        p = phrase(token)
        if is_document(token):
            self._scene.history.add(Entry((), token, self._scene.sentence[token.i], "thing"))
            return
        kind = kind_of(p)
        if kind is None:
            self._descriptions.elliptic(token, p)
            if token.i not in self._scene.at and token.dep_ in {"nsubj", "nsubj:pass"}:
                self._scene.history.add(Entry((), token, self._scene.sentence[token.i], "thing"))
            return
        ids = self._apposed(p, kind) or self._told_as(p, kind) or self._descriptions.lead_back(p, kind)
        form: MentionForm = "description"
        if not ids:
            draft = self._scene.new()
            draft.kind, draft.plural = kind, p.plural
            draft.phrases.append(p)
            draft.evidence = (token.idx, token.idx + len(token))
            if p.lemma in MALE | FEMALE:
                draft.gender = "m" if p.lemma in MALE else "f"
            if not p.nobody:
                self._scene.by_phrase[self._descriptions.slot(p)].append(draft.id)
            ids = (draft.id,)
        self._scene.at[token.i] = ids
        draft = self._scene.drafts[ids[0]]
        if len(ids) > 1:  # "the brothers", "the three countries"
            subject = Entry(
                ids, token, self._scene.sentence[token.i], "pair", None, True, token.i in self._scene.sources
            )
            self._scene.note(ids, token, form, p)
            self._scene.history.add(subject)
            return
        if not draft.named and not draft.country and does(token, kind, p.lemma) and not self._scene.vague(p, kind):
            draft.wanted = True
        if not draft.named or draft.country:
            form = "name"
        self._scene.note(ids, token, form, p)
        self._scene.history.add(
            Entry(
                ids,
                token,
                self._scene.sentence[token.i],
                _number(draft, p),
                draft.gender,
                False,
                token.i in self._scene.sources,
            )
        )
        self._meet_pair(token)


def _number(draft: Draft, p: Phrase) -> str:
    """How pronouns see a party that a phrase speaks of: a body that is elsewhere called `forces` is one as `the army`."""
    return "body" if draft.kind in BODY_KINDS and not p.plural else draft.sort
