"""Macros of the workshop pages."""

from __future__ import annotations

from collections.abc import Iterable

from curriculum.links import Here
from curriculum.load import Course
from curriculum.macros import outcomes
from curriculum.macros.modules import index_page
from curriculum.macros.programme import span
from curriculum.macros.registry import Context, WorkshopId, macro


@macro()
def workshop_list(course: Course, here: Here) -> Context:
    """The series of workshops, in order of date."""
    return {
        "rows": [(workshop, workshop.page) for workshop in course.workshops.values()],
        "course": course,
    }


@macro()
def workshop_facts(course: Course, here: Here, workshop: WorkshopId) -> Context:
    """When and where, who held it, who took part, and what the sources do not agree on."""
    found = course.workshops[workshop]
    named = [course.country_name(code) for code in found.participants.countries_listed]
    return {
        "workshop": found,
        "course": course,
        "countries": named,
        "place": course.country_name(found.place.country),
        "span": span(found),
    }


@macro()
def workshop_programme(course: Course, here: Here, workshop: WorkshopId) -> Context:
    """Aims, topics, activities and experts, each with the module that teaches it now."""
    found = course.workshops[workshop]
    topics = [(topic, [(course.modules[name], index_page(name)) for name in topic.modules]) for topic in found.topics]
    home = {item.id: module for module in course.modules.values() for item in module.activities}
    activities = [(item, home[item.activity], index_page(home[item.activity].id)) for item in found.activities]
    return {"workshop": found, "topics": topics, "activities": activities, "course": course}


@macro()
def workshop_matrix(course: Course, here: Here, workshop: WorkshopId) -> Context:
    """Each aim, topic, session and activity of the workshop against the pages of this course that carry it on."""
    found = course.workshops[workshop]
    rows = [("aim", aim.text, _titled(course, aim.pages)) for aim in found.aims]
    rows += [(topic.kind, topic.title, _titled(course, topic.pages)) for topic in found.topics]
    home = {item.id: (module, item) for module in course.modules.values() for item in module.activities}
    for item in found.activities:
        module, activity = home[item.activity]
        pages = [(f"{index_page(module.id)}#{activity.id}", f"{module.short_title}: {activity.title}")]
        rows.append(("activity", item.title, pages))
    return {"workshop": found, "rows": rows}


def _titled(course: Course, pages: Iterable[str]) -> list[tuple[str, str]]:
    return [(page, course.pages[page.partition("#")[0]].meta["title"]) for page in pages]


@macro()
def workshop_outcomes(course: Course, here: Here, workshop: WorkshopId) -> Context:
    """What participants said, in the words of the report or as bands made of their sheets, and which sessions they ranked first."""
    found = course.workshops[workshop]
    titles = {topic.id: topic.title for topic in found.topics}
    ranking = [(rank, titles[rank.topic]) for rank in sorted(found.ranking, key=lambda rank: rank.position)]
    panels, few, titles = outcomes.shown(course, workshop)
    levels = outcomes.sessions(course, found)
    return {"workshop": found, "ranking": ranking, "panels": panels, "few": few, "titles": titles, "levels": levels}
