"""Sphinx, for `make docs`: Markdown pages by MyST, the reference from the docstrings, nothing loaded from elsewhere."""

import re

from briefing import __version__

project = "Briefing"
author = "the authors of Briefing"
version = release = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.viewcode"]
html_theme = "furo"
html_title = f"Briefing {__version__}"
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False
html_static_path = ["static"]
html_css_files = ["site.css"]
html_theme_options = {"footer_icons": []}
default_role = "code"  # docstrings have single backticks
myst_heading_anchors = 3
autodoc_default_options = {"members": True, "exclude-members": "model_config, model_fields, model_post_init"}
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
python_maximum_signature_line_length = 80
suppress_warnings = ["ref.python"]  # a name of the ground floor is also a public name of `briefing`


def _tables(app, what, name, obj, options, lines):
    """Markdown tables of docstrings, as list tables of reStructuredText."""
    made, rows = [], []
    for line in [*lines, ""]:
        if re.fullmatch(r"\s*\|.*\|\s*", line):
            if not re.fullmatch(r"[\s|:-]+", line):
                rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            made += ["", ".. list-table::", "   :header-rows: 1", ""]
            for row in rows:
                made += [f"   {'* -' if number == 0 else '  -'} {cell}" for number, cell in enumerate(row)]
            made += [""]
            rows = []
        made.append(line)
    lines[:] = made


def setup(app):
    """Called by Sphinx."""
    app.connect("autodoc-process-docstring", _tables)
