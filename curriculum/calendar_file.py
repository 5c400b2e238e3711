"""The calendar file of a workshop (RFC 5545): one event for each item of its programme, with times in UTC."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from icalendar import Calendar, Event, vText

from curriculum.load import Course
from curriculum.macros.programme import Moment, calendar_path, moments
from curriculum.model.workshop import Workshop

PRODUCT = "-//Victim-Centred Approach//Programme//EN"


def calendar(workshop: Workshop, place: str, today: dt.date) -> bytes:
    """The file. `place` is the name of the country; the venue goes with it only if the record publishes it.

    Times are in UTC, which every calendar shows in its own zone; empty times of the programme are no events.
    """
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", vText(workshop.title))  # an extension: only as text it is escaped
    made.add("x-wr-timezone", workshop.time_zone)
    if "venue" in workshop.publish and workshop.place.name:
        place = f"{workshop.place.name}, {place}"
    for moment in moments(workshop):
        if moment.item.kind != "free":
            made.add_component(_event(workshop, moment, place, today))
    return bytes(made.to_ical())


def _event(workshop: Workshop, moment: Moment, place: str, today: dt.date) -> Event:
    event = Event()
    event.add("uid", f"{workshop.id}-{moment.starts:%Y%m%dT%H%M}@vca")
    event.add("dtstamp", dt.datetime.combine(today, dt.time(), dt.UTC))
    event.add("dtstart", moment.starts.astimezone(dt.UTC))
    event.add("dtend", moment.ends.astimezone(dt.UTC))
    event.add("summary", moment.item.title)
    event.add("location", place)
    return event


def write(site: Path, course: Course) -> None:
    """Put the calendar file of every workshop with a programme below `site`."""
    for workshop in course.workshops.values():
        if workshop.programme:
            path = site / calendar_path(workshop)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(calendar(workshop, course.country_name(workshop.place.country), course.today))
