"""Tools for the field: what the checks refuse, what the pages show, and how they print."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from curriculum.checks.forms import grading
from curriculum.load import Course
from curriculum.macros.sources import citations
from curriculum.marks import marks
from tests.browser import PHONE
from tests.small_course import CourseFolder, Fault, fault

CARD = "data/forms/pocket-card.yml"
SHEET = "data/forms/talk-sheet.yml"
PAPER = "must be false: a form about a person is printed blank; on a telephone it would be an open case file [L163]"
GUIDE = "data/guides/foundations.yml"
PARTS = """    parts:
      - heading: The cases
        kind: table
        columns: [Case, Act, Purpose]
        rows: [Case 1, Case 2]
      - heading: Your reason
        kind: lines
        lines: 4
      - heading: Before you end
        kind: checklist
        items: [I named no person.]
"""

FAULTS = [
    fault(
        SHEET,
        "sources:\n  - The course's own.\n",
        "",
        "data/forms/talk-sheet.yml:2: id: has no sources; say where it comes from, with `[@reference-id art. 1]` [L161]",
    ),
    fault(
        CARD,
        "      - others hold the papers",
        "      - a strong indicator: others hold the papers",
        'data/forms/pocket-card.yml:23: parts[0].text: "strong indicator" grades or adds up; strength is taught in the module, '
        "and nothing is counted: take it out [L162]",
    ),
    fault(
        SHEET,
        "items: [I had time, I was heard]",
        'items: ["3 points: I had time", I was heard]',
        'data/forms/talk-sheet.yml:41: parts[5].items[0]: "3 points" grades or adds up; strength is taught in the module, and '
        "nothing is counted: take it out [L162]",
    ),
    fault(
        SHEET,
        "stored: false",
        "stored: true",
        "data/forms/talk-sheet.yml:15: stored: is true, but the tool is not filled in on a screen; write `stored: false`, or "
        "`on_screen: true` [L164]",
        f"data/forms/talk-sheet.yml:15: stored: {PAPER}",
    ),
    fault(SHEET, "on_screen: false", "on_screen: true", f"data/forms/talk-sheet.yml:14: on_screen: {PAPER}"),
    fault(
        CARD,
        "sizes: [a6, a4, letter]",
        "sizes: [a4, letter]",
        "data/forms/pocket-card.yml:16: sizes: must be [a4, a6, letter] for a tool of kind card [L165]",
    ),
    fault(
        SHEET,
        "sizes: [a4, letter]",
        "sizes: [a4, a6, letter]",
        "data/forms/talk-sheet.yml:16: sizes: must be [a4, letter] for a tool of kind form [L165]",
    ),
    fault(
        SHEET,
        "test: pre-test",
        "test: pre-tst",
        'data/forms/talk-sheet.yml:45: parts[6].test: "pre-tst" is not the id of a test; did you mean "pre-test"? [L166]',
    ),
    fault(
        CARD,
        "  - heading: The law\n    kind: fact\n    topic: trafficking-protocol",
        "  - heading: The law\n    kind: passage\n    passage: pocket-card-route\n    text: Ask again.",
        'data/forms/pocket-card.yml:33: passage "pocket-card-route" stands already at data/forms/pocket-card.yml:29; '
        "give it another id [P808]",
    ),
    fault(
        CARD,
        "passage: pocket-card-route",
        "passage: route",
        'data/forms/pocket-card.yml:28: parts[1].passage: "route" must start with the tool\'s id; write "pocket-card-route" [L167]',
    ),
    fault(
        CARD,
        "    text: Ask who decides in your district.",
        f"    text: {' '.join(['words'] * 150)}",
        "data/forms/pocket-card.yml:20: parts: has 174 words to print; a card of A6 holds 150: cut it [L168]",
    ),
    fault(
        SHEET,
        "practise: [night-bus]",
        "practise: [night-buss]",
        'data/forms/talk-sheet.yml:46: practise[0]: "night-buss" is not the id of a case; did you mean "night-bus"? [L166]',
    ),
    fault(
        CARD,
        "topic: trafficking-protocol",
        "topic: trafficking-protocl",
        'data/forms/pocket-card.yml:32: parts[2].topic: "trafficking-protocl" is not the id of a topic; did you mean '
        '"trafficking-protocol"? [C703]',
    ),
    fault(
        SHEET,
        "    blank_rows: 2\n",
        "",
        'data/forms/talk-sheet.yml:32: parts[3]: a part of kind "table" has columns, and blank_rows or rows besides its heading, '
        "and nothing else [S207]",
    ),
    fault(
        CARD,
        "summary: A card of the small course.",
        'summary: "A card {{ 7 }} of the small course."',
        'data/forms/pocket-card.yml:1: the title or the summary holds "{{", on which the engine would act; write it in words '
        "[P812]",
    ),
    fault(
        GUIDE,
        PARTS,
        "    form: pocket-crd\n",
        'data/guides/foundations.yml:66: worksheets[0].form: "pocket-crd" is not the id of a form; did you mean "pocket-card"? '
        "[L166]",
    ),
    fault(
        GUIDE,
        "    instructions: Work alone.\n",
        "    instructions: Work alone.\n    form: pocket-card\n",
        "data/guides/foundations.yml:62: worksheets[0]: a worksheet has either `parts` or the `form` that it is, and not both "
        "[S207]",
    ),
]


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: f"{row.file}-{row.new[:24]}")
def test_fault(course_folder: CourseFolder, row: Fault) -> None:
    expected = row.commit(course_folder)
    assert course_folder.report() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Never count answers.", None),
        ("Do not count the ticks.", None),
        ("nothing is graded or counted, no score is kept", None),
        ("Two signs are a strong sign.", "strong sign"),
        ("Add them up; do not show them.", "Add them up"),
        ("Write the score here.", "score"),
        ("The total of ticks decides.", "total of ticks"),
    ],
)
def test_words_that_grade_are_found_unless_the_sentence_denies_them(text: str, expected: str | None) -> None:
    found = grading(text)
    assert (found and found.startswith(expected or "")) if expected else found is None


def tree(site: Path, page: str) -> html.HtmlElement:
    return html.document_fromstring((site / page / "index.html").read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_tool_has_a_page_and_a_place_in_the_list(site: Path, course: Course) -> None:
    listed = {link.split("/")[-2] for link in tree(site, "tools").xpath("//main//ul[@class='entries']//a/@href")}
    assert listed == set(course.forms)
    assert [name for name in course.forms if not (site / f"tools/{name}/index.html").exists()] == []


def test_a_tool_says_who_uses_it_when_and_what_it_is_not(site: Path, course: Course) -> None:
    wanted = {"Who uses it", "When", "What it is not", "On a screen", "To print", "It belongs to"}
    for name in course.forms:
        page = tree(site, f"tools/{name}")
        said = {words(dt): words(dt.getnext()) for dt in page.xpath("//div[@class='tool-about']//dt")}
        practised = {"To practise"} if course.forms[name].practise else set()
        assert {label for label, text in said.items() if text} == wanted | practised, name
        assert page.xpath("//h2[@id='sources']/following-sibling::ul/li"), name


def test_a_form_about_a_person_is_on_paper_only(course: Course) -> None:
    about = [form for form in course.forms.values() if form.about_a_person]
    assert len(about) >= 7
    assert [form.id for form in about if form.on_screen or form.stored] == []


def test_a_tool_has_nothing_to_type_into_without_a_script(site: Path, course: Course) -> None:
    for name in course.forms:
        found = tree(site, f"tools/{name}").xpath("//main//*[self::input or self::textarea or self::select]")
        assert [field for field in found if not field.xpath("ancestor::template")] == []


def test_every_tool_has_a_part_for_the_country_or_says_in_its_module_what_differs(course: Course) -> None:
    without = [
        form.id for form in course.forms.values() if not any(part.kind in {"passage", "fact"} for part in form.parts)
    ]
    assert set(without) <= {"campaign-checklist", "pre-test", "post-test"}


def pages_of(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page of a PDF, in millimetres."""
    boxes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]", pdf)
    return [(round(float(w) / 72 * 25.4), round(float(h) / 72 * 25.4)) for w, h in boxes]


