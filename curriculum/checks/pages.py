"""Rules of the page sources: front matter, macro calls, citations, passages, and agreement with the data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from curriculum.checks.references import Library
from curriculum.checks.scope import Scope, a
from curriculum.findings import Finding, nearest, suggestion
from curriculum.macros import MACROS
from curriculum.macros.modules import check_page
from curriculum.macros.registry import Macro, Parameter
from curriculum.model.site import LANGUAGE
from curriculum.pages import MacroCall, PageSource

FRONT = ("title", "description", "template")
FIRST_ARGUMENT = {"cite", "term", "activity", "worksheet", "passage"}
"""Macros whose first argument other rules and macros look for by its place."""
_MACRO = re.compile(r"\{\{|\{%|\{#")
CODE_OF_KIND = {"reference": "R401", "term": "G501"}


def front_matter(scope: Scope) -> Iterator[Finding]:
    """Each page has a title, which is its first heading, a description of 160 characters at most, and a template."""
    templates = sorted(path.name for path in (scope.root / "templates/theme").glob("*.html"))
    for page in scope.loaded.pages.values():
        if not page.whole:
            continue
        for field in FRONT:
            if field not in page.meta:
                near = any(nearest(name, [field]) for name in page.meta if name not in FRONT)
                if not near:
                    message = f"has no {field}; write `{field}: ...` between the --- lines at the top"
                    yield page.finding(1, message, "P805")
            elif not isinstance(page.meta[field], str):
                message = f'{field}: must be text in quotes; write "{page.meta[field]}"'
                yield page.finding(page.lines[field], message, "P805")
        for field in () if page.made else page.meta:
            if field not in FRONT:
                message = f'"{field}" is not a field of a page{suggestion(field, FRONT)}'
                yield page.finding(page.lines[field], message, "P805")
        wanted = page.meta.get("template")
        if isinstance(wanted, str) and wanted not in templates:
            message = f'"{wanted}" is not a template of templates/theme{suggestion(wanted, templates)}'
            yield page.finding(page.lines["template"], message, "P805")
        if len(str(page.meta.get("description", ""))) > 160:
            message = "has a description of more than 160 characters; shorten it"
            yield page.finding(page.lines["description"], message, "P805")
        first = [heading for heading in page.headings if heading.level == 1]
        if len(first) != 1:
            yield page.finding(1, f"has {len(first)} headings that start with a single #; write exactly one", "P805")
        elif not page.made and isinstance(page.meta.get("title"), str) and first[0].text != page.meta["title"]:
            message = f'the heading "{first[0].text}" is not the title "{page.meta["title"]}"; make them the same'
            yield page.finding(first[0].line, message, "P805")


def made(scope: Scope) -> Iterator[Finding]:
    """The front matter of a page made from data holds no macro: the engine would act on it."""
    for page in scope.loaded.pages.values():
        text = f"{page.meta.get('title')} {page.meta.get('description')}" if page.made else ""
        if match := _MACRO.search(text):
            message = (
                f'the title or the summary holds "{match.group()}", on which the engine would act; write it in words'
            )
            yield Finding(str(page.meta["made_from"]), 1, "", message, "P812")


def calls(scope: Scope) -> Iterator[Finding]:
    """Every macro call names a macro, gives the arguments that it takes, and ids that exist."""
    library = Library(scope)
    for page in scope.loaded.pages.values():
        for call in page.calls:
            macro = MACROS.get(call.name)
            if macro is None:
                yield page.finding(call.line, f'"{call.name}" is not a macro{suggestion(call.name, MACROS)}', "P801")
            elif not call.constant:
                message = f"{call.name}(): write the arguments as plain text in quotes, nothing to be computed"
                yield page.finding(call.line, message, "P804")
            elif macro.wraps != call.block:
                shape = (
                    f'{{% call {call.name}("...") %}} ... {{% endcall %}}'
                    if macro.wraps
                    else f"{{{{ {call.name}(...) }}}}"
                )
                yield page.finding(call.line, f"{call.name} is written as {shape}", "P804")
            elif call.name in FIRST_ARGUMENT and call.kwargs and not call.args:
                yield page.finding(call.line, f"{call.name}(): write the id first, without a name before it", "P802")
            else:
                yield from _arguments(scope, page, call, macro)
                if call.name == "cite" and call.args:
                    problem = library.problem(str(call.args[0]), tuple(map(str, call.args[1:])))
                    if problem:
                        yield page.finding(call.line, problem, "R402")


def _arguments(scope: Scope, page: PageSource, call: MacroCall, macro: Macro) -> Iterator[Finding]:
    names = [parameter.name for parameter in macro.parameters]
    many = any(parameter.many for parameter in macro.parameters)
    given: list[tuple[Parameter, Any]] = []
    for index, value in enumerate(call.args):
        if index < len(macro.parameters):
            given.append((macro.parameters[index], value))
        elif many:
            given.append((macro.parameters[-1], value))
        else:
            takes = f"only {', '.join(names)}; delete the rest" if names else "nothing between its brackets; delete it"
            message = f"{call.name}() takes {takes}"
            yield page.finding(call.line, message, "P802")
            break
    for name, value in call.kwargs.items():
        parameter = next((item for item in macro.parameters if item.name == name and not item.many), None)
        if parameter is not None and parameter.bare:
            message = f'{call.name}(): write the {name} first and without "{name}="'
            yield page.finding(call.line, message, "P802")
            given.append((parameter, value))
        elif parameter is None:
            message = f'{call.name}() has no argument "{name}"{suggestion(name, names)}'
            yield page.finding(call.line, message, "P802")
        elif any(parameter is other for other, _ in given):
            yield page.finding(call.line, f'{call.name}() is given "{name}" twice; keep one', "P802")
        else:
            given.append((parameter, value))
    present = {parameter.name for parameter, _ in given}
    for parameter in macro.parameters:
        misspelt = any(nearest(name, [parameter.name]) for name in call.kwargs if name not in names)
        if parameter.required and parameter.name not in present and not misspelt:
            yield page.finding(call.line, f'{call.name}() needs the argument "{parameter.name}"', "P802")
    for parameter, value in given:
        if not isinstance(value, str):
            yield page.finding(call.line, f'{call.name}(): "{parameter.name}" must be text in quotes', "P802")
        elif parameter.kind and scope.known.missing(parameter.kind, value):
            hint = suggestion(value, scope.known.names(parameter.kind))
            message = f'{call.name}(): "{value}" is not the id of {a(parameter.kind)}{hint}'
            yield page.finding(call.line, message, CODE_OF_KIND.get(parameter.kind, "P803"))


def closing_lists(scope: Scope) -> Iterator[Finding]:
    """A page that cites lists its sources; a page that uses terms lists its words; neither list stands without need."""
    for page in scope.loaded.pages.values():
        for inline, block, heading in (("cite", "page_sources", "Sources"), ("term", "page_words", "Words")):
            used = next((call for call in page.calls if call.name == inline), None)
            lists = [call for call in page.calls if call.name == block]
            if used and len(lists) != 1:
                message = (
                    f'uses {inline}(); end the page with "## {heading} on this page" and {{{{ {block}() }}}}, once'
                )
                yield page.finding(used.line, message, "P809")
            if lists and not used:
                yield page.finding(
                    lists[0].line, f"{block}() has nothing to list, since {inline}() is not used; delete it", "P809"
                )


def slots(scope: Scope) -> Iterator[Finding]:
    """Each adaptable passage has an id of its own, holds text, and holds no other passage."""
    first: dict[str, str] = {}
    for page in scope.loaded.pages.values():
        wrapped = sum(call.name == "passage" and bool(call.args) for call in page.calls)
        if wrapped != len(page.slots) and page.whole and not page.made:
            message = "a passage stands inside another, or its id is not plain text; write them one after the other"
            yield page.finding(next(call.line for call in page.calls if call.name == "passage"), message, "P808")
        for slot in page.slots:
            file = slot.file or page.file
            if slot.id in first:
                message = f'passage "{slot.id}" stands already at {first[slot.id]}; give it another id'
                yield Finding(file, slot.line, "", message, "P808")
            first.setdefault(slot.id, f"{file}:{slot.line}")
            if not slot.base:
                yield Finding(file, slot.line, "", f'passage "{slot.id}" is empty; write the base text', "P808")


def agreement(scope: Scope) -> Iterator[Finding]:
    """Pages of modules, sections, self-checks and workshops exist, and say the title and summary that the data say."""
    wanted: dict[str, tuple[str | None, str | None, str]] = {**dict(_guide_pages(scope)), **dict(_check_pages(scope))}
    for module, document in scope.modules():
        wanted[f"modules/{module.id}/index.md"] = (module.title, module.summary, document.file)
        for section in module.sections:
            wanted[f"modules/{module.id}/{section.id}.md"] = (section.title, section.summary, document.file)
    texts = scope.single(f"strings/{LANGUAGE}.yml")  # without them no page is made of data
    for workshop, document in scope.workshops():
        if workshop.programme and texts is None:
            continue
        wanted[workshop.page] = (workshop.title, workshop.summary, document.file)
    for path, (title, summary, file) in wanted.items():
        page = scope.loaded.pages.get(path)
        if page is None:
            yield Finding(file, 1, "", f"needs the page docs/{path}; write it, or delete the record", "P807")
            continue
        if title and isinstance(page.meta.get("title"), str) and page.meta["title"] != title:
            message = f'the title is not that of {file}; write "{title}" in both'
            yield page.finding(page.lines["title"], message, "P806")
        if summary and isinstance(page.meta.get("description"), str) and page.meta["description"] != summary:
            message = f'the description is not the summary in {file}; write "{summary}" in both'
            yield page.finding(page.lines["description"], message, "P806")
    known = None in (scope.known.ids["module"], scope.known.ids["workshop"], scope.known.ids["guide"])
    for path, page in scope.loaded.pages.items():
        inside = path.startswith("modules/") or (path.startswith("workshops/") and path != "workshops/index.md")
        if inside and path not in wanted and not known:
            cure = "name it in data/modules or data/workshops, or delete it"
            if path.rpartition("/")[2] in _TITLES:
                cure = f"write it in data/guides/{path.split('/')[1]}.yml, or delete it"
            yield page.finding(1, f"belongs to no record; {cure}", "P807")


_TITLES = {
    "guide.md": "guide_title",
    "room.md": "room_title",
    "worksheets.md": "worksheets_title",
    "answers.md": "answers_title",
}
"""Pages of a facilitator guide, and the text of the interface that gives the title of each."""


def _guide_pages(scope: Scope) -> Iterator[tuple[str, tuple[str | None, str | None, str]]]:
    """The pages of every guide, with title (if the interface texts could be read) and the file that asks for them."""
    texts = scope.single(f"strings/{LANGUAGE}.yml")
    modules = {module.id: module.title for module, _ in scope.modules()}
    for guide, document in scope.guides():
        for name, text in _TITLES.items():
            wanted = texts[0].extra.strings.get(text) if texts else None
            path = f"modules/{guide.module}/{name}"
            needed = {"worksheets.md": bool(guide.worksheets), "room.md": path in scope.loaded.pages}.get(name, True)
            if guide.module in modules and needed:
                title = wanted and wanted.replace("{title}", modules[guide.module])
                yield path, (title, None, document.file)


def _check_pages(scope: Scope) -> Iterator[tuple[str, tuple[str | None, str | None, str]]]:
    """The page of every self-check, with title (if the interface texts could be read) and the file that asks for it."""
    texts = scope.single(f"strings/{LANGUAGE}.yml")
    wanted = texts[0].extra.strings.get("check_title") if texts else None
    for module, document in scope.modules():
        yield check_page(module.id), (wanted and wanted.replace("{title}", module.title), None, document.file)


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (front_matter, made, calls, closing_lists, slots, agreement)
