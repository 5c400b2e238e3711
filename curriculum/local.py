"""What a country puts into boxes and passages of the pages: pieces of HTML by topic and by passage, the same on every page.

Their links start at the root of the site; whoever puts a piece into a page makes them start there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from curriculum.links import Here
from curriculum.macros.countries import by_name, country_page, find, source
from curriculum.model.country import Country
from curriculum.render import Renderer
from curriculum.safe import script_json

FOLDER = "assets/countries"
"""Where the scripts with the pieces stand below the site: one for each country, fetched when a reader chooses it."""


@dataclass(frozen=True)
class Local:
    """The pieces of a country: `facts` by topic, `passages` by id."""

    country: Country
    facts: Mapping[str, str]
    passages: Mapping[str, str]


def local(renderer: Renderer, country: Country) -> Local:
    """Render every piece of `country`."""
    course, page = renderer.course, country_page(country)
    here = Here("index.md", renderer.directory_urls, places=renderer.places)
    facts = {
        topic.id: renderer.piece(
            "local/fact", here, country=country, topic=topic, fact=said, source=source(course, said), page=page
        )
        for topic in course.topics.values()
        for said in [find(country, topic.id)]
    }
    passages = {
        item.id: renderer.piece("local/passage", here, country=country, passage=item, page=page)
        for item in country.passages
    }
    return Local(country, facts, passages)


def scripts(renderer: Renderer) -> Iterator[tuple[str, str]]:
    """Name below the site and text of the scripts that the picker of countries fetches. They run from disk too."""
    countries = by_name(renderer.course)
    names = [[country.code.lower(), country.name] for country in countries]
    yield f"{FOLDER}/list.js", f"window.vcaCountries = {script_json(names)};\n"
    for country in countries:
        found = local(renderer, country)
        pieces = {"name": country.name, "facts": dict(found.facts), "passages": dict(found.passages)}
        code = country.code.lower()
        yield f"{FOLDER}/{code}.js", f"(window.vcaCountry ??= {{}}).{code} = {script_json(pieces)};\n"


def write(site: Path, renderer: Renderer) -> None:
    """Put the scripts below `site`."""
    for name, text in scripts(renderer):
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
