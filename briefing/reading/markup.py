"""HTML source -> tree, for web pages and for mails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from briefing.errors import ReadingError


def parse(source: str, path: Path) -> Any:
    """The tree of an HTML page; None if there is nothing in it. External files and entities are never loaded.

    Raises ReadingError where elements are nested so deep that the parser would drop what is in them.
    """
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        tree = lxml_html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        tree = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadingError(
            path, "has elements nested deeper than any page needs", "Copy the article's words to a .txt file."
        )
    return tree
