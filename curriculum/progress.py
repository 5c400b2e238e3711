"""What the scripts for a reader's progress know of the course: assets/course.js and assets/course-titles.js, made with the site.

The first holds ids and is fetched where a reader keeps progress; the second stands in its place on the page that shows it.
"""

from __future__ import annotations

from typing import Any

from curriculum.links import address
from curriculum.load import Course
from curriculum.macros.cases import case_page, modules_of
from curriculum.macros.modules import check_page, index_page, section_page

PAGE = "progress.md"
"""The page on which readers see their progress."""

SCRIPT = "assets/course.js"
"""Where the script with the ids stands below the site. assets/js/progress-start.js knows it by this name."""

TITLES = "assets/course-titles.js"
"""Where the script with titles and addresses stands. templates/theme/progress.html knows it by this name."""


def known(course: Course, directory_urls: bool) -> dict[str, Any]:
    """The address of the page of progress, and every id that may be marked or chosen.

    Sections are named `module/section`, since two modules may each have a section of one name.
    """
    return {
        "page": address(PAGE, directory_urls),
        "ids": {
            "read": [f"{module.id}/{item.id}" for module in course.modules.values() for item in module.sections],
            "checked": list(course.modules),
            "practised": list(course.cases),
            "role": [role.id for role in course.roles],
        },
    }


def titles(course: Course, directory_urls: bool) -> dict[str, Any]:
    """Modules with their sections, cases with their modules, roles with theirs: ids, titles, addresses below the root.

    Titles of modules are the short ones, as on the page of paths.
    """

    def place(page: str) -> str:
        return address(page, directory_urls)

    return {
        "modules": [
            {
                "id": module.id,
                "title": module.short_title,
                "page": place(index_page(module.id)),
                "check": place(check_page(module.id)),
                "sections": [
                    {
                        "id": f"{module.id}/{item.id}",
                        "title": item.title,
                        "page": place(section_page(module.id, item.id)),
                    }
                    for item in module.sections
                ],
            }
            for module in course.modules.values()
        ],
        "cases": [
            {"id": case.id, "title": case.title, "page": place(case_page(case.id)), "modules": modules_of(course, case)}
            for case in course.cases.values()
        ],
        "roles": [{"id": role.id, "title": role.title, "modules": list(role.modules)} for role in course.roles],
    }
