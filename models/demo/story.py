"""The steps of one demonstration case, verb by verb, as people would have taken them."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.demo.pace import Pace
from models.demo.scene import Matter, Scene
from models.domain.instant import Instant


@dataclass(frozen=True, slots=True)
class Step:
    """One act: when, what, with which fields, by whom."""

    at: Instant
    verb: str
    fields: dict[str, str]
    actor: str


@dataclass(frozen=True, slots=True)
class Course:
    """When a case of a matter, filed at an instant, is on its way: all by habit, nothing late."""

    reported: Instant
    filed: Instant
    dispatched: Instant
    accepted: Instant
    begun: Instant


@dataclass(slots=True)
class Story:
    """A case being told: its matter, and the steps so far."""

    matter: Matter
    steps: list[Step] = field(default_factory=list)
    categorised: bool = True
    positioned: bool = True
    severity: str = "general"
    acknowledged: bool = True

    def fits(self, now: Instant) -> bool:
        """Whether the steps are in order and none lies after now."""
        times = [step.at for step in self.steps]
        return times == sorted(set(times)) and times[-1] <= now


class Teller:
    """Tells stories: gives steps their times, words and people."""

    def __init__(self, pace: Pace, scene: Scene) -> None:
        self._pace = pace
        self._scene = scene

    def course(self, matter: Matter, filed: Instant) -> Course:
        """The usual course of a case that is filed at an instant."""
        pace = self._pace
        dispatched = filed + pace.minutes(1.5, 12)
        if matter.urgent:
            accepted = dispatched + pace.minutes(2, 9)
            begun = accepted + pace.minutes(4, 14)
        else:
            accepted = self.on_duty_after(dispatched, 4, 40)
            begun = self.on_duty_after(accepted, 8, 80)
        return Course(filed - pace.minutes(2, 13), filed, dispatched, accepted, begun)

    def on_duty_after(self, at: Instant, least: float, most: float) -> Instant:
        """Some minutes later; where nobody is on duty then, so long after the next opening."""
        later = at + self._pace.minutes(least, most)
        opening = self._pace.next_duty(later)
        return later if opening == later else opening + self._pace.minutes(least, most)

    def report(self, story: Story, at: Instant) -> None:
        """The case becomes known."""
        scene, matter = self._scene, story.matter
        grid = scene.grid()
        source = str(scene.one(matter.sources))
        fields = {
            "title": str(scene.one(matter.titles)), "description": str(scene.one(matter.descriptions)),
            "severity": story.severity, "source": source, "address": scene.address(matter.places),
            "grid_code": grid.code, "community_code": grid.community_code,
        }  # fmt: skip
        if story.categorised:
            fields["category_code"] = matter.category
        if story.positioned:
            lon, lat = scene.point(grid)
            fields |= {"lon": f"{lon:.6f}", "lat": f"{lat:.6f}"}
        self._centre(story, at, "report", fields | scene.reporter(source))
        if story.severity == "major" and story.acknowledged:
            self._centre(story, at + self._pace.minutes(0.4, 1.8), "acknowledge", {})

    def file(self, story: Story, at: Instant) -> None:
        """立案."""
        self._centre(story, at, "file", {"standard_code": story.matter.standard, "note": self._word("file_notes")})

    def dispatch(self, story: Story, at: Instant, department: str = "") -> None:
        """派遣, by default to the department that leads the standard."""
        code = department or story.matter.department
        self._centre(story, at, "dispatch", {"department_code": code, "note": self._word("dispatch_notes")})

    def accept(self, story: Story, at: Instant) -> None:
        """The department takes the case."""
        self._clerk(story, at, "accept", {"note": self._word("accept_notes")})

    def begin(self, story: Story, at: Instant) -> None:
        """Work begins."""
        self._clerk(story, at, "begin", {})

    def note(self, story: Story, at: Instant) -> None:
        """Somebody of the department notes something."""
        self._clerk(story, at, "note", {"note": self._word("notes")})

    def hand_in(self, story: Story, at: Instant) -> None:
        """The department hands in its result."""
        own = story.matter.results
        self._clerk(story, at, "hand_in", {"result": str(self._scene.one(own)) if own else self._word("results")})

    def check(self, story: Story, at: Instant) -> None:
        """结案前核查."""
        self._centre(story, at, "check", {"finding": self._word("findings")})

    def close(self, story: Story, at: Instant) -> None:
        """结案."""
        self._centre(story, at, "close", {"note": self._word("close_notes")})

    def decline(self, story: Story, at: Instant) -> None:
        """不予受理."""
        self._centre(story, at, "decline", {"reason": self._word("declines")})

    def rework(self, story: Story, at: Instant) -> None:
        """The command centre sends the result back."""
        self._centre(story, at, "return", {"reason": self._word("reworks")})

    def send_astray(self, story: Story, dispatched: Instant, returned: Instant) -> None:
        """Dispatched to a department that gives it back."""
        wrong = self._scene.other_department(story.matter.department)
        self.dispatch(story, dispatched, wrong)
        self._add(story, returned, "return", {"reason": self._word("returns")}, self._scene.clerk(wrong))

    def _word(self, kind: str) -> str:
        return self._scene.word(kind)

    def _centre(self, story: Story, at: Instant, verb: str, fields: dict[str, str]) -> None:
        self._add(story, at, verb, fields, self._scene.centre(at))

    def _clerk(self, story: Story, at: Instant, verb: str, fields: dict[str, str]) -> None:
        self._add(story, at, verb, fields, self._scene.clerk(story.matter.department))

    @staticmethod
    def _add(story: Story, at: Instant, verb: str, fields: dict[str, str], actor: str) -> None:
        story.steps.append(Step(at, verb, {name: value for name, value in fields.items() if value}, actor))
