"""Rule of do no harm: words that data/wording.yml lists stand on no page and in no text, unless they are a marked quotation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from curriculum.checks.scope import Scope
from curriculum.findings import Finding
from curriculum.model.wording import SELF, Wording, beginning, expression, fold
from curriculum.prose import Paragraph


@dataclass(frozen=True)
class Rule:
    """A wording, ready to be looked for."""

    wording: Wording
    beginning: str
    words: re.Pattern[str]
    allowed: re.Pattern[str] | None

    def hits(self, paragraph: Paragraph) -> Iterator[re.Match[str]]:
        """Each place where the words stand outside the contexts that allow them."""
        for match in self.words.finditer(paragraph.own):
            contexts = self.allowed.finditer(paragraph.own) if self.allowed else ()
            if not any(context.start() <= match.start() and match.end() <= context.end() for context in contexts):
                yield match


def rule(wording: Wording) -> Rule:
    """Compile a wording. Letters match whether small or capital."""
    words = expression(wording.pattern)
    contexts = [expression(context.replace(SELF, words)) for context in wording.allowed]
    allowed = re.compile("|".join(contexts), re.IGNORECASE) if contexts else None
    return Rule(wording, beginning(wording.pattern), re.compile(words, re.IGNORECASE), allowed)


def wording(scope: Scope) -> Iterator[Finding]:
    """No paragraph holds words that are not written about people."""
    found = scope.single("wording.yml")
    if found is None:
        return
    rules = [rule(item) for item in found[0].wordings]
    for paragraphs in scope.prose:
        whole = "\n".join(paragraph.own for paragraph in paragraphs)
        folded = fold(whole)
        for item in rules:  # a search through a whole file costs less than one through each paragraph
            if item.beginning in folded and item.words.search(whole):
                yield from _hits(item, paragraphs)


def _hits(item: Rule, paragraphs: Iterable[Paragraph]) -> Iterator[Finding]:
    for paragraph in paragraphs:
        for match in item.hits(paragraph):
            said = " ".join(paragraph.text[match.start() : match.end()].split())
            message = f'"{said}": {item.wording.reason}; {item.wording.better}'
            yield paragraph.finding(match.start(), message, "H901")


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (wording,)
