"""From an export of evaluation sheets to a file of outcomes: the vectors, the command, and what the checks refuse."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from curriculum.load import Course
from curriculum.model.outcomes import Outcomes
from curriculum.outcomes.spec import Spec, spec
from curriculum.outcomes.write import OutcomesError, outcomes, parsed, result, text_of
from tests.small_course import ROOT, CourseFolder, Fault, fault

VECTORS = ROOT / "tests/vectors/outcomes"
NAMES = sorted(path.stem for path in VECTORS.glob("*.json"))
SESSIONS = (
    ("welcome", "welcome and aims"),
    ("three-p", "the 3p approach"),
    ("identification", "victim identification"),
    ("first-hours", "the first hours"),
    ("data", "data and information exchange"),
    ("campaigns", "campaigns"),
)
"""The sessions of the made-up workshop of the vectors."""

OUTCOMES = "data/outcomes/2014-06-jeju.yml"
EVALUATION = "data/evaluation.yml"

FAULTS = (
    fault(
        OUTCOMES,
        "workshop: 2014-06-jeju",
        "workshop: 2014-06-seoul",
        'data/outcomes/2014-06-jeju.yml:3: workshop: is "2014-06-seoul", but the file is called 2014-06-jeju.yml; make '
        "them the same [Y112]",
    ),
    fault(
        OUTCOMES,
        "{question: learned-new, share: fewer-than-ten}",
        "{question: learned-new, share: {of: ten}}",
        "data/outcomes/2014-06-jeju.yml:10: surveys[0].questions[2].share: a set of fields is not in the list; known are "
        '"fewer-than-ten", "four-in-five-or-more", "half-to-four-in-five", "half-to-three-quarters", '
        '"nine-in-ten-or-more", "one-in-five-to-half", "one-in-ten-to-quarter", "quarter-to-half", '
        '"three-quarters-to-nine-in-ten", "up-to-one-in-five", "up-to-one-in-ten", "withheld" [S205]',
    ),
    fault(
        OUTCOMES,
        "{question: learned-new, share: fewer-than-ten}",
        "{question: useful, share: fewer-than-ten}",
        'data/outcomes/2014-06-jeju.yml:10: surveys[0].questions[2].question: "useful" stands twice; keep one [O182]',
    ),
    fault(
        OUTCOMES,
        "survey: follow-up",
        "survey: followup",
        'data/outcomes/2014-06-jeju.yml:15: surveys[1].survey: "followup" is not a sheet of data/evaluation.yml; did '
        'you mean "follow-up"? [O182]',
    ),
    fault(
        OUTCOMES,
        "answers: 14",
        "answers: 8",
        "data/outcomes/2014-06-jeju.yml:17: surveys[2]: has 8 answers; below 10 nothing but their number is published "
        "[S207]",
    ),
    fault(
        EVALUATION,
        "objective: foundations-o1",
        "objective: foundations-o9",
        'data/evaluation.yml:{line}: objectives[0].objective: "foundations-o9" is not an objective of a module; did you '
        'mean "foundations-o3"? [O183]',
        'data/outcomes/2014-06-jeju.yml:11: surveys[0].questions[3].question: "before-foundations-o1" is not asked on '
        'this sheet; did you mean "before-foundations-o9"? [O182]',
        'data/outcomes/2014-06-jeju.yml:12: surveys[0].questions[4].question: "now-foundations-o1" is not asked on '
        'this sheet; did you mean "now-foundations-o9"? [O182]',
    ),
    fault(
        EVALUATION,
        "texts: [the person wished to]",
        "texts: [the person wanted to]",
        'data/evaluation.yml:{line}: surveys[1].choices[0].choices[0].texts[0]: "the person wanted to" stands on no '
        'line of data/forms/talk-sheet.yml; did you mean "the person wished to"? [O183]',
    ),
    fault(
        EVALUATION,
        "    test: post-test\n",
        "    test: posttest\n",
        'data/evaluation.yml:{line}: surveys[3].test: "posttest" is not the id of a test; did you mean "post-test"? '
        "[O183]",
        'data/outcomes/2014-06-jeju.yml:24: surveys[3].questions[0].question: "post-test-foundations" is not asked on this '
        "sheet [O182]",
    ),
)


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: f"{row.file}-{row.new[:24]}")
def test_fault(course_folder: CourseFolder, row: Fault) -> None:
    expected = row.commit(course_folder)
    assert course_folder.report() == expected


def vector(name: str) -> tuple[bytes, dict[str, Any], str | None]:
    """The bytes of a vector, what is to be said, and the YAML that is to be made."""
    case = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    data = (VECTORS / f"{name}.csv").read_bytes()
    data += data.splitlines(keepends=True)[-1] * case.get("repeat", 0)
    made = VECTORS / f"{name}.yml"
    return data, case, made.read_text(encoding="utf-8") if made.exists() else None


def before(case: dict[str, Any]) -> Outcomes | None:
    """What was published before the vector."""
    return parsed((VECTORS / f"{case['published']}.yml").read_text(encoding="utf-8")) if "published" in case else None


@pytest.fixture(scope="session")
def asked(course: Course) -> Spec:
    """What the real course asks, with the made-up workshop."""
    return replace(spec(course), sessions={"made-up": SESSIONS}, published={})


@pytest.mark.parametrize("name", NAMES)
def test_vectors(asked: Spec, name: str) -> None:
    data, case, made = vector(name)
    found = result(data, asked, "made-up", before(case))
    assert (list(found.notes), list(found.faults)) == (case["notes"], case["faults"])
    assert (found.outcomes and text_of(found.outcomes, asked)) == made


def test_no_free_text_of_the_sheets_is_said_or_written() -> None:
    for name in ("hostile", "broken-cells", "quotes", "fourteen"):
        _, case, made = vector(name)
        said = " ".join([*case["notes"], *case["faults"], made or ""])
        for word in ("boss", "onerror", "cmd|", "{{ x }}", "=1+1", "He said", "More time", "\u202e"):
            assert word not in said


def test_another_language_is_a_matter_of_words_in_the_data(asked: Spec) -> None:
    sheet = asked.sheets[0]
    useful = replace(sheet.targets[0], phrases=(*sheet.targets[0].phrases, "มีประโยชน์"))
    thai = replace(
        asked,
        sheets=(replace(sheet, targets=(useful, *sheet.targets[1:])), *asked.sheets[1:]),
        answers={**asked.answers, "agree": replace(asked.answers["agree"], yes=("ใช่",), no=("ไม่ใช่",))},
    )
    found = result("มีประโยชน์\r\n".encode() + "ใช่\r\n".encode() * 8 + "ไม่ใช่\r\n".encode() * 3, thai, "made-up")
    assert found.outcomes is not None
    assert found.outcomes.surveys[0].questions[0].share == "half-to-four-in-five"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Twelve sheets of the follow-up, outside the project."""
    path = tmp_path / "answers.csv"
    path.write_text("We stopped because\n" + "the person wished to\n" * 12, encoding="utf-8")
    return path


