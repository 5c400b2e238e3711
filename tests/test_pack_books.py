"""Books and decks of the real course before they are printed: links, headings, records that claim nothing, few words a slide."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from curriculum.load import Course
from curriculum.macros.plans import programme
from curriculum.packs import contents, programs, reference
from curriculum.packs.book import Shelf, assemble, css_text
from curriculum.packs.contents import Document
from curriculum.packs.make import Wanted, chosen
from curriculum.packs.office import write_docx
from curriculum.packs.paper import once, print_pdf
from curriculum.packs.slides import brief, deck
from curriculum.render import Renderer
from tests.small_course import ROOT


@pytest.fixture(scope="module")
def shelf(site: Path, course: Course) -> Shelf:
    return Shelf(site, "", "Edition for all countries", Renderer(course, ROOT))


def every_document(course: Course) -> list[Document]:
    packs = [contents.common(course), *(contents.module(course, name) for name in course.modules)]
    packs += [contents.country(country) for country in course.countries.values()]
    packs += [contents.plan(course, name) for name in course.plans]
    return [document for pack in packs for document in pack.documents]


def test_no_book_has_a_dead_link_an_id_twice_or_a_heading_out_of_order(shelf: Shelf, course: Course) -> None:
    faults = []
    for document in every_document(course):
        body = assemble(document, shelf).body
        ids = body.xpath("//@id")
        faults += [f"{document.name}: {name} twice" for name in {name for name in ids if ids.count(name) > 1}]
        links = [str(link) for link in body.xpath("//a/@href")]
        dead = [link for link in links if link[0] != "#" and not re.match("https?:|tel:", link)]
        dead += [link for link in links if link[0] == "#" and link[1:] not in ids]
        faults += [f"{document.name}: {link}" for link in dead]
        levels = [int(str(item.tag)[1]) for item in body.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        if levels.count(1) != 1 or levels[0] != 1 or jumps:
            faults.append(f"{document.name}: headings {levels}")
    assert faults == []


def test_every_pack_has_what_a_trainer_needs(course: Course) -> None:
    assert [item.name for item in contents.common(course).documents] == [
        "pre-test",
        "post-test",
        "workshop-evaluation",
        "attendance-sheet",
        "attendance-record",
        "service-map-check",
        "test-answers",
    ]
    for name in course.modules:
        kinds = [item.kind for item in contents.module(course, name).documents]
        assert kinds == ["guide", "handouts", "worksheets", "answers"]


def test_a_deck_has_ten_to_twenty_five_slides_of_few_words(shelf: Shelf, course: Course) -> None:
    for name in course.modules:
        body = deck(contents.module(course, name), shelf)
        assert 10 <= 1 + len(body.findall("h2")) <= 25, name
        for notes in body.xpath("//div[@class='notes']"):
            notes.drop_tree()
        slides = re.split(r"<h2>", html.tostring(body, encoding="unicode"))[1:]
        longest = max(slides, key=lambda slide: len(html.fromstring(f"<div>{slide}</div>").text_content().split()))
        assert len(html.fromstring(f"<div>{longest}</div>").text_content().split()) <= 140, longest


def test_the_deck_of_a_plan_has_its_sessions_with_their_minutes(shelf: Shelf, course: Course) -> None:
    plan = course.plans["half-day-police"]
    pack = contents.plan(course, plan.id)
    items = [item for day in programme(course, plan)["days"] for item in day["items"] if item["kind"] == "session"]
    assert [(item.module, item.session) for item in pack.sessions] == [(item["module"], item["item"]) for item in items]
    body = deck(pack, shelf)
    rows = [
        (row[0].text, row[2].text)
        for table in body.xpath("//h2[.='What we do']/following-sibling::table[1]")
        for row in table[2]
    ]
    titles = {session.id: session.title for module in course.modules.values() for session in module.sessions}
    assert rows == [(titles[item.session], f"{item.minutes} minutes") for item in pack.sessions]


def test_every_plan_has_a_programme_slides_and_the_packs_of_its_modules(course: Course) -> None:
    for name, plan in course.plans.items():
        packs = {pack.id: pack for pack in chosen(course, Wanted(plan=name), "TH")}
        assert set(packs) == {"common", "th", name, *(item.id for item in plan.modules)}
        assert [item.name for item in packs[name].documents] == [f"{name}-programme"]
        assert {item.module for item in packs[name].sessions} == {item.id for item in plan.modules}


def test_no_deck_shows_an_answer(shelf: Shelf, course: Course) -> None:
    """What a debrief or an answer guide says stands in the notes, or not at all."""
    for name, module in course.modules.items():
        body = deck(contents.module(course, name), shelf)
        for notes in body.xpath("//div[@class='notes']"):
            notes.drop_tree()
        shown = body.text_content()
        assert [line for item in module.activities for line in item.debrief if line in shown] == []


def test_guides_and_handouts_say_who_has_reviewed_them(shelf: Shelf, course: Course) -> None:
    for document in contents.module(course, "foundations").documents[:2]:
        said = " ".join(assemble(document, shelf).body.text_content().split())
        assert "Who has reviewed this module." in said
        assert said.count("nobody yet") >= 3


def test_the_attendance_record_claims_nothing(shelf: Shelf, course: Course) -> None:
    [record] = [item for item in contents.common(course).documents if item.name == "attendance-record"]
    book = assemble(record, shelf)
    assert book.body.xpath("//img | //svg") == []
    said = " ".join(book.body.text_content().split())
    assert "It authorises nobody to interview, shelter, transport, examine or investigate anybody" in said
    assert re.search(r"\b(score|certif|licen[cs]ed|qualified|competent)\b", said.lower()) is None


def test_the_attendance_sheet_asks_for_a_name_or_mark_and_half_days_only(shelf: Shelf, course: Course) -> None:
    [sheet] = [item for item in contents.common(course).documents if item.name == "attendance-sheet"]
    heads = [cell.text_content() for cell in assemble(sheet, shelf).body.xpath("//thead//th")]
    assert heads == ["Name or mark, as you wish", *(f"Day {n}: am, pm" for n in (1, 2, 3)), "Record wanted: yes, no"]


def test_a_title_cannot_leave_the_style_of_a_page() -> None:
    assert css_text('A "b" </style>\\') == r'"A \22 b\22  \3c \2f style\3e \5c "'


@pytest.mark.parametrize(
    ("step", "shown"),
    [
        ("Read alone.", "Read alone."),
        (
            "Swap sheets. Mark one line. " + "Say why it is so, at length, in your own words. " * 3,
            "Swap sheets. Mark one line.",
        ),
        ("Plan one programme: " + "who chooses and how; " * 9 + "and when. Go on.", "Plan one programme."),
        ("Hand out the cases.\n\n1. *Lin* is free to go.", "Hand out the cases."),
    ],
)
def test_a_slide_shows_the_first_sentences_of_a_step(step: str, shown: str) -> None:
    assert brief(step).startswith(shown)
    assert len(brief(step)) <= 160


def test_documents_depend_on_the_day_only(shelf: Shelf, course: Course, tmp_path: Path) -> None:
    [record] = [item for item in contents.common(course).documents if item.name == "attendance-record"]
    found, office = programs.find(), ROOT / "templates/packs/office"
    made = []
    for turn in ("one", "two"):
        folder = tmp_path / turn
        folder.mkdir()
        book, page, pdf, docx = assemble(record, shelf), *(folder / f"a.{end}" for end in ("html", "pdf", "docx"))
        page.write_text(book.page, encoding="utf-8")
        assert print_pdf(found.chromium, page, pdf, course.today) == 1
        reference.docx(found.pandoc, office, book.foot, folder / "like.docx")
        write_docx(found.pandoc, book, folder / "like.docx", docx, course.today)
        made.append((pdf.read_bytes(), docx.read_bytes()))
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (b"(Lines to callLines to call)", b"(Lines to call)             "),
        (b"(Lines to call)", b"(Lines to call)"),
        (b"<FEFF0E010E01>", b"<FEFF0E01>    "),
        (b"()", b"()"),
    ],
)
def test_a_bookmark_is_written_once(written: bytes, kept: bytes) -> None:
    assert once(written) == kept


def test_a_step_on_a_slide_does_not_end_where_a_list_begins() -> None:
    step = "Draft ten lines at most. Each line has three parts:\n\n- one\n- two\n- three"
    assert brief(step) == "Draft ten lines at most."
    assert brief("Each line has three parts:\n\n- one") == "Each line has three parts."
