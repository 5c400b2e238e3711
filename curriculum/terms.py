"""The definitions of the glossary as one script, for words whose definition does not stand on the page that uses them."""

from __future__ import annotations

from pathlib import Path

from curriculum.links import Here
from curriculum.marks import render
from curriculum.render import Renderer
from curriculum.safe import script_json

FILE = "assets/terms.js"
"""Where the script stands below the site. assets/js/term.js fetches it when a reader first wants one of these definitions."""


def definitions(renderer: Renderer) -> dict[str, str]:
    """The definition of each term by its id, as plain text."""
    course, here = renderer.course, Here("glossary.md", renderer.directory_urls, places=renderer.places)
    return {item.id: render(item.definition, course.references, here).striptags() for item in course.glossary.values()}


def write(site: Path, renderer: Renderer) -> None:
    """Put the script below `site`. It runs from disk too."""
    path = site / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"window.vcaTerms = {script_json(definitions(renderer))};\n", encoding="utf-8", newline="\n")
