"""Rules of the tools for the field: sourced, never grading a person, and on paper where they are about one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from curriculum.checks.scope import Scope
from curriculum.findings import Finding
from curriculum.model.form import Form
from curriculum.prose import strings
from curriculum.source import Document

WORDS_OF_A_CARD = 150
"""A card of A6 holds about so many words in a size that can be read."""

GRADES = re.compile(
    r"\b(?:(?:strong(?:er|est)?|weak(?:er|est)?|medium|high|low)[- ](?:indicators?|signs?)|scor(?:e|es|ed|ing)\b|"
    r"points? (?:for|per|each)|[+-] ?\d+ points?|\d+ points|total(?: of)?(?: points| signs| ticks)?\b|"
    r"add(?:s|ed)? (?:them |it )?up|sum of|count (?:the|your|how many) (?:signs|ticks|answers|yes))",
    re.IGNORECASE,
)
"""What grades or adds up: strength is taught in a module, never printed on a sheet, and nothing is added up."""

DENIAL = re.compile(r"\b(?:no|not|never|nothing|nobody|none|without|neither|nor)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?:;\n]+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def sourced(scope: Scope) -> Iterator[Finding]:
    """A tool says where it comes from."""
    for form, document in scope.forms():
        if not form.sources:
            yield document.finding(
                ("id",), "has no sources; say where it comes from, with `[@reference-id art. 1]`", "L161"
            )


def graded(scope: Scope) -> Iterator[Finding]:
    """No card and no form about a person grades signs or adds them up; a sentence that says so with "not" or "never" may stand."""
    for form, document in scope.forms():
        if form.kind != "card" and not form.about_a_person:
            continue
        for path, text in strings(document.data, ()):
            if path[0] not in {"sources", "adapt"} and (found := grading(text)):
                message = f'"{found}" grades or adds up; strength is taught in the module, and nothing is counted: take it out'
                yield document.finding(path, message, "L162")


def grading(text: str) -> str | None:
    """The first words of `text` that grade or add up, in a sentence that does not deny it."""
    for sentence in _SENTENCE.finditer(text):
        match = GRADES.search(sentence.group())
        if match and not DENIAL.search(sentence.group()):
            return match.group()
    return None


def on_paper(scope: Scope) -> Iterator[Finding]:
    """A form about a person is neither filled in on a screen nor kept; what is kept is filled in on a screen."""
    for form, document in scope.forms():
        for field in ("on_screen", "stored"):
            if form.about_a_person and getattr(form, field):
                message = "must be false: a form about a person is printed blank; on a telephone it would be an open case file"
                yield document.finding((field,), message, "L163")
        if form.stored and not form.on_screen:
            message = "is true, but the tool is not filled in on a screen; write `stored: false`, or `on_screen: true`"
            yield document.finding(("stored",), message, "L164")


def sizes(scope: Scope) -> Iterator[Finding]:
    """A card fits A6 and is short enough for it; nothing else is A6; everything prints on A4 and Letter."""
    for form, document in scope.forms():
        wanted = {"a4", "letter"} | ({"a6"} if form.kind == "card" else set())
        if set(form.sizes) != wanted:
            shown = ", ".join(sorted(wanted))
            yield document.finding(("sizes",), f"must be [{shown}] for a tool of kind {form.kind}", "L165")
        words = sum(len(_WORD.findall(text)) for text in _printed(form, document))
        if form.kind == "card" and words > WORDS_OF_A_CARD:
            message = f"has {words} words to print; a card of A6 holds {WORDS_OF_A_CARD}: cut it"
            yield document.finding(("parts",), message, "L168")


def _printed(form: Form, document: Document) -> Iterator[str]:
    yield form.title
    yield form.instructions
    for path, text in strings(document.data["parts"], ()):
        if path[-1] not in {"kind", "passage", "topic", "test"}:
            yield text


def names(scope: Scope) -> Iterator[Finding]:
    """A tool belongs to modules, is practised on cases, and its parts name topics, tests and passages that fit."""
    for form, document in scope.forms():
        for index, module in enumerate(form.modules):
            yield from scope.unknown(document, ("modules", index), "module", module, "M209")
        for index, case in enumerate(form.practise):
            yield from scope.unknown(document, ("practise", index), "case", case, "L166")
        for index, part in enumerate(form.parts):
            if part.topic:
                yield from scope.unknown(document, ("parts", index, "topic"), "topic", part.topic, "C703")
            if part.test:
                yield from scope.unknown(document, ("parts", index, "test"), "test", part.test, "L166")
            if part.passage and not part.passage.startswith(f"{form.id}-"):
                message = f'"{part.passage}" must start with the tool\'s id; write "{form.id}-{part.passage}"'
                yield document.finding(("parts", index, "passage"), message, "L167")


def worksheets(scope: Scope) -> Iterator[Finding]:
    """A worksheet that is a tool names one that exists."""
    for guide, document in scope.guides():
        for index, worksheet in enumerate(guide.worksheets):
            if worksheet.form:
                yield from scope.unknown(document, ("worksheets", index, "form"), "form", worksheet.form, "L166")


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (sourced, graded, on_paper, sizes, names, worksheets)