@pytest.fixture(scope="session")
def printed(browser: Any, address: str) -> Any:
    """`printed(page, size)` is the PDF of a page as a reader prints it."""
    page = browser.new_page()

    def pdf(path: str, size: str) -> bytes:
        page.goto(address + path)
        return bytes(page.pdf(format=size, prefer_css_page_size=True))

    yield pdf
    page.close()


def test_every_card_prints_on_one_side_of_a6(printed: Any, course: Course) -> None:
    for form in course.forms.values():
        if form.kind == "card":
            assert pages_of(printed(f"tools/{form.id}/", "A4")) == [(105, 148)], form.id


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_four_cards_fit_one_sheet(printed: Any, course: Course, size: str) -> None:
    for form in course.forms.values():
        if form.kind == "card":
            assert len(pages_of(printed(f"tools/{form.id}-four/", size))) == 1, form.id


@pytest.mark.parametrize(("size", "wanted"), [("A4", (210, 297)), ("Letter", (216, 279))])
def test_a_form_prints_on_the_paper_that_is_there(printed: Any, size: str, wanted: tuple[int, int]) -> None:
    assert set(pages_of(printed("tools/screening-form/", size))) == {wanted}


def test_a_tool_is_read_without_javascript(visit: Any) -> None:
    page, _ = visit("tools/screening-form/", viewport=PHONE, java_script_enabled=False)
    assert page.locator(".sheet h3").first.is_visible()


