"""Words that are not written about people: where they are found, where they may stand, and what the message says."""

from __future__ import annotations

import pytest

from curriculum.checks.wording import Rule, rule
from curriculum.load import load
from curriculum.pages import read_page
from curriculum.prose import page_paragraphs
from tests.small_course import ROOT, CourseFolder, Fault, fault

HELP = "docs/help.md"
GLOSSARY = "data/glossary.yml"
WORDING = "data/wording.yml"
RESCUED = 'it makes a person the object of a hero; write "help" [H901]'
ILLEGAL = 'no person is illegal; write "a migrant in an irregular situation" [H901]'

FAULTS = (
    fault(HELP, "You decide.", "You decide.\nWe rescued her.", f'docs/help.md:9: "rescued": {RESCUED}'),
    fault(HELP, "You decide.", "An illegal\nmigrant came.", f'docs/help.md:8: "illegal migrant": {ILLEGAL}'),
    fault(
        HELP,
        "You decide.",
        "Rescue and rescue.",
        f'docs/help.md:8: "Rescue": {RESCUED}',
        f'docs/help.md:8: "rescue": {RESCUED}',
    ),
    fault(HELP, "description: What to do now.", "description: A rescue.", f'docs/help.md:3: "rescue": {RESCUED}'),
    fault(HELP, "You decide.", 'Say "we rescue you".', f'docs/help.md:8: "rescue": {RESCUED}'),
    fault(HELP, "You decide.", "Say *we rescue you*.", f'docs/help.md:8: "rescue": {RESCUED}'),
    fault(HELP, "You decide.", 'Say **"we rescue you"**.', f'docs/help.md:8: "rescue": {RESCUED}'),
    fault(
        GLOSSARY,
        "No State may return a person to danger.",
        "No State may return illegal migrants.",
        f'data/glossary.yml:12: terms[1].definition: "illegal migrants": {ILLEGAL}',
    ),
    fault(
        WORDING,
        "pattern: rescue",
        "pattern: rescue)",
        'data/wording.yml:4: wordings[0].pattern: "rescue)" cannot be read as a regular expression (unbalanced '
        "parenthesis); write plain words, or mend it [S207]",
    ),
    fault(
        WORDING,
        "pattern: rescue",
        "pattern: (?:rescue)?",
        'data/wording.yml:4: wordings[0].pattern: "(?:rescue)?" matches everywhere, even where nothing stands; '
        "write the words to look for [S207]",
    ),
    fault(
        WORDING,
        "id: illegal-migrant",
        "id: rescue",
        'data/wording.yml:8: wordings[1].id: "rescue" stands twice, first on line 3; change or delete one of them '
        "[M201]",
    ),
)


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: f"{row.file}: {row.new[:50]!r}")
def test_fault(course_folder: CourseFolder, row: Fault) -> None:
    expected = row.commit(course_folder)
    assert course_folder.report() == expected


@pytest.mark.parametrize(
    "text",
    [
        'Never say *"we rescue you"*.',
        "Never say *“we rescue you”*.",
        'Never say *"we rescue\nillegal migrants"*.',
        "A search and rescue boat.",
        "The command `rescue`.",
        "[The text](https://example.org/rescue)",
    ],
)
def test_what_may_stand_on_a_page(course_folder: CourseFolder, text: str) -> None:
    course_folder.edit(HELP, "You decide.", text)
    assert course_folder.report() == []


def test_a_marked_quotation_may_stand_in_data(course_folder: CourseFolder) -> None:
    course_folder.edit(GLOSSARY, "No State may", 'Not *"rescue"*. No State may')
    assert course_folder.report() == []


def test_the_title_of_a_reference_is_left_alone(course_folder: CourseFolder) -> None:
    course_folder.edit("data/references.yml", "title: Report on the workshop", "title: Report on a rescue")
    assert course_folder.report() == []


