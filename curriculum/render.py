"""Show what a macro gathered: Jinja templates below templates/, autoescaped, strict about names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
from babel import Locale, UnknownLocaleError
from markupsafe import Markup

from curriculum import marks, safe
from curriculum.compiled import Compiled
from curriculum.links import Here
from curriculum.lists import listed
from curriculum.load import Course
from curriculum.macros import MACROS
from curriculum.macros.registry import gather_for
from curriculum.safe import finalize, script_json


class Renderer:
    """Renders macros of one course. Holds no page: the page comes with each call."""

    def __init__(self, course: Course, root: Path, directory_urls: bool = True, from_source: bool = False) -> None:
        self.course = course
        self.directory_urls = directory_urls
        self.from_source = from_source
        self._images = root / "docs" / "assets" / "images"
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(root / "templates"),
            autoescape=True,
            bytecode_cache=Compiled(root, Path(__file__), Path(safe.__file__)),
            auto_reload=False,  # a changed template makes a new renderer
            undefined=jinja2.StrictUndefined,
            finalize=finalize,
            optimized=False,  # there is nothing to reckon beforehand, and each build compiles the templates once
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["script_json"] = script_json
        self._templates.filters["day"] = day
        self._templates.filters["language"] = self._language
        entries = listed(course.pages, course.references.values(), course.instruments.values())
        self.places = {entry: pages[0] for entry, pages in entries.items() if pages}
        self._anywhere: dict[tuple[Any, ...], Markup] = {}

    def macro(self, name: str, path: str, *args: Any, **kwargs: Any) -> Markup:
        """The output of macro `name` on the page source `path`."""
        if not MACROS[name].anywhere:
            return self._shown(name, path, args, kwargs)
        call = (name, args, *kwargs.items())
        if call not in self._anywhere:
            self._anywhere[call] = self._shown(name, path, args, kwargs)
        return self._anywhere[call]

    def _shown(self, name: str, path: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Markup:
        here = Here(path, self.directory_urls, self.from_source, self.places)
        context = gather_for(name, self.course, here, args, kwargs)
        template = self._templates.get_template(f"macros/{name}.html.j2")
        text = template.render(
            here=here,
            strings=_Strings(self.course.extra.strings),
            about=self.course.about,
            markdown=self._markdown(here),
            inline=self._markdown(here, inline=True),
            drawing=self._drawing,
            page_markup=Markup,
            **context,
        )
        return Markup(text.strip())  # noqa: S704 - the template escaped its values

    def piece(self, name: str, here: Here | None, **context: Any) -> str:
        """A piece of a page from templates/<name>.html.j2, as HTML that no engine reads again."""
        template = self._templates.get_template(f"{name}.html.j2")
        return template.render(
            here=here,
            strings=_Strings(self.course.extra.strings),
            about=self.course.about,
            today=self.course.today,
            markdown=self._markdown(here) if here else None,
            inline=self._markdown(here, inline=True) if here else None,
            **context,
        ).strip()

    def file(self, name: str, **context: Any) -> str:
        """A file that is no page, from templates/<name>.j2; values in it go through `script_json`."""
        template = self._templates.get_template(f"{name}.j2")
        return template.render(strings=_Strings(self.course.extra.strings), extra=self.course.extra, **context)

    def _markdown(self, here: Here, inline: bool = False) -> Callable[[str], Markup]:
        references = self.course.references
        return lambda text: marks.render(text, references, here, inline=inline)

    def _language(self, tag: str) -> str:
        """The name of a language tag in the language of the site; the tag itself where no name is known."""
        try:
            name = Locale.parse(tag, sep="-").get_display_name(self.course.about.language)
        except (UnknownLocaleError, ValueError):
            name = None
        return name or tag

    def _drawing(self, name: str) -> Markup:
        return Markup((self._images / f"{name}.svg").read_text(encoding="utf-8"))  # noqa: S704 - our own drawing

    def bound(self, name: str, path_of_page: Callable[[], str]) -> Callable[..., str]:
        """The macro as a function for pages; a macro that wraps a passage takes it from `{% call %}`."""
        wraps = MACROS[name].wraps

        def call(*args: Any, caller: Callable[[], str] | None = None, **kwargs: Any) -> str:
            if wraps and caller is not None:
                kwargs["body"] = caller()
            return str(self.macro(name, path_of_page(), *args, **kwargs))

        call.__name__ = name
        call.__doc__ = MACROS[name].doc
        return call


class _Strings(dict[str, str]):
    """Interface text by name. A name that is missing stops the build."""

    def __getattr__(self, name: str) -> str:
        try:
            return self[name]
        except KeyError as error:
            raise jinja2.UndefinedError(f'data/strings has no text "{name}"') from error


def day(value: dt.date) -> str:
    """A date as the pages write it: 3 June 2014."""
    return f"{value.day} {value:%B %Y}"
