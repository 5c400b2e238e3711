"""The fitter: the same vectors bind Python and the browser, and whatever is asked, nothing is lost without a word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from curriculum.fit import fit, materials

VECTORS = Path(__file__).parent / "vectors"
COURSE = json.loads((VECTORS / "fit_course.json").read_text(encoding="utf-8"))
FOUND = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((VECTORS / "fit").glob("*.json"))}


@pytest.mark.parametrize("name", FOUND)
def test_python_fits_as_the_vector_says(name: str) -> None:
    vector = FOUND[name]
    programme = fit(vector["request"], COURSE)
    assert programme == vector["programme"], vector["about"]
    assert materials(vector["request"], programme, COURSE) == vector["materials"], vector["about"]


def test_the_browser_fits_as_the_vectors_say(visit: Any, address: str) -> None:
    page, faults = visit("help/")
    for name in ("fit-ask", "fit"):
        page.add_script_tag(url=f"{address}assets/js/{name}.js")
    run = """([requests, course]) => requests.map((request) => {
      const programme = window.vcaPlan.fit(request, course);
      return [programme, window.vcaPlan.materials(request, programme, course)];
    })"""
    found = page.evaluate(run, [[vector["request"] for vector in FOUND.values()], COURSE])
    for (name, vector), (programme, needed) in zip(FOUND.items(), found, strict=True):
        assert programme == vector["programme"], f"{name}: {vector['about']}"
        assert needed == vector["materials"], f"{name}: {vector['about']}"
    assert faults == []
