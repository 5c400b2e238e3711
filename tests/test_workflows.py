"""The files of .github/: pinned, with the least rights, nothing of strangers in a script, and a site that is published right."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from tests.small_course import ROOT, CourseFolder

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.y*ml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.y*ml") if path.name != "config.yml")
ALL = sorted(GITHUB.rglob("*.y*ml"))

OURS = {"checkout", "setup-python", "upload-artifact", "configure-pages", "upload-pages-artifact", "deploy-pages"}
PINNED = re.compile(r"actions/(?P<name>[a-z-]+)@[0-9a-f]{40}  # v[0-9]+\.[0-9]+\.[0-9]+")
MAKE = re.compile(r"\bmake((?: +-[-a-z]+)*) +([a-z./-]+)")
FREE_TEXT = re.compile(r"\$\{\{")


class Strict(yaml.SafeLoader):
    """YAML in which no key stands twice, and `on` is a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        assert not twice, f"line {node.start_mark.line + 1}: {twice} twice"
        return super().construct_mapping(node, deep)


Strict.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if tag != "tag:yaml.org,2002:bool"]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Strict.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=Strict)  # noqa: S506 - a safe loader


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = read(path)["jobs"]
    return found


def scripts(path: Path) -> Iterator[str]:
    for job in jobs(path).values():
        for step in job["steps"]:
            if "run" in step:
                yield step["run"]


def name(path: Path) -> str:
    return path.name


each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=name)
each_form = pytest.mark.parametrize("path", FORMS, ids=name)


def test_the_workflows_are_there() -> None:
    assert [path.name for path in WORKFLOWS] == ["check.yml", "facts.yml", "publish.yml"]
    assert [path.name for path in FORMS] == ["translation.yml", "unsafe-content.yml", "wrong-fact.yml"]


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(AssertionError, match=r"line 1: \['on'\] twice"):
        yaml.load("on: push\non: pull_request\n", Loader=Strict)  # noqa: S506 - a safe loader


@pytest.mark.parametrize("path", ALL, ids=name)
def test_every_file_is_strict_yaml(path: Path) -> None:
    assert isinstance(read(path), dict)


@each_workflow
def test_every_action_is_githubs_own_and_pinned_by_its_commit_with_its_version(path: Path) -> None:
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    found = [PINNED.fullmatch(line.partition("uses: ")[2]) for line in lines]
    assert [line for line, match in zip(lines, found, strict=True) if match is None] == []
    assert {match["name"] for match in found if match} <= OURS
    used = [step["uses"] for job in jobs(path).values() for step in job["steps"] if "uses" in step]
    assert len(used) == len(lines)


def test_one_action_has_one_version_everywhere() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    pins = {match.group() for match in PINNED.finditer(text)}
    assert len(pins) == len({pin.partition("@")[0] for pin in pins})


