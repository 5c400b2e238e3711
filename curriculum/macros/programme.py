"""Macros of workshops that have a programme by the clock, and the moments that calendars need."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from curriculum.links import Here
from curriculum.load import Course
from curriculum.macros.modules import index_page
from curriculum.macros.registry import Context, WorkshopId, macro
from curriculum.model.programme import ProgrammeItem
from curriculum.model.workshop import Workshop


@dataclass(frozen=True)
class Moment:
    """An item of a programme with its start and end, which know their time zone."""

    starts: dt.datetime
    ends: dt.datetime
    item: ProgrammeItem


def moments(workshop: Workshop) -> list[Moment]:
    """Every item of the programme in order; empty for a workshop without one. Raises KeyError for an unknown time zone."""
    if not workshop.programme or workshop.time_zone is None:
        return []
    zone = ZoneInfo(workshop.time_zone)
    return [
        Moment(_at(day.date, item.starts, zone), _at(day.date, item.ends, zone), item)
        for day in workshop.programme
        for item in day.items
    ]


def _at(day: dt.date, clock: str, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), zone)


def span(workshop: Workshop) -> tuple[str, str]:
    """Start and end for structured data (ISO 8601): with the time of the day where the programme gives it."""
    found = moments(workshop)
    if not found:
        return workshop.starts.isoformat(), workshop.ends.isoformat()
    return found[0].starts.isoformat(timespec="minutes"), found[-1].ends.isoformat(timespec="minutes")


def calendar_path(workshop: Workshop) -> str:
    """Where the calendar file of a workshop stands below the site."""
    return f"workshops/{workshop.id}.ics"


@macro()
def workshop_agenda(course: Course, here: Here, workshop: WorkshopId) -> Context:
    """The programme by day and clock time, each session with its module, and the calendar file."""
    found = course.workshops[workshop]
    modules = {name: (module, index_page(name)) for name, module in course.modules.items()}
    return {"workshop": found, "modules": modules, "calendar": calendar_path(found)}


@macro()
def workshop_materials(course: Course, here: Here, workshop: WorkshopId) -> Context:
    """What has to be on the table: the materials of each module of the programme, and where to print them."""
    items = [item for day in course.workshops[workshop].programme for item in day.items]
    names = dict.fromkeys(item.module for item in items if item.module)
    return {"rows": [(course.modules[name], f"modules/{name}/worksheets.md") for name in names], "pages": course.pages}
