"""The state of each country file: what it has, what is missing or unconfirmed, and what has to be looked at again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from curriculum.load import Loaded
from curriculum.model.country import Country, CountryTopic, Hotline
from curriculum.pages import PageSource, Slot


@dataclass(frozen=True)
class State:
    """The state of a country on a day.

    `missing` are labels of topics on which the file says nothing, `needed` those of required topics without a fact; `stale`
    are labels of facts past their review date; `changed` are passages whose base text is not what the page says now.
    """

    country: Country
    sourced: int
    unknown: int
    missing: tuple[str, ...]
    needed: tuple[str, ...]
    stale: tuple[str, ...]
    confirmed: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    passages: int
    changed: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every required topic has a fact with a source."""
        return not self.needed


def may_call(line: Hotline, today: dt.date) -> bool:
    """Whether the number of a line may be shown on `today`: somebody confirmed it, and its review is not overdue."""
    return line.confirmed is not None and today <= line.review_by


def state(country: Country, topics: Iterable[CountryTopic], slots: Mapping[str, Slot], today: dt.date) -> State:
    """The state of `country` on `today`. `slots` are the adaptable passages of the course by their ids."""
    labels = {topic.id: topic.label for topic in topics}
    facts = {fact.topic for fact in country.facts}
    said = facts | {item.topic for item in country.unknown}
    return State(
        country=country,
        sourced=len(country.facts),
        unknown=len(country.unknown),
        missing=tuple(label for name, label in labels.items() if name not in said),
        needed=tuple(topic.label for topic in topics if topic.required and topic.id not in facts),
        stale=tuple(labels[fact.topic] for fact in country.facts if today > fact.review_by and fact.topic in labels),
        confirmed=tuple(line.name for line in country.hotlines if may_call(line, today)),
        unconfirmed=tuple(line.name for line in country.hotlines if not may_call(line, today)),
        passages=len(country.passages),
        changed=tuple(
            item.id
            for item in country.passages
            if item.id in slots and slots[item.id].base.split() != item.base.split()
        ),
    )


def states(
    countries: Iterable[Country], topics: Iterable[CountryTopic], pages: Iterable[PageSource], today: dt.date
) -> list[State]:
    """The state of each of `countries` on `today`; the passages are those of `pages`."""
    slots = {slot.id: slot for page in pages for slot in page.slots}
    kinds = tuple(topics)
    return [state(country, kinds, slots, today) for country in countries]


def of(loaded: Loaded, today: dt.date) -> list[State]:
    """The states of all countries of a course without findings but for changed passages, by name."""
    countries = sorted(loaded.folder("countries").values(), key=lambda country: str(country.name))
    return states(countries, loaded.file("country-topics.yml").topics, loaded.pages.values(), today)


def report(states: Iterable[State]) -> str:
    """The states as text for a terminal: a line for each country, and below it what is missing.

    The numbers of unconfirmed lines stand here and in the data only, for whoever calls them to confirm.
    """
    lines = ["Countries"]
    for item in states:
        word = "complete" if item.complete else f"{len(item.needed)} required missing"
        lines.append(
            f"  {item.country.code}  {item.country.name}: {word}; {item.sourced} sourced, {item.unknown} unknown, "
            f"{len(item.missing)} not looked for, {len(item.stale)} stale, {len(item.unconfirmed)} of "
            f"{len(item.confirmed) + len(item.unconfirmed)} lines unconfirmed, {item.passages} passages"
        )
        for word, names in (
            ("needs a source", item.needed),
            ("says nothing on", item.missing),
            ("out of date", item.stale),
            ("passage to look at again", item.changed),
            (
                "call to confirm",
                [f"{line.number} ({line.name})" for line in item.country.hotlines if line.name in item.unconfirmed],
            ),
        ):
            if names:
                lines.append(f"      {word}: {'; '.join(names)}")
    return "\n".join(lines)
