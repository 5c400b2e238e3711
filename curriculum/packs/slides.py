"""Slides: few lines for the room, and the steps of the guide as notes for the speaker."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from lxml import html

from curriculum.links import Here
from curriculum.macros.modules import index_page, section_page
from curriculum.model.guide import PlanStep
from curriculum.model.module import Activity, Module, Objective, Section, Session, Step
from curriculum.packs.book import Shelf, text
from curriculum.packs.contents import Pack
from curriculum.packs.office import run, whole

POINTS = 5
"""How many key points stand on a slide."""

LINES = 7
"""How many lines the outline of a page may have on a slide."""

FURTHER = 6
"""How many texts the last slide names, shared among the modules."""

ROOM, FULL = 80, 160
"""Letters of a step that are shown, in whole sentences; a longer first sentence ends at its colon."""

OTHERS = ("key-points", "words-on-this-page", "sources-on-this-page")
"""Chapters of every section page that no slide lists."""


@dataclass(frozen=True)
class Topic:
    """A section page in a session: its title, its summary, and its chapters in order."""

    section: Section
    chapters: tuple[str, ...]


@dataclass(frozen=True)
class Talk:
    """A session on slides: its minutes here, what to be able to do after it, steps for the notes, its pages, its activity."""

    session: Session
    minutes: int
    objectives: tuple[Objective, ...]
    steps: tuple[PlanStep, ...]
    topics: tuple[Topic, ...]
    activity: Activity | None

    @property
    def shortened(self) -> bool:
        """Whether it gets less time than its steps and its activity are planned for."""
        return self.minutes < self.session.minutes

    @property
    def instructions(self) -> tuple[tuple[Step, str], ...]:
        """Each step of the activity with what the room needs to read of it."""
        return tuple((step, brief(step.text)) for step in self.activity.steps) if self.activity else ()


@dataclass(frozen=True)
class Block:
    """The slides of a module: what the sessions that are taught serve, these sessions, and the key points, a few to a slide."""

    module: Module
    objectives: tuple[Objective, ...]
    talks: tuple[Talk, ...]
    points: tuple[tuple[str, ...], ...]


def blocks(pack: Pack, shelf: Shelf) -> Iterator[Block]:
    """What the deck of a pack shows, module by module, in the order of the pack."""
    course = shelf.renderer.course
    for name in dict.fromkeys(item.module for item in pack.sessions):
        module = course.modules[name]
        minutes = {item.session: item.minutes for item in pack.sessions if item.module == name}
        shown: set[str] = set()
        talks = []
        for session in module.sessions:
            if session.id in minutes:
                talks.append(_talk(module, session, minutes[session.id], shelf, shown))
                shown.update(session.sections)
        points = tuple(module.key_points[n : n + POINTS] for n in range(0, len(module.key_points), POINTS))
        served = {name for talk in talks for name in talk.session.objectives}
        objectives = tuple(item for item in module.objectives if item.id in served)
        yield Block(module, objectives, tuple(talks), points)


def _talk(module: Module, session: Session, minutes: int, shelf: Shelf, shown: set[str]) -> Talk:
    guide = shelf.renderer.course.guides.get(module.id)
    plan = next((item for item in guide.sessions if item.session == session.id), None) if guide else None
    topics = tuple(
        Topic(item, _chapters(shelf, module.id, item.id))
        for item in module.sections
        if item.id in session.sections and item.id not in shown
    )
    return Talk(
        session,
        minutes,
        tuple(item for item in module.objectives if item.id in session.objectives),
        plan.steps if plan else (),
        topics,
        next((item for item in module.activities if item.id == session.activity), None),
    )


def brief(step: str) -> str:
    """The first sentences of a step, as many as fit on a line or two of a table."""
    sentences = re.split(r"(?<=[.!?])\s+", " ".join(step.split("\n\n")[0].split()))
    said = sentences[0]
    if len(said) > FULL and ":" in said:
        return said.partition(":")[0] + "."
    if said.endswith(":"):
        said = said.removesuffix(":") + "."
    for sentence in sentences[1:]:
        if len(said) + len(sentence) >= ROOM or sentence.endswith(":"):  # a list that follows is not on the slide
            break
        said = f"{said} {sentence}"
    return said


def _chapters(shelf: Shelf, module: str, section: str) -> tuple[str, ...]:
    file = shelf.file(section_page(module, section))
    [main] = html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8")).xpath("//main")
    chapters = [heading for heading in main.findall("h2") if heading.get("id") not in OTHERS]
    return tuple(" ".join(heading.text_content().split()) for heading in chapters)[:LINES]


def further(found: list[Block], shelf: Shelf) -> list[str]:
    """Texts to read further: the first of each module, then the second of each, until the slide is full."""
    rounds = zip_longest(*(block.module.further for block in found))
    names = dict.fromkeys(name for each in rounds for name in each if name)
    return [shelf.renderer.course.references[name].title_short for name in names][:FURTHER]


def deck(pack: Pack, shelf: Shelf) -> html.HtmlElement:
    """The slides of `pack` as HTML: each heading begins one. The slide with the title comes from the title of the document."""
    found = list(blocks(pack, shelf))
    here = Here(index_page(found[0].module.id), shelf.renderer.directory_urls, places=shelf.renderer.places)
    texts = further(found, shelf)
    say = shelf.renderer.piece
    body = html.fragment_fromstring(say("packs/slides", here, blocks=found, further=texts, edition=shelf.label))
    for link in list(body.iter("a")):
        if link.get("class") == "cite":
            link.text = f"({link.text_content()})"
        link.drop_tag()  # a slide is shown on a wall
    return body


def write_pptx(pandoc: str, pack: Pack, shelf: Shelf, reference: Path, to: Path, today: dt.date) -> int:
    """Write the deck of `pack` to `to`. Returns the number of slides, the title with them. Raises PackError."""
    body = deck(pack, shelf)
    count = 1 + len(body.findall("h2"))
    foot = text(shelf.renderer.piece("packs/foot", None, title=shelf.renderer.course.about.title, edition=shelf.label))
    options = ("--slide-level=2", f"--reference-doc={reference}", f"--metadata=subtitle={foot}")
    run(pandoc, whole(pack.title, body), to, today, *options)
    return count