def made(folder: CourseFolder, file: Path, write: bool = True) -> str:
    """`make outcomes` for the workshop of the small course."""
    return outcomes(folder.root, spec(folder.course()), file, "2014-06-jeju", write)


def test_the_command_adds_a_sheet_and_keeps_the_others(course_folder: CourseFolder, answers: Path) -> None:
    root = str(course_folder.root)
    command = ("curriculum", "--root", root, "outcomes", "--file", str(answers), "--workshop", "2014-06-jeju")
    kept = (course_folder.root / OUTCOMES).read_text(encoding="utf-8")
    shown = course_folder.run(*command, "--dry-run")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "data/outcomes/2014-06-jeju.yml would hold:" in shown.stdout
    assert (course_folder.root / OUTCOMES).read_text(encoding="utf-8") == kept
    done = course_folder.run(*command)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == ("Wrote data/outcomes/2014-06-jeju.yml. Look at it, then run: make check")
    surveys = course_folder.course().outcomes["2014-06-jeju"].surveys
    assert [(survey.survey, survey.answers) for survey in surveys] == [
        ("evaluation", 24),
        ("follow-up", 12),
        ("pre-test", 14),
        ("post-test", 12),
    ]
    assert course_folder.report() == []


def test_a_fault_ends_with_what_to_mend_and_nothing_is_written(course_folder: CourseFolder, answers: Path) -> None:
    answers.write_text("We stopped because\nmy own story\n", encoding="utf-8")
    before_it = (course_folder.root / OUTCOMES).read_bytes()
    with pytest.raises(OutcomesError) as said:
        made(course_folder, answers)
    assert str(said.value).splitlines()[-2:] == [
        "Row 2, column A: no answer that is known for: We stopped because. What stands there is not shown. Mend the "
        "cell or empty it, or add the answer to data/evaluation.yml.",
        "Nothing was written.",
    ]
    assert (course_folder.root / OUTCOMES).read_bytes() == before_it


