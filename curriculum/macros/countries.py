"""Macros that show facts of countries."""

from __future__ import annotations

from curriculum.links import Here
from curriculum.load import Course
from curriculum.macros.registry import Context, CountryId, TopicId, macro
from curriculum.model.country import Country, Fact, Unknown
from curriculum.model.reference import Reference
from curriculum.state import State, may_call, states

PARTY = {"ratified", "acceded", "accepted", "succeeded"}
"""What a State did that is party to a treaty."""

Said = Fact | Unknown | None


def country_page(country: Country) -> str:
    """The page source of a country."""
    return f"countries/{country.code.lower()}.md"


def topic_page(topic: str) -> str:
    """The page source on which every country answers a topic."""
    return f"countries/topics/{topic}.md"


def find(country: Country, topic: str) -> Said:
    """What the country file says on a topic."""
    said: tuple[Fact | Unknown, ...] = (*country.facts, *country.unknown)
    return next((item for item in said if item.topic == topic), None)


def source(course: Course, fact: Said) -> Reference | None:
    """The reference of a fact."""
    return course.references[fact.source] if isinstance(fact, Fact) else None


def by_name(course: Course) -> list[Country]:
    """Every country, by its name."""
    return sorted(course.countries.values(), key=lambda country: country.name)


@macro()
def country_fact(course: Course, here: Here, country: CountryId, topic: TopicId) -> Context:
    """One fact of one country, with its source and the dates of the check."""
    found = course.countries[country]
    fact = find(found, topic)
    return {
        "country": found,
        "topic": course.topics[topic],
        "fact": fact,
        "source": source(course, fact),
        "today": course.today,
    }


@macro()
def country_comparison(course: Course, here: Here, topic: TopicId) -> Context:
    """What each country file says on a topic, as a list that reads well on a phone."""
    rows = [
        (country, country_page(country), fact, source(course, fact))
        for country in by_name(course)
        for fact in [find(country, topic)]
    ]
    return {"topic": course.topics[topic], "rows": rows, "today": course.today}


@macro()
def in_your_country(course: Course, here: Here, topic: TopicId) -> Context:
    """A box that asks what holds in the reader's country, and leads to the answers of all countries."""
    return {"topic": course.topics[topic], "page": topic_page(topic)}


@macro()
def country_list(course: Course, here: Here) -> Context:
    """Every country by name, with its state in a few words."""
    return {"rows": [(item, country_page(item.country)) for item in _states(course)]}


@macro()
def country_summary(course: Course, here: Here, country: CountryId) -> Context:
    """At the top of a country's page: its official name, languages, and the state of its facts."""
    found = course.countries[country]
    return {"country": found, "state": _state(course, found), "today": course.today}


@macro()
def country_facts(course: Course, here: Here, country: CountryId, group: str) -> Context:
    """The facts of a country on the topics of a group."""
    found = course.countries[country]
    rows = [
        (topic, fact, source(course, fact))
        for topic in course.topics.values()
        if topic.group == group
        for fact in [find(found, topic.id)]
    ]
    return {"country": found, "rows": rows, "today": course.today, "page": topic_page}


@macro()
def country_lines(course: Course, here: Here, country: CountryId) -> Context:
    """The lines of a country by name. A number is shown only while its confirmation holds."""
    found = course.countries[country]
    rows = [(line, course.references[line.source], may_call(line, course.today)) for line in found.hotlines]
    return {"country": found, "rows": rows}


@macro()
def country_words(course: Course, here: Here, country: CountryId) -> Context:
    """Words that people use in the country, in their script."""
    found = course.countries[country]
    return {"country": found, "rows": [(word, course.references[word.source]) for word in found.words]}


@macro()
def country_passages(course: Course, here: Here, country: CountryId) -> Context:
    """The passages of the course that the country file puts in its own words, with the pages where they stand."""
    found = course.countries[country]
    home = {slot.id: page for page in course.pages.values() for slot in page.slots}
    rows = [(item, home[item.id].path, home[item.id].meta["title"]) for item in found.passages if item.id in home]
    return {"country": found, "rows": rows}


@macro()
def treaty_table(course: Course, here: Here) -> Context:
    """For each treaty, which States are party, which are not, and of which it is unknown."""
    rows = []
    for topic in course.topics.values():
        if topic.group == "treaties":
            said = [(country, country_page(country), find(country, topic.id)) for country in by_name(course)]
            known = [item for item in said if isinstance(item[2], Fact)]
            party = [item for item in known if isinstance(item[2], Fact) and item[2].status in PARTY]
            rows.append(
                (
                    topic,
                    party,
                    [item for item in known if item not in party],
                    [item for item in said if item not in known],
                )
            )
    return {"rows": rows, "page": topic_page}


@macro()
def topic_list(course: Course, here: Here) -> Context:
    """Every topic but the treaties, with its question and the page on which all countries answer it."""
    topics = [topic for topic in course.topics.values() if topic.group != "treaties"]
    return {"rows": [(topic, topic_page(topic.id)) for topic in topics]}


@macro()
def line_states(course: Course, here: Here) -> Context:
    """How many lines each country names, and how many of them somebody confirmed."""
    return {"rows": [(item, country_page(item.country)) for item in _states(course)]}


@macro()
def country_states(course: Course, here: Here) -> Context:
    """For trainers: what each country file has, misses, and has to be looked at again."""
    return {"rows": [(item, country_page(item.country)) for item in _states(course)], "today": course.today}


def _states(course: Course) -> list[State]:
    return states(by_name(course), course.topics.values(), course.pages.values(), course.today)


def _state(course: Course, country: Country) -> State:
    [found] = states([country], course.topics.values(), course.pages.values(), course.today)
    return found
