"""Tools filled in on a screen: fields where the sheet has lines and boxes, a file of the reader's own, and nothing that stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from curriculum.load import Course
from tests.browser import DESKTOP, PHONE
from tests.test_browser import STORED
from tests.tools import axe_source

PLAN = "tools/action-plan/"
CHECKLIST = "tools/identification-checklist/"
CAMPAIGN = "tools/campaign-checklist/"
EVALUATION = "tools/workshop-evaluation/"
TYPED = "We ring the night number. <img src=x onerror=alert(1)>\nThen we write down who answered."
FIELDS = "main :is(input, textarea, select, [contenteditable])"
CLEAN = {"cookies": "", "local": 0, "session": 0, "caches": 0, "databases": 0, "workers": 0}
HEAD = "vca-tool 1: action-plan\nAction plan\n\n"
FIRST = (
    '[1.1.1] Specific: what will I do? One sentence with a verb ("ring the night number on Thursday", not '
    '"improve coordination"): My answer'
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One tab for all tests of this file that leave no trace in it."""
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


def said(page: Page) -> str:
    return page.locator(".sheet-bar [role=status]").inner_text()


def opened(page: Page, content: str | bytes) -> str:
    """Choose a file with this content, and wait for what the page says."""
    page.locator(".sheet-bar [role=status]").evaluate("status => { status.textContent = '' }")
    body = content.encode() if isinstance(content, str) else content
    file: FilePayload = {"name": "a.txt", "mimeType": "text/plain", "buffer": body}
    page.locator(".sheet-bar input[type=file]").set_input_files(files=[file])
    page.wait_for_function("() => document.querySelector('.sheet-bar [role=status]').textContent")
    return said(page)


