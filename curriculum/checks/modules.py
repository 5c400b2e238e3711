"""Rules of the module files: ids, minutes, and the trace from objective to session, section, activity and question."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from curriculum.checks.scope import Scope, not_in, repeated
from curriculum.findings import Finding
from curriculum.model.module import Module
from curriculum.source import Document, Path_

LISTS = ("objectives", "sections", "sessions", "activities", "materials")
VAGUE = {
    "appreciate", "be", "become", "believe", "comprehend", "feel", "grasp", "have", "know", "learn", "realise",
    "realize", "see", "think", "understand",
}  # fmt: skip
"""Verbs of objectives that nobody can observe."""


def unique_ids(scope: Scope) -> Iterator[Finding]:
    """No id stands twice in a module, and each starts with the module's id."""
    for module, document in scope.modules():
        at: list[tuple[Path_, str]] = []
        for field in LISTS:
            for index, item in enumerate(getattr(module, field)):
                path = (field, index, "id")
                at.append((path, item.id))
                if field != "sections" and not item.id.startswith(f"{module.id}-"):
                    message = f'"{item.id}" must start with the module\'s id; write "{module.id}-{item.id}"'
                    yield document.finding(path, message, "M202")
        yield from repeated(document, at)


def uses(scope: Scope) -> Iterator[Finding]:
    """Every objective, section, activity and material that is named exists in the module."""
    for module, document in scope.modules():
        objectives = [item.id for item in module.objectives]
        for field in ("sections", "sessions", "activities"):
            for index, item in enumerate(getattr(module, field)):
                for position, name in enumerate(item.objectives):
                    path = (field, index, "objectives", position)
                    yield from not_in(document, path, name, objectives, "an objective of this module", "M204")
        yield from _session_uses(module, document)
        materials = [item.id for item in module.materials]
        for index, activity in enumerate(module.activities):
            for position, name in enumerate(activity.materials):
                path = ("activities", index, "materials", position)
                yield from not_in(document, path, name, materials, "a material of this module", "M207")


def _session_uses(module: Module, document: Document) -> Iterator[Finding]:
    sections = [item.id for item in module.sections]
    activities = [item.id for item in module.activities]
    for index, session in enumerate(module.sessions):
        for position, name in enumerate(session.sections):
            path: Path_ = ("sessions", index, "sections", position)
            yield from not_in(document, path, name, sections, "a section of this module", "M207")
        if session.activity is not None:
            path = ("sessions", index, "activity")
            yield from not_in(document, path, session.activity, activities, "an activity of this module", "M207")


def minutes(scope: Scope) -> Iterator[Finding]:
    """The module's minutes are those of its sessions, an activity's those of its steps; it fits into its session."""
    for module, document in scope.modules():
        total = sum(session.minutes for session in module.sessions)
        if total != module.minutes:
            message = f"is {module.minutes}, but the sessions add up to {total}; write {total} or change a session"
            yield document.finding(("minutes",), message, "M203")
        length = {}
        for index, activity in enumerate(module.activities):
            steps = sum(step.minutes for step in activity.steps)
            length[activity.id] = activity.minutes
            if steps != activity.minutes:
                message = f"is {activity.minutes}, but the steps add up to {steps}; write {steps} or change a step"
                yield document.finding(("activities", index, "minutes"), message, "M203")
        for index, session in enumerate(module.sessions):
            needed = length.get(session.activity or "", 0)
            if needed > session.minutes:
                message = f"is {session.minutes}, but its activity needs {needed}; give the session {needed} or more"
                yield document.finding(("sessions", index, "minutes"), message, "M203")


