"""A new country file with every field explained, for `make country` and as templates/country/new.yml, to be copied on the web."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from pathlib import Path
from typing import Any

import jinja2
import pycountry

from curriculum.findings import suggestion
from curriculum.load import Loaded
from curriculum.schemas import first_line

COPY = "templates/country/new.yml"
"""The template as a file that can be copied in a browser; the loader does not read it. `make schemas` writes it."""

PLACES = {
    "treaties": ("Treaties", "https://treaties.un.org (status of treaties), the ILO's NORMLEX, the ASEAN Secretariat"),
    "law": ("Law", "the official gazette, the ministry of justice; UNODC's SHERLOC has copies and translations"),
    "bodies": ("Bodies", "the law itself, the national action plan, the site of the coordinating body"),
    "procedure": ("Procedure and status", "guidelines and circulars of the coordinating body, the immigration service"),
    "services": ("Services", "the social ministry, IOM, reports of NGOs. Types only: never where a shelter is"),
    "data": ("Data protection", "the official gazette, the data protection authority"),
    "refugees": (
        "Refugees and asylum",
        "UNHCR's page of the country and its submissions to the Universal Periodic Review",
    ),
}
"""Title of each group of topics, and where its facts are found."""

IN_NAMES = " '’,.()-"
LONGEST = 100


class NewCountryError(Exception):
    """No file was made; the text says why, and what to write."""


def new_country(root: Path, loaded: Loaded, code: str, name: str, today: dt.date) -> Path:
    """Write data/countries/<code>.yml and return its path. Raises NewCountryError, and then nothing was written."""
    code, name = code.strip().upper(), " ".join(name.split())
    if not code or not name:
        raise NewCountryError('say which country, such as: make country CODE=PH NAME="Philippines"')
    _check_code(code, name)
    _check_name(name)
    path = root / "data" / "countries" / f"{code.lower()}.yml"
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text(root, loaded, code, name, today))
    except FileExistsError:
        place = path.relative_to(root).as_posix()
        raise NewCountryError(f"{place} is there already, and stays as it is; open it and go on") from None
    return path


def _check_code(code: str, name: str) -> None:
    known = {country.alpha_2 for country in pycountry.countries}
    if code not in known:
        named = pycountry.countries.get(name=name) or pycountry.countries.get(common_name=name)
        hint = f'; "{name}" has the code {named.alpha_2}' if named else suggestion(code, known)
        raise NewCountryError(f'"{code}" is not a code of ISO 3166-1{hint}')


def _check_name(name: str) -> None:
    """Letters and marks of any script, and what stands in names of States. Raises NewCountryError."""
    odd = next((c for c in name if c not in IN_NAMES and unicodedata.category(c)[0] not in "LM"), None)
    if odd is not None:
        shown = odd if odd.isprintable() else f"U+{ord(odd):04X}"
        known = "letters, spaces, hyphens, apostrophes, commas, full stops and round brackets"
        raise NewCountryError(f'the name holds "{shown}"; write it with {known} only')
    if len(name) > LONGEST:
        raise NewCountryError(f"the name has {len(name)} characters; write the short name, with {LONGEST} at most")


def text(root: Path, loaded: Loaded, code: str, name: str, today: dt.date) -> str:
    """The file of a country without facts: every field, topic and passage of the course as a note. Passes the checks."""
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(root / "templates" / "country"),
        autoescape=False,  # noqa: S701 - YAML
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
    )
    templates.filters["quoted"] = _quoted
    slots = [{"id": slot.id, "page": page.path} for page in loaded.pages.values() for slot in page.slots]
    return templates.get_template("country.yml.j2").render(
        schema=first_line("data/countries/x.yml").rpartition("=")[2],
        code=code,
        name=name,
        today=today,
        topics=loaded.file("country-topics.yml").topics,
        places={group: {"title": title, "look": look} for group, (title, look) in PLACES.items()},
        slots=slots,
    )


def _quoted(value: Any) -> str:
    """A text as YAML in quotes (JSON is YAML)."""
    return json.dumps(str(value), ensure_ascii=False)


def write_copy(root: Path, loaded: Loaded) -> None:
    """Write the template that can be copied on the web, with a code and a name that the check asks to replace."""
    (root / COPY).write_text(copy(root, loaded), encoding="utf-8", newline="\n")


def copy(root: Path, loaded: Loaded) -> str:
    """The text of COPY. Its day is no real one, so that it does not change from day to day."""
    return text(root, loaded, "XX", "Name of the country", dt.date(2026, 1, 1))
