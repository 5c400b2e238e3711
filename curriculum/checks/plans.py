"""Rules of the ready-made plans: what they name exists, the times add up, breaks are sane, and they cover what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from curriculum.checks.scope import Scope, not_in, repeated
from curriculum.findings import Finding
from curriculum.fit import fit
from curriculum.fit.course import to_fit
from curriculum.fit.day import STRETCH
from curriculum.model.plan import Plan, PlanDay
from curriculum.source import Document, Path_

LONGEST = 8 * 60 + 30
"""Minutes of the longest day."""

FULL_DAY, LUNCH, LUNCH_FROM, LUNCH_UNTIL = 6 * 60, 45, 11 * 60, 13 * 60 + 30
"""A day longer than FULL_DAY minutes has a lunch of at least LUNCH minutes, which starts between the two times."""

ORDER = {
    "order": 'puts "{item}" before "{before}", which comes first in the module; move it',
    "prerequisite-later": 'puts a session of "{needs}" after one of "{module}", which builds on it; move it',
}
"""What is said of a broken order, by the code of the fitter's warning."""


@dataclass(frozen=True)
class Fitted:
    """A plan of which every name exists, with the programme that the fitter makes of it."""

    plan: Plan
    document: Document
    programme: dict[str, Any]

    def warnings(self, *codes: str) -> list[dict[str, Any]]:
        """The fitter's warnings of these codes."""
        return [warning for warning in self.programme["warnings"] if warning["code"] in codes]


def names(scope: Scope) -> Iterator[Finding]:
    """Modules, sessions, objectives and roles of a plan exist, and nothing stands twice."""
    for plan, document in scope.plans():
        yield from _names(scope, plan, document)


def _names(scope: Scope, plan: Plan, document: Document) -> Iterator[Finding]:
    for index, name in enumerate(plan.roles):
        yield from scope.unknown(document, ("roles", index), "role", name, "D241")
    for index, module in enumerate(plan.modules):
        yield from scope.unknown(document, ("modules", index, "id"), "module", module.id, "D241")
    yield from repeated(document, [(("modules", i, "id"), module.id) for i, module in enumerate(plan.modules)])
    yield from repeated(document, [(("covers", i), name) for i, name in enumerate(plan.covers)])
    if scope.known.ids["module"] is None:
        return
    taken = [module for module, _ in scope.modules() if module.id in {item.id for item in plan.modules}]
    if len(taken) < len(plan.modules):
        return  # an unknown module has a finding of its own, and its sessions cannot be known
    items = [each.id for module in taken for each in module.sessions]
    items += [edit.id for edit in plan.edits if edit.op == "own" and edit.id]
    for index, edit in enumerate(plan.edits):
        for field in ("item", "before"):
            if name := getattr(edit, field):
                what = "a session of the modules of this plan"
                yield from not_in(document, ("edits", index, field), name, items, what, "D241")
    objectives = [each.id for module in taken for each in module.objectives]
    for index, name in enumerate(plan.covers):
        what = "an objective of the modules of this plan"
        yield from not_in(document, ("covers", index), name, objectives, what, "D241")


def _fitted(scope: Scope) -> Iterator[Fitted]:
    """Each plan that can be fitted: the modules could be read, and every name exists."""
    about = scope.single("course.yml")
    if about is None or scope.known.ids["module"] is None or scope.known.ids["guide"] is None:
        return
    modules = {module.id: module for module, _ in scope.modules()}
    guides = {guide.module: guide for guide, _ in scope.guides()}
    course = to_fit([modules[name] for name in about[0].modules if name in modules], guides)
    for plan, document in scope.plans():
        if not any(_names(scope, plan, document)):
            yield Fitted(plan, document, fit(plan.request(), course))


