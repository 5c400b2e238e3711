"""Names the macros for the pages; the code is in curriculum/."""

from pathlib import Path
from typing import Any

from curriculum.site import after_build, fill, register


def define_env(env: Any) -> None:
    """Called by mkdocs-macros once for each build."""
    register(env, Path(__file__).parent)


def on_pre_page_macros(env: Any) -> None:
    """Called by mkdocs-macros before each page."""
    fill(env)


def on_post_build(env: Any) -> None:
    """Called by mkdocs-macros after a build."""
    after_build(env, Path(__file__).parent)
