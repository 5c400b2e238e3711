"""What the checks say: findings with a place, a cause and a cure, in an order that a person can work down."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

CODES: dict[str, str] = {
    "Y101": "file is not UTF-8 text",
    "Y102": "file is empty",
    "Y103": "file is too large",
    "Y104": "YAML cannot be read",
    "Y105": "tab in the indentation",
    "Y106": "field stands twice",
    "Y107": "anchor or alias",
    "Y108": "yes, no, on or off without quotes",
    "Y109": "date that does not exist",
    "Y110": "custom tag",
    "Y111": "file cannot be opened",
    "Y112": "file name does not fit",
    "Y113": "text cut off by a comment",
    "S201": "unknown field",
    "S202": "missing field",
    "S203": "text needs quotes",
    "S204": "wrong kind of value",
    "S205": "value not in the list",
    "S206": "value out of bounds",
    "S207": "value not in the form asked for",
    "S208": "schema file is stale",
    "M201": "id stands twice",
    "M202": "id does not start with the module's id",
    "M203": "minutes do not add up",
    "M204": "unknown objective",
    "M205": "objective not taught",
    "M206": "objective not assessed",
    "M207": "unknown session, section, activity or material",
    "M208": "activity, material or section not used",
    "M209": "unknown module",
    "M210": "prerequisite comes later",
    "M211": "verb cannot be observed",
    "M212": "objective not practised",
    "Q301": "wrong number of right answers",
    "Q302": "place to read again does not exist",
    "Q303": "module without a quiz",
    "Q304": "case that does not say that it is invented",
    "Q305": "two things to place that say the same",
    "L161": "tool without a source",
    "L162": "tool that grades or adds up",
    "L163": "form about a person that is not on paper only",
    "L164": "tool that is kept but not filled in on a screen",
    "L165": "sizes do not fit the tool",
    "L166": "part of a tool names what is not there",
    "L167": "passage of a tool without the tool's id",
    "L168": "card too long",
    "E131": "question in two places",
    "E132": "forms of the test do not ask the same",
    "E133": "changes out of order",
    "E134": "module without an entry in the changes",
    "F221": "session of a guide missing or out of order",
    "F222": "short version is not 90 minutes",
    "F223": "dropped objectives are not those that are lost",
    "F224": "activity without answers",
    "F225": "worksheet not written",
    "F226": "worksheet not on its page",
    "K151": "case names an unknown objective, role or country",
    "K152": "not one best way, or no harmful one",
    "K153": "decision stands twice",
    "K154": "choice leads nowhere",
    "K155": "node or ending that is never reached",
    "K156": "path without an end",
    "K157": "path with too few decisions",
    "K158": "nationality next to an offender",
    "K159": "place smaller than a province",
    "R401": "unknown reference",
    "R402": "pinpoint not opened",
    "R403": "reference neither cited nor listed",
    "R404": "two instruments with one text",
    "R405": "fact without a text that was opened",
    "R406": "entry of a list not on one page",
    "G501": "unknown term",
    "D241": "plan names a module, session, objective or role that does not exist",
    "D242": "sessions and time of a plan do not fit",
    "D243": "breaks of a plan are not sane",
    "D244": "plan does not cover what it says",
    "D245": "change by hand that cannot be done, or that breaks the order",
    "W601": "dates do not fit",
    "W602": "unknown country, organisation or workshop",
    "W603": "count and list do not fit, and no contradiction is stated",
    "W611": "record says neither who publishes it nor a programme",
    "W612": "times of a programme do not fit",
    "W613": "day of a programme does not fit",
    "W614": "time zone missing or unknown",
    "W615": "item of a programme and its kind do not fit",
    "C701": "unknown country code",
    "C702": "raw HTML or a macro in a country file",
    "C703": "unknown topic of fact",
    "C704": "review date before the date of the check",
    "C705": "unknown passage",
    "C706": "base text of a passage changed",
    "C707": "line not looked at again within 90 days",
    "C708": "country without a file",
    "C709": "looks like coordinates",
    "C710": "looks like the address of a house",
    "C711": "looks like a number to call or of a person",
    "C712": "looks like an e-mail address",
    "C713": "looks like the name of a person",
    "O181": "raw answers inside the project",
    "O182": "outcomes of an unknown workshop, sheet, question or session",
    "O183": "question of a sheet that its form does not ask",
    "P801": "unknown macro",
    "P802": "unknown or missing argument",
    "P803": "unknown id in a macro",
    "P804": "macro cannot be read",
    "P805": "page without title, description or template",
    "P806": "page and data differ",
    "P807": "page missing, or without data",
    "P808": "passage slot twice or nested",
    "P809": "words of the page are not listed",
    "P810": "raw HTML in a page",
    "P811": "picture without a text alternative",
    "P812": "macro in the title of a page made from data",
    "B102": "inline script in a built page",
    "B103": "built page without its encoding",
    "B104": "id twice in a built page",
    "B105": "headings of a built page are out of order",
    "B106": "picture without a text alternative",
    "B107": "something is loaded from another origin",
    "B108": "inline style or event handler in a built page",
    "B109": "address that no page may lead to",
    "B110": "link that leads nowhere",
    "B111": "anchor that is not there",
    "H901": "words that are not written about people",
    "H902": "figure without a source",
    "H903": "figure without a year",
    "N181": "words that the search passes over",
    "N182": "word twice among the synonyms",
    "T901": "interface text missing or not used",
    "T902": "navigation and data differ",
    "T903": "template cannot be used",
}
"""Every code and what it means in short; ADAPTING.md explains each at length (a test holds the two together)."""


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to mend. `line` counts from 1; `where` is the path inside the file, such as `sessions[2].title`."""

    file: str
    line: int
    where: str = field(compare=False)
    message: str
    code: str

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        return _CONTROL.sub(" ", f"{self.file}:{self.line}: {where}{self.message} [{self.code}]")


class CourseError(Exception):
    """The course cannot be built. `findings` says why, sorted by file and line."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(set(findings)))
        super().__init__(report(self.findings))


def report(findings: Iterable[Finding]) -> str:
    """All findings as text for a terminal, one a line, with a count at the end."""
    lines = [str(finding) for finding in sorted(set(findings))]
    noun = "problem" if len(lines) == 1 else "problems"
    return "\n".join([*lines, f"{len(lines)} {noun}. ADAPTING.md explains each code in square brackets."])


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """The known name that `wrong` is most likely meant to be, if there is one."""
    folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(wrong.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def suggestion(wrong: str, known: Iterable[str]) -> str:
    """The cure for a misspelt name: the nearest known one, or the whole list when it is short."""
    known = sorted(set(known))
    if near := nearest(wrong, known):
        return f'; did you mean "{near}"?'
    if known and len(known) <= 12:
        return "; known are " + ", ".join(f'"{name}"' for name in known)
    return ""
