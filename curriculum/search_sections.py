"""What the search can find on finished pages: entries with a place, a title and words. Which pages, and how, is a table (`RULES`).

Left out is what stands elsewhere too (sets for print, answers, cards four to a sheet), and on each page what nobody looks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from lxml import html

LONGEST = 160
"""Most characters of the text that is shown below a result."""


@dataclass(frozen=True)
class Rule:
    """How pages whose source fits `pages` are found: as what `kind`, how far up (`weight`), and in which `parts`.

    Parts: `sections` by headings with an id, `whole` as one entry, `title` by title and description alone, `terms` and
    `instruments` by the entries of the list.
    """

    pages: str
    kind: str
    weight: float
    parts: str


RULES: tuple[Rule, ...] = (
    Rule("modules/*/guide.md", "facilitators", 0.5, "whole"),
    Rule("modules/*/room.md", "facilitators", 0.4, "title"),
    Rule("modules/*/worksheets.md", "facilitators", 0.5, "whole"),
    Rule("modules/*/answers.md", "facilitators", 0.4, "title"),
    Rule("modules/*/index.md", "module", 0.8, "sections"),
    Rule("modules/*", "section", 1.0, "sections"),
    Rule("cases/print*", "", 0, ""),
    Rule("cases/answers*", "", 0, ""),
    Rule("cases/index.md", "list", 0.6, "title"),
    Rule("cases/*", "case", 1.0, "whole"),
    Rule("tools/*-four.md", "", 0, ""),
    Rule("tools/index.md", "list", 0.6, "title"),
    Rule("tools/*", "tool", 1.0, "whole"),
    Rule("tests/*", "facilitators", 0.4, "title"),
    Rule("countries/index.md", "list", 0.6, "title"),
    Rule("countries/compare.md", "list", 0.6, "title"),
    Rule("countries/state.md", "list", 0.5, "title"),
    Rule("countries/topics/*", "topic", 0.7, "title"),
    Rule("countries/*", "country", 0.7, "sections"),
    Rule("workshops/index.md", "list", 0.6, "title"),
    Rule("workshops/*", "workshop", 0.7, "whole"),
    Rule("glossary.md", "term", 1.0, "terms"),
    Rule("instruments.md", "list", 0.6, "title"),
    Rule("instruments/*", "instrument", 0.9, "instruments"),
    Rule("bibliography.md", "list", 0.4, "whole"),
    Rule("bibliography/*", "", 0, ""),
    Rule("ledger.md", "list", 0.4, "title"),
    Rule("ledger/*", "", 0, ""),
    Rule("exercises.md", "list", 0.5, "whole"),
    Rule("exercises-answers*", "", 0, ""),
    Rule("changes.md", "list", 0.4, "title"),
    Rule("trace.md", "list", 0.4, "title"),
    Rule("404.md", "", 0, ""),
    Rule("search.md", "", 0, ""),
    Rule("help.md", "page", 1.0, "sections"),
    Rule("*", "page", 0.8, "sections"),
)
"""The first that fits counts."""

_SKIPPED = frozenset({"script", "style", "svg", "nav", "template", "button"})
_SKIPPED_CLASSES = frozenset({"small", "proof", "solution", "question", "feedback", "steps", "visually-hidden"})
"""Parts of a page that say nothing of its own: answers and feedback, sources, the steps of an activity (for facilitators)."""

_NO_ENTRY = frozenset({"words-on-this-page", "sources-on-this-page", "review-status", "sources", "read-further"})
"""Ids of headings whose sections only name what has an entry of its own."""


@dataclass(frozen=True)
class Entry:
    """A place to find: `anchor` is empty for the page itself. `shown` stands below the title of a result."""

    anchor: str
    title: str
    text: str
    shown: str = ""


def rule_of(page: str) -> Rule:
    """The rule for a page source such as `modules/foundations/index.md`."""
    return next(rule for rule in RULES if fnmatchcase(page, rule.pages))


def entries(tree: html.HtmlElement, rule: Rule) -> list[Entry]:
    """The entries of a finished page, the page itself first. Empty where the rule leaves it out."""
    if not rule.parts:
        return []
    [main] = tree.xpath("//main")
    title = _line(main.xpath("string(.//h1)"))
    said = _line(tree.xpath("string(/html/head/meta[@name='description']/@content)"))
    page = Entry("", title, said, said)
    if rule.parts == "title":
        return [page]
    if rule.parts in _LISTS:
        return [page, *_LISTS[rule.parts](main)]
    found = list(_sections(main, whole=rule.parts == "whole"))
    first = found[0].text if found and not found[0].anchor else ""
    return [
        Entry("", title, f"{said} {first}", said),
        *(entry for entry in found if entry.anchor and entry.anchor not in _NO_ENTRY),
    ]


def _line(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST - 2].rpartition(' ')[0]} …"


def _sections(main: html.HtmlElement, *, whole: bool) -> Iterator[Entry]:
    """What stands below each heading with an id; what is before the first has no anchor. As a `whole` all is one entry."""
    anchor, title, text = "", "", list[str]()
    for element, said in _walk(main):
        name = element.get("id") if element.tag in {"h2", "h3"} and not whole else None
        if element.tag == "h1":
            continue
        if name is None:
            text.append(said)
            continue
        yield Entry(anchor, title, _line(" ".join(text)))
        anchor, title, text = _place(element, name), _line(element.text_content()), []
    yield Entry(anchor, title, _line(" ".join(text)))


def _walk(main: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    """Each heading of a section, and each piece of text that is sought, in the order of the page."""
    for child in main:
        if _sought(child):
            if child.tag in {"h1", "h2", "h3"}:
                yield child, _line(child.text_content())
            else:
                yield child, child.text or ""
                if len(child):
                    yield from _walk(child)
        if child.tail:
            yield main, child.tail


def _sought(element: html.HtmlElement) -> bool:
    """Whether it may say something of its own; a comment is no element."""
    if not isinstance(element.tag, str) or element.tag in _SKIPPED or element.get("hidden") is not None:
        return False
    classes = element.get("class")
    return not (classes and not _SKIPPED_CLASSES.isdisjoint(classes.split()))


def _place(heading: html.HtmlElement, name: str) -> str:
    """The id to go to: that of the section which the heading names, or else its own."""
    parent = heading.getparent()
    named = parent is not None and parent.get("aria-labelledby") == name
    return str(parent.get("id") or name) if named and parent is not None else name


def _terms(main: html.HtmlElement) -> Iterator[Entry]:
    for item in main.xpath(".//dl[contains(@class, 'glossary')]/div[@id]"):
        said = _line(item.xpath("string(./dd/p[1])"))
        also = _line(" ".join(item.xpath("./dd/p[position() > 1 and not(a)]/text()")))
        yield Entry(item.get("id"), _line(item.xpath("string(./dt)")), f"{said} {also}", _short(said))


def _instruments(main: html.HtmlElement) -> Iterator[Entry]:
    for item in main.xpath(".//section[contains(@class, 'instrument')][@id]"):
        said = _line(item.xpath("string(./p[not(@class)][1])"))
        provisions = " ".join(item.xpath(".//tbody//td[last()]//text()"))
        yield Entry(item.get("id"), _line(item.xpath("string(.//h3)")), f"{said} {provisions}", _short(said))


_LISTS = {"terms": _terms, "instruments": _instruments}
