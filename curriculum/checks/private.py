"""Rule of do no harm: no text looks as if it says where a shelter is, who works there, or how to reach a person.

The models have no field for any of that, so a text is the one place where it could stand. A hit is for a person to judge.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from curriculum.checks.scope import Scope
from curriculum.findings import Finding
from curriculum.model.country import Country
from curriculum.prose import Paragraph

COUNTRIES = "data/countries/"
LONG = 5
"""Digits of a number that means nothing else: shorter ones may also be an article or a year."""
_STREET = (
    r"Street|St\.|Road|Rd\.?|Avenue|Ave\.?|Lane|Boulevard|Blvd\.?|Highway|Alley|Drive|Soi|Jalan|Jl\.|Magu|Thanon|Đường"
)
_COORDINATES = re.compile(
    r"""-?\b[0-9]{1,3}\.[0-9]{3,}\s*°?\s*[NS]?\s*[,;/\s]\s*-?[0-9]{1,3}\.[0-9]{3,}
      | \b[0-9]{1,3}(?:\.[0-9]+)?\s*°\s*(?:[0-9]{1,2}(?:\.[0-9]+)?\s*['′’]|[NSEW]\b)""",
    re.VERBOSE,
)
_ADDRESS = re.compile(
    rf"""\b[0-9]{{1,5}}[A-Za-z]?(?:/[0-9]{{1,4}})?,?\s+(?:[A-ZĐ][\w'’-]*\s+){{0,3}}(?:{_STREET})(?!\w)
      | \b(?:{_STREET})(?:\s+[A-ZĐ][\w'’-]*){{0,3}},?\s+(?:No\.?\s*)?(?!(?:19|20)[0-9]{{2}}\b)[0-9]{{1,4}}(?!\w)""",
    re.VERBOSE,
)
_NUMBER = re.compile(
    r"""(?<![\w./,+-])(?!(?:1[5-9]|20)[0-9]{2}\s?[-–]\s?(?:1[5-9]|20)?[0-9]{2}(?![0-9-]))  # 2014-2018
        (?![0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9]))                                            # 2014-06-03
        (?![0-9]{1,3}(?:[.,][0-9]{3})+(?![0-9]))                                             # 12.500.000
        (?!2[0-9]{3}\s\((?:19|20)[0-9]{2}\))                                                # 2551 (2008)
        \+?\(?[0-9](?:[\ \n().–-]{0,2}[0-9]){7,}(?![\w/])
      | (?i:\b(?:call|dial|phone|tel|telephone|hotline|whatsapp|line)(?:\s+(?:no\.?|number|on|at))?[.:]?\s+)
        (?!(?:1[5-9]|20)[0-9]{2}\b)\+?[0-9]{3,}(?![\w/,%])""",
    re.VERBOSE,
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PERSON = re.compile(r"\b(?:Mr|Ms|Mrs|Miss|Mdm|Dr)\b\.?\s+(?:[A-Z]\.\s*)?[A-ZĐ][\w'’-]+")
_TELLING = re.compile("[0-9@]")
"""What every look but the one for names needs; most paragraphs have neither, and are looked at no further."""
_ELSEWHERE = re.compile(r"https?://\S+|(?<=\])\([^)\s]*\)|\[@[^\]]*\]|\{[{%].*?[}%]\}", re.DOTALL)


@dataclass(frozen=True)
class Look:
    """What to look for: words for the finding, its code, and the folder to which it is limited."""

    form: re.Pattern[str]
    what: str
    code: str
    only: str = ""


LOOKS = (
    Look(_COORDINATES, "coordinates; say the province at most", "C709"),
    Look(_ADDRESS, "the address of a house; say the type of service and the province at most", "C710"),
    Look(_NUMBER, "a number to call or a personal number; a line to call stands under hotlines of its country", "C711"),
    Look(_MAIL, "an e-mail address; name the office", "C712"),
    Look(_PERSON, "the name of a person; name the office or the role", "C713", COUNTRIES),
)


def private(scope: Scope) -> Iterator[Finding]:
    """No paragraph looks as if it says where somebody is, or how to reach somebody."""
    looks = (*LOOKS, *_unconfirmed(scope))
    for paragraphs in scope.prose:
        for paragraph in paragraphs:
            if not (paragraph.path[:1] == ("hotlines",) and paragraph.path[-1] == "number"):
                yield from _hits(paragraph, looks)


def _hits(paragraph: Paragraph, looks: tuple[Look, ...]) -> Iterator[Finding]:
    text = _ELSEWHERE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), paragraph.text)
    if not text.isascii():
        text = text.translate(_digits())
    if not (_TELLING.search(text) or paragraph.file.startswith(COUNTRIES)):
        return
    found: set[str] = set()
    for look in looks:
        match = look.form.search(text) if paragraph.file.startswith(look.only) else None
        if match and look.code not in found:
            found.add(look.code)
            said = " ".join(paragraph.text[match.start() : match.end()].split())
            message = f'"{said}" looks like {look.what}, and take this out'
            yield paragraph.finding(match.start(), message, look.code)


@cache
def _digits() -> dict[int, str]:
    """Digits of other scripts, such as Thai and Khmer, as those that the looks know."""
    decimals = ((code, unicodedata.decimal(chr(code), None)) for code in range(128, 0x1F000))
    return {code: str(digit) for code, digit in decimals if digit is not None}


def _unconfirmed(scope: Scope) -> Iterator[Look]:
    """The numbers that nobody has confirmed, wherever else they stand; short ones only in the file of their country."""
    for file, record in scope.loaded.records.items():
        if isinstance(record, Country):
            for line in record.hotlines:
                if line.confirmed is None:
                    form = re.compile(rf"(?<![\w.,+/-]){re.escape(line.number)}(?![\w%])")
                    yield Look(form, LOOKS[2].what, "C711", "" if len(line.number) >= LONG else file)


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (private,)
