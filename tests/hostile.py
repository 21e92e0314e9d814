"""Hostile seeds, made in a table: every trick in every place where words of a seed come to stand on the page.

`seeds()` gives 150 of them: 30 tricks, each woven in five ways into an article. Each trick tells its page, if it works,
by `window.hit`, by a request, by a word in the console, or by breaking the layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from show_samples import UNATTRIBUTED, Claim, build

from briefing.schema import Analysis

TRICKS = {
    "script": "<script>window.hit=1</script>",
    "script end": "</script><script>window.hit=1</script>",
    "style end": "</style><script>window.hit=1</script>",
    "title end": "</title></head><body onload=window.hit=1>",
    "image": "<img src=x onerror=window.hit=1>",
    "image slash": "<img/src=x/onerror=window.hit=1//",
    "svg": "<svg onload=window.hit=1><animate onbegin=window.hit=1 attributeName=x dur=1s></svg>",
    "svg use": "<svg><use href='data:image/svg+xml,<svg id=x onload=window.hit=1></svg>#x'/></svg>",
    "frame": "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "object": "<object data='javascript:window.hit=1'></object><embed src='javascript:window.hit=1'>",
    "link": "<a href='javascript:window.hit=1' id=allegation-1 class=bf-place>click</a>",
    "base": "<base href='http://example.org/'><link rel=stylesheet href=x.css>",
    "refresh": "<meta http-equiv=refresh content='0;url=http://example.org/'>",
    "form": "<form action=http://example.org><input autofocus onfocus=window.hit=1></form>",
    "attribute": "\" onmouseover=\"window.hit=1\" autofocus onfocus=\"window.hit=1\" x=\"",
    "attribute single": "' onfocus='window.hit=1' tabindex='0",
    "comment": "<!--<img title=\"--><img src=x onerror=window.hit=1>\">",
    "cdata": "<![CDATA[<img src=x onerror=window.hit=1>]]>",
    "entities": "&lt;img src=x onerror=window.hit=1&gt; &#60;script&#62; &amp;lt; &quot;",
    "style": "<style>*{display:none!important}</style><b style='position:fixed;inset:0;background:red'>x</b>",
    "css": "}</style> *{background:url(http://example.org/x)} @import 'http://example.org/y';",
    "jinja": "{{ 7*7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}{# x #}",
    "template": "${window.hit=1} `${alert(1)}` <%= 7*7 %> {{constructor.constructor('window.hit=1')()}}",
    "cell": "\"\"\"); __import__('os').system('touch hit'); (\"\"\"",
    "json": "\"}]}; window.hit=1; //\\u003cscript\\u003e \u2028 window.hit=1 \u2029",
    "bidi": "\u202eevil\u202c \u2066\u2067txt.exe\u2069 \u200frtl\u200e \u202bopen",
    "controls": "a\u0000b\u0007c\u001bd\u009be\ufefff\U000e0041g\u061c",
    "huge token": "W" + "a" * 3000,
    "combining": "Z" + "\u0301\u0489\u0335" * 300 + " \u202e" * 40,
    "markup soup": "</div></section></main></table></q></bdi></article></ul><h1>x</h1><table><td><plaintext><textarea>",
}  # fmt: skip


@dataclass(frozen=True)
class Weave:
    """Which places of an article hold the trick."""

    title: bool = False
    names: bool = False
    words: bool = False
    outlet: bool = False
    parameters: bool = False


WEAVES = {
    "title": Weave(title=True, outlet=True),
    "names": Weave(names=True),
    "words": Weave(words=True),
    "parameters": Weave(parameters=True, words=True),
    "everywhere": Weave(True, True, True, True, True),
}


def woven(trick: str, weave: Weave) -> tuple[Analysis, dict[str, str]]:
    """An article with a trick in these places, and the parameters of its briefing."""
    trick = trick.replace("\n", " ")
    title = f"Report {trick} on the mill" if weave.title else "Report on the mill"
    firm = f"Orbis {trick} Mills" if weave.names else "Orbis Mills"
    clerk = f"Ana {trick} Reis" if weave.names else "Ana Reis"
    paper = f"{trick} dossier" if weave.names else "old dossier"
    said = f"dumped {trick} acid" if weave.words else "dumped acid"
    hedge = f"reportedly {trick}" if weave.words else "reportedly"
    reply = f"{firm} denied {trick} all" if weave.words else f"{firm} denied all"
    text = (
        f"{title}\n{clerk} said, citing an {paper}, that {firm} {said} on Monday.\n"
        f"{hedge} {firm} lied. {reply}. “{said}” was said again."
    )
    analysis = build(
        text,
        [(firm, "company"), (clerk, "person")],
        [
            Claim(f"{firm} {said}", (firm,), (clerk, paper), replies=((reply, "denial"),), documents=(paper,),
                  when=("on Monday",)),
            Claim(f"{firm} lied", (firm,), (UNATTRIBUTED,), "hedged", (hedge,)),
        ],
        outlet=f"The {trick} Sentinel" if weave.outlet else "Sentinel",
        name=f"seed {trick}"[:120] if weave.parameters else "seed",
    )  # fmt: skip
    parameters = {"title": f"Title {trick}", "outlet": f"Outlet {trick}"} if weave.parameters else {}
    return analysis, parameters


def seeds() -> Iterator[tuple[str, Analysis, dict[str, str]]]:
    """The name of every hostile seed, its analysis, and the parameters of its briefing."""
    for trick, words in TRICKS.items():
        for place, weave in WEAVES.items():
            yield (f"{trick} in {place}", *woven(words, weave))
