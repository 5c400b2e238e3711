"""Rules of the page sources: front matter, macro calls, citations, passages, and agreement with the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from curriculum.checks.references import Library
from curriculum.checks.scope import Scope
from curriculum.findings import Finding, suggestion
from curriculum.macros import MACROS
from curriculum.macros.registry import Macro, Parameter
from curriculum.pages import MacroCall, PageSource

CODE_OF_KIND = {"reference": "R401", "term": "G501"}


def front_matter(scope: Scope) -> Iterator[Finding]:
    """Each page has a title, which is its first heading, a description of 160 characters at most, and a template."""
    templates = sorted(path.name for path in (scope.root / "templates/theme").glob("*.html"))
    for page in scope.loaded.pages.values():
        for field in ("title", "description", "template"):
            if not isinstance(page.meta.get(field), str):
                yield page.finding(1, f"has no {field}; write `{field}: ...` between the --- lines at the top", "P805")
        wanted = page.meta.get("template")
        if isinstance(wanted, str) and wanted not in templates:
            yield page.finding(
                1, f'"{wanted}" is not a template of templates/theme{suggestion(wanted, templates)}', "P805"
            )
        if len(str(page.meta.get("description", ""))) > 160:
            yield page.finding(1, "has a description of more than 160 characters; shorten it", "P805")
        first = [heading for heading in page.headings if heading.level == 1]
        if len(first) != 1:
            yield page.finding(1, f"has {len(first)} headings that start with a single #; write exactly one", "P805")
        elif isinstance(page.meta.get("title"), str) and first[0].text != page.meta["title"]:
            message = f'the heading "{first[0].text}" is not the title "{page.meta["title"]}"; make them the same'
            yield page.finding(first[0].line, message, "P805")


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
            message = f"{call.name}() takes {len(names)} arguments at most ({', '.join(names)}); delete the rest"
            yield page.finding(call.line, message, "P802")
            break
    for name, value in call.kwargs.items():
        parameter = next((item for item in macro.parameters if item.name == name and not item.many), None)
        if parameter is None:
            message = f'{call.name}() has no argument "{name}"{suggestion(name, names)}'
            yield page.finding(call.line, message, "P802")
        else:
            given.append((parameter, value))
    present = {parameter.name for parameter, _ in given}
    for parameter in macro.parameters:
        if parameter.required and parameter.name not in present:
            yield page.finding(call.line, f'{call.name}() needs the argument "{parameter.name}"', "P802")
    for parameter, value in given:
        if not isinstance(value, str):
            yield page.finding(call.line, f'{call.name}(): "{parameter.name}" must be text in quotes', "P802")
        elif parameter.kind and scope.known.missing(parameter.kind, value):
            hint = suggestion(value, scope.known.names(parameter.kind))
            message = f'{call.name}(): "{value}" is not the id of a {parameter.kind}{hint}'
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
        wrapped = sum(call.name == "passage" for call in page.calls)
        if wrapped != len(page.slots):
            message = "a passage stands inside another, or its id is not plain text; write them one after the other"
            yield page.finding(page.slots[0].line if page.slots else 1, message, "P808")
        for slot in page.slots:
            if slot.id in first:
                yield page.finding(
                    slot.line, f'passage "{slot.id}" stands already at {first[slot.id]}; give it another id', "P808"
                )
            first.setdefault(slot.id, f"{page.file}:{slot.line}")
            if not slot.base:
                yield page.finding(slot.line, f'passage "{slot.id}" is empty; write the base text', "P808")


def agreement(scope: Scope) -> Iterator[Finding]:
    """Pages of modules, sections and workshops exist, and say the title and summary that the data say."""
    wanted: dict[str, tuple[str, str, str]] = {}
    for module, document in scope.modules():
        wanted[f"modules/{module.id}/index.md"] = (module.title, module.summary, document.file)
        for section in module.sections:
            wanted[f"modules/{module.id}/{section.id}.md"] = (section.title, section.summary, document.file)
    for name, workshop in scope.loaded.folder("workshops").items():
        wanted[f"workshops/{name}.md"] = (workshop.title, workshop.summary, f"data/workshops/{name}.yml")
    for path, (title, summary, file) in wanted.items():
        page = scope.loaded.pages.get(path)
        if page is None:
            yield Finding(file, 1, "", f"needs the page docs/{path}; write it, or delete the record", "P807")
            continue
        if page.meta.get("title") != title:
            yield page.finding(1, f'the title is not that of {file}; write "{title}" in both', "P806")
        if page.meta.get("description") != summary:
            yield page.finding(1, f'the description is not the summary in {file}; write "{summary}" in both', "P806")
    known = None in (scope.known.ids["module"], scope.known.ids["workshop"])
    for path, page in scope.loaded.pages.items():
        inside = path.startswith("modules/") or (path.startswith("workshops/") and path != "workshops/index.md")
        if inside and path not in wanted and not known:
            yield page.finding(
                1, "belongs to no record; name it in data/modules or data/workshops, or delete it", "P807"
            )


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (front_matter, calls, closing_lists, slots, agreement)
