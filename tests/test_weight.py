"""What a visit costs: bytes and requests as a browser causes them, with gzip and everything included, on each kind of page."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import yaml

from tests.served import Answers, apart, size
from tests.small_course import ROOT, CourseFolder, make
from tests.tools import headless

KINDS: dict[str, list[str]] = yaml.safe_load((ROOT / "tests/kinds.yml").read_text(encoding="utf-8"))
PAGES = [page for pages in KINDS.values() for page in pages]
KIB = 1024
FIRST, SECOND, REQUESTS = 34 * KIB, 20 * KIB, 9
"""Most of a first visit, a second page, and the requests of either."""
OURS = 12 * KIB
"""Most of our own scripts on a page, with gzip."""
OF_SEARCH = ("search/index.js", "assets/js/vendor/minisearch.js")
START = "modules/foundations/"


@pytest.fixture(scope="session")
def visited(site: Path) -> dict[str, dict[str, Answers]]:
    """What is fetched for each page, on a first visit and as a second page."""
    found: dict[str, dict[str, Answers]] = apart("visits", headless(), str(site), START, *PAGES)
    return found


@pytest.mark.parametrize("page", PAGES)
def test_first_visit_is_light(visited: dict[str, dict[str, Answers]], page: str) -> None:
    answers = visited[page]["first"]
    assert size(answers) <= FIRST, answers
    assert len(answers) <= REQUESTS, answers


@pytest.mark.parametrize("page", PAGES)
def test_second_page_is_lighter(visited: dict[str, dict[str, Answers]], page: str) -> None:
    answers = visited[page]["second"]
    assert size(answers) <= SECOND, answers
    assert "assets/css/site.css" not in [path for path, _ in answers], "the style sheet was fetched again"


@pytest.mark.parametrize("page", PAGES)
def test_scripts_of_ours_are_small_on_every_page(visited: dict[str, dict[str, Answers]], site: Path, page: str) -> None:
    ours = {path for path, _ in visited[page]["first"] if path.startswith("assets/js/") and "/vendor/" not in path}
    assert "assets/js/exit.js" in ours
    assert sum(len(gzip.compress((site / path).read_bytes(), 6)) for path in ours) <= OURS, ours


def test_every_kind_is_listed_once() -> None:
    lines = (ROOT / "tests/kinds.yml").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[0] for line in lines if line and not line.startswith("#")]
    assert sorted(names) == sorted(KINDS)


def test_nothing_of_the_search_is_fetched_before_somebody_searches(visited: dict[str, dict[str, Answers]]) -> None:
    fetched = {path for visit in visited.values() for answers in visit.values() for path, _ in answers}
    assert fetched & set(OF_SEARCH) == set()
    assert [page for page in PAGES if "assets/js/search.js" in dict(visited[page]["first"])] == ["search/"]


def with_more_pages(folder: CourseFolder, number: int) -> CourseFolder:
    """The small course with `number` more pages in a section of their own."""
    names = [f"more/page-{index:03}.md" for index in range(number)]
    for index, name in enumerate(names):
        text = f"One more page, number {index}."
        front = f"---\ntitle: More {index}\ndescription: {text}\ntemplate: page.html\n---\n"
        folder.write(f"docs/{name}", f"{front}# More {index}\n\n{text}\n")
    listed = "".join(f"    - {name}\n" for name in names)
    folder.edit("mkdocs.yml", "  - About:\n", f"  - More:\n{listed}  - About:\n")
    return folder


@pytest.mark.parametrize("page", ["modules/foundations/index.html", "modules/foundations/elements/index.html"])
def test_a_page_weighs_the_same_however_many_others_there_are(grown: dict[int, Path], page: str) -> None:
    few, many = ((grown[number] / page).read_bytes() for number in (10, 200))
    assert few == many
    assert len(gzip.compress(few, 6)) < 10 * KIB


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The small course, built with 10 and with 200 more pages."""
    sites = {}
    for number in (10, 200):
        folder = with_more_pages(make(tmp_path_factory.mktemp(f"more-{number}") / "course"), number)
        built = folder.build()
        assert built.returncode == 0, built.stdout + built.stderr
        sites[number] = folder.root / "site"
    return sites
