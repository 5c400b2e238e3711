"""What the page that makes outcomes has to know, as a script below the site: it runs from disk too."""

from __future__ import annotations

from pathlib import Path

from curriculum.load import Course
from curriculum.outcomes.spec import spec
from curriculum.safe import script_json

FILE = "assets/outcomes/spec.js"


def write(site: Path, course: Course) -> None:
    """Put the script below `site`. docs/assets/js/outcomes.js fetches it when it is needed."""
    path = site / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"window.vcaOutcomes = {script_json(spec(course).plain())};\n", encoding="utf-8", newline="\n")
