"""What an act changes of a case, field by field, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.domain.case import Case
from models.domain.decisions import LONGEST_FIELD, Act, Clocks, Due, Facts, decide, report
from models.domain.errors import Refused
from models.domain.instant import HOUR, MINUTE
from models.domain.lifecycle import parse_lifecycle, shipped_lifecycle
from tests.helpers.records import BOTH, CATEGORY, DEPARTMENT, GRID, OTHER_DEPARTMENT, STANDARD, T0, make_case

LIFECYCLE = shipped_lifecycle()
# Strict, so that a stage or limit that is not one is an error here.
CLOCKS = Clocks(
    handling=lambda start, limit, pauses=(): Due(start + {"4 urgent_hour": 4}[limit] * HOUR, True),
    stage=lambda stage, at: at + {"accept": 15, "check": 30, "close": 45}[stage] * MINUTE,
)
FACTS = Facts(standard=STANDARD, category=CATEGORY, department=DEPARTMENT, grid=GRID)
NOW = T0 + 9 * MINUTE

# Every field holds something, so that what an act clears is seen.
FULL = make_case(
    version=7, severity="major", description="d", category_code="c0", standard_code="s0", platform_code="p0",
    department_code="D1", community_code="k0", grid_code="g0", address="a", lon=120.5, lat=30.5, filed_at=T0 - 7,
    dispatched_at=T0 - 6, accepted_at=T0 - 5, handled_at=T0 - 4, checked_at=T0 - 3, ended_at=T0 - 2, due_at=T0 + HOUR,
    deadline_at=T0 + 2 * HOUR, limit_text="1 working_day", returned_to="filed", holder_code="h0",
    marks="calendar_incomplete without_category without_position", external_source="x", external_id="y", logged=0,
    command_id="k0", verified_at=T0 - 8, clock_from=T0 - 9, extension="1", extensions=1, reminders=2, rework=3,
    suspensions=1, self_handled=1, supervisions=2, exempted=1,
)  # fmt: skip


def act(verb: str, **fields: str) -> Act:
    return Act("k1", verb, fields, BOTH, "desk-1", NOW)


@pytest.mark.parametrize(
    ("verb", "state", "fields", "changes"),
    [
        (
            "file", "reported", {"standard_code": " event-01-01-1 ", "severity": " larger "},
            {
                "state": "filed", "filed_at": NOW, "standard_code": STANDARD.code, "category_code": CATEGORY.code,
                "platform_code": "public_order", "severity": "larger", "limit_text": "4 urgent_hour",
                "due_at": NOW + 4 * HOUR, "deadline_at": NOW + 4 * HOUR, "marks": "without_position",
                "returned_to": None, "clock_from": None, "extension": None,
            },
        ),
        ("decline", "reported", {"reason": "x"}, {"state": "declined", "ended_at": NOW}),
        (
            "dispatch", "filed", {"department_code": "D1"},
            {
                "state": "dispatched", "dispatched_at": NOW, "department_code": "D1", "platform_code": "public_order",
                "returned_to": None, "holder_code": None,
            },
        ),
        (
            "accept", "dispatched", {},
            {"state": "accepted_by_department", "accepted_at": NOW, "holder_code": "both", "returned_to": None},
        ),
        (
            "begin", "accepted_by_department", {},
            {"state": "in_progress", "holder_code": "both", "returned_to": None},
        ),
        (
            "hand_in", "in_progress", {"result": "x"},
            {"state": "handled", "handled_at": NOW, "deadline_at": NOW + 30 * MINUTE, "returned_to": None},
        ),
        (
            "check", "handled", {"finding": "x"},
            {"state": "checked", "checked_at": NOW, "deadline_at": NOW + 45 * MINUTE},
        ),
        ("close", "checked", {}, {"state": "closed", "ended_at": NOW}),
        (
            "return", "checked", {"reason": "x"},
            {"state": "in_progress", "deadline_at": T0 + HOUR, "returned_to": "in_progress", "rework": 4},
        ),
        (
            "return", "filed", {"reason": "x"},
            {"state": "reported", "deadline_at": NOW + 15 * MINUTE, "returned_to": "reported"},
        ),
        ("acknowledge", "handled", {}, {"acknowledged_at": NOW}),
        ("remind", "dispatched", {}, {"reminders": 3}),
        ("note", "closed", {"note": "x"}, {}),
    ],
)  # fmt: skip
def test_that_an_act_changes_exactly_these_fields(
    verb: str, state: str, fields: dict[str, str], changes: dict[str, object]
) -> None:
    before = replace(FULL, state=state)
    signed: dict[str, object] = {
        "version": 8, "logged": 1, "changed_at": NOW, "changed_by": "both", "changed_from": "desk-1",
        "command_id": "k1",
    }  # fmt: skip
    after = decide(before, act(verb, **fields), LIFECYCLE, CLOCKS, FACTS)
    assert after == replace(before, **signed, **changes)  # type: ignore[arg-type]


def test_that_a_full_report_becomes_a_whole_case() -> None:
    fields = {
        "title": " t ", "description": " d ", "severity": "critical", "source": "patrol", "address": " a ",
        "lon": "120.5", "lat": " 30.5 ", "grid_code": GRID.code, "category_code": CATEGORY.code,
        "community_code": "another", "reporter_name": "某女士", "reporter_phone": "1",
    }  # fmt: skip
    assert report("c1", "T-9", act("report", **fields), LIFECYCLE, CLOCKS, FACTS) == make_case(
        id="c1", number="T-9", version=1, state="reported", source="patrol", severity="critical", title="t",
        description="d", category_code=CATEGORY.code, platform_code="public_order", community_code=GRID.community_code,
        grid_code=GRID.code, address="a", lon=120.5, lat=30.5, opened_at=NOW, deadline_at=NOW + 15 * MINUTE, marks="",
        logged=1, changed_at=NOW, changed_by="both", changed_from="desk-1", command_id="k1",
    )  # fmt: skip


def test_that_a_bare_report_is_a_general_case_by_phone_of_which_little_is_known() -> None:
    assert report("c1", "T-9", act("report", title="t"), LIFECYCLE, CLOCKS, Facts()) == make_case(
        number="T-9", title="t", opened_at=NOW, deadline_at=NOW + 15 * MINUTE,
        marks="without_position without_category", changed_at=NOW, changed_by="both", changed_from="desk-1",
        command_id="k1",
    )  # fmt: skip


def test_that_filing_keeps_severity_and_platform_where_nothing_better_is_known() -> None:
    before = replace(FULL, state="reported", marks="")
    for facts in (Facts(standard=STANDARD), Facts(standard=STANDARD, category=replace(CATEGORY, platform_code=None))):
        after = decide(before, act("file", standard_code=STANDARD.code), LIFECYCLE, CLOCKS, facts)
        assert (after.severity, after.platform_code, after.marks) == ("major", "p0", "")


def test_that_marks_stay_sorted_when_one_is_added() -> None:
    partial = replace(CLOCKS, handling=lambda start, _limit, _pauses=(): Due(start, False))
    before = replace(FULL, state="reported", marks="without_position without_deadline without_category")
    after = decide(before, act("file", standard_code=STANDARD.code), LIFECYCLE, partial, FACTS)
    assert after.marks == "calendar_incomplete without_deadline without_position"


def refusal(before: Case | None, given: Act, facts: Facts = FACTS) -> tuple[str, dict[str, object]]:
    rules = (given, LIFECYCLE, CLOCKS, facts)
    with pytest.raises(Refused) as refused:
        _ = report("c1", "T-9", *rules) if before is None else decide(before, *rules)
    return refused.value.key, dict(refused.value.arguments)


@pytest.mark.parametrize(
    ("verb", "fields", "key", "arguments"),
    [
        ("file", {}, "field_missing", {"verb": "file", "field": "standard_code"}),
        ("file", {"standard_code": " "}, "field_missing", {"verb": "file", "field": "standard_code"}),
        ("file", {"standard_code": "s", "colour": ""}, "field_unknown", {"verb": "file", "field": "colour"}),
        (
            "decline", {"reason": "x" * (LONGEST_FIELD + 1)},
            "field_too_long", {"field": "reason", "most": 4_000},
        ),
        ("file", {"standard_code": "s", "severity": "huge"}, "field_not_known", {"field": "severity", "value": "huge"}),
    ],
)  # fmt: skip
def test_that_a_refusal_of_fields_says_which(
    verb: str, fields: dict[str, str], key: str, arguments: dict[str, object]
) -> None:
    assert refusal(make_case(), act(verb, **fields)) == (key, arguments)


def test_that_the_longest_text_that_fits_is_taken_as_it_is_after_trimming() -> None:
    assert len(report("c", "n", act("report", title=f" {'x' * 4_000}\n"), LIFECYCLE, CLOCKS, FACTS).title) == 4_000


def test_that_a_refusal_says_what_is_not_known() -> None:
    assert refusal(make_case(), act("file", standard_code="nope"), Facts()) == ("standard_unknown", {"code": "nope"})
    dispatch = act("dispatch", department_code="nope")
    assert refusal(make_case(state="filed"), dispatch, Facts()) == ("department_unknown", {"code": "nope"})
    assert refusal(make_case(), act("acknowledge")) == ("nothing_to_acknowledge", {"number": "T-1"})
    source = act("report", title="t", source="rumour")
    assert refusal(None, source) == ("field_not_known", {"field": "source", "value": "rumour"})
    severity = act("report", title="t", severity="huge")
    assert refusal(None, severity) == ("field_not_known", {"field": "severity", "value": "huge"})


@pytest.mark.parametrize(
    ("fields", "lon", "lat"),
    [
        ({"lon": "x", "lat": "30"}, "x", "30"),
        ({"lon": "120"}, "120", ""),
        ({"lat": "30"}, "", "30"),
        ({"lon": "180.0000001", "lat": "30"}, "180.0000001", "30"),
        ({"lon": "-180.0000001", "lat": "30"}, "-180.0000001", "30"),
        ({"lon": "120", "lat": "90.0000001"}, "120", "90.0000001"),
        ({"lon": "120", "lat": "-90.0000001"}, "120", "-90.0000001"),
        ({"lon": "nan", "lat": "nan"}, "nan", "nan"),
    ],
)
def test_that_a_wrong_position_is_shown_as_it_was_given(fields: dict[str, str], lon: str, lat: str) -> None:
    assert refusal(None, act("report", title="t", **fields)) == ("position_wrong", {"lon": lon, "lat": lat})


@pytest.mark.parametrize(("lon", "lat"), [(180.0, 90.0), (-180.0, -90.0), (0.0, 0.0)])
def test_that_the_ends_of_the_earth_are_on_it(lon: float, lat: float) -> None:
    c = report("c", "n", act("report", title="t", lon=str(lon), lat=str(lat)), LIFECYCLE, CLOCKS, FACTS)
    assert (c.lon, c.lat, c.marks) == (lon, lat, "")


def test_that_empty_coordinates_are_no_position() -> None:
    c = report("c", "n", act("report", title="t", lon=" ", lat=""), LIFECYCLE, CLOCKS, FACTS)
    assert (c.lon, c.lat, c.marks) == (None, None, "without_position")


def test_that_dispatch_keeps_the_platform_when_the_department_has_none() -> None:
    facts = Facts(department=OTHER_DEPARTMENT)
    after = decide(replace(FULL, state="filed"), act("dispatch", department_code="D2"), LIFECYCLE, CLOCKS, facts)
    assert (after.department_code, after.platform_code) == ("D2", "p0")


def test_that_an_acknowledgement_may_lead_to_another_state_if_a_table_says_so() -> None:
    table = parse_lifecycle(
        '[[transition]]\nverb="acknowledge"\nroles=["duty_officer"]\nfrom=["reported"]\nto="filed"\n'
        'required=[]\noptional=[]\nstamp="acknowledged_at"\n'
    )
    after = decide(make_case(severity="major"), act("acknowledge"), table, CLOCKS, FACTS)
    assert (after.state, after.acknowledged_at) == ("filed", NOW)


def test_that_facts_not_looked_up_are_unknown() -> None:
    assert Facts() == Facts(standard=None, category=None, department=None, grid=None)
