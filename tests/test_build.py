"""`make build`: what it makes, that it makes it twice the same, and that a failure leaves the last good site alone."""

from __future__ import annotations

import gzip
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lxml import html

from curriculum.finish import POLICY
from curriculum.load import assemble, load
from curriculum.site import build_date
from tests.small_course import DATE, ROOT, CourseFolder, contents, make

BEFORE = {"index.html": b"the last good site"}


@pytest.fixture
def built_before(course_folder: CourseFolder) -> CourseFolder:
    """A course that has a site already."""
    (course_folder.root / "site").mkdir()
    (course_folder.root / "site/index.html").write_bytes(BEFORE["index.html"])
    return course_folder


def test_two_builds_of_one_date_are_byte_for_byte_the_same(small_site: Path, tmp_path: Path) -> None:
    other = make(tmp_path / "a folder with spaces, 피해자 ผู้เสียหาย")
    built = other.build()
    assert (built.returncode, built.stderr) == (0, "")
    assert contents(other.root / "site") == contents(small_site)


def test_a_later_date_changes_pages_only_where_they_show_it(small_site: Path, course_folder: CourseFolder) -> None:
    built = course_folder.build(BUILD_DATE="2027-06-01")
    assert (built.returncode, built.stderr) == (0, "")
    made, before = contents(course_folder.root / "site"), contents(small_site)
    changed = {name for name in made if name.endswith(".html") and made[name] != before[name]}
    sheets = {"modules/foundations/worksheets/index.html", "cases/print/index.html", "cases/answers/index.html"}
    facts = {"countries/index.html", "countries/th/index.html", "countries/topics/trafficking-protocol/index.html"}
    assert changed == {*sheets, "tests/index.html", *facts}
    assert b"Out of date" in made["countries/index.html"]


def test_every_page_carries_the_policy_right_after_its_encoding(small_site: Path) -> None:
    policy = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    pages = [name for name in contents(small_site) if name.endswith(".html")]
    assert len(pages) > 15
    assert [name for name in pages if policy not in (small_site / name).read_text(encoding="utf-8")] == []


def test_nothing_of_the_stock_theme_is_shipped(small_site: Path) -> None:
    files = set(contents(small_site))
    assert {name for name in files if "javascripts" in name or "stylesheets" in name or "favicon.png" in name} == set()


def test_without_an_address_there_is_no_sitemap(small_site: Path) -> None:
    assert {name for name in contents(small_site) if name.startswith("sitemap")} == set()


def test_a_site_below_a_path_is_built_with_its_address(course_folder: CourseFolder) -> None:
    built = course_folder.build(SITE_URL="https://example.github.io/course/")
    assert (built.returncode, built.stderr) == (0, "")
    made = contents(course_folder.root / "site")
    address = "<loc>https://example.github.io/course/modules/foundations/</loc>"
    assert address in made["sitemap.xml"].decode()
    assert address in gzip.decompress(made["sitemap.xml.gz"]).decode()
    assert b'href="/course/assets/css/site.css"' in made["404.html"]


def test_an_address_that_moved_leads_to_the_new_one(small_site: Path) -> None:
    page = html.parse(str(small_site / "modules/old-name/index.html"))
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../foundations/#key-points"]
    assert page.xpath("//main//a/@href") == ["../foundations/#key-points"]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("data/places.yml", "name: Maldives", "name: 3", 'data/places.yml:4: places[0].name: must be text in quotes'),
        ("docs/help.md", "You decide.", "[You](gone.md) decide.", "'gone.md'"),
        ("docs/help.md", "You decide.", "[You](#gone) decide.", "'#gone'"),
        ("docs/help.md", "You decide.", "{{ you() }}", 'docs/help.md:8: "you" is not a macro'),
        (
            "docs/help.md",
            "You decide.",
            '[You](javascript:alert(1)) decide.',
            '"javascript:alert(1)" is not an address that a page may lead to [B109]',
        ),
        (
            "docs/help.md",
            "You decide.",
            'You *decide*{: onclick="alert(1)" }.',
            "holds an inline event handler, which the policy forbids [B108]",
        ),
        ("templates/theme/page.html", "page{% endblock %}", "page{% endblok %}", "endblok"),
        ("templates/macros/objectives.html.j2", "module.objectives", "modulex.objectives", "'modulex' is undefined"),
    ],
)  # fmt: skip
def test_a_failed_build_leaves_the_last_site(
    built_before: CourseFolder, file: str, old: str, new: str, said: str
) -> None:
    built_before.edit(file, old, new)
    built = built_before.build()
    assert built.returncode == 1
    assert said in built.stderr + built.stdout
    assert "Traceback" not in built.stderr or file.startswith("templates/")
    assert contents(built_before.root / "site") == BEFORE


