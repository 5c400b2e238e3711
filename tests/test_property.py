"""Whatever bytes or YAML a file holds, the loader answers with findings that have a place, and never with a traceback."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from curriculum.findings import Finding
from curriculum.load import FILES, FOLDERS
from curriculum.pages import read_page
from curriculum.source import parse, read
from curriculum.validate import validate
from tests.small_course import SMALL

MODELS = (*FILES.values(), *FOLDERS.values())
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=True),
    st.dates(),
    st.text(max_size=30),
    st.sampled_from(["no", "*x", "&x", "2026-02-30", "{{ x }}", "id", "1" * 5000, "a: b", "- a", "!x", "\u202e"]),
)
fields = {name for model in MODELS for name in model.model_fields} | {"title-short", "date-parts", "from"}
keys = st.one_of(st.sampled_from(sorted(fields)), st.text(max_size=10))
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=5)),
    max_leaves=25,
)
yaml_like = st.text(
    alphabet=st.sampled_from([*"ab1 -:#[]{}&*!|>'\"%@`,?\n\t\\~.\ré\u2028\0\ufeff"]),
    max_size=80,
)  # fmt: skip


def sound(findings: list[Finding]) -> None:
    """Each finding has a file, a line, a message and a code, and is one line of text."""
    for finding in findings:
        assert finding.file == "data/x.yml" or finding.file.startswith("docs/")
        assert finding.line >= 1
        assert finding.message
        assert len(str(finding).splitlines()) == 1


@given(blob=st.one_of(st.binary(max_size=300), yaml_like.map(str.encode)))
@example(blob=b"[" * 5000)
@example(blob=b"a: " + b"1" * 5000)
@example(blob=b"? ? ? a")
@example(blob=b"\xff\xfe\x00")
@QUICK
def test_any_bytes(blob: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.yml"
        path.write_bytes(blob)
        document, findings = read(path, "data/x.yml")
    sound(findings)
    assert document is not None or findings
    if document is not None:
        for model in MODELS:
            sound(validate(model, document)[1])


@given(data=values)
@QUICK
def test_any_structure(data: Any) -> None:
    document, findings = parse(yaml.safe_dump(data, allow_unicode=True), "data/x.yml")
    sound(findings)
    if document is not None:
        for model in MODELS:
            record, wrong = validate(model, document)
            sound(wrong)
            assert (record is None) == bool(wrong)


def paths(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in `data`."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, (list, tuple)) else ()
    return [path, *(place for key, value in inner for place in paths(value, (*path, key)))]


def changed(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    """`data` with `value` at `path`."""
    if not path:
        return value
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[path[0]] = changed(data[path[0]], path[1:], value)
    return copy


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


Dumper.add_representer(tuple, lambda dumper, data: dumper.represent_list(list(data)))


@pytest.mark.parametrize(
    ("file", "model"),
    [
        ("modules/foundations.yml", FOLDERS["modules"]),
        ("quizzes/foundations.yml", FOLDERS["quizzes"]),
        ("workshops/2014-06-jeju.yml", FOLDERS["workshops"]),
        ("countries/th.yml", FOLDERS["countries"]),
        ("references.yml", FILES["references.yml"]),
        ("instruments.yml", FILES["instruments.yml"]),
    ],
)
@given(choice=st.data())
@settings(QUICK, max_examples=60)
def test_one_value_of_a_good_file_changed_at_will(file: str, model: Any, choice: st.DataObject) -> None:
    document, _ = read(SMALL / "data" / file, "data/x.yml")
    assert document is not None
    path = choice.draw(st.sampled_from(paths(document.data)))
    wrong = changed(document.data, path, choice.draw(values))
    text = yaml.dump(wrong, Dumper=Dumper, allow_unicode=True, sort_keys=False)
    again, findings = parse(text, "data/x.yml")
    sound(findings)
    if again is not None:
        record, found = validate(model, again)
        sound(found)
        assert (record is None) == bool(found)
        assert all(finding.line <= text.count("\n") + 1 for finding in found)


@given(
    text=st.one_of(
        yaml_like,
        st.text(max_size=100),
        st.lists(
            st.sampled_from(
                [
                    *("---\n", "title: a\n", "# a\n", "{{ ", " }}", "{% ", " %}", "cite(", ")", '"a"', "call passage"),
                    *("endcall", "<b>", "```\n", "`", "{#", "#}", "for x in y", "raw", "endraw", "\n", "![](x)", "x="),
                    *("*", ","),
                ]
            ),
            max_size=14,
        ).map("".join),
    )
)
@QUICK
def test_any_page(text: str) -> None:
    page, findings = read_page("x.md", text)
    sound(findings)
    assert all(heading.line >= 1 for heading in page.headings)
    assert all(call.line >= 1 for call in page.calls)