def test_a_file_inside_the_project_is_not_read(course_folder: CourseFolder) -> None:
    course_folder.write("docs/answers.csv", "It was useful.\nYes\n")
    with pytest.raises(OutcomesError, match="lies inside the project"):
        made(course_folder, course_folder.root / "docs/answers.csv")


@pytest.mark.parametrize(
    ("file", "workshop", "said"),
    [
        ("nowhere.csv", "2014-06-jeju", "cannot be opened"),
        ("nowhere.csv", "2099-01-mars", '"2099-01-mars" has no file data/workshops/2099-01-mars.yml; known are'),
    ],
)
def test_what_is_not_there_is_named(
    pristine: CourseFolder, tmp_path: Path, file: str, workshop: str, said: str
) -> None:
    with pytest.raises(OutcomesError, match=said):
        outcomes(pristine.root, spec(pristine.course()), tmp_path / file, workshop)


def test_what_was_committed_and_deleted_still_stands_against_another_result(
    course_folder: CourseFolder, answers: Path
) -> None:
    made(course_folder, answers)
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@x.invalid"]
    for command in (["init", "-q"], ["add", "data/outcomes"], ["commit", "-qm", "Outcomes"]):
        subprocess.run([*git, *command], cwd=course_folder.root, check=True)
    (course_folder.root / OUTCOMES).unlink()
    answers.write_text("We stopped because\n" + "the person wished to\n" * 12, encoding="utf-8")
    assert "Wrote" in made(course_folder, answers)  # the same once more
    (course_folder.root / OUTCOMES).unlink()
    answers.write_text("We stopped because\n" + "the person wished to\n" * 13, encoding="utf-8")
    with pytest.raises(OutcomesError, match="were written before, and these differ"):
        made(course_folder, answers)


def test_what_stood_on_a_merged_branch_only_still_stands_against_another_result(
    course_folder: CourseFolder, answers: Path
) -> None:
    made(course_folder, answers)

    def git(*command: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@x.invalid", *command], cwd=course_folder.root, check=True
        )

    for command in (["init", "-qb", "main"], ["add", "data/workshops"], ["commit", "-qm", "Workshops"]):
        git(*command)
    for command in (["switch", "-qc", "side"], ["add", "data/outcomes"], ["commit", "-qm", "Outcomes"]):
        git(*command)
    for command in (["rm", "-q", OUTCOMES], ["commit", "-qm", "Withdrawn"], ["switch", "-q", "main"]):
        git(*command)
    for command in (["merge", "-q", "--no-ff", "-m", "Merge", "side"], ["branch", "-qD", "side"]):
        git(*command)
    answers.write_text("We stopped because\n" + "the person wished to\n" * 13, encoding="utf-8")
    with pytest.raises(OutcomesError, match="were written before, and these differ"):
        made(course_folder, answers)


@pytest.mark.parametrize("name", ["answers.csv", "docs/Answers.XLSX", "data/raw.ods", "tests/answers.tsv"])
def test_raw_answers_inside_the_project_are_refused(course_folder: CourseFolder, name: str) -> None:
    course_folder.write(name, b"It was useful.\r\nYes\r\n")
    assert course_folder.report() == [
        f"{name}:1: may hold the answers of people; move it out of the project, to a folder that is not shared. Was it "
        "committed? Then it is still in the history of git: see SECURITY.md [O181]"
    ]


def test_git_leaves_raw_answers_out() -> None:
    names = ["a.csv", "docs/b.xlsx", "data/c.ods", "d.tsv", "tests/vectors/e.csv"]
    done = subprocess.run(["git", "check-ignore", *names], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == names
