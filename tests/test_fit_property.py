"""Whatever a trainer asks, the programme is sound; and the browser's programme is the same."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum.fit import ask, fit

COURSE = json.loads((Path(__file__).parent / "vectors" / "fit_course.json").read_text(encoding="utf-8"))
SESSIONS = {each["id"]: each for module in COURSE["modules"] for each in module["sessions"]}
BREAKS = {"break", "lunch", "prayer"}
QUICK = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)

clocks = st.integers(7 * 12, 19 * 12).map(lambda n: f"{n // 12:02}:{n % 12 * 5:02}")
items = st.sampled_from([*SESSIONS, "own-1", "own-2"])
edits = st.one_of(
    st.fixed_dictionaries({"op": st.just("drop"), "item": items}),
    st.fixed_dictionaries({"op": st.just("move"), "item": items, "before": st.one_of(st.none(), items)}),
    st.fixed_dictionaries({"op": st.just("length"), "item": items, "minutes": st.integers(1, 200)}),
    st.fixed_dictionaries(
        {"op": st.just("own"), "id": items, "title": st.text(max_size=8), "minutes": st.integers(1, 90)}
    ),
)
requests = st.fixed_dictionaries(
    {
        "days": st.lists(st.fixed_dictionaries({"starts": clocks, "ends": clocks}), max_size=4),
        "opening": st.integers(0, 60),
        "closing": st.integers(0, 60),
        "review": st.integers(0, 20),
        "factor": st.sampled_from([1, 1.5, 1.75, 2]),
        "breaks": st.lists(
            st.fixed_dictionaries(
                {"kind": st.sampled_from(sorted(BREAKS)), "at": clocks, "minutes": st.integers(5, 75)}
            ),
            max_size=6,
        ),
        "modules": st.lists(
            st.fixed_dictionaries(
                {
                    "id": st.sampled_from(["basics", "notice", "care"]),
                    "version": st.sampled_from(["full", "short"]),
                }
            ),
            max_size=4,
        ),
        "edits": st.lists(edits, max_size=5),
    }
)
FIELDS = (
    "days",
    "starts",
    "ends",
    "date",
    "factor",
    "breaks",
    "at",
    "kind",
    "minutes",
    "modules",
    "id",
    "edits",
    "op",
    "item",
)
anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8), clocks),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(
                [
                    "days",
                    "starts",
                    "ends",
                    "date",
                    "opening",
                    "factor",
                    "breaks",
                    "at",
                    "kind",
                    "minutes",
                    "modules",
                    "id",
                    "edits",
                    "op",
                    "item",
                ]
            ),
            inner,
            max_size=6,
        ),
    ),
    max_leaves=20,
)


@given(request=requests)
@QUICK
def test_a_programme_is_sound(request: dict[str, Any]) -> None:
    programme = fit(request, COURSE)
    _days_add_up(request, programme)
    _prayers_stay_and_breaks_move_little(request, programme)
    _nothing_is_lost(request, programme)
    _order_is_kept_or_told(programme)


def clock(text: str) -> int:
    """Minutes since midnight of a time that the fitter gave."""
    found = ask.clock(text)
    assert found is not None
    return found


def _days_add_up(request: dict[str, Any], programme: dict[str, Any]) -> None:
    assert len(programme["days"]) == len(request["days"])
    for asked, day, spare in zip(request["days"], programme["days"], programme["spare"], strict=True):
        spans = [(clock(item["starts"]), clock(item["ends"]), item) for item in day["items"]]
        for (_, end, _), (start, _, _) in pairwise(spans):
            assert end == start, "one begins when the other ends"
        assert all(start < end for start, end, _ in spans)
        if asked["starts"] < asked["ends"]:
            assert (day["items"][0]["starts"], day["items"][-1]["ends"]) == (asked["starts"], asked["ends"])
        else:
            assert day["items"] == []
        assert spare == sum(end - start for start, end, item in spans if item["kind"] == "free")


def _prayers_stay_and_breaks_move_little(request: dict[str, Any], programme: dict[str, Any]) -> None:
    for day in programme["days"]:
        for item in day["items"]:
            if item["kind"] == "prayer":
                assert any(
                    each["kind"] == "prayer" and each["at"] == item["starts"] for each in request["breaks"]
                ) or any(warning["code"] == "break-overlap" for warning in programme["warnings"])
            elif item["kind"] in BREAKS:
                moved = min(abs(clock(item["starts"]) - clock(each["at"])) for each in request["breaks"])
                assert moved <= 15 or any(warning["code"] == "break-overlap" for warning in programme["warnings"])


def _nothing_is_lost(request: dict[str, Any], programme: dict[str, Any]) -> None:
    parts: dict[str, list[dict[str, Any]]] = {}
    for day in programme["days"]:
        for item in day["items"]:
            if item["item"]:
                parts.setdefault(item["item"], []).append(item)
    told = {each["item"] for each in programme["unplaced"]}
    versions: dict[str, str] = {}
    for each in request["modules"]:
        versions.setdefault(each["id"], each["version"])
    asked = {
        name
        for name, session in SESSIONS.items()
        for version in [versions.get(name.partition("-")[0])]
        if version and session["short" if version == "short" else "minutes"]
    }
    assert asked | {"own-1", "own-2"} >= told | set(parts) >= asked
    assert told.isdisjoint(parts)
    for name, found in parts.items():
        assert [item["part"] for item in found] in ([None], [[1, 2], [2, 2]]), name
        assert all(item["part"] is None or clock(item["ends"]) - clock(item["starts"]) >= 15 for item in found)
    covered = {name for item in parts for name in SESSIONS.get(item, {"objectives": []})["objectives"]}
    assert set(programme["covered"]) == covered
    wanted = {item["id"] for module in COURSE["modules"] if module["id"] in versions for item in module["objectives"]}
    assert {item["objective"] for item in programme["left_out"]} == wanted - covered
    assert programme["short_by"] == sum(each["minutes"] for each in programme["unplaced"] if each["why"] == "no-time")


def _order_is_kept_or_told(programme: dict[str, Any]) -> None:
    told = {warning["code"] for warning in programme["warnings"]} & {"order", "prerequisite-later"}
    placed = [item["item"] for day in programme["days"] for item in day["items"] if item["item"] in SESSIONS]
    first = list(dict.fromkeys(placed))
    if not told:
        assert first == [name for name in SESSIONS if name in first]


@given(request=anything)
@QUICK
def test_no_request_can_make_it_fail(request: Any) -> None:
    assert set(fit(request, COURSE)) == {"days", "covered", "left_out", "unplaced", "spare", "short_by", "warnings"}


def test_the_browser_gives_the_same_for_made_up_requests(visit: Any, address: str) -> None:
    asked: list[str] = []

    @given(request=st.one_of(requests, anything))
    @settings(QUICK, max_examples=120)
    def collect(request: Any) -> None:
        asked.append(json.dumps(request).replace("Infinity", "1e999"))

    collect()
    page, faults = visit("help/")
    for name in ("fit-ask", "fit"):
        page.add_script_tag(url=f"{address}assets/js/{name}.js")
    run = "([texts, course]) => JSON.stringify(texts.map((text) => window.vcaPlan.fit(JSON.parse(text), course)))"
    found = json.loads(page.evaluate(run, [asked, COURSE]))
    for text, programme in zip(asked, found, strict=True):
        assert programme == fit(json.loads(text), COURSE), text
    assert faults == []
