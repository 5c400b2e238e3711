"""One day on the clock: breaks with the room that each may move in, and the items between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from curriculum.fit.ask import Ask, Break, Day
from curriculum.fit.items import Item

MOVE = 15
"""Minutes that a break or lunch may stand earlier or later. A prayer does not move."""

PART = 15
"""Minutes that each part of a session has at least, where a break cuts it."""

STRETCH = 100
"""Minutes that may pass without a break."""

REST = 10
"""Minutes of free time that count as a break."""

Warnings = list[dict[str, Any]]


@dataclass(frozen=True)
class Window:
    """A break that stands at `at` if it can, and starts from `low` to `high`."""

    kind: str
    at: int
    minutes: int
    low: int
    high: int


@dataclass(frozen=True)
class Placed:
    """What stands from `start` to `end`; `part` is (1, 2) or (2, 2) of an item that a break cuts."""

    start: int
    end: int
    kind: str
    item: Item | None = None
    part: tuple[int, int] | None = None


@dataclass(frozen=True)
class Spot:
    """Where the next item may start, since when nobody had a break, and which break comes next."""

    time: int
    since: int
    window: int = 0


@dataclass(frozen=True)
class Open:
    """A day ready to be filled up to `limit`; `head` and `tail` are its opening or review, and its closing."""

    start: int
    end: int
    limit: int
    windows: tuple[Window, ...]
    head: tuple[Placed, ...] = ()
    after_head: Spot = Spot(0, 0)
    tail: tuple[Placed, ...] = ()


def open_day(ask: Ask, index: int) -> tuple[Open | None, Warnings]:
    """Day `index` with its breaks, opening or review and closing; None if it has no time."""
    day, number = ask.days[index], index + 1
    if day.end == day.start:
        return None, []
    usable = [i for i, each in enumerate(ask.days) if each.end > each.start]
    breaks, warnings = _breaks(ask, day, number)
    windows, limit = _windows(breaks, day, ask.closing if index == usable[-1] else 0)
    opened = Open(day.start, day.end, limit, windows, after_head=Spot(day.start, day.start))
    if index == usable[-1] and ask.closing:
        if limit < day.start:
            limit = day.end
            windows, _ = _windows(breaks, day, 0)
            opened = replace(opened, limit=limit, windows=windows)
            warnings.append({"code": "no-room", "day": number, "kind": "closing"})
        else:
            opened = replace(opened, tail=(Placed(limit, limit + ask.closing, "closing"),))
    kind, minutes = ("opening", ask.opening) if index == usable[0] else ("review", ask.review)
    if minutes:
        found = find(opened, opened.after_head, Item(kind, kind, "", minutes))
        if found is None:
            warnings.append({"code": "no-room", "day": number, "kind": kind})
        else:
            opened = replace(opened, head=tuple(found[0]), after_head=found[1])
    return opened, warnings


def _breaks(ask: Ask, day: Day, number: int) -> tuple[list[Break], Warnings]:
    """The breaks of a day, none over another: a prayer keeps its time, lunch and breaks give way."""
    today = [each for each in ask.breaks if not each.days or number in each.days]
    warnings: Warnings = []
    found: list[Break] = []
    for each in sorted(today, key=lambda one: (one.kind != "prayer", one.at, one.minutes)):
        if each.at < day.start or each.at + each.minutes > day.end:
            if each.days:
                warnings.append({"code": "break-outside", "day": number, "kind": each.kind, "at": _clock(each.at)})
            continue
        kept, start, end = found, each.at, each.at + each.minutes
        inside = [one for one in kept if one.kind == "prayer" and start <= one.at and one.at + one.minutes <= end]
        if inside and each.kind != "prayer":
            warnings += [_overlap(number, one) for one in inside]
            found = [one for one in kept if one not in inside]
        for one in sorted(found, key=lambda one: one.at):
            if one.at <= start < one.at + one.minutes:
                start = one.at + one.minutes
            elif start < one.at < end:
                end = one.at
        if end - start < each.minutes:
            warnings.append(_overlap(number, each))
        if end - start >= 5:
            found.append(replace(each, at=start, minutes=end - start))
    return sorted(found, key=lambda one: one.at), warnings


def _overlap(number: int, each: Break) -> dict[str, Any]:
    return {"code": "break-overlap", "day": number, "kind": each.kind, "at": _clock(each.at)}


def _windows(breaks: Sequence[Break], day: Day, closing: int) -> tuple[tuple[Window, ...], int]:
    """The room of each break, and where the closing starts: as late as the breaks let it, or before the day if never."""
    limit = day.end - closing
    while True:
        inner = [each for each in breaks if each.at < limit + closing]
        after = [each for each in breaks if each not in inner]
        windows = _room(inner, day.start, limit)
        if windows is not None:
            return (*windows, *(Window(each.kind, each.at, each.minutes, each.at, each.at) for each in after)), limit
        limit = max(each.at for each in inner) - closing
        if limit < day.start:
            return (), limit


def _room(breaks: Sequence[Break], start: int, limit: int) -> list[Window] | None:
    """Windows in which all breaks stand one after the other before `limit`; None if there are none."""
    lows: list[int] = []
    free = start
    for each in breaks:
        lows.append(each.at if each.kind == "prayer" else max(each.at - MOVE, free))
        free = lows[-1] + each.minutes
    highs: list[int] = []
    for each in reversed(breaks):
        highs.append(min(each.at if each.kind == "prayer" else each.at + MOVE, limit - each.minutes))
        limit = highs[-1]
    highs.reverse()
    found = [
        Window(each.kind, min(max(each.at, low), high), each.minutes, low, high)
        for each, low, high in zip(breaks, lows, highs, strict=True)
    ]
    return found if all(each.low <= each.high for each in found) else None


def find(day: Open, spot: Spot, item: Item) -> tuple[list[Placed], Spot] | None:
    """Where `item` stands from `spot` on, with the breaks before and in it, and the spot after it; None if nowhere.

    A break comes before an item that would put it off until STRETCH minutes are over, if the item has room after it.
    """
    time, since, placed = spot.time, spot.since, list[Placed]()
    tiring = None
    for index in range(spot.window, len(day.windows) + 1):
        window = day.windows[index] if index < len(day.windows) else None
        end = time + item.minutes
        if end <= _edge(day, index):
            whole = [*placed, Placed(time, end, item.kind, item)], Spot(end, since, index)
            if window is None or end <= window.at or end - since <= STRETCH:
                return whole
            tiring = tiring or whole
        if window is None or window.at >= day.limit:
            return tiring
        if time < window.low:
            if parts := _cut(day, time, item, index):
                return [*placed, *parts], Spot(parts[-1].end, parts[-1].start, index + 1)
            if tiring:
                return tiring
        begin = time if time >= window.low else window.at
        placed.append(Placed(begin, begin + window.minutes, window.kind))
        time = since = begin + window.minutes
    return tiring


def _cut(day: Open, time: int, item: Item, index: int) -> list[Placed] | None:
    """`item` from `time` on in two parts with break `index` between them, or None if a part would be too short or too late."""
    window = day.windows[index]
    cut = min(max(window.at, time + PART), time + item.minutes - PART)
    again = cut + window.minutes
    end = again + item.minutes - (cut - time)
    if not (window.low <= cut <= window.high and cut - time >= PART and end <= _edge(day, index + 1)):
        return None
    pause = Placed(cut, again, window.kind)
    return [Placed(time, cut, item.kind, item, (1, 2)), pause, Placed(again, end, item.kind, item, (2, 2))]


def _edge(day: Open, index: int) -> int:
    """The latest minute at which something may end before break `index`, or before the end of the work of the day."""
    return min(day.windows[index].high, day.limit) if index < len(day.windows) else day.limit


def lay_out(day: Open, queue: list[Item]) -> tuple[list[Placed], list[Item]]:
    """Fill the day from the front of `queue`. Returns all that stands on the day, and the items left."""
    entries, spot = list(day.head), day.after_head
    rest = list(queue)
    while rest and (found := find(day, spot, rest[0])):
        entries += found[0]
        spot = found[1]
        del rest[0]
    time = spot.time
    for window in day.windows[spot.window :]:
        begin = max(window.at, time)
        entries.append(Placed(begin, begin + window.minutes, window.kind))
        time = begin + window.minutes
    return _with_free(sorted((*entries, *day.tail), key=lambda one: one.start), day), rest


def _with_free(entries: list[Placed], day: Open) -> list[Placed]:
    """The entries with the free time between them."""
    found, time = list[Placed](), day.start
    for each in (*entries, Placed(day.end, day.end, "free")):
        if each.start > time:
            found.append(Placed(time, each.start, "free"))
        if each.end > each.start:
            found.append(each)
        time = each.end
    return found


def stretches(entries: list[Placed]) -> Warnings:
    """Each stretch of more than STRETCH minutes without a break: since when, and how long."""
    found: Warnings = []
    start = None
    end = 0
    for each in (*entries, Placed(0, REST, "free")):
        rests = each.kind in ("break", "lunch", "prayer") or (each.kind == "free" and each.end - each.start >= REST)
        if rests:
            if start is not None and end - start > STRETCH:
                found.append({"from": _clock(start), "minutes": end - start})
            start = None
        elif each.kind != "free":
            start = each.start if start is None else start
            end = each.end
    return found


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