def time(scope: Scope) -> Iterator[Finding]:
    """Every day ends after it starts and is not too long, and every session has room."""
    for found in _fitted(scope):
        plan, document = found.plan, found.document
        for index, day in enumerate(plan.days):
            yield from _day(document, ("days", index), day)
        for warning in found.warnings("no-room"):
            message = (
                f"is too short for the {warning['kind']}; end the day later, or make the {warning['kind']} shorter"
            )
            yield document.finding(("days", warning["day"] - 1), message, "D242")
        for _ in found.warnings("bad-value"):
            yield document.finding(("factor",), f"is {plan.factor}; write 1, or 1.5 to 2", "D242")
        missed = [f'"{each["item"]}"' for each in found.programme["unplaced"] if each["why"] == "no-time"]
        if missed and not found.warnings("day-order"):
            minutes = found.programme["short_by"]
            message = (
                f"have no room for {', '.join(missed)} ({minutes} minutes); make a day longer, "
                "take a short version, or drop a session"
            )
            yield document.finding(("days",), message, "D242")


def _day(document: Document, path: Path_, day: PlanDay) -> Iterator[Finding]:
    minutes = _minutes(day.ends) - _minutes(day.starts)
    if minutes <= 0:
        message = f'"{day.ends}" is not after the start, "{day.starts}"; correct one of the two'
        yield document.finding((*path, "ends"), message, "D242")
    if minutes > LONGEST:
        message = f"lasts {minutes} minutes, and no day lasts more than {LONGEST}; end it earlier, or take another day"
        yield document.finding(path, message, "D242")


def breaks(scope: Scope) -> Iterator[Finding]:
    """Nobody sits for more than 100 minutes, a full day has a lunch at noon, and no break stands in another."""
    for found in _fitted(scope):
        for warning in found.warnings("long-stretch"):
            message = (
                f"leave {warning['minutes']} minutes without a break on day {warning['day']}, from {warning['from']}; "
                f"put one in, so that it is never more than {STRETCH}"
            )
            yield found.document.finding(("breaks",), message, "D243")
        for warning in found.warnings("break-overlap", "break-outside"):
            message = (
                f"the {warning['kind']} at {warning['at']} on day {warning['day']} stands in another, or outside the day; "
                "change its time"
            )
            yield found.document.finding(("breaks",), message, "D243")
        for index, day in enumerate(found.plan.days):
            if _minutes(day.ends) - _minutes(day.starts) > FULL_DAY and not _has_lunch(found.plan, index + 1):
                message = f"have no lunch of {LUNCH} minutes or more on day {index + 1} that starts from 11:00 to 13:30; add one"
                yield found.document.finding(("breaks",), message, "D243")


def _has_lunch(plan: Plan, number: int) -> bool:
    return any(
        each.kind == "lunch" and each.minutes >= LUNCH and LUNCH_FROM <= _minutes(each.at) <= LUNCH_UNTIL
        for each in plan.breaks
        if not each.days or number in each.days
    )


def objectives(scope: Scope) -> Iterator[Finding]:
    """The objectives that a plan says it covers are exactly those that its sessions serve."""
    for found in _fitted(scope):
        if found.programme["short_by"]:
            continue  # sessions without room have a finding of their own
        served = found.programme["covered"]
        for index, name in enumerate(found.plan.covers):
            if name not in served:
                message = f'"{name}" is served by no session of the programme; delete it, or bring a session back'
                yield found.document.finding(("covers", index), message, "D244")
        for name in served:
            if name not in found.plan.covers:
                yield found.document.finding(
                    ("covers",), f'leave out "{name}", which the programme serves; add it', "D244"
                )


def edits(scope: Scope) -> Iterator[Finding]:
    """Every change by hand can be done, and none breaks the order that a module needs."""
    for found in _fitted(scope):
        for warning in found.warnings("edit-unknown"):
            message = f"cannot be done: look at its `{warning['field']}`; the item is gone, or the field is missing"
            yield found.document.finding(("edits", warning["edit"]), message, "D245")
        for warning in found.warnings(*ORDER):
            yield found.document.finding(("edits",), ORDER[warning["code"]].format(**warning), "D245")


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (names, time, breaks, objectives, edits)
