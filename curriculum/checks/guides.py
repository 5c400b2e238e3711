"""Rules of the facilitator guides: they fit their module, the minutes add up, and nothing is left without an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from curriculum.checks.scope import Scope, not_in, repeated
from curriculum.findings import Finding
from curriculum.model.guide import SHORT, Guide
from curriculum.model.module import Module
from curriculum.source import Document, Path_

Case = tuple[Guide, Module, Document]


def _cases(scope: Scope) -> Iterator[Case]:
    """Each guide with its module, where both could be read."""
    modules = {module.id: module for module, _ in scope.modules()}
    for guide, document in scope.guides():
        if guide.module in modules:
            yield guide, modules[guide.module], document


def uses(scope: Scope) -> Iterator[Finding]:
    """Whatever a guide names exists in its module."""
    for guide, document in scope.guides():
        yield from scope.unknown(document, ("module",), "module", guide.module, "M209")
    for guide, module, document in _cases(scope):
        for path, name, noun in _names(guide):
            known = [item.id for item in getattr(module, _LIST[noun])]
            code = "M204" if noun == "objective" else "M207"
            article = "an" if noun[0] in "ao" else "a"
            yield from not_in(document, path, name, known, f"{article} {noun} of this module", code)


_LIST = {"session": "sessions", "objective": "objectives", "material": "materials", "activity": "activities"}


def _names(guide: Guide) -> Iterator[tuple[Path_, str, str]]:
    for i, plan in enumerate(guide.sessions):
        yield ("sessions", i, "session"), plan.session, "session"
    for i, kept in enumerate(guide.short.sessions):
        yield ("short", "sessions", i, "session"), kept.session, "session"
    for i, name in enumerate(guide.short.drops):
        yield ("short", "drops", i), name, "objective"
    for i, worksheet in enumerate(guide.worksheets):
        yield ("worksheets", i, "material"), worksheet.material, "material"
    for i, answers in enumerate(guide.answers):
        yield ("answers", i, "activity"), answers.activity, "activity"


def unique(scope: Scope) -> Iterator[Finding]:
    """Nothing stands twice, and the id of a worksheet starts with that of the module."""
    for guide, _, document in _cases(scope):
        names = [(path, name) for path, name, _ in _names(guide) if path[-1] != "material"]
        for field in ("sessions", "short", "answers"):
            yield from repeated(document, [(path, name) for path, name in names if path[0] == field])
        ids: list[tuple[Path_, str]] = [(("worksheets", i, "id"), item.id) for i, item in enumerate(guide.worksheets)]
        yield from repeated(document, ids)
        for path, name in ids:
            if not name.startswith(f"{guide.module}-"):
                message = f'"{name}" must start with the module\'s id; write "{guide.module}-{name}"'
                yield document.finding(path, message, "M202")


def plan(scope: Scope) -> Iterator[Finding]:
    """Every session of the module has steps, in its order, whose minutes add up to those of the session."""
    for guide, module, document in _cases(scope):
        minutes = {session.id: session.minutes for session in module.sessions}
        planned = [item.session for item in guide.sessions]
        for name in minutes:
            if name not in planned and set(planned) <= set(minutes):
                yield document.finding(("sessions",), f'has no steps for "{name}"; write them', "F221")
        known = list(dict.fromkeys(name for name in planned if name in minutes))
        if known != [name for name in minutes if name in known]:
            message = f"are not in the order of data/modules/{module.id}.yml; make the order the same"
            yield document.finding(("sessions",), message, "F221")
        for index, item in enumerate(guide.sessions):
            total = sum(step.minutes for step in item.steps)
            if (wanted := minutes.get(item.session, total)) != total:
                message = f"the steps add up to {total}, but the session has {wanted} minutes; change a step"
                yield document.finding(("sessions", index, "session"), message, "M203")


def short(scope: Scope) -> Iterator[Finding]:
    """The short version takes 90 minutes, and says exactly which objectives no session serves that it keeps."""
    for guide, module, document in _cases(scope):
        total = sum(item.minutes for item in guide.short.sessions)
        if total != SHORT:
            message = f"add up to {total} minutes; change them so that they add up to {SHORT}"
            yield document.finding(("short", "sessions"), message, "F222")
        served = {session.id: session.objectives for session in module.sessions}
        kept = {item.session: served.get(item.session) for item in guide.short.sessions}
        by = {name: session for session, names in kept.items() for name in names or ()}
        own = [objective.id for objective in module.objectives]
        if None in kept.values() or not set(by) <= set(own):
            continue  # a misspelt id has a finding of its own
        for name in own:
            if name not in by and name not in guide.short.drops and set(guide.short.drops) <= set(own):
                message = f'"{name}" is served by no session that is kept; add it to drops'
                yield document.finding(("short", "sessions"), message, "F223")
        for index, name in enumerate(guide.short.drops):
            if name in by:
                message = f'"{name}" is still served by "{by[name]}", which is kept; delete it'
                yield document.finding(("short", "drops", index), message, "F223")


def complete(scope: Scope) -> Iterator[Finding]:
    """Each activity has answers, each material that is a worksheet has one, and each worksheet is on its page."""
    for guide, module, document in _cases(scope):
        answered = {item.activity for item in guide.answers}
        for activity in module.activities:
            if activity.id not in answered and answered <= {item.id for item in module.activities}:
                message = f'has no answers for the activity "{activity.id}"; write them'
                yield document.finding(("answers",), message, "F224")
        printed = {item.material for item in guide.worksheets}
        for material in module.materials:
            missing = material.id not in printed and printed <= {item.id for item in module.materials}
            if material.kind == "worksheet" and missing:
                message = f'has none for the material "{material.id}"; write it, or change the kind of the material'
                yield document.finding(("worksheets",), message, "F225")
        page = scope.loaded.pages.get(f"modules/{module.id}/worksheets.md")
        if page is None or not page.whole:
            continue
        shown = {call.args[0] for call in page.calls if call.name == "worksheet" and call.args}
        for index, worksheet in enumerate(guide.worksheets):
            if worksheet.id not in shown:
                message = f'is not on {page.file}; write {{{{ worksheet("{worksheet.id}") }}}} there'
                yield document.finding(("worksheets", index, "id"), message, "F226")


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (uses, unique, plan, short, complete)