@each_workflow
def test_rights_are_to_read_only(path: Path) -> None:
    assert read(path)["permissions"] == {"contents": "read"}
    more = {key: job["permissions"] for key, job in jobs(path).items() if "permissions" in job}
    deploying = {
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    assert more == (deploying if path.name == "publish.yml" else {})


@each_workflow
def test_nobody_elses_code_runs_with_our_rights(path: Path) -> None:
    """`pull_request_target` and `workflow_run` would run with the rights of this repository."""
    assert set(read(path)["on"]) <= {"pull_request", "push", "schedule", "workflow_dispatch"}


@each_workflow
def test_there_are_no_secrets(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "secrets" not in text.replace("without secrets", "")
    assert "github.token" not in text


@each_workflow
def test_no_expression_stands_in_a_script(path: Path) -> None:
    """A title or a branch name would be run as a command. Values come in by `env`, and none of them is free text."""
    assert [script for script in scripts(path) if FREE_TEXT.search(script)] == []
    assert "github.event." not in path.read_text(encoding="utf-8")
    assert "github.head_ref" not in path.read_text(encoding="utf-8")


@each_workflow
def test_every_job_ends_and_runs_on_a_named_system(path: Path) -> None:
    for job in jobs(path).values():
        assert 0 < job["timeout-minutes"] <= 60
        assert job["runs-on"] == "ubuntu-24.04"


@each_workflow
def test_no_token_is_left_for_later_steps(path: Path) -> None:
    checkouts = [
        step
        for job in jobs(path).values()
        for step in job["steps"]
        if step.get("uses", "").startswith("actions/checkout@")
    ]
    assert all(
        step["with"] == {"persist-credentials": "false"} or not step["with"]["persist-credentials"]
        for step in checkouts
    )


@each_workflow
def test_every_make_target_exists(path: Path) -> None:
    targets = {target for script in scripts(path) for _, target in MAKE.findall(script)}
    assert targets
    outer = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}  # `make test` runs this too
    for target in targets:
        done = subprocess.run(
            ["make", "--dry-run", target], cwd=ROOT, env=outer, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), target


def test_pull_requests_get_tests_annotations_and_a_preview() -> None:
    check = GITHUB / "workflows/check.yml"
    assert read(check)["on"] == {"pull_request": None}
    site, test = (jobs(check)[key]["steps"] for key in ("site", "test"))
    assert [step["run"] for step in site if "run" in step] == ["make check", "make build"]
    assert not any("SITE_URL" in str(step) for step in site)
    assert site[-1]["uses"].startswith("actions/upload-artifact@")
    assert site[-1]["with"]["path"] == "site/"
    assert [step["run"] for step in test if "run" in step] == ["make tools", "env --unset=GITHUB_ACTIONS make test"]
    assert test[-1]["env"] == {"CI": "true"}


def test_main_is_published_at_each_push_each_week_and_by_hand() -> None:
    publish = GITHUB / "workflows/publish.yml"
    starts = read(publish)["on"]
    assert starts["push"] == {"branches": ["main"]}
    assert re.fullmatch(r"\d+ \d+ \* \* \d", starts["schedule"][0]["cron"])
    assert "workflow_dispatch" in starts
    assert read(publish)["concurrency"]["group"] == "pages"


def test_the_report_on_facts_never_fails() -> None:
    facts = GITHUB / "workflows/facts.yml"
    assert set(read(facts)["on"]) == {"schedule", "workflow_dispatch"}
    assert jobs(facts)["report"]["continue-on-error"] is True
    for script in list(scripts(facts))[-2:]:
        assert "||" in script
        assert script.rstrip().endswith('| tee -a "$GITHUB_STEP_SUMMARY"')


# What a published site carries, built with the environment of the step "Build" of publish.yml.

BASE = "https://example.github.io/course"
CONTEXT = {
    "steps.pages.outputs.base_url": BASE,
    "github.server_url": "https://github.com",
    "github.repository": "example/course",
    "github.ref_name": "main",
}


def publishing() -> dict[str, str]:
    """The environment of the build as publish.yml makes it for the repository example/course."""
    steps = jobs(GITHUB / "workflows/publish.yml")["build"]["steps"]
    (step,) = [step for step in steps if step.get("name") == "Build"]
    given = {
        key: re.sub(r"\$\{\{ (.+?) \}\}", lambda match: CONTEXT[match[1]], value) for key, value in step["env"].items()
    }
    script = step["run"].replace("make editions", 'printf "%s\\n" "$SITE_URL"; printf "%s\\n" "$BUILD_DATE"')
    done = subprocess.run(
        ["bash", "-e", "-c", script], env={**given, "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=True
    )
    said, site_url, build_date = done.stdout.splitlines()
    assert said == f"Building {site_url} as of {build_date}"
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", build_date)
    return {"SITE_URL": site_url, "REPO_URL": given["REPO_URL"], "EDIT_URI": given["EDIT_URI"]}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, pristine: CourseFolder) -> Path:
    """The small course as publish.yml builds it."""
    folder = tmp_path_factory.mktemp("published") / "small"
    subprocess.run(["cp", "-r", str(pristine.root), str(folder)], check=True)
    built = CourseFolder(folder).build(**publishing())
    assert (built.returncode, built.stderr) == (0, "")
    return folder


def trees(site: Path) -> dict[str, html.HtmlElement]:
    found = {
        path.relative_to(site).as_posix(): html.document_fromstring(path.read_bytes()) for path in site.rglob("*.html")
    }
    return {path: tree for path, tree in found.items() if not tree.xpath("//meta[@http-equiv='refresh']")}


def links(tree: html.HtmlElement, text: str) -> list[str]:
    found: list[str] = tree.xpath("//a[normalize-space()=$text]/@href", text=text)
    return found


def test_the_environment_of_a_fork_comes_from_where_it_runs() -> None:
    assert publishing() == {
        "SITE_URL": "https://example.github.io/course/",
        "REPO_URL": "https://github.com/example/course",
        "EDIT_URI": "edit/main/docs/",
    }


def test_every_published_page_leads_to_its_own_source(published: Path) -> None:
    start = "https://github.com/example/course/edit/main/"
    pages = trees(published / "site")
    assert len(pages) > 15
    help_page = pages.pop("help/index.html")  # leads nowhere but to help
    pages.pop("blank.html")  # says nothing about this site
    assert links(help_page, "Source code") + links(help_page, "Suggest a change to this page") == []
    for path, tree in pages.items():
        assert links(tree, "Source code") == ["https://github.com/example/course"], path
        found = links(tree, "Suggest a change to this page")
        if path == "404.html":
            assert found == []
            continue
        (address,) = found
        assert address.startswith(start)
        source = address.removeprefix(start)
        assert (published / source).is_file(), address
        if source.startswith("data/"):  # a page made from data leads to that file
            assert Path(source).stem in {*Path(path).parts, Path(path).stem, "country-topics"} or path.startswith(
                "tools/"
            )
            continue
        as_index = source.removeprefix("docs/").removesuffix(".md")
        assert path in {f"{as_index}.html", f"{as_index}/index.html"}


def test_published_pages_have_a_canonical_address_and_a_sitemap(published: Path) -> None:
    site = published / "site"
    canonical = {path: tree.xpath("//link[@rel='canonical']/@href") for path, tree in trees(site).items()}
    assert canonical["index.html"] == [f"{BASE}/"]
    assert canonical["modules/foundations/elements/index.html"] == [f"{BASE}/modules/foundations/elements/"]
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert f"<loc>{BASE}/modules/foundations/elements/</loc>" in sitemap


def test_a_page_that_is_not_found_finds_its_parts_below_the_path_of_the_site(published: Path) -> None:
    tree = trees(published / "site")["404.html"]
    parts = tree.xpath("//link[@rel='stylesheet']/@href")
    assert parts
    assert [part for part in parts if not part.startswith("/course/")] == []


def test_a_preview_carries_no_address(small_site: Path) -> None:
    assert not (small_site / "sitemap.xml").exists()
    for path, tree in trees(small_site).items():
        assert tree.xpath("//link[@rel='canonical']") == [], path
        assert links(tree, "Source code") + links(tree, "Suggest a change to this page") == [], path
        if path != "404.html":
            assert [href for href in tree.xpath("//@href|//@src") if href.startswith("/")] == [], path


# Issue forms.

WARNING = "**Never describe a real person or a real case here"


@each_form
def test_every_form_begins_with_the_warning_and_asks_to_confirm_it(path: Path) -> None:
    first, second, *rest = read(path)["body"]
    assert first["type"] == "markdown"
    assert first["attributes"]["value"].startswith(WARNING)
    assert "[**Report a vulnerability**](../security/advisories/new)" in first["attributes"]["value"]
    assert second["type"] == "checkboxes"
    assert [option["required"] for option in second["attributes"]["options"]] == [True] * len(
        second["attributes"]["options"]
    )
    assert second["attributes"]["options"][0]["label"].startswith("I describe no real person and no real case")
    assert rest


@each_form
def test_every_form_has_the_shape_that_github_takes(path: Path) -> None:
    form = read(path)
    assert set(form) == {"name", "description", "title", "body"}
    kinds = {"markdown", "checkboxes", "input", "textarea", "dropdown"}
    assert {part["type"] for part in form["body"]} <= kinds
    ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
    assert len(set(ids)) == len(ids)
    labels = [part["attributes"]["label"] for part in form["body"] if part["type"] != "markdown"]
    assert len(set(labels)) == len(labels)


def test_blank_issues_are_off() -> None:
    assert read(GITHUB / "ISSUE_TEMPLATE/config.yml") == {"blank_issues_enabled": False}


def test_the_form_for_a_wrong_fact_asks_for_page_words_and_source() -> None:
    parts = {part.get("id"): part for part in read(GITHUB / "ISSUE_TEMPLATE/wrong-fact.yml")["body"]}
    required = {key for key, part in parts.items() if part.get("validations", {}).get("required")}
    assert required == {"page", "says", "source-says", "source", "address"}


def test_the_form_for_unsafe_content_has_no_place_to_write() -> None:
    form = read(GITHUB / "ISSUE_TEMPLATE/unsafe-content.yml")
    assert form["title"] == "Please open a private channel."
    assert {part["type"] for part in form["body"]} == {"markdown", "checkboxes", "dropdown"}


def test_the_template_of_pull_requests_begins_with_the_warning() -> None:
    assert (GITHUB / "pull_request_template.md").read_text(encoding="utf-8").startswith(WARNING)


def test_dependencies_are_looked_at_weekly_together_and_with_a_cooldown() -> None:
    updates = read(GITHUB / "dependabot.yml")["updates"]
    assert [update["package-ecosystem"] for update in updates] == ["pip", "npm", "github-actions"]
    for update in updates:
        assert update["schedule"]["interval"] == "weekly"
        assert update["cooldown"] == {"default-days": 7}
        assert [group["patterns"] for group in update["groups"].values()] == [["*"]]


def test_code_owners_name_nobody_that_a_fork_would_have_to_take_out() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []
    for place in ("/data/countries/", "/data/references.yml", "/data/instruments.yml", "/docs/help.md"):
        assert any(line.split()[1:2] == [place] for line in lines), place
        assert (ROOT / place.strip("/")).exists(), place