def test_the_display_text_of_a_macro_is_looked_at(course_folder: CourseFolder) -> None:
    text = 'You decide {{ term("non-refoulement", "the rescue") }}.\n\n## Words on this page\n\n{{ page_words() }}'
    course_folder.edit(HELP, "You decide.", text)
    assert course_folder.report() == [f'docs/help.md:8: "rescue": {RESCUED}']


RULES: dict[str, Rule] = {item.id: rule(item) for item in load(ROOT).file("wording.yml").wordings}

BAD = {
    "prostitute": ("She was a prostitute.", "prostituted women", "child prostitution"),
    "illegal-migrant": ("Illegal migrants came.", "illegal workers", "the illegals", "illegal immigration"),
    "modern-slave": ("modern slaves", "Modern-day slavery", "sex slaves"),
    "girls-for-women": ("The girls dance in a bar.", "a girl of 22", "Girls are recruited"),
    "underage-woman": ("underage women",),
    "human-goods": ("human cargo",),
    "voiceless": ("a voice for the voiceless",),
    "real-victim": ("Find the real victims.", "a typical victim"),
    "migrant-flood": ("a wave of migrants", "the influx of refugees"),
    "nationality-as-offender": ("Chinese syndicates", "a Thai broker"),
    "rescue": ("rescue", "They were rescued.", "the rescuers", "rescuing"),
    "save-people": ("to save victims", "Saving trafficked women", "we saved her.", "save lives"),
    "says-who-is-a-victim": ("You are a victim.", "you are not a victim", "You're trafficked"),
    "promise": ("We guarantee it.", "We can promise a visa.", "guaranteed confidentiality", "Safety is guaranteed."),
    "completely-safe": ("completely safe", "100% confidential", "100 % anonymous", "totally secret"),
    "nothing-will-happen": ("Nothing can happen to you.", "Nobody will know.", "You will be safe."),
    "promised-status": ("You will get papers.", "they will receive compensation"),
    "conditional-help": ("Shelter only if she testifies.", "as long as they cooperate", "unless the person cooperates"),
    "help-in-exchange": ("a visa in exchange for testimony",),
    "spot-the-signs": ("Spot the signs!", "learn the eleven signs", "See something, say something"),
    "take-a-photo": ("Take a photo of the suspect.", "send photographs of people"),
    "adding-up-signs": ("Add up the indicators.", "the victim score"),
    "endorsement": ("endorsed by UNITAR", "certified by the RSO"),
    "name-of-state": ("Vietnam", "South Korea"),
}
"""What each entry of data/wording.yml has to find."""

GOOD = (
    "a human trafficking victim",
    "a person in sex work; the exploitation of the prostitution of others",
    "slavery and similar practices, servitude",
    "women and girls; girls and boys; a girl of 15; girls under 18",
    "There is no typical victim.",
    "a search and rescue service; rescue at sea",
    "Save the messages and save her papers.",
    "whether you are a victim; if you are a victim; never tell a person that you are a victim",
    "We promise nothing. Nobody can guarantee safety.",
    "The shelter is not completely safe.",
    "Never say that nobody will know.",
    "She can ask for papers.",
    "States assist victims whether or not they cooperate.",
    "Help is never given in exchange for testimony.",
    "Never take a photo of a person. Take no photograph.",
    "Do not add up the signs.",
    "This course is not endorsed by UNITAR.",
    "Chinese workers; a trafficker from the same village",
    "Viet Nam, the Republic of Korea",
)


def found(text: str) -> set[str]:
    """The ids of the real wordings that find something in `text`."""
    page, _ = read_page("x.md", f"---\ntitle: x\n---\n{text}\n")
    return {name for name, item in RULES.items() for part in page_paragraphs(page) for _ in item.hits(part)}


def test_each_wording_has_examples() -> None:
    assert list(BAD) == list(RULES)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in BAD.items() for text in texts])
def test_what_is_not_written(name: str, text: str) -> None:
    assert name in found(text)


@pytest.mark.parametrize("text", GOOD)
def test_what_may_be_written(text: str) -> None:
    assert found(text) == set()
