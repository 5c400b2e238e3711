"""Rules of the navigation in mkdocs.yml: it names every page once, modules in the order of the course, by their titles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from curriculum.checks.scope import Scope
from curriculum.findings import Finding, suggestion
from curriculum.source import syntax_finding

SETTINGS = "mkdocs.yml"
UNLISTED = {"404.md", "device.md", "progress.md", "search.md"}
"""Pages that are reached from every page and so need no place in the navigation."""


class _Plain(yaml.SafeLoader):
    """Reads mkdocs.yml without acting on its tags."""


class _Fast(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the C parser is not everywhere
    """The same, faster, with other words for a mistake."""


for _loader in (_Plain, _Fast):
    _loader.add_multi_constructor("!", lambda loader, suffix, node: None)


def entries(scope: Scope) -> Iterator[Finding]:
    """Every page has one place, and no entry leads to a page that is missing. A page made from data hangs off its index."""
    try:
        text = (scope.root / SETTINGS).read_text(encoding="utf-8")
        settings = _read(text)
    except OSError as error:
        message = f"cannot be opened ({error.strerror}); look whether it is there and may be read"
        yield Finding(SETTINGS, 1, "", message, "Y111")
        return
    except UnicodeDecodeError:
        yield Finding(SETTINGS, 1, "", "is not UTF-8 text; save it again with the encoding UTF-8", "Y101")
        return
    except yaml.MarkedYAMLError as error:
        yield syntax_finding(error, SETTINGS)
        return
    if not isinstance(settings, dict):
        yield Finding(SETTINGS, 1, "", "must hold settings such as `nav: ...`, not a bare list or text", "S204")
        return
    lines = text.splitlines()
    listed = list(_pages(settings.get("nav", [])))

    def line(page: str) -> int:
        wanted = re.compile(rf"(.*[\s\"']{re.escape(page)}[\"']?)\s*\Z" if page != "nav:" else r"nav:\s*\Z")
        return next((number for number, text in enumerate(lines, start=1) if wanted.match(text)), 1)

    for page in dict.fromkeys(listed):
        if listed.count(page) > 1:
            yield Finding(SETTINGS, line(page), "nav", f'"{page}" stands twice; keep one', "T902")
        if page not in scope.loaded.pages:
            message = f'"{page}" is not a page of docs/{suggestion(page, scope.loaded.pages)}'
            yield Finding(SETTINGS, line(page), "nav", message, "T902")
    for page in scope.loaded.pages:
        if page not in listed and page not in UNLISTED and not scope.loaded.pages[page].made:
            message = f'"{page}" has no place; add it where readers look for it'
            yield Finding(SETTINGS, line("nav:"), "nav", message, "T902")
    about = scope.single("course.yml")
    modules = [page.split("/")[1] for page in listed if page.startswith("modules/") and page.endswith("/index.md")]
    both = [name for name in modules if about is not None and name in about[0].modules]
    if about is not None and both != [name for name in dict.fromkeys(about[0].modules) if name in both]:
        message = "the modules are not in the order of data/course.yml; make the order the same"
        yield Finding(SETTINGS, line("nav:"), "nav", message, "T902")


def _read(text: str) -> Any:
    try:
        return yaml.load(text, Loader=_Fast)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError:
        return yaml.load(text, Loader=_Plain)  # noqa: S506 - a SafeLoader, whose words the findings know


def _pages(item: Any) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    elif isinstance(item, list):
        for part in item:
            yield from _pages(part)
    elif isinstance(item, dict):
        for part in item.values():
            yield from _pages(part)


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (entries,)
