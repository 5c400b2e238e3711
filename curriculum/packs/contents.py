"""What is in a pack: its documents, and from which built pages each is taken. No text of a document is written here."""

from __future__ import annotations

from dataclasses import dataclass

from curriculum.load import Course
from curriculum.macros.countries import country_page
from curriculum.macros.guides import guide_page
from curriculum.macros.modules import index_page, section_page
from curriculum.macros.plans import plan_page, programme
from curriculum.macros.tools import tool_page
from curriculum.model.country import Country

SHEET = ".//section[contains(concat(' ', @class, ' '), ' sheet ')]"
REVIEW = "h2[following-sibling::*[1][self::div[@class='review']]] | div[@class='review']"
ACTIVITIES = f"h2[following-sibling::*[1][self::section[@class='activity']]] | section[@class='activity'] | {REVIEW}"
LEARN = (
    "h1 | p[not(preceding-sibling::h2)] | div[@class='summary']/div[@class='note']"
    " | ol[@class='objectives'] | ul[@class='key-points']"
    " | h2[following-sibling::*[1][self::ol[@class='objectives'] or self::ul[@class='key-points']]]"
    f" | {REVIEW}"
)
FACTS = "*[not(self::h2[@id='passages']) and not(preceding-sibling::h2[@id='passages'])]"
PROGRAMME = "*[not(self::h2[@id='pages']) and not(preceding-sibling::h2[@id='pages'])]"

FORMS = (
    "pre-test",
    "post-test",
    "workshop-evaluation",
    "attendance-sheet",
    "attendance-record",
    "service-map-check",
)
"""The tools that every pack has, in the order in which a trainer needs them."""

FOLDERS = {"module": "modules", "country": "countries", "plan": "plans"}
"""The folder of the packs of a kind. The tools that all share have one of their own."""

TEST_ANSWERS = "tests/answers.md"


@dataclass(frozen=True)
class Extract:
    """A part of a document: of the built page of `page` (its source below docs/) what `select`, an XPath, finds in `main`.

    Without `select` it is the whole page.
    """

    page: str
    select: str = ""


@dataclass(frozen=True)
class Document:
    """A document to make: `name` is its file without the ending, `kind` says what it is and how it looks, `about` its subject."""

    name: str
    kind: str
    about: str
    extracts: tuple[Extract, ...]


@dataclass(frozen=True)
class Taught:
    """A session of a module, with the minutes that it gets."""

    module: str
    session: str
    minutes: int


@dataclass(frozen=True)
class Pack:
    """A folder of documents, and of one deck of slides where `sessions` names some, in order.

    `modules` are those whose documents belong to the workshop too; they stand in packs of their own.
    """

    id: str
    kind: str
    title: str
    documents: tuple[Document, ...]
    sessions: tuple[Taught, ...] = ()
    modules: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """Where it stands below the packs."""
        return f"{FOLDERS[self.kind]}/{self.id}" if self.kind in FOLDERS else self.id


def common(course: Course) -> Pack:
    """The tools that belong to every pack, and the answers to the tests."""
    documents = [
        Document(name, "form", course.forms[name].title, (Extract(tool_page(name), SHEET),))
        for name in FORMS
        if name in course.forms
    ]
    if TEST_ANSWERS in course.pages:
        title = str(course.pages[TEST_ANSWERS].meta["title"])
        documents.append(Document("test-answers", "test_answers", title, (Extract(TEST_ANSWERS),)))
    return Pack("common", "common", "", tuple(documents))


def country(found: Country) -> Pack:
    """The local law brief of a country: facts with sources and dates, as its page has them."""
    brief = Document(f"{found.code.lower()}-law-brief", "law_brief", found.name, (Extract(country_page(found), FACTS),))
    return Pack(found.code.lower(), "country", found.name, (brief,))


def module(course: Course, name: str) -> Pack:
    """The pack of a module: guide, handouts, worksheets, answers and slides."""
    found = course.modules[name]
    books = {
        "guide": _guide(course, name),
        "handouts": _handouts(course, name),
        "worksheets": _there(course, guide_page(name, "worksheets")),
        "answers": _there(course, guide_page(name, "answers")),
    }
    documents = [
        Document(f"{name}-{kind}", kind, found.title, tuple(extracts)) for kind, extracts in books.items() if extracts
    ]
    sessions = tuple(Taught(name, session.id, session.minutes) for session in found.sessions)
    return Pack(name, "module", found.title, tuple(documents), sessions)


def plan(course: Course, name: str) -> Pack:
    """The pack of a ready-made plan: its programme, and slides of the sessions that it has. The books are those of its modules."""
    found = course.plans[name]
    minutes: dict[tuple[str, str], int] = {}
    for item in (
        item for day in programme(course, found)["days"] for item in day["items"] if item["kind"] == "session"
    ):
        key = item["module"], item["item"]  # a break may part a session in two
        minutes[key] = minutes.get(key, 0) + _clock(item["ends"]) - _clock(item["starts"])
    sessions = tuple(Taught(*key, total) for key, total in minutes.items())
    page = Document(f"{name}-programme", "programme", found.title, (Extract(plan_page(name), PROGRAMME),))
    modules = tuple(item.id for item in found.modules)
    return Pack(name, "plan", found.title, (page,), sessions, modules)


def _clock(time: str) -> int:
    """Minutes since midnight."""
    return int(time[:2]) * 60 + int(time[3:])


def _there(course: Course, page: str, select: str = "") -> list[Extract]:
    return [Extract(page, select)] if page in course.pages else []


def _guide(course: Course, module: str) -> list[Extract]:
    """The guide, its second page, and from the page of the module the group activities and who has reviewed it."""
    pages = [*_there(course, guide_page(module, "guide")), *_there(course, guide_page(module, "room"))]
    return [*pages, Extract(index_page(module), ACTIVITIES)] if pages else []


def _handouts(course: Course, module: str) -> list[Extract]:
    """What to remember and who has reviewed it first, then the pages to read."""
    sections = [Extract(section_page(module, item.id)) for item in course.modules[module].sections]
    return [Extract(index_page(module), LEARN), *sections]