ROOM = "[...document.querySelectorAll('.sheet :is(.lines li, .write, tbody td)')].map(e => e.getBoundingClientRect().height)"
"""The height of every place to write, in CSS pixels."""
MILLIMETRE = 96 / 25.4


@pytest.mark.parametrize(
    "name", ["screening-form", "workshop-evaluation", "attendance-sheet", "indicator-card-general"]
)
def test_every_place_to_write_is_eight_millimetres_high_on_paper(visit: Any, name: str) -> None:
    page, _ = visit(f"tools/{name}/", viewport={"width": 680, "height": 1000})
    page.emulate_media(media="print")
    assert min(page.evaluate(ROOM)) >= 8 * MILLIMETRE


def test_paper_holds_the_sheet_with_its_version_at_the_end_of_each_page(visit: Any) -> None:
    page, _ = visit("tools/screening-form/", viewport={"width": 680, "height": 1000})
    page.emulate_media(media="print")
    imprint = page.locator(".sheet .imprint")
    assert imprint.evaluate("e => getComputedStyle(e).display") == "table-footer-group"  # repeated on each page
    assert re.search(r"Screening form\. Version \d+, \d+ \w+ \d{4}\. .*CC BY 4\.0", imprint.inner_text())
    for hidden in (".masthead", ".foot", ".tool-about", "main > h1"):
        assert not page.locator(hidden).first.is_visible(), hidden


def test_the_box_of_an_answer_stays_in_its_line_on_paper(visit: Any) -> None:
    """A box that is higher than its line would be cut where a column of answers ends."""
    page, _ = visit("tools/screening-form/", viewport={"width": 680, "height": 1000})
    page.emulate_media(media="print")
    over = page.evaluate("""() => [...document.querySelectorAll('.sheet .choices li')].filter(line => {
        const box = getComputedStyle(line, '::before');
        return parseFloat(box.top) + parseFloat(box.height) > line.getBoundingClientRect().height; }).length""")
    assert over == 0


def test_what_a_tool_cites_stands_in_the_ledger(course: Course) -> None:
    cited = citations(course)
    for form in course.forms.values():
        named = {mark.target for text in form.sources for mark in marks(text) if mark.kind == "cite"}
        assert all(f"tools/{form.id}.md" in {page for page, _ in cited[name]} for name in named), form.id


def test_an_edition_puts_its_passage_on_the_sheet_and_on_all_four_cards(course_folder: CourseFolder) -> None:
    own = "passages:\n  - id: pocket-card-route\n    base: Ask who decides in your district.\n    text: Ask the desk.\n"
    course_folder.edit("data/countries/th.yml", "passages:\n", own)
    built = course_folder.run("curriculum", "--root", str(course_folder.root), "edition", "--country", "th")
    assert built.returncode == 0, built.stdout + built.stderr
    edition = course_folder.root / "site/editions/th"
    for page, copies in (("tools/pocket-card", 1), ("tools/pocket-card-four", 4)):
        said = [words(element) for element in tree(edition, page).xpath("//main//div[@data-passage]")]
        assert len(said) == copies
        assert all("Ask the desk." in text and "Ask who decides" not in text for text in said)