def test_an_inline_script_stops_the_build(built_before: CourseFolder) -> None:
    built_before.edit(
        "templates/theme/page.html",
        "{% block kind %}",
        "{% block scripts %}<script>x()</script>{% endblock %}{% block kind %}",
    )
    built = built_before.build()
    assert built.returncode == 1
    assert "holds an inline script, which the policy forbids; move it into docs/assets/js [B102]" in built.stderr
    assert contents(built_before.root / "site") == BEFORE


def test_a_page_without_its_encoding_stops_the_build(built_before: CourseFolder) -> None:
    built_before.edit("templates/theme/main.html", '<meta charset="utf-8">\n', "")
    built = built_before.build()
    assert built.returncode == 1
    assert (
        'site/index.html:1: has no <meta charset="utf-8">, after which the policy stands; add it [B103]' in built.stderr
    )
    assert contents(built_before.root / "site") == BEFORE


def test_a_good_build_replaces_the_last_site(built_before: CourseFolder, small_site: Path) -> None:
    assert built_before.build().returncode == 0
    assert contents(built_before.root / "site") == contents(small_site)
    assert [path.name for path in (built_before.root / "build").iterdir()] == ["templates"]  # compiled


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_build_leaves_the_last_site(built_before: CourseFolder, stop: signal.Signals) -> None:
    command = [sys.executable, "-m", "curriculum", "--root", str(built_before.root), "build"]
    with subprocess.Popen(
        command,
        env={**os.environ, "BUILD_DATE": DATE},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        made = built_before.root / "build/site.new"
        end = time.monotonic() + 60
        while not made.exists() and time.monotonic() < end:
            time.sleep(0.02)
        os.killpg(child.pid, stop)
        assert child.wait(timeout=20) != 0
    assert contents(built_before.root / "site") == BEFORE
    assert built_before.build().returncode == 0


def test_an_interruption_between_the_two_renames_is_healed(course_folder: CourseFolder, small_site: Path) -> None:
    shutil.copytree(small_site, course_folder.root / "build/site.old")
    course_folder.edit("data/places.yml", "name: Maldives", "name: 3")
    assert course_folder.build().returncode == 1
    assert contents(course_folder.root / "site") == contents(small_site)


def test_plain_mkdocs_builds_too(course_folder: CourseFolder) -> None:
    built = course_folder.mkdocs()
    assert (built.returncode, built.stderr) == (0, "")
    assert (course_folder.root / "site/modules/foundations/index.html").exists()


@pytest.mark.parametrize("name", ["search/index.js", "assets/plan/course.js", "assets/terms.js", "blank.html"])
def test_what_plain_mkdocs_builds_can_search_and_plan(preview: Path, name: str) -> None:
    assert (preview / name).stat().st_size > 0


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course as plain `mkdocs build` leaves it, which is what `make serve` shows."""
    folder = make(tmp_path_factory.mktemp("preview") / "course")
    built = folder.mkdocs()
    assert built.returncode == 0, built.stderr
    return folder.root / "site"


def test_addresses_that_end_in_html_are_relative_too(course_folder: CourseFolder) -> None:
    settings = (course_folder.root / "settings.yml").read_text(encoding="utf-8")
    course_folder.write("settings.yml", settings.replace("use_directory_urls: true", "use_directory_urls: false"))
    built = course_folder.build()
    assert (built.returncode, built.stderr) == (0, "")
    made = contents(course_folder.root / "site")
    moved = html.fromstring(made["modules/old-name/index.html"])
    assert moved.xpath("//main//a/@href") == ["../foundations/index.html#key-points"]
    assert b'href="elements.html"' in made["modules/foundations/index.html"]


def test_the_data_become_one_frozen_course(pristine: CourseFolder) -> None:
    course = assemble(load(pristine.root), build_date())
    assert list(course.modules) == ["foundations", "identification"]
    assert course.today == build_date()
    with pytest.raises(AttributeError):
        course.today = None  # type: ignore[misc,assignment]


def test_scripts_are_published_without_comments_and_otherwise_the_same(small_site: Path) -> None:
    """No text of several lines stands between backticks, so that taking out indentation changes no text."""
    for path in sorted((ROOT / "docs/assets/js").glob("*.js")):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if line.count("`") % 2] == [], path.name
        published = (small_site / "assets/js" / path.name).read_text(encoding="utf-8").splitlines()
        assert published == [line.strip() for line in lines if line.strip() and not line.strip().startswith("//")]
