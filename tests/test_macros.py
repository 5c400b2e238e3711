"""The macros: each is explained with an example that works, and a mistake in a page stops a real build with place and cure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from curriculum.links import Here, address
from curriculum.load import Course
from curriculum.macros import MACROS
from curriculum.marks import render, split_pinpoints
from curriculum.pages import MacroCall, read_page
from curriculum.render import Renderer
from tests.small_course import ROOT, CourseFolder

SECTION = "modules/foundations/elements.md"


def examples() -> dict[str, list[MacroCall]]:
    """The macro calls in the code spans and blocks of ADAPTING.md."""
    text = (ROOT / "ADAPTING.md").read_text(encoding="utf-8").replace("\\|", "|")
    found: dict[str, list[MacroCall]] = {}
    for code in re.findall(r"```.*?\n(.*?)```|`([^`\n]+)`", text, re.DOTALL):
        for source in re.findall(r"\{\{.*?\}\}|\{% call .*?\{% endcall %\}", code[0] or code[1], re.DOTALL):
            page, _ = read_page("example.md", source)
            for call in page.calls:
                found.setdefault(call.name, []).append(call)
    return found


@pytest.mark.parametrize("name", MACROS)
def test_a_macro_has_a_docstring_and_a_template_of_its_name(name: str) -> None:
    assert MACROS[name].doc.strip().endswith(".")
    assert (ROOT / f"templates/macros/{name}.html.j2").is_file()


def test_no_template_is_without_a_macro() -> None:
    names = {path.name.removesuffix(".html.j2") for path in (ROOT / "templates/macros").glob("[!_]*.html.j2")}
    assert names == set(MACROS)


@pytest.mark.parametrize("name", MACROS)
def test_a_macro_has_an_example_in_adapting_that_works(name: str, course: Course) -> None:
    calls = examples().get(name, [])
    assert calls != [], f"ADAPTING.md has no example of {name}() in a code span or block"
    for call in calls:
        assert call.constant
        body = {"body": "Base text."} if MACROS[name].wraps else {}
        assert Renderer(course, ROOT).macro(name, SECTION, *call.args, **call.kwargs, **body) != ""


def test_adapting_names_no_macro_that_does_not_exist() -> None:
    assert sorted(set(examples()) - set(MACROS)) == []


@pytest.mark.parametrize(
    ("page", "target", "with_folders", "with_files"),
    [
        ("index.md", "glossary.md", "glossary/", "glossary.html"),
        ("index.md", "index.md", "./", "index.html"),
        ("index.md", "modules/a/index.md", "modules/a/", "modules/a/index.html"),
        ("index.md", "modules/a/b.md#x", "modules/a/b/#x", "modules/a/b.html#x"),
        ("glossary.md", "index.md", "../", "index.html"),
        ("glossary.md", "glossary.md#x", "#x", "#x"),
        ("glossary.md", "glossary.md", "./", "glossary.html"),
        ("modules/a/index.md", "modules/a/b.md", "b/", "b.html"),
        ("modules/a/index.md", "modules/a/index.md#x", "#x", "#x"),
        ("modules/a/b.md", "modules/a/index.md", "../", "index.html"),
        ("modules/a/b.md", "modules/a/c.md", "../c/", "c.html"),
        ("modules/a/b.md", "modules/c/index.md", "../../c/", "../c/index.html"),
        ("modules/a/b.md", "glossary.md#term", "../../../glossary/#term", "../../glossary.html#term"),
        ("modules/a/b.md", "index.md", "../../../", "../../index.html"),
    ],
)
def test_relative_addresses(page: str, target: str, with_folders: str, with_files: str) -> None:
    assert (Here(page).to(target), Here(page, False).to(target)) == (with_folders, with_files)


def test_an_anchor_can_be_given_apart() -> None:
    assert Here("course.md").to("glossary.md", "consent") == "../glossary/#consent"


@pytest.mark.parametrize(
    ("path", "folders", "files"),
    [("index.md", "", "index.html"), ("a/index.md", "a/", "a/index.html"), ("a/b.md", "a/b/", "a/b.html")],
)
def test_address_of_a_page(path: str, folders: str, files: str) -> None:
    assert (address(path, True), address(path, False)) == (folders, files)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Said there [@example-2014-report p. 3; p. 4].",
            'Said there <a class="cite" href="../bibliography/#example-2014-report">Workshop report, p. 3, p. 4</a>.',
        ),
        (
            "[@un-2000-trafficking-protocol]",
            '<a class="cite" href="../bibliography/#un-2000-trafficking-protocol">Trafficking Protocol</a>',
        ),
        ("[here](page:modules/foundations/index.md#key-points)", '<a href="../modules/foundations/#key-points">here</a>'),
        ("[word](term:non-refoulement)", '<a href="../glossary/#non-refoulement" class="term">word</a>'),
        ("[out](https://example.org/?a=1&b=2)", '<a href="https://example.org/?a=1&amp;b=2">out</a>'),
        ("[bad](javascript:alert(1))", "[bad](javascript:alert(1))"),
        ("[bad](data:text/html,x)", "[bad](data:text/html,x)"),
        ("a <b>c</b> & d", "a &lt;b&gt;c&lt;/b&gt; &amp; d"),
        ("![picture](x.png)", '!<a href="x.png">picture</a>'),
        ("*much* **more** `code`", "<em>much</em> <strong>more</strong> <code>code</code>"),
    ],
)  # fmt: skip
def test_markdown_in_the_data(pristine: CourseFolder, text: str, expected: str) -> None:
    references = pristine.course().references
    assert render(text, references, Here("course.md"), inline=True) == expected


def test_pinpoints_are_taken_apart() -> None:
    assert split_pinpoints("art. 6(2); art. 6(3)") == ("art. 6(2)", "art. 6(3)")
    assert split_pinpoints(None) == ()


def test_inline_macros_leave_the_line_whole(small_site: Path) -> None:
    tree = html.parse(str(small_site / "modules/foundations/index.html"))
    [line] = [text for p in tree.xpath("//main/p") if (text := p.text_content()).startswith("A person who")]
    assert line == (
        "A person who was trafficked decides Trafficking Protocol, art. 3(a); art. 6(3). "
        "See trafficking in persons and not sending back."
    )


def test_sources_and_words_of_a_page_are_listed_once_with_what_was_cited(small_site: Path) -> None:
    tree = html.parse(str(small_site / "modules/foundations/index.html"))
    [source] = tree.xpath("//li[starts-with(@id, 'source-')]")
    assert source.get("id") == "source-un-2000-trafficking-protocol"
    assert source.text_content().startswith("Trafficking Protocol: art. 3(a); art. 6(3). ")
    assert tree.xpath("//div[starts-with(@id, 'word-')]/@id") == ["word-non-refoulement", "word-trafficking-in-persons"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "{{ section_summary() }}",
            "{{ section_sumary() }}",
            'docs/modules/foundations/elements.md:8: "section_sumary" is not a macro; '
            'did you mean "section_summary"? [P801]',
        ),
        (
            "{{ section_summary() }}",
            '{{ objectives("foundation") }}',
            'docs/modules/foundations/elements.md:8: objectives(): "foundation" is not the id of a module; '
            'did you mean "foundations"? [P803]',
        ),
        (
            "{{ section_summary() }}",
            '{{ objectives(modulex="foundations") }}',
            'docs/modules/foundations/elements.md:8: objectives() has no argument "modulex"; did you mean "module"? [P802]',
        ),
    ],
)
def test_a_mistake_stops_plain_mkdocs_with_place_and_cure(
    course_folder: CourseFolder, old: str, new: str, expected: str
) -> None:
    course_folder.edit(f"docs/{SECTION}", old, new)
    built = course_folder.mkdocs()
    assert built.returncode != 0
    assert expected in built.stderr.splitlines()
    assert "Traceback" not in built.stderr
