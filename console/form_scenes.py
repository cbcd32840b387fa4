"""For every form a case on which it can be opened, made by commands; and what somebody would type into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from console.headless import Opened, new_id
from models.commands.acts import ActOnCase, Outcome, ReportCase, execute
from models.domain.errors import BadInput
from models.domain.instant import DAY, HOUR, MINUTE, Instant, to_local
from models.domain.organisation import Officer
from models.store.unit_of_work import SqlUnitOfWork

NEW_CASE = ("report", "self_handle")
"""Forms that need no case."""
_ACCEPTED = ("file", "dispatch", "accept")
_CLOSED = (*_ACCEPTED, "hand_in", "check", "close")
BEFORE: Mapping[str, tuple[str, ...]] = {
    "report": (), "self_handle": (), "file": (), "decline": (), "verify": (), "note": (), "merge": (), "void": (),
    "ask_void": (), "force_close": (), "supervise": (), "reclassify": ("file",), "dispatch": ("file",),
    "remind": ("file",), "return": ("file", "dispatch"), "hand_in": _ACCEPTED, "check": (*_ACCEPTED, "hand_in"),
    "close": (*_ACCEPTED, "hand_in", "check"), "approve_void": ("ask_void",), "refuse_void": ("ask_void",),
    "separate": ("merge",), "ask_extension": _ACCEPTED, "approve_extension": (*_ACCEPTED, "ask_extension"),
    "refuse_extension": (*_ACCEPTED, "ask_extension"), "ask_suspension": _ACCEPTED,
    "approve_suspension": (*_ACCEPTED, "ask_suspension"), "refuse_suspension": (*_ACCEPTED, "ask_suspension"),
    "resume": (*_ACCEPTED, "ask_suspension", "approve_suspension"), "reply_supervision": ("file", "supervise"),
    "close_supervision": ("file", "supervise", "reply_supervision"), "add_task": ("file", "dispatch"),
    "withdraw_task": ("file", "dispatch", "add_task"), "accept_task": ("file", "dispatch", "add_task"),
    "hand_in_task": ("file", "dispatch", "add_task", "accept_task"), "appeal": _CLOSED,
    "approve_appeal": (*_CLOSED, "appeal"), "refuse_appeal": (*_CLOSED, "appeal"),
}  # fmt: skip
"""What must be done with a reported case before the form can be opened."""
LATE = frozenset({"appeal", "approve_appeal", "refuse_appeal"})
"""Forms of cases that missed their deadline."""
PLACE = "演示路 128 号"
POSITION = "120.268600, 30.318200"
STANDARD, OTHER_STANDARD = "2 working_day", "3 working_day"


@dataclass(frozen=True, slots=True)
class Scenes:
    """The cases by act, and the fields of each act as somebody would fill them in."""

    cases: Mapping[str, str]
    fields: Mapping[str, Mapping[str, str]]


def officer_for(found: Opened, verb: str) -> Officer:
    """Somebody who may do an act: the single seat where it may, else the first who has a role for it."""
    roles = {role for row in found.lifecycle.transitions if row.verb == verb for role in row.roles}
    officers = [officer for officer in found.reference.officers.values() if officer.active]
    fitting = [officer for officer in officers if officer.roles & roles]
    if not fitting:
        raise BadInput("form_not_here", verb=verb)
    return next((officer for officer in fitting if "*" in officer.departments), fitting[0])


def make_scenes(found: Opened, now: Instant) -> Scenes:
    """Puts a case for every form into a database (a demonstration's copy)."""
    fields = _fields(found, now)
    cases: dict[str, str] = {}
    parent = _Maker(found, fields, now - 3 * HOUR).run("parent", ())
    fields["merge"] = {"parent": parent}
    for verb, before in BEFORE.items():
        if verb not in NEW_CASE:
            begin = now - (40 * DAY if verb in LATE else 2 * HOUR)
            cases[verb] = _Maker(found, fields, begin, late=verb in LATE).run(verb, before)
    return Scenes(cases, fields)


class _Maker:
    """Does acts one after the other, a minute apart."""

    def __init__(self, found: Opened, fields: Mapping[str, Mapping[str, str]], at: Instant, late: bool = False) -> None:
        self._found, self._fields, self._at, self._late = found, fields, at, late

    def run(self, name: str, acts: tuple[str, ...]) -> str:
        """A case led to where the acts lead; its id."""
        case_id = f"form-{name}"
        fields = {"title": "店外堆放杂物占道", "source": "phone", **self._place(name)}
        done = self._do(ReportCase(new_id(), self._officer("report"), "shot", self._at, case_id, fields))
        state = "reported"
        for verb in acts:
            row = next(r for r in self._found.lifecycle.transitions if r.verb == verb and state in r.from_states)
            self._at += 20 * DAY if self._late and verb == "hand_in" else MINUTE
            asked = {*row.required, *row.optional}
            given = {key: value for key, value in self._fields.get(verb, {}).items() if key in asked}
            done = self._do(
                ActOnCase(new_id(), self._officer(verb), "shot", self._at, case_id, verb, done.version, state, given)
            )
            state = row.leads_to(state)
        return case_id

    def _place(self, name: str) -> dict[str, str]:
        """The case to merge into lies where the report does, the others apart from it and from each other."""
        if name == "parent":
            return {"address": PLACE, "lon": "120.2691", "lat": "30.3188"}
        place = 1 + [*BEFORE].index(name)
        lat = 30.30 + 0.004 * (place % 5) if name != "merge" else 30.3195
        lon = 120.23 + 0.004 * (place // 5) if name != "merge" else 120.2693
        return {"address": f"样例街 {place} 号", "lon": f"{lon:.6f}", "lat": f"{lat:.6f}"}

    def _officer(self, verb: str) -> str:
        return officer_for(self._found, verb).code

    def _do(self, command: ReportCase | ActOnCase) -> Outcome:
        outcome = execute(command, lambda: SqlUnitOfWork(self._found.engine), self._found.rules)
        if not outcome.done:
            raise BadInput(outcome.key, **outcome.arguments)
        return outcome


def _fields(found: Opened, now: Instant) -> dict[str, Mapping[str, str]]:
    day = to_local(now, found.clock.zone)
    until, due = f"{day + timedelta(days=3):%Y-%m-%d}", f"{day + timedelta(days=1):%Y-%m-%d} 10:00"
    lead, helper = [d.code for d in found.reference.departments.values() if d.valid_to is None][:2]
    first, other = (_standard(found, limit) for limit in (STANDARD, OTHER_STANDARD))
    owner = next(o.code for o in found.reference.officers.values() if o.active)
    reason = {"reason": "现场施工需要封闭道路，已与施工单位确认。"}
    new = {
        "source": "walk_in", "title": "店外堆放杂物占道", "description": "店门口两侧堆放纸箱，行人绕行。",
        "address": PLACE, "position": POSITION, "reporter_name": "某女士", "reporter_phone": "0571-0000 0001",
    }  # fmt: skip
    said: dict[str, dict[str, str]] = {
        "report": new, "self_handle": {**new, "result": "当场劝导，店主已清理。"}, "file": {"standard_code": first},
        "reclassify": {"standard_code": other, **reason},
        "dispatch": {"department_code": lead}, "hand_in": {"result": "已清理，恢复通行。"},
        "check": {"finding": "现场核查，已清理。"}, "verify": {"verification": "现场核实，情况属实。"},
        "ask_extension": {"amount": "1", **reason}, "ask_suspension": {"until": until, **reason},
        "supervise": {"owner_code": owner, "due": due, **reason}, "reply_supervision": {"reply": "今日内完成。"},
        "add_task": {"department_code": helper}, "withdraw_task": {"department_code": helper, **reason},
        "hand_in_task": {"result": "协助疏导完成。"}, "note": {"note": "已电话回访。"},
    }  # fmt: skip
    for verb in ("decline", "return", "void", "ask_void", "refuse_void", "force_close", "separate", "refuse_extension",
                 "refuse_suspension", "appeal", "refuse_appeal"):  # fmt: skip
        said[verb] = dict(reason)
    return dict(said)


def _standard(found: Opened, limit: str) -> str:
    code = next((s.code for s in found.reference.standards.values() if s.limit_text == limit), None)
    if code is None:
        raise BadInput("standard_unknown", code=limit)
    return code