def trace(scope: Scope) -> Iterator[Finding]:
    """Each objective is taught in a session and in a section, practised in an activity, and asked about in the quiz."""
    asked = {quiz.module: {question.objective for question in quiz.questions} for quiz, _ in scope.quizzes()}
    for module, document in scope.modules():
        in_sessions = {name for session in module.sessions for name in session.objectives}
        in_sections = {name for section in module.sections for name in section.objectives}
        practised = {name for activity in module.activities for name in activity.objectives}
        own = {objective.id for objective in module.objectives}  # a misspelt id has a finding of its own
        for index, objective in enumerate(module.objectives):
            path = ("objectives", index, "id")
            for taught, noun in ((in_sessions, "session"), (in_sections, "section")):
                if objective.id not in taught and taught <= own:
                    message = f'"{objective.id}" is taught in no {noun}; name it in the objectives of a {noun}'
                    yield document.finding(path, message, "M205")
            if objective.id not in practised and practised <= own:
                message = f'"{objective.id}" is practised in no activity; name it in one that has participants do it'
                yield document.finding(path, message, "M212")
            if module.id in asked and objective.id not in asked[module.id] and asked[module.id] <= own:
                message = f'"{objective.id}" has no question; write one in data/quizzes/{module.id}.yml'
                yield document.finding(path, message, "M206")


def orphans(scope: Scope) -> Iterator[Finding]:
    """Each activity is run in a session, each material used in an activity, each section taught in a session."""
    for module, document in scope.modules():
        run = [session.activity for session in module.sessions if session.activity]
        used = {name for activity in module.activities for name in activity.materials}
        read = {name for session in module.sessions for name in session.sections}
        whole = [
            set(names) <= {item.id for item in items}  # a misspelt id has a finding of its own
            for names, items in ((run, module.activities), (used, module.materials), (read, module.sections))
        ]
        for index, activity in enumerate(module.activities):
            if run.count(activity.id) != 1 and whole[0]:
                message = f'"{activity.id}" is run in {run.count(activity.id)} sessions; name it in exactly one'
                yield document.finding(("activities", index, "id"), message, "M208")
        for index, material in enumerate(module.materials):
            if material.id not in used and whole[1]:
                message = f'"{material.id}" is used by no activity; name it there or delete it'
                yield document.finding(("materials", index, "id"), message, "M208")
        for index, section in enumerate(module.sections):
            if section.id not in read and whole[2]:
                message = f'"{section.id}" is taught in no session; name it in the sections of one'
                yield document.finding(("sections", index, "id"), message, "M208")


def verbs(scope: Scope) -> Iterator[Finding]:
    """An objective starts with a verb that can be observed."""
    for module, document in scope.modules():
        for index, objective in enumerate(module.objectives):
            verb = objective.text.split()[0].casefold()
            if verb in VAGUE:
                message = f'starts with "{verb}", which nobody can observe; start with a verb such as explain, decide or draft'
                yield document.finding(("objectives", index, "text"), message, "M211")


def order(scope: Scope) -> Iterator[Finding]:
    """The course names every module once, and a prerequisite comes before the module that needs it."""
    about = scope.single("course.yml")
    if about is None:
        return
    record, document = about
    names = list(record.modules)
    yield from repeated(document, [(("modules", index), name) for index, name in enumerate(names)])
    for index, name in enumerate(names):
        yield from scope.unknown(document, ("modules", index), "module", name, "M209")
    for module, own in scope.modules():
        if module.id not in names:
            message = f'"{module.id}" is not in data/course.yml; add it to modules there'
            yield own.finding(("id",), message, "M209")
        for index, name in enumerate(module.prerequisites):
            path = ("prerequisites", index)
            yield from scope.unknown(own, path, "module", name, "M209")
            if name in names and module.id in names and names.index(name) >= names.index(module.id):
                yield own.finding(path, f'"{name}" comes later in the course; change the order or delete it', "M210")
    roles = scope.single("roles.yml")
    if roles is not None:
        for index, role in enumerate(roles[0].roles):
            for position, name in enumerate(role.modules):
                yield from scope.unknown(roles[1], ("roles", index, "modules", position), "module", name, "M209")


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (unique_ids, uses, minutes, trace, orphans, verbs, order)
