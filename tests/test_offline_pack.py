"""The pack for a memory stick: what is in it, and that Chromium and Firefox read it from disk and ask for nothing outside."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from curriculum.audit import audit
from tests.browser import PHONE
from tests.firefox import Firefox, firefox
from tests.small_course import CourseFolder, contents, make

PAGE = "modules/identification/indicators.html"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The pack of the small course with the edition of Thailand: its folder, and what the command said."""
    course = make(tmp_path_factory.mktemp("pack") / "small")
    done = course.run("curriculum", "--root", str(course.root), "offline", "--country", "th")
    assert done.returncode == 0, done.stdout + done.stderr
    return course.root / "build/offline/course-th", done.stdout


@pytest.fixture
def pack(made: tuple[Path, str]) -> Path:
    """The folder of the pack."""
    return made[0]


@pytest.fixture
def page(browser: Browser, pack: Path) -> Iterator[Page]:
    """A tab that asks for files of the pack only: the test fails at the end if it asked for others."""
    context = browser.new_context(viewport=PHONE)
    context.set_default_timeout(10_000)
    outside: list[str] = []
    context.on("request", lambda one: None if one.url.startswith(pack.as_uri()) else outside.append(one.url))
    yield context.new_page()
    context.close()
    assert outside == []


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Firefox without a network."""
    with firefox(tmp_path_factory.mktemp("profile")) as found:
        found.send("Marionette:SetContext", value="chrome")
        found.run("Services.io.manageOfflineStatus = false; Services.io.offline = true;")
        found.send("Marionette:SetContext", value="content")
        yield found


def test_the_command_says_the_sizes_and_where_to_begin(made: tuple[Path, str]) -> None:
    folder, said = made
    archive = folder.with_suffix(".zip")
    sizes = [sum(len(data) for data in contents(folder).values()), archive.stat().st_size]
    words = [f"{size / 1e6:.1f} MB" for size in sizes]
    assert said == f"Made {folder} ({words[0]}) and {archive} ({words[1]}). Open START-HERE.html in the folder.\n"


def test_the_file_holds_the_folder_under_a_neutral_name(pack: Path) -> None:
    with zipfile.ZipFile(pack.with_suffix(".zip")) as file:
        found = {name: file.read(name) for name in file.namelist()}
        days = {entry.date_time[:3] for entry in file.infolist()}
    assert found == {f"course-th/{name}": data for name, data in contents(pack).items()}
    assert days == {(2026, 11, 23)}


def test_nothing_that_only_a_host_needs_is_in_it(pack: Path) -> None:
    assert set(contents(pack)) & {"404.html", "sitemap.xml", "sw.js", "assets/keep/course.json"} == set()


def test_every_page_is_sound_and_every_link_ends_in_a_file(pack: Path) -> None:
    assert audit(pack) == []
    folders = []
    for file in pack.rglob("*.html"):
        for address in html.parse(str(file), html.HTMLParser(encoding="utf-8")).xpath("//@href | //@src"):
            path = address.partition("#")[0]
            if path and "://" not in path and not re.match("mailto:|tel:", path) and not (file.parent / path).is_file():
                folders.append((file.name, address))
    assert folders == []


def test_the_first_page_says_what_this_is_in_neutral_words(page: Page, pack: Path) -> None:
    page.goto((pack / "START-HERE.html").as_uri())
    assert page.title() == "Start here"
    assert not re.search("victim|traffick", page.content(), re.IGNORECASE)
    assert "The pack is of 23 November 2026." in page.locator("main").inner_text()
    page.get_by_role("link", name="Open the first page").click()
    page.wait_for_url("**/course-th/editions/th/index.html")
    page.go_back()
    page.get_by_role("link", name="all countries").click()
    page.wait_for_url("**/course-th/index.html")


def test_pages_lead_to_each_other(page: Page, pack: Path) -> None:
    page.goto((pack / "index.html").as_uri())
    page.locator("footer").get_by_role("link", name="Glossary").click()
    page.wait_for_url("**/glossary.html")
    page.locator("a.help-link").click()
    page.wait_for_url("**/help.html")
    page.locator(".site-name").click()
    page.wait_for_url("**/course-th/index.html")


def test_a_country_is_chosen(page: Page, pack: Path) -> None:
    page.goto((pack / "modules/identification/index.html").as_uri())
    page.locator(".country-link").click()
    page.locator(".country-form select").select_option("th")
    expect(page.locator("#country-status")).to_contain_text("Thailand")
    page.locator(".country-form button").click()
    page.locator("a.help-link").click()
    expect(page.locator(".country-link")).to_have_text("Thailand")


def test_the_exit_leaves_a_blank_page(page: Page, pack: Path) -> None:
    page.goto((pack / "index.html").as_uri())
    page.goto((pack / PAGE).as_uri())
    page.context.set_offline(True)
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/blank.html")
    assert (page.title(), page.locator("body").inner_text().strip()) == ("New tab", "")


def test_keeping_is_not_offered_where_there_is_nothing_to_keep(page: Page, pack: Path) -> None:
    page.goto((pack / "device.html").as_uri())
    expect(page.locator("#device-status")).to_contain_text("keeps nothing")
    assert not page.locator("#keep").is_visible()


def test_firefox_reads_it(fox: Firefox, pack: Path) -> None:
    fox.open(pack / "START-HERE.html")
    fox.click("main a")
    fox.until("return location.pathname.endsWith('/editions/th/index.html')")
    fox.open(pack / PAGE)
    assert fox.run("return getComputedStyle(document.querySelector('.quick')).position") == "sticky"
    fox.open(pack / "device.html")
    fox.until("return document.getElementById('device-status').textContent.includes('keeps nothing')")
    assert fox.run("return document.getElementById('keep').hidden") is True


def test_firefox_follows_the_choice_of_a_country(fox: Firefox, pack: Path) -> None:
    fox.open(pack / "modules/identification/index.html", "#~in=th")
    fox.until("return document.querySelector('.country-link').textContent === 'Thailand'")


def test_firefox_leaves_at_once(fox: Firefox, pack: Path) -> None:
    fox.open(pack / "index.html")
    fox.open(pack / PAGE)
    fox.click("a.exit")
    fox.until("return location.pathname.endsWith('/blank.html') && document.title === 'New tab'")
    fox.send("WebDriver:Refresh")
    assert fox.run("return document.body.innerText.trim()") == ""


def test_a_pack_that_fails_leaves_the_last_one(course_folder: CourseFolder) -> None:
    course_folder.write("build/offline/course/index.html", "the last pack")
    course_folder.write("build/offline/course.zip", "the last pack")
    course_folder.edit("docs/help.md", "You decide.", "You decide. [Nowhere](nowhere.md)")
    done = course_folder.run("curriculum", "--root", str(course_folder.root), "offline")
    assert done.returncode == 1
    assert contents(course_folder.root / "build/offline") == {
        "course/index.html": b"the last pack",
        "course.zip": b"the last pack",
    }


def test_an_unknown_country_is_named(course_folder: CourseFolder) -> None:
    done = course_folder.run("curriculum", "--root", str(course_folder.root), "offline", "--country", "zz")
    assert done.returncode == 1
    assert '"zz" has no file data/countries/zz.yml; known are kr, th' in done.stderr
