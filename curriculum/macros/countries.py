"""Macros that show facts of countries."""

from __future__ import annotations

from curriculum.links import Here
from curriculum.load import Course
from curriculum.macros.registry import Context, CountryId, TopicId, macro
from curriculum.model.country import Country, Fact, Unknown


def find(country: Country, topic: str) -> Fact | Unknown | None:
    """What the country file says on a topic."""
    said: tuple[Fact | Unknown, ...] = (*country.facts, *country.unknown)
    return next((item for item in said if item.topic == topic), None)


@macro()
def country_fact(course: Course, here: Here, country: CountryId, topic: TopicId) -> Context:
    """One fact of one country, with its source and the dates of the check."""
    found = course.countries[country]
    fact = find(found, topic)
    return {
        "country": found,
        "topic": course.topics[topic],
        "fact": fact,
        "source": _source(course, fact),
        "today": course.today,
    }


@macro()
def country_comparison(course: Course, here: Here, topic: TopicId) -> Context:
    """What each country file says on a topic, as a list that reads well on a phone."""
    ordered = sorted(course.countries.values(), key=lambda country: country.name)
    rows = [(country, fact, _source(course, fact)) for country in ordered for fact in [find(country, topic)]]
    return {"topic": course.topics[topic], "rows": rows, "today": course.today}


def _source(course: Course, fact: Fact | Unknown | None) -> object:
    return course.references[fact.source] if isinstance(fact, Fact) else None
