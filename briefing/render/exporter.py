"""The page as an nbconvert exporter: `jupyter nbconvert --to briefing`, and in JupyterLab's export menu."""

from __future__ import annotations

from typing import Any

import nbformat
from nbconvert.exporters.exporter import Exporter

from briefing.render.page import make_page


class BriefingExporter(Exporter):
    """Makes the self-contained page of an executed notebook; raises PageError if no honest page can be made of it."""

    export_from_notebook = "Briefing page (HTML)"
    file_extension = ".html"
    output_mimetype = "text/html"

    def from_notebook_node(self, nb: Any, resources: Any = None, **kwargs: Any) -> tuple[Any, Any]:
        """The page and nbconvert's resources for a notebook node."""
        node, resources = super().from_notebook_node(nb, resources, **kwargs)
        return make_page(nbformat.writes(node)), resources
