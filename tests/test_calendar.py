"""Calendar files: the same vectors bind Python, which writes those of records, and the browser, which writes those of plans."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from curriculum.calendar_file import calendar
from curriculum.model.workshop import Workshop

FOUND = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "vectors/ics").glob("*.json"))
}
TODAY = dt.date(2026, 11, 23)


def parsed(file: bytes) -> tuple[dict[str, str], list[dict[str, str]]]:
    """What a calendar program reads: names of the whole file, and the events."""
    found = Calendar.from_ical(file.replace(b"X-WR-CALNAME", b"SUMMARY", 1))  # the library leaves extensions escaped
    events = [
        {
            "uid": str(event["uid"]),
            "starts": event.decoded("dtstart").isoformat(),
            "ends": event.decoded("dtend").isoformat(),
            "summary": str(event["summary"]),
            "location": str(event["location"]),
        }
        for event in found.walk("VEVENT")
    ]
    assert all(event.decoded("dtstamp").tzinfo is not None for event in found.walk("VEVENT"))
    return {name: str(found[name]) for name in ("version", "method", "summary", "x-wr-timezone")}, events


def expected(vector: dict[str, Any]) -> tuple[dict[str, str], list[dict[str, str]]]:
    record = vector["record"]
    names = {
        "version": "2.0",
        "method": "PUBLISH",
        "summary": record["title"],
        "x-wr-timezone": record["time_zone"],
    }
    return names, [{**event, "location": vector["place"]} for event in vector["events"]]


def lines_are_sound(file: bytes) -> bool:
    """RFC 5545, 3.1: lines end with CR LF and have at most 75 octets, and no character is cut."""
    lines = file.split(b"\r\n")
    assert lines[-1] == b""
    return all(len(line) <= 75 and b"\n" not in line and line.decode("utf-8") is not None for line in lines)


@pytest.mark.parametrize("name", FOUND)
def test_python_writes_the_events_of_the_vector(name: str) -> None:
    vector = FOUND[name]
    workshop = Workshop.model_validate_json(json.dumps(vector["record"]))
    file = calendar(workshop, vector["place"], TODAY)
    assert parsed(file) == expected(vector), vector["about"]
    assert lines_are_sound(file)


def test_the_browser_writes_the_events_of_the_vectors(visit: Any, address: str) -> None:
    page, faults = visit("help/", timezone_id="Pacific/Auckland")
    page.add_script_tag(url=f"{address}assets/js/plan-out.js")
    run = "(vectors) => vectors.map(({ record, place }) => window.vcaOut.calendar(record, place, Date.now()))"
    for vector, text in zip(FOUND.values(), page.evaluate(run, list(FOUND.values())), strict=True):
        assert parsed(text.encode()) == expected(vector), vector["about"]
        assert lines_are_sound(text.encode())
    assert faults == []


def test_the_venue_goes_into_the_calendar_only_if_the_record_publishes_it() -> None:
    record = {**FOUND["utc"]["record"], "place": {"name": "The Blue House", "country": "MY"}}
    for publish, place in (([], "Malaysia"), (["venue"], "The Blue House, Malaysia")):
        workshop = Workshop.model_validate_json(json.dumps({**record, "publish": publish}))
        assert {event["location"] for event in parsed(calendar(workshop, "Malaysia", TODAY))[1]} == {place}


def test_the_same_record_on_the_same_day_gives_the_same_bytes() -> None:
    workshop = Workshop.model_validate_json(json.dumps(FOUND["texts"]["record"]))
    assert calendar(workshop, "Thailand", TODAY) == calendar(workshop, "Thailand", TODAY)
