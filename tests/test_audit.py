"""Looking over a built site: each fault of a page, with its line and its message."""

from __future__ import annotations

from pathlib import Path

import pytest

from curriculum.audit import audit

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>A page</title>
<link rel="stylesheet" href="assets/site.css">
</head>
<body>
<h1 id="top">A page</h1>
<p>Text.</p>
<h2 id="more">More</h2>
</body>
</html>
"""
TEXT = "<p>Text.</p>"

FAULTS = (
    (TEXT, '<p><a href="gone/">x</a></p>', '"gone/" leads nowhere [B110]'),
    (TEXT, '<p><a href="../other/">x</a></p>', '"../other/" leads nowhere [B110]'),
    (TEXT, '<p><a href="#gone">x</a></p>', '"#gone" leads to an anchor that is not there [B111]'),
    (TEXT, '<p><a href="other/#gone">x</a></p>', '"other/#gone" leads to an anchor that is not there [B111]'),
    (TEXT, '<p><img src="gone.png" alt="x"></p>', '"gone.png" leads nowhere [B110]'),
    (TEXT, '<p><script src="gone.js"></script></p>', '"gone.js" leads nowhere [B110]'),
    (TEXT, '<p id="top">x</p>', 'the id "top" stands twice [B104]'),
    (TEXT, "<h3>x</h3>", "the heading h3 follows h1; no level may be left out [B105]"),
    (TEXT, '<p><img src="a.png"></p>', 'the image "a.png" has no text alternative [B106]'),
    (TEXT, '<p><svg viewBox="0 0 1 1"></svg></p>', "a drawing has no text alternative [B106]"),
    (
        TEXT,
        '<p><img src="https://example.org/a.png" alt=""></p>',
        'loads "https://example.org/a.png" from another origin [B107]',
    ),
    (
        TEXT,
        '<p><script src="//example.org/a.js"></script></p>',
        'loads "//example.org/a.js" from another origin [B107]',
    ),
    (
        TEXT,
        '<p><link rel="stylesheet" href="https://example.org/a.css"></p>',
        'loads "https://example.org/a.css" from another origin [B107]',
    ),
    (
        TEXT,
        '<p><img src="a.png" srcset="https://example.org/b.png 2x" alt=""></p>',
        'loads "https://example.org/b.png" from another origin [B107]',
    ),
    (
        TEXT,
        '<p><object data="https://example.org/a"></object></p>',
        'loads "https://example.org/a" from another origin [B107]',
    ),
    (
        TEXT,
        '<p><video poster="https://example.org/a.png"></video></p>',
        'loads "https://example.org/a.png" from another origin [B107]',
    ),
    (TEXT, '<p style="color: red">x</p>', "holds inline style, which the policy forbids [B108]"),
    (TEXT, "<p><style>p {}</style></p>", "holds inline style, which the policy forbids [B108]"),
    (TEXT, '<p onclick="x()">x</p>', "holds an inline event handler, which the policy forbids [B108]"),
    (
        TEXT,
        '<p><a href="javascript:alert(1)">x</a></p>',
        '"javascript:alert(1)" is not an address that a page may lead to [B109]',
    ),
    (
        TEXT,
        '<p><a href="JavaScript:alert(1)">x</a></p>',
        '"JavaScript:alert(1)" is not an address that a page may lead to [B109]',
    ),
    (
        TEXT,
        '<p><a href="data:text/html,x">x</a></p>',
        '"data:text/html,x" is not an address that a page may lead to [B109]',
    ),
    (
        TEXT,
        '<p><a href="http://[x/">x</a></p>',
        '"http://[x/" is not an address that a page may lead to [B109]',
    ),
)


def site_of(folder: Path, page: str) -> Path:
    (folder / "assets").mkdir()
    (folder / "other").mkdir()
    (folder / "assets/site.css").write_text("")
    (folder / "a.png").write_bytes(b"")
    (folder / "index.html").write_text(page)
    (folder / "other/index.html").write_text(PAGE.replace("assets/", "../assets/"))
    return folder


@pytest.mark.parametrize(("old", "new", "expected"), FAULTS)
def test_fault(tmp_path: Path, old: str, new: str, expected: str) -> None:
    site = site_of(tmp_path, PAGE.replace(old, new))
    assert [str(finding) for finding in audit(site)] == [f"site/index.html:10: {expected}"]


@pytest.mark.parametrize(
    "good",
    [
        '<p><a href="https://example.org/">x</a></p>',
        '<p><a href="mailto:a@example.org">x</a></p>',
        '<p><a href="other/#more">x</a> <a href="./">x</a> <a href="other">x</a> <a href="#more">x</a></p>',
        '<p><a href="/other/">an address of 404.html</a></p>',
        '<p><img src="a.png" alt=""> <svg aria-hidden="true"></svg> <svg role="img" aria-label="x"></svg></p>',
        "<h2>x</h2><h3>x</h3>",
    ],
)
def test_good_page(tmp_path: Path, good: str) -> None:
    assert audit(site_of(tmp_path, PAGE.replace(TEXT, good))) == []


def test_a_page_needs_exactly_one_h1(tmp_path: Path) -> None:
    site = site_of(tmp_path, PAGE.replace(TEXT, "<h1>Again</h1>"))
    assert [str(finding) for finding in audit(site)] == ["site/index.html:2: needs exactly one h1 [B105]"]


def test_faults_of_several_pages_are_reported_at_once(tmp_path: Path) -> None:
    site = site_of(tmp_path, PAGE.replace(TEXT, '<p id="top"><a href="gone/">x</a></p>'))
    (site / "other/index.html").write_text(PAGE)
    assert [str(finding) for finding in audit(site)] == [
        'site/index.html:10: "gone/" leads nowhere [B110]',
        'site/index.html:10: the id "top" stands twice [B104]',
        'site/other/index.html:6: "assets/site.css" leads nowhere [B110]',
    ]


def test_the_small_site_has_no_fault(small_site: Path) -> None:
    assert audit(small_site) == []
