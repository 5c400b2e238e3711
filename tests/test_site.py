"""The real site as it was built: every page carries the policy, the way to help and the way out, and no number to call."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html

from curriculum.audit import audit
from curriculum.finish import BLANK, POLICY

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def trees(site: Path) -> dict[str, html.HtmlElement]:
    """Every built page by its path."""
    return {
        path.relative_to(site).as_posix(): html.document_fromstring(path.read_bytes())
        for path in sorted(site.rglob("*.html"))
    }


def is_redirect(tree: html.HtmlElement) -> bool:
    return bool(tree.xpath("//meta[@http-equiv='refresh']"))


def test_the_built_site_has_no_fault(site: Path) -> None:
    assert audit(site) == []


def test_every_page_carries_the_policy(trees: dict[str, html.HtmlElement]) -> None:
    bare = [
        name
        for name, tree in trees.items()
        if tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") != [POLICY]
    ]
    assert bare == []


def test_the_policy_allows_no_inline_script_and_no_other_origin() -> None:
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert POLICY.startswith("default-src 'none';")


def test_every_page_leads_to_help_and_out(trees: dict[str, html.HtmlElement]) -> None:
    without = [
        name
        for name, tree in trees.items()
        if not is_redirect(tree)
        and name != BLANK
        and not (tree.xpath("//a[@class='exit']") and tree.xpath("//a[@class='help-link']"))
    ]
    assert without == []


def test_the_exit_gives_no_referrer(trees: dict[str, html.HtmlElement]) -> None:
    relations = {rel for tree in trees.values() for rel in tree.xpath("//a[@class='exit']/@rel")}
    assert relations == {"noreferrer nofollow"}
    referrers = {tuple(tree.xpath("//meta[@name='referrer']/@content")) for tree in trees.values()}
    assert referrers == {("no-referrer",)}


def test_no_page_offers_a_number_to_call(trees: dict[str, html.HtmlElement]) -> None:
    assert [name for name, tree in trees.items() if tree.xpath("//a[starts-with(@href, 'tel:')]")] == []


def test_every_page_has_its_own_title_and_a_description(trees: dict[str, html.HtmlElement]) -> None:
    pages = {name: tree for name, tree in trees.items() if not tree.xpath("//meta[@name='robots']")}
    titles = [tree.findtext(".//title") for tree in pages.values()]
    assert len(set(titles)) == len(titles)
    assert [
        name for name, tree in pages.items() if not "".join(tree.xpath("//meta[@name='description']/@content"))
    ] == []
    assert [
        name for name, tree in pages.items() if not "".join(tree.xpath("//meta[@property='og:title']/@content"))
    ] == []


def test_structured_data_can_be_read(trees: dict[str, html.HtmlElement]) -> None:
    kinds = set()
    for tree in trees.values():
        for text in tree.xpath("//script[@type='application/ld+json']/text()"):
            kinds.add(json.loads(text)["@type"])
    assert {"Course", "LearningResource", "EducationEvent"} <= kinds


def test_no_jinja_or_markdown_is_left_over(trees: dict[str, html.HtmlElement]) -> None:
    left = []
    for name, tree in trees.items():
        for element in tree.xpath("//script|//code|//pre"):
            element.drop_tree()
        text = tree.text_content()
        left += [(name, found) for found in re.findall(r"\{\{|\{%|\[@[a-z]|\]\(|\*\*\w", text)]
    assert left == []


def test_published_addresses_last(site: Path) -> None:
    """tests/addresses.txt holds every address ever published: each still answers, with its page or with a redirect."""
    published = (ROOT / "tests/addresses.txt").read_text(encoding="utf-8").split()
    gone = [address for address in published if not (site / address.lstrip("/") / "index.html").exists()]
    assert gone == []
    here = {f"/{path.parent.relative_to(site).as_posix()}/".replace("/./", "/") for path in site.rglob("index.html")}
    assert here - set(published) == set(), "add new addresses to tests/addresses.txt"
