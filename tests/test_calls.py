"""Macro calls read without Jinja: the same as Jinja reads, or left to it; and filled in as Jinja would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jinja2
import markdown
import pytest

from curriculum import pages
from curriculum.calls import filled, plain_calls
from curriculum.stash import END, START
from tests.small_course import ROOT, CourseFolder

PLAIN = (
    "No call at all, { braces } and } %} too.",
    '{{ cite("a") }} and {{cite(\'b\', "c")}}',
    '{{ term("a", text="b") }}\n\nthen\n\n{{ page_words() }}\n',
    '{% call passage("p") %}\nText {{ term("x") }} here.\n{% endcall %}\n\n{{ page_words() }}',
    '{{ f(\n  "one",\n  two = "2"\n) }}',
    "`{{ f() }}` in code",
    '{{ f("ไทย {{ }} %}") }}',
)
LEFT_TO_JINJA = (
    "{{ name }}",
    "{{ f(1) }}",
    '{{ f("a" "b") }}',
    '{{ f("a\\n") }}',
    '{{ f("a", ) }}',
    '{{ f("a")|upper }}',
    '{{- f("a") -}}',
    '{{ not("a") }}',
    '{{ f(a="b", "c") }}',
    '{{ f(a="b", a="c") }}',
    "{# note #}",
    "{% if a %}{% endif %}",
    '{% raw %}{{ f("a") }}{% endraw %}',
    '{{{ f("a") }}}',
    '{% call f("a") %}',
    "{% endcall %}",
    '{% call f("a") %}{% call f("b") %}{% endcall %}{% endcall %}',
    "{{ f(“a”) }}",
    'one\r{{ f("a") }}',
)


def by_jinja(text: str, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(pages, "plain_calls", lambda _: None)
    return pages._macros("docs/x.md", text)


@pytest.mark.parametrize("text", PLAIN)
def test_the_calls_are_those_that_jinja_finds(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert plain_calls(text) is not None
    assert pages._macros("docs/x.md", text) == by_jinja(text, monkeypatch)


@pytest.mark.parametrize("text", LEFT_TO_JINJA)
def test_any_other_form_is_left_to_jinja(text: str) -> None:
    assert plain_calls(text) is None


@pytest.mark.parametrize("path", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.name)
def test_every_page_of_the_course_is_in_the_common_form(path: Path) -> None:
    assert plain_calls(path.read_text(encoding="utf-8")) is not None


def shown(name: str) -> Callable[..., str]:
    def macro(*args: str, caller: Callable[[], str] = lambda: "", **kwargs: str) -> str:
        return f"[{name} {args} {kwargs} {caller()}]"

    return macro


@pytest.mark.parametrize("text", PLAIN)
def test_the_page_is_filled_in_as_jinja_would(text: str) -> None:
    macros = {name: shown(name) for name in ("cite", "term", "page_words", "passage", "f")}
    expected = jinja2.Environment(autoescape=False, keep_trailing_newline=True).from_string(text).render(macros)  # noqa: S701
    ours = filled(text, plain_calls(text) or [], macros)
    assert ours.replace(START, "").replace(END, "") == expected


def test_html_that_stands_for_itself_is_no_markdown() -> None:
    text = 'A {{ f("*b*") }} c.\n\n{{ f("<ul><li>*not stars*</li></ul>") }}\n\nEnd'
    page = filled(text, plain_calls(text) or [], {"f": str})
    assert markdown.markdown(page, extensions=["md_in_html", "curriculum.stash"]).split("\n") == [
        "<p>A <em>b</em> c.</p>",
        "<ul><li>*not stars*</li></ul>",
        "<p>End</p>",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A {{ f() }} *b*", '<p>A <a href="#x">*x*</a> <em>b</em></p>'),
        ("# A {{ f() }}", '<h1>A <a href="#x"><em>x</em></a></h1>'),
        ("`{{ f() }}`", '<p><code>&lt;a href="#x"&gt;*x*&lt;/a&gt;</code></p>'),
    ],
)
def test_a_link_of_a_macro_is_put_aside_but_in_headings_and_code(text: str, expected: str) -> None:
    page = filled(text, plain_calls(text) or [], {"f": lambda: '<a href="#x">*x*</a>'})
    assert markdown.markdown(page, extensions=["md_in_html", "curriculum.stash"]) == expected


def test_what_a_macro_gives_out_is_not_read_as_a_macro(course_folder: CourseFolder) -> None:
    course_folder.edit("data/modules/foundations.yml", "  - No border is needed.\n", '  - "{{ 7*7 }} {% if %} stays"\n')
    built = course_folder.mkdocs()
    assert built.returncode == 0, built.stdout + built.stderr
    page = (course_folder.root / "site/modules/foundations/index.html").read_text(encoding="utf-8")
    assert "stays" in page
    assert "49" not in page
