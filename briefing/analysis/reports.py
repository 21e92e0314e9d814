"""Who says what: the engine's attributions completed by grammar, nested into each other, their sources led to actors.

The model marks source, cue and content; it is trained on text where attributions do not overlap. Grammar adds what that
leaves out: the whole of a quotation, the clause that a cue governs, `X was quoted by Y as saying`, `X, citing Y,`,
accusations as attributions of the accuser, and the running source of a story (`the report`, `it added`).
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.actors import Cast
from briefing.analysis.quotations import blocks_of, quotations
from briefing.analysis.speakers import bearer, bodies, cues, head_of, is_document, speakers
from briefing.language.document import attributions

_CITING = {"cite", "quote", "credit"}
_NO_SOURCE = {"it", "there", "which", "that", "what", "this"}
#: Cues that report words or findings, not attitudes.
_SPOKEN = {"neutral", "distancing", "factive", "documentary"}
#: Cues of wishes, orders and questions: what they govern is not stated by anybody.
_NOT_STATED = {"attitude", "directive", "question"}


@dataclass
class Report:
    """One attribution on its way to the analysis: token indices of its parts, and what its source leads to.

    `source` is the head of the source's noun phrase (None: not named); `actors` draft ids of the cast; `document` the
    head of the paper that speaks, if one does; `stated` False where the cue is of a wish or a question; `spoken` True where it
    is a verb of speech.
    """

    cue: frozenset[int]
    content: set[int]
    source: Token | None
    source_span: Span | None
    actors: tuple[str, ...] = ()
    document: Token | None = None
    running: bool = False
    stated: bool = True
    spoken: bool = False
    within: Report | None = None

    @property
    def key(self) -> tuple[int, int]:
        """Order in the text, the larger first."""
        return (min(self.cue, default=min(self.content, default=0)), -len(self.content))


class Reports:
    """All attributions of a document, outermost first at every place."""

    def __init__(self, doc: Doc, cast: Cast, acts: list[Act], blocks: list[tuple[int, int]]) -> None:
        self._doc, self._cast = doc, cast
        self._block = blocks_of(doc, blocks)
        self._quotes = quotations(doc, self._block)
        self.all: list[Report] = self._from_model()
        self._from_grammar()
        self._colons()
        self._turns()
        self._accusers(acts)
        self._quoted_by()
        self._one_each()
        self._orphan_quotes()
        self._sources()
        self._nest()

    @property
    def cues(self) -> frozenset[int]:
        """Tokens by which a named source speaks."""
        return frozenset(i for r in self.all if r.source is not None for i in r.cue)

    def covering(self, token: Token) -> list[Report]:
        """The attributions whose content holds `token`, from the outermost in."""
        found = [r for r in self.all if token.i in r.content]
        return sorted(found, key=lambda r: (-len(r.content), r.key))

    # building -------------------------------------------------------------------------------------------------

    def _from_model(self) -> list[Report]:
        reports = []
        for a in attributions(self._doc):
            cue = frozenset(t.i for t in a.cue if not t.is_space)
            content = {t.i for s in a.content for t in s if not t.is_space}
            sources = [s for s in a.source if not s.root.is_punct]
            source = max(sources, key=len) if sources else None
            content |= self._governed(a.cue) - {t.i for s in sources for t in s} - cue
            home = self._block[min(cue)]
            content = {i for i in content if self._block[i] == home or any(a < i < b for a, b in self._quotes)}
            content = self._whole_quotes(content, min(cue)) - cue
            if not content or not (self._voiced(a.cue) or self._quoted(content)):
                continue
            head = head_of(source) if source is not None else self._subject_of(a.cue)
            span = source if source is not None else (g.phrase(head) if head is not None else None)
            if head is not None:
                content -= {t.i for t in g.phrase(head)} if self._outside_quotes(head) else set()
            reports.append(Report(cue, content, head, span, stated=self._stated(a.cue), spoken=self._spoken(a.cue)))
        return reports

    def _from_grammar(self) -> None:
        """Reporting verbs with a subject and a clause that the model passed over, most of them inside other reports."""
        known = {i for r in self.all for i in r.cue}
        for word in self._doc[:-1]:
            if word.lower_ == "according" and word.nbor().lower_ == "to" and not {word.i, word.i + 1} & known:
                span = self._doc[word.i : word.i + 2]
                source = self._subject_of(span)
                if source is not None and (content := self._governed(span)):
                    self.all.append(Report(frozenset({word.i, word.i + 1}), content, source, g.phrase(source)))
        for verb in self._doc:
            if verb.pos_ != "VERB" or verb.i in known:
                continue
            entry = cues().verb(verb)
            if entry is None or entry.get("stance") not in _SPOKEN or g.is_unreal(verb) or g.is_negated(verb):
                continue
            span = self._doc[verb.i : verb.i + 1]
            source = self._subject_of(span)
            if source is None or not (
                is_document(source) or self._cast.resolve(source, create=False) or source.pos_ == "NOUN"
            ):
                continue
            if not g.children(verb, "ccomp") and not (is_document(source) and (g.objects(verb) or g.complements(verb))):
                continue
            governed = self._governed(span) or {t.i for t in verb.subtree} - {t.i for t in g.phrase(source)} - {verb.i}
            content = self._whole_quotes(governed, verb.i)
            self.all.append(Report(frozenset({verb.i}), content, source, g.phrase(source)))

    def _one_each(self) -> None:
        """One report for each source in a sentence where several cues say the same (`was quoted as saying`)."""
        kept: list[Report] = []
        for report in sorted(self.all, key=lambda r: (-len(r.content), r.key)):
            twin = next((k for k in kept if report.source is not None and k.source is not None and k.source.i == report.source.i
                         and len(report.content & k.content) * 3 > len(report.content - k.cue) * 2), None)  # fmt: skip
            if twin is None:
                kept.append(report)
            else:
                twin.cue |= report.cue
                twin.content = (twin.content | report.content) - twin.cue
                twin.stated = twin.stated or report.stated
        self.all = kept

    def _subject_of(self, cue: Span) -> Token | None:
        """The source that the model left out: the subject of an active reporting verb, the agent of a passive one."""
        verb = cue[0] if cue[0].lower_ == "according" else cue.root
        if verb.dep_ in {"case", "fixed"}:  # "according to the ministry"
            noun = verb.head.head if verb.dep_ == "fixed" else verb.head
            return noun if noun.pos_ in {"NOUN", "PROPN", "PRON"} else None
        if verb.pos_ != "VERB" or cues().verb(verb) is None:
            return None
        found = [s for s in g.agents(verb) if s.lower_ not in _NO_SOURCE]
        if found and verb.dep_ == "acl:relcl" and found[0] == verb.head and not is_document(verb.head):
            between = self._doc[verb.head.i + 1 : max(verb.head.i + 1, verb.left_edge.i)]
            found = [t for t in reversed(between) if is_document(t)] or found  # "the emergence of a dossier that says"
        return found[0] if found else None

    @staticmethod
    def _spoken(cue: Span) -> bool:
        entries = [e for t in cue if t.pos_ == "VERB" and (e := cues().verb(t)) is not None]
        return any(e.get("stance") in {"neutral", "distancing"} for e in entries)

    def _quoted(self, content: set[int]) -> bool:
        return any(b - a > 2 and set(range(a, b)) & content for a, b in self._quotes)

    @staticmethod
    def _voiced(cue: Span) -> bool:
        """Whether a cue is of words or thoughts; the model also marks deeds that show an attitude (`ignored`, `backs`)."""
        verbs = [t for t in cue if t.pos_ == "VERB"]
        return not verbs or any(cues().verb(t) is not None for t in verbs)

    def _stated(self, cue: Span) -> bool:
        entry = next((e for t in cue if (e := cues().verb(t))), None)
        return entry is None or entry.get("stance") not in _NOT_STATED

    def _governed(self, cue: Span) -> set[int]:
        """Words that the cue's verb governs: its that-clause, or the sentence that it is put behind or before."""
        verb = cue[0] if cue[0].lower_ == "according" else cue.root
        found: set[int] = set()
        for clause in g.children(verb, "ccomp"):
            found |= {t.i for t in clause.subtree}
        behind = verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and g.marker(verb) == "as")
        if not found and behind and verb.pos_ == "VERB" and cues().verb(verb) is not None:
            found |= {t.i for t in verb.head.subtree} - {t.i for t in verb.subtree}
        if verb.dep_ in {"case", "fixed"} or any(t.lower_ == "according" for t in cue):
            top = next((t for t in g.ancestors(verb) if t.pos_ in {"VERB", "ADJ"} or t.dep_ == "ROOT"), None)
            if top is not None:
                phrase = next((t for t in [verb, *g.ancestors(verb)] if t.head == top), verb)
                found |= {t.i for t in top.subtree} - {t.i for t in phrase.subtree}
        return {i for i in found if not self._doc[i].is_punct and not self._doc[i].is_space}

    def _outside_quotes(self, token: Token) -> bool:
        return not any(a < token.i < b for a, b in self._quotes)

    def _whole_quotes(self, content: set[int], cue: int) -> set[int]:
        """A quotation that is touched from outside belongs to the content as a whole, over its sentences."""
        found = set(content)
        for a, b in self._quotes:
            if not a < cue < b and len(found & set(range(a + 1, b))) * 3 >= min(b - a, 12) and b - a > 4:
                found |= {i for i in range(a, b + 1) if not self._doc[i].is_space}
        return found

    def _accusers(self, acts: list[Act]) -> None:
        """`X accused Y of Z` is X saying that Y did Z, whether the model saw a cue there or not."""
        for act in acts:
            if act.accusation is None:
                continue
            if act.accuser is None:
                if act.hedge is not None:  # "is suspected of": the subject is who is accused, and no source
                    self.all = [r for r in self.all if act.accusation.i not in r.cue]
                continue
            known = [r for r in self.all if act.accusation.i in r.cue]
            content = {t.i for t in act.span} - {act.accusation.i} - {t.i for t in g.phrase(act.accuser)}
            if known:
                known[0].content |= content
                known[0].stated = True
                if known[0].source is None:
                    known[0].source, known[0].source_span = act.accuser, g.phrase(act.accuser)
            else:
                cue = frozenset({act.accusation.i})
                self.all.append(Report(cue, content, act.accuser, g.phrase(act.accuser)))

    def _quoted_by(self) -> None:
        """`X was quoted by Y as saying` and `X said, citing Y`: the second source, outside or inside the first."""
        for report in list(self.all):
            verbs = [self._doc[i] for i in report.cue if self._doc[i].pos_ == "VERB"]
            verbs += [v.head for v in verbs if v.head.pos_ == "VERB" and v.dep_ in {"advcl", "xcomp"}]
            for verb in verbs:
                if verb.lemma_ in {"quote", "cite", "report"} and g.is_passive(verb):
                    for agent in g.agents(verb)[:1]:
                        subject = g.subjects(verb)
                        if subject and report.source is not None and report.source.i == agent.i:
                            report.source, report.source_span = subject[0], g.phrase(subject[0])
                        content = report.content | set(report.cue) | {t.i for s in subject for t in g.phrase(s)}
                        self.all.append(Report(frozenset({verb.i}), content, agent, g.phrase(agent)))
                for child in g.children(verb, "advcl"):
                    if child.lemma_ in _CITING and not g.is_passive(child):
                        for cited in g.objects(child)[:1]:
                            content = report.content - {t.i for t in child.subtree}
                            report.content = report.content | content | {t.i for t in child.subtree}
                            self.all.append(Report(frozenset({child.i}), content, cited, g.phrase(cited)))

    def _colons(self) -> None:
        """`Guards falsified logs: report` and `Memo: guards falsified logs`: lines without a full stop that name their source."""
        lines: dict[int, list[Token]] = {}
        for token in self._doc:
            if not token.is_space:
                lines.setdefault(self._block[token.i], []).append(token)
        for line in lines.values():
            marks = [k for k, t in enumerate(line) if t.text == ":"]
            if len(marks) != 1 or len(line) > 40 or line[-1].text in {".", "!", "?"}:
                continue
            left, right = line[: marks[0]], line[marks[0] + 1 :]
            for name, content in ((right, left), (left, right)):
                if not 1 <= len(name) <= 5 or len(content) <= len(name):
                    continue
                nouns = [t for t in name if t.pos_ in {"NOUN", "PROPN"}]
                if not nouns or any(t.pos_ in {"VERB", "AUX"} for t in name):
                    continue
                head = nouns[-1]
                if is_document(head) or self._cast.resolve(head) or speakers().compound(head):
                    span = self._doc[name[0].i : name[-1].i + 1]
                    self.all.append(Report(frozenset({line[marks[0]].i}), {t.i for t in content}, head, span))
                    break

    def _turns(self) -> None:
        """Transcripts: `[Draven] We never ...` speaks until the next bracket of its kind or the end of the block."""
        turns: list[tuple[Token, int, int]] = []
        doc = self._doc
        for i, token in enumerate(doc[:-2]):
            if token.text != "[":
                continue
            close = next((k for k in range(i + 2, min(i + 6, len(doc))) if doc[k].text == "]"), None)
            if close is None:
                continue
            name = doc[close - 1]
            speaks = (
                name.text[:1].isupper() and name.lower_ not in {"text", "report"} and bool(self._cast.resolve(name))
            )
            if turns and turns[-1][2] == -1 and (speaks or doc[i + 1].lower_ == "end"):  # not at "[words indistinct]"
                turns[-1] = (turns[-1][0], turns[-1][1], i)
            if speaks:
                turns.append((name, close + 1, -1))
        for name, begin, end in turns:
            stop = next((k for k in range(begin, len(doc)) if self._block[k] != self._block[name.i]), len(doc))
            content = {k for k in range(begin, min(stop, end if end > 0 else stop)) if not doc[k].is_space}
            if len(content) > 3:
                self.all.append(Report(frozenset(), content, name, doc[name.i : name.i + 1]))

    def _orphan_quotes(self) -> None:
        """A quotation that nobody is said to speak goes on with the speaker before it in the same or the last paragraph."""
        for a, b in self._quotes:
            inside = set(range(a + 1, b))
            sentence = self._doc[a + 1].sent if a + 1 < len(self._doc) else None
            if b - a < 6 or sentence is None or len(inside) * 3 < len(sentence) * 2:
                continue
            if any(len(inside & r.content) * 2 > len(inside) for r in self.all):
                continue
            before = [r for r in self.all if r.source is not None and r.cue and max(r.cue) < a
                      and self._block[a] - self._block[max(r.cue)] <= 1]  # fmt: skip
            if before:
                last = max(before, key=lambda r: max(r.cue))
                self.all.append(Report(frozenset(), inside, last.source, last.source_span, running=True))

    # sources --------------------------------------------------------------------------------------------------

    def _sources(self) -> None:
        """Lead sources to actors: names and descriptions by the cast, papers to their issuers, `it` to the running source."""
        issuers: dict[str, tuple[str, ...]] = {}
        papers = [r for r in self.all if r.source is not None and is_document(r.source)]
        for report in papers:
            assert report.source is not None
            issuer = self._issuer(report.source) or self._named_in(report.source_span)
            if issuer:
                issuers.setdefault(report.source.lemma_.lower(), issuer)
        for noun in (t for t in self._doc if is_document(t)):
            lemma = noun.lemma_.lower()
            if lemma not in issuers and (issuer := self._issuer(noun)):
                issuers[lemma] = issuer
        told: list[Report] = []
        for report in sorted(self.all, key=lambda r: r.key):
            source = report.source
            if source is None:
                continue
            if is_document(source):
                report.document = source
                own = self._issuer(source) or self._named_in(report.source_span)
                bare = not g.children(source, "amod", "nmod", "nmod:poss", "compound", "acl", "acl:relcl")
                known = issuers.get(source.lemma_.lower(), ()) if bare or self._same_paper(source) else ()
                report.actors = own or known
                report.running = bool(report.actors) and not own
            else:
                # what is told inside this report is no source for it: `it` is who spoke before
                before = next((t for t in reversed(told) if not t.cue & report.content), None)
                if source.lower_ in {"it", "they"} and before is not None and before.document is not None:
                    report.document, report.actors, report.running = before.document, before.actors, True
                else:
                    report.actors = self._cast.resolve(self._speaker(report, source), create=True)
            if report.stated and (report.actors or report.document is not None):
                told.append(report)

    @staticmethod
    def _speaker(report: Report, source: Token) -> Token:
        """The one person whom the words of a source name, whatever title or office heads them."""
        people = [e for e in report.source_span.ents if e.label_ == "PERSON"] if report.source_span is not None else []
        if source.ent_type_ != "PERSON" and len(people) == 1 and not g.children(source, "conj"):
            owner = people[0].root
            if owner.dep_ != "nmod:poss" and not g.children(owner, "case"):
                return owner
        return bearer(source)

    def _issuer(self, paper: Token) -> tuple[str, ...]:
        """The body that a paper comes from: `a report in/by/of X`, `X's report`, `the X report`."""
        own = g.children(paper, "nmod:poss", "compound", "nmod", "acl")
        for child in sorted(own, key=lambda c: c.i):
            if child.dep_ == "acl":
                nouns = [n for p, n in g.complements(child) if p in {"by", "from"}]
            elif child.dep_ == "nmod" and g.preposition(child) not in {"in", "by", "from", "of", "at", ""}:
                nouns = []
            else:
                nouns = [child]
            for noun in nouns:
                owner = child.dep_ == "nmod:poss" and (noun.ent_type_ == "LOC" or noun.pos_ == "PRON")
                owner = owner or (child.dep_ in {"nmod:poss", "compound"} and bodies().compound(noun) is not None)
                if (noun.ent_type_ in {"ORG", "PERSON"} or owner) and (found := self._cast.resolve(noun, create=True)):
                    return found
        return ()

    def _named_in(self, span: Span | None) -> tuple[str, ...]:
        """The first organisation that the words of a source name."""
        for entity in span.ents if span is not None else ():
            if entity.label_ == "ORG" and (found := self._cast.resolve(entity.root, create=True)):
                return found
        return ()

    def _same_paper(self, paper: Token) -> bool:
        """Whether a described paper may be the one that was introduced before: `the latest report`, not `a leaked one`."""
        return any(c.lower_ == "the" for c in g.children(paper, "det")) and not g.children(
            paper, "acl", "acl:relcl", "nmod:poss", "nmod"
        )

    def _nest(self) -> None:
        """An attribution stands within the smallest one whose content holds its cue (or content, where it has no cue)."""
        for report in self.all:
            anchor = report.cue or frozenset(list(report.content)[:1])
            outer = [
                r for r in self.all if r is not report and anchor <= r.content and len(r.content) > len(report.content)
            ]
            for r in outer:  # who says that X says it says it
                r.content |= report.content
        for report in self.all:
            anchor = report.cue or frozenset(report.content)
            outer = [
                r for r in self.all if r is not report and anchor <= r.content and len(r.content) > len(report.content)
            ]
            report.within = min(outer, key=lambda r: (len(r.content), r.key), default=None)
