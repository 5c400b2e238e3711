"""What tools for the field there are, counted against those that there should be at least, as two tables for a terminal."""

from __future__ import annotations

from curriculum.counts import aligned
from curriculum.load import Course
from curriculum.model.form import Form

WANTED: tuple[tuple[str, int], ...] = (
    ("indicator-card-", 4),
    ("first-contact-card", 1),
    ("interview-preparation", 1),
    ("screening-form", 1),
    ("consent-by-purpose", 1),
    ("risk-assessment", 1),
    ("referral-form", 1),
    ("referral-directory-sheet", 1),
    ("case-plan", 1),
    ("safe-return-checklist", 1),
    ("data-sharing-agreement-checklist", 1),
    ("data-protection-self-check", 1),
    ("gap-analysis", 1),
    ("campaign-checklist", 1),
    ("identification-checklist", 1),
    ("vocational-plan", 1),
    ("logframe", 1),
    ("workshop-evaluation", 1),
    ("pre-test", 1),
    ("post-test", 1),
    ("three-month-follow-up", 1),
    ("action-plan", 1),
    ("attendance-sheet", 1),
)
"""The ids that a course for practitioners has at least, with how many; one that ends in a hyphen counts all that start with it."""


def goals(course: Course) -> tuple[tuple[str, int, int], ...]:
    """Each wanted id, how many tools there are of it, and how many there should be."""
    return tuple(
        (name, sum(form == name or (name.endswith("-") and form.startswith(name)) for form in course.forms), wanted)
        for name, wanted in WANTED
    )


def report(course: Course) -> str:
    """Both tables: what is missing, and of each tool what may be done with it. A local part is one that a country fills."""
    rows = [(name, have, wanted, max(0, wanted - have)) for name, have, wanted in goals(course)]
    together = ("all", len(course.forms), sum(row[2] for row in rows), sum(row[3] for row in rows))
    missing = [("tools", "have", "wanted", "missing"), *rows, together]
    each = [
        ("tool", "kind", "about a person", "on screen", "stored", "sizes", "parts", "local"),
        *(_row(form) for form in course.forms.values()),
    ]
    return "\n".join((*aligned(missing), "", *aligned(each)))


def _row(form: Form) -> tuple[str | int, ...]:
    marks = ("yes" if mark else "no" for mark in (form.about_a_person, form.on_screen, form.stored))
    local = sum(part.kind in {"passage", "fact"} for part in form.parts)
    return form.id, form.kind, *marks, " ".join(form.sizes), len(form.parts), local