def saved(page: Page, folder: Path) -> str:
    """Save the file, and read it."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a file").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_text(encoding="utf-8")


def values(page: Page) -> list[Any]:
    return list(page.locator(".sheet :is(input, textarea)").evaluate_all("all => all.map(f => f.checked ?? f.value)"))


def test_a_tool_about_a_person_has_no_field_and_no_script_for_one(page: Page, address: str, course: Course) -> None:
    about = [form.id for form in course.forms.values() if form.about_a_person]
    assert len(about) >= 10
    for name in about:
        page.goto(f"{address}tools/{name}/")
        assert page.locator(FIELDS).count() == 0, name
        assert page.locator("script[src*=sheet]").count() == 0, name


def test_a_tool_about_a_person_is_practised_on_cases_of_the_bank(page: Page, address: str, course: Course) -> None:
    about = {form.id for form in course.forms.values() if form.about_a_person and form.id[:10] != "attendance"}
    assert {form.id for form in course.forms.values() if form.practise} == about
    page.goto(f"{address}tools/screening-form/")
    row = page.locator(".tool-about dl > div", has_text="To practise")
    assert "fill in on paper" in row.inner_text()
    row.locator("a").first.click()
    assert page.url.endswith("cases/one-crew-two-lists/")


def test_every_line_and_box_of_the_others_becomes_a_field_with_a_name(page: Page, address: str, course: Course) -> None:
    wanted = [form.id for form in course.forms.values() if form.on_screen]
    assert len(wanted) >= 10
    for name in wanted:
        page.goto(f"{address}tools/{name}/")
        bare = page.evaluate("""() => [...document.querySelectorAll('.sheet :is(.lines, .write, .checklist li, tbody td)')]
            .filter(place => !place.querySelector('input, textarea') && !place.previousElementSibling?.matches('.fill')).length""")
        assert bare == 0, name
        unnamed = page.evaluate("""() => [...document.querySelectorAll('.sheet :is(input, textarea)')].filter(field =>
            !(field.ariaLabel || field.labels[0]?.textContent.trim() || field.getAttribute('aria-labelledby'))).length""")
        assert unnamed == 0, name


def test_a_part_sounds_like_what_stands_on_the_sheet(page: Page, address: str) -> None:
    page.goto(address + EVALUATION)
    first = page.locator(".scale tbody tr").first.aria_snapshot().splitlines()
    assert first[1:5] == [
        "  - rowheader \"It was useful.\"",
        "  - cell \"It was useful. Yes, very much Yes, very much\":",
        "    - radio \"It was useful. Yes, very much\"",
        "    - text: Yes, very much",
    ]  # fmt: skip
    page.goto(address + CAMPAIGN)
    assert page.locator(".sheet-bar").aria_snapshot().splitlines()[:2] == [
        '- region "Fill in on this screen":',
        "  - paragraph: What you type stays in this tab and is not sent. Whoever holds or watches this device may see it. "
        "It is gone when you leave or reload the page. Write nothing about a real person.",
    ]


def test_an_answer_can_be_taken_back_and_before_and_now_are_marked_apart(page: Page, address: str) -> None:
    page.goto(address + EVALUATION)
    row = page.locator("tr", has_text="Tell act, means and purpose apart").locator("input")
    row.nth(0).check()
    row.nth(4).check()
    row.nth(5).focus()
    page.keyboard.press("Space")
    assert row.evaluate_all("all => all.map(one => one.checked)") == [True, False, False, False, False, True]
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    assert row.evaluate_all("all => all.map(one => one.checked)") == [True, False, False, False, False, False]
    assert said(page) == "The answer was taken back."
    row.nth(1).click()
    row.nth(1).click()
    assert row.evaluate_all("all => all.map(one => one.checked)") == [False] * 6


def test_a_file_that_was_saved_opens_again_with_rows_that_were_added(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address + PLAN)
    page.locator("textarea").first.fill(TYPED)
    page.locator(".sheet textarea").last.fill("Dropped: no post")
    text = saved(page, tmp_path)
    assert text.splitlines()[0] == "vca-tool 1: action-plan"
    assert text.splitlines()[3:7] == [FIRST, *(f"    {line}" for line in TYPED.splitlines()), ""]
    assert "folder for downloads" in said(page)
    before = values(page)
    page.reload()
    assert set(values(page)) == {""}
    assert opened(page, "\ufeff" + text.replace("\n", "\r\n")) == "The file is open. You can go on."
    assert values(page) == before


def test_a_table_with_blank_rows_grows(page: Page, address: str, tmp_path: Path, course: Course) -> None:
    form = next(form for form in course.forms.values() if form.stored and any(part.blank_rows for part in form.parts))
    page.goto(f"{address}tools/{form.id}/")
    table = page.locator("table.form", has=page.locator("xpath=following-sibling::button")).first
    before = table.locator("tbody tr").count()
    table.locator("xpath=following-sibling::button").focus()
    page.keyboard.press("Enter")
    assert said(page) == f"A row was added: row {before + 1}."
    page.keyboard.type("typed where the focus is")
    text = saved(page, tmp_path)
    page.reload()
    assert opened(page, text) == "The file is open. You can go on."
    assert table.locator("tbody tr").count() == before + 1
    assert "typed where the focus is" in values(page)


HOSTILE: dict[str, str | bytes] = {
    "another tool's": HEAD.replace("action-plan", "gap-analysis") + f"{FIRST}\n    x\n",
    "a later form": HEAD.replace("tool 1", "tool 2") + f"{FIRST}\n    x\n",
    "a place that is not there": f"{HEAD}{FIRST}\n    first\n\n[99.1] Nothing\n    x\n",
    "a label that is not there": f"{HEAD}[1.1.1] Something else\n    x\n",
    "a place twice": f"{HEAD}{FIRST}\n    x\n{FIRST}\n    y\n",
    "a name of JavaScript": f"{HEAD}[__proto__] x\n    x\n",
    "a page": "<!doctype html><script>alert(1)</script>",
    "a line of its own": f"{HEAD}{FIRST}\n    x\nmore\n",
    "letters that nobody sees": f"{HEAD}{FIRST}\n    x\x00\x1b[2J\n",
    "too long a text": f"{HEAD}{FIRST}\n    {'x' * 10_001}\n",
    "too large a file": HEAD + "\n" * 400_001,
    "no text": HEAD.encode() + b"\xff\xfe\x00",
    "nothing": "",
}  # fmt: skip


def test_a_file_that_does_not_fit_changes_nothing(page: Page, address: str) -> None:
    page.goto(address + PLAN)
    for name, content in HOSTILE.items():
        assert opened(page, content).startswith("This file was not opened."), name
        assert set(values(page)) == {""}, name
    assert opened(page, f"{HEAD}{FIRST}\n    {TYPED.splitlines()[0]}\n") == "The file is open. You can go on."
    assert page.locator("main img").count() == 0  # what a file holds is text and nothing else
    assert opened(page, f"{HEAD}{FIRST}\n    x\n").startswith("Something stands on the sheet already.")
    assert TYPED.splitlines()[0] in values(page)


def test_a_sheet_that_is_not_to_be_kept_has_no_file(page: Page, address: str) -> None:
    page.goto(address + EVALUATION)
    assert page.locator(".sheet-bar button").all_inner_texts() == ["Print", "Empty the sheet"]
    assert page.locator(".sheet-bar input").count() == 0
    assert "file" not in page.locator(".sheet-bar").inner_text()


def test_emptying_asks_once_and_leaves_nothing(page: Page, address: str) -> None:
    page.goto(address + CAMPAIGN)
    page.locator(".sheet input[type=checkbox]").first.check()
    page.locator(".sheet textarea").first.fill(TYPED)
    button = page.locator("[data-do=empty]")
    button.click()
    assert (button.inner_text(), said(page)) == ("Press again to empty the sheet",) * 2
    page.keyboard.press("Tab")
    assert (button.inner_text(), said(page)) == ("Empty the sheet", "")
    button.click()
    button.click()
    assert (button.inner_text(), said(page)) == ("Empty the sheet", "The sheet is empty.")
    assert set(values(page)) == {False, ""}
    assert TYPED[:10] not in page.content()


def test_nothing_typed_is_kept_and_back_does_not_bring_it_up(page: Page, address: str) -> None:
    page.goto(address + PLAN)
    page.locator("textarea").first.fill(TYPED)
    assert page.evaluate(STORED) == CLEAN
    page.locator(".masthead .search-link").click()
    page.wait_for_url("**/search/")
    page.go_back()
    assert page.evaluate(STORED) == CLEAN
    assert set(values(page)) == {""}
    assert TYPED[:10] not in page.content()


def test_fast_capitals_in_a_field_do_not_leave_and_shift_alone_does(visit: Any, course: Course) -> None:
    page, _ = visit(PLAN, viewport=PHONE)
    page.context.route(course.extra.exit.url, lambda route: route.fulfill(body="outside", content_type="text/html"))
    page.locator("textarea").first.focus()
    for letter in "THEUN":  # the hand lets go of Shift before the letter
        page.keyboard.down("Shift")
        page.keyboard.down(letter)
        page.keyboard.up("Shift")
        page.keyboard.up(letter)
    assert page.locator("textarea").first.input_value() == "THEUN"
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(course.extra.exit.url)


def test_paper_shows_what_was_filled_in_and_lines_where_nothing_was(page: Page, address: str) -> None:
    page.goto(address + PLAN)
    page.locator("textarea").first.fill(TYPED)
    lines = page.locator(".sheet ul.lines").first
    assert not lines.is_visible()
    page.emulate_media(media="print")
    shown = page.locator(".fill").first.evaluate("e => [getComputedStyle(e, '::after').visibility, e.dataset.text]")
    assert shown == ["visible", TYPED]
    assert lines.is_visible()
    for hidden in (".sheet-bar", ".sheet textarea"):
        assert not page.locator(hidden).first.is_visible(), hidden
    page.emulate_media(media="screen")


@pytest.mark.parametrize(("path", "scheme"), [(CHECKLIST, "light"), (EVALUATION, "dark")])
def test_a_filled_sheet_is_accessible_and_fits_320_pixels(visit: Any, path: str, scheme: str) -> None:
    page, faults = visit(path, viewport=DESKTOP, color_scheme=scheme)
    page.locator(".sheet textarea").first.fill("word" * 80)
    page.locator(".sheet label input").first.check()
    assert said(page) == ""  # no verdict, no sum
    page.evaluate(axe_source())
    found = page.evaluate("axe.run().then(result => result.violations.map(item => item.id))")
    assert (found, faults) == ([], [])
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    area = page.locator(".sheet textarea").first
    assert area.evaluate("e => e.scrollHeight - e.clientHeight") <= 0  # it has grown with its text


def test_it_works_from_disk(browser: Browser, site: Path, tmp_path: Path) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto((site / PLAN / "index.html").as_uri())
    page.locator("textarea").first.fill(TYPED)
    text = saved(page, tmp_path)
    page.reload()
    assert opened(page, text) == "The file is open. You can go on."
    assert page.locator("textarea").first.input_value() == TYPED
    context.close()
