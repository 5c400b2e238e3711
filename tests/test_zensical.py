"""The same sources built by Zensical: words, headings, ids and links of every page agree with the pages that MkDocs builds.

White space may differ, and how an address is written (`../..` or `../../`, `./` or `././`, entities): addresses are compared as the
reader's browser resolves them, below a path of some depth. `finish` makes the index of the search
from the pages, so it is the same too.
Two files are MkDocs' own: `sitemap.xml.gz`, and what `finish` adds to either, the redirect pages and the neutral page of the exit.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html

from curriculum.audit import audit
from curriculum.finish import BLANK, finish
from curriculum.generated import write
from curriculum.load import Course, load
from curriculum.search_index import OF_ENGINES, SCRIPT
from tests.small_course import ROOT

Tree = html.HtmlElement
Trees = dict[str, Tree]


@pytest.fixture(scope="session")
def zensical_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built by Zensical and not finished."""
    folder = tmp_path_factory.mktemp("zensical")
    for name in ("data", "docs", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("macros.py", "mkdocs.yml"):
        shutil.copy(ROOT / name, folder)
    (folder / "curriculum").mkdir()  # a folder that mkdocs.yml watches
    write(folder, load(folder).made)
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    built = subprocess.run(command, cwd=folder, env=os.environ, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder / "site"


def trees(site: Path) -> Trees:
    """Every page below `site` that is neither a redirect nor the neutral page of the exit."""
    found = {
        path.relative_to(site).as_posix(): html.document_fromstring(path.read_bytes())
        for path in sorted(site.rglob("*.html"))
        if path.name != BLANK
    }
    return {name: tree for name, tree in found.items() if not tree.xpath("//meta[@http-equiv='refresh']")}


@pytest.fixture(scope="session")
def both(site: Path, zensical_site: Path) -> tuple[Trees, Trees]:
    """The pages of MkDocs and those of Zensical."""
    return trees(site), trees(zensical_site)


def plain(element: Tree) -> str:
    return " ".join(element.text_content().split())


def words(tree: Tree, _: str) -> list[str]:
    """The title, the description and every word of the page, with what scripts and drawings hold."""
    [body] = tree.xpath("//body")
    return [*tree.xpath("//title/text()|//meta[not(@http-equiv)]/@content"), *plain(body).split()]


def headings(tree: Tree, _: str) -> list[tuple[str, str | None, str]]:
    return [(item.tag, item.get("id"), plain(item)) for item in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]


def ids(tree: Tree, _: str) -> list[str]:
    return [str(name) for name in tree.xpath("//@id")]


def links(tree: Tree, name: str) -> list[tuple[str, str]]:
    """The words and the target of each link, and the target of all that a page loads."""
    here = f"https://example.org/some/deep/path/{name.removesuffix('index.html')}"
    found = tree.xpath("//*[@href or @src]")
    return [(plain(item), urljoin(here, item.get("href") or item.get("src") or "")) for item in found]


def test_both_build_the_same_pages(both: tuple[Trees, Trees]) -> None:
    mkdocs, zensical = both
    assert sorted(zensical) == sorted(mkdocs)


@pytest.mark.parametrize("of", [words, headings, ids, links])
def test_pages_agree(both: tuple[Trees, Trees], of: Callable[[Tree, str], list[object]]) -> None:
    mkdocs, zensical = both
    assert {name: of(tree, name) for name, tree in zensical.items()} == {
        name: of(tree, name) for name, tree in mkdocs.items()
    }


@pytest.fixture(scope="session")
def finished(zensical_site: Path, course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of Zensical, finished."""
    made = shutil.copytree(zensical_site, tmp_path_factory.mktemp("finished") / "site")
    finish(made, course, ROOT)
    return made


def test_finished_pages_have_no_fault(finished: Path) -> None:
    assert audit(finished) == []


def test_both_have_the_same_search(site: Path, finished: Path) -> None:
    assert (finished / SCRIPT).read_text("utf-8") == (site / SCRIPT).read_text("utf-8")
    assert [name for name in OF_ENGINES for made in (site, finished) if (made / name).exists()] == []
