"""What `python -m curriculum counts` says of the small course."""

from __future__ import annotations

from curriculum import counts_of_cases, counts_of_tools
from curriculum.counts import counts, report, words
from curriculum.load import Course
from curriculum.pages import read_page
from tests.small_course import CourseFolder


def test_each_module_has_its_counts(pristine: CourseFolder) -> None:
    found = {item.module: item for item in counts(pristine.course())}
    foundations = found["foundations"]
    assert list(found) == ["foundations", "identification"]
    assert (foundations.sections, foundations.objectives, foundations.sessions, foundations.minutes) == (1, 3, 2, 90)
    assert (foundations.activities, foundations.single, foundations.multiple, foundations.ordering) == (1, 2, 1, 0)


def test_words_are_those_that_a_reader_sees() -> None:
    page, _ = read_page(
        "x.md",
        '---\ntitle: A title\n---\n\n# Two words\n\nA {{ term("shelter", "safe house") }} is {{ cite("x", "art. 1") }} '
        "[open today](y.md#z).\n",
    )
    assert words(page) == len(["Two", "words", "A", "safe", "house", "is", "open", "today"])


def test_a_case_is_counted_where_it_says_that_it_is_invented(course_folder: CourseFolder) -> None:
    before = counts(course_folder.course())[0].cases
    course_folder.edit(
        "data/quizzes/foundations.yml", "stem: Who decides?", 'stem: "*Invented for teaching.* Who decides?"'
    )
    assert counts(course_folder.course())[0].cases == before + 1


def test_the_table_ends_with_sums(pristine: CourseFolder) -> None:
    lines = [line.split() for line in report(pristine.course()).splitlines()]
    assert [line[0] for line in lines] == ["module", "foundations", "identification", "together"]
    assert lines[3][5] == str(90 + 45)


def test_the_command_prints_the_table(pristine: CourseFolder) -> None:
    done = pristine.run("curriculum", "--root", str(pristine.root), "counts")
    assert (done.returncode, done.stderr) == (0, "")
    course = pristine.course()
    tables = [report(course), counts_of_cases.report(course), counts_of_tools.report(course)]
    assert done.stdout == "\n\n".join(tables) + "\n"


def test_tools_are_counted_against_those_that_there_should_be(pristine: CourseFolder, course: Course) -> None:
    assert ("first-contact-card", 0, 1) in counts_of_tools.goals(pristine.course())
    found = {name: have for name, have, _ in counts_of_tools.goals(course)}
    assert found["indicator-card-"] == 4


def test_each_tool_has_a_line_with_what_may_be_done_with_it(pristine: CourseFolder) -> None:
    lines = [line.split() for line in counts_of_tools.report(pristine.course()).splitlines()]
    assert lines[-2:] == [
        ["pocket-card", "card", "no", "no", "no", "a6", "a4", "letter", "4", "2"],
        ["talk-sheet", "form", "yes", "no", "no", "a4", "letter", "7", "0"],
    ]
