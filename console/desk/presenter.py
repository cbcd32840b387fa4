"""Turns a case with its log into the plain values of the detail pane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from console.actions import actions_for
from console.desk.detail_view import DetailView, StripView
from console.desk.fact_rows import FactRows
from console.desk.log_lines import LogLines
from console.formatting import Formats
from console.interval_words import interval_word
from console.names import Names
from models.domain.case import STAGE_OF, Case, Mark, Stage, State, Urgency, urgency
from models.domain.catalogue import Standard
from models.domain.clock import ClockRules, Explanation, Interval, counted_until, explain
from models.domain.handling import clock_start, effective_limit, pauses_of
from models.domain.instant import Instant, Span
from models.domain.lifecycle import Lifecycle
from models.domain.limit import parse_limit
from models.domain.organisation import Officer
from models.queries.detail import CaseDetail
from widgets.deadline_strip import StripInterval
from widgets.fonts import visible_text
from widgets.stage_bar import StageState


class Presenter:
    """Prepares `DetailView`s for one language, officer and set of rules."""

    def __init__(
        self,
        formats: Formats,
        names: Names,
        lifecycle: Lifecycle,
        clock: ClockRules,
        due_soon: Span,
        officer: Officer,
        standards: Mapping[str, Standard],
    ) -> None:
        self._formats = formats
        self._names = names
        self._log = LogLines(formats, names, standards)
        self._facts = FactRows(formats, names)
        self._lifecycle = lifecycle
        self._clock = clock
        self._due_soon = due_soon
        self.officer = officer

    def view(self, detail: CaseDetail, now: Instant) -> DetailView:
        """The whole detail at an instant."""
        case, words = detail.case, self._formats.messages
        kind = self._kind(case, now)
        place = self._names.place(case, words.text("word-grid"))
        return DetailView(
            case_id=case.id,
            version=case.version,
            urgency=kind,
            title=visible_text(case.title),
            subtitle=visible_text(f"{case.number} · {place}"),
            description=visible_text(case.description) if case.description != case.title else "",
            stages=self._stages(case),
            strip=self._strip(case, now, kind),
            no_strip=self._stage_deadline(case, now),
            facts=self._facts.rows(self._as_covered(detail), now),
            entries=[self._log.entry(entry, now) for entry in detail.log],
            actions=actions_for(case, self.officer, self._lifecycle, words),
            notice=self._notice(case),
        )

    def preview_strip(self, case: Case, now: Instant) -> StripView | None:
        """The strip of a case as it would be after an act."""
        strip = self._strip(case, now, self._kind(case, now))
        return None if strip is None else replace(strip, title=self._formats.messages.text("strip-preview"))

    def _kind(self, case: Case, now: Instant) -> str:
        return urgency(case.deadline_at, now, self._due_soon) if case.is_open else Urgency.DONE

    def _stages(self, case: Case) -> list[tuple[str, StageState]]:
        here = list(Stage).index(STAGE_OF[case.state])
        ended = not case.is_open
        made: list[tuple[str, StageState]] = []
        for place, stage in enumerate(Stage):
            status: StageState = (
                "done" if place < here or (ended and place == here) else "current" if place == here else "pending"
            )
            if ended and case.state in (State.DECLINED, State.VOID) and place > here:
                status = "skipped"
            made.append((self._formats.messages.word("stage", stage), status))
        return made

    def _stage_deadline(self, case: Case, now: Instant) -> str:
        """What stands in the strip's place while no handling deadline runs: the accept clock, or that there is none."""
        words, formats = self._formats.messages, self._formats
        if case.deadline_at is None or not case.is_open:
            return words.text("detail-no-deadline")
        time = formats.case_time(case, now, self._due_soon).text
        return words.text("detail-accept-clock", due=formats.moment(case.deadline_at, now), time=time)

    def _strip(self, case: Case, now: Instant, kind: str) -> StripView | None:
        words, formats = self._formats.messages, self._formats
        if case.due_at is None:
            return None
        done_at = case.handled_at if case.handled_at is not None else case.ended_at
        seen_at = now if done_at is None else done_at
        when = formats.moment(case.due_at, now)
        if done_at is not None:
            late = done_at > case.due_at
            text = words.text("strip-late" if late else "strip-in-time", at=formats.moment(done_at, now), due=when)
            kind = Urgency.OVERDUE if late else Urgency.DONE
        else:
            over = case.due_at < now
            span = formats.span(abs(case.due_at - now))
            text = words.text("strip-over" if over else "strip-left", span=span, due=when)
            kind = urgency(case.due_at, now, self._due_soon)
        explanation = self._explanation(case)
        if explanation is None:
            given = StripInterval(case.opened_at, max(case.due_at, case.opened_at + 1), "counted", True, "",
                                  f"{formats.full(case.opened_at)} – {formats.full(case.due_at)}")  # fmt: skip
            return StripView([given], seen_at, case.due_at, words.text("strip-title"), text,
                             words.text("strip-given"), kind)  # fmt: skip
        return StripView(
            [self._interval(i) for i in explanation.intervals], seen_at, case.due_at, words.text("strip-title"), text,
            self._summary(explanation, case, seen_at), kind, not explanation.calendar_complete,
        )  # fmt: skip

    def _explanation(self, case: Case) -> Explanation | None:
        start, limit = clock_start(case), effective_limit(case)
        if not limit or start is None:
            return None
        return explain(start, parse_limit(limit), self._clock, pauses_of(case))

    def _as_covered(self, detail: CaseDetail) -> CaseDetail:
        """The case without the mark that its deadline runs past the calendar, where another calendar covers it now."""
        case = detail.case
        marks = [mark for mark in case.marks.split() if mark != Mark.CALENDAR_INCOMPLETE]
        explanation = self._explanation(case) if len(marks) < len(case.marks.split()) else None
        if explanation is None or not explanation.calendar_complete:
            return detail
        return replace(detail, case=replace(case, marks=" ".join(marks)))

    def _interval(self, interval: Interval) -> StripInterval:
        word = interval_word(self._formats.messages, interval)
        detail = f"{word}  {self._formats.full(interval.start)} – {self._formats.full(interval.end)}"
        label = "" if interval.counted else word
        return StripInterval(interval.start, interval.end, interval.kind, interval.counted, label, detail)

    def _summary(self, explanation: Explanation, case: Case, at: Instant) -> str:
        words, formats = self._formats.messages, self._formats
        counted = counted_until(explanation, at)
        left_out: dict[str, Span] = {}
        for interval in explanation.intervals:
            if not interval.counted:
                word = interval_word(self._formats.messages, interval)
                left_out[word] = left_out.get(word, 0) + interval.end - interval.start
        parts = [words.text("strip-counted", span=formats.span(counted), limit=formats.limit(effective_limit(case)))]
        if left_out:
            named = words.text("list-comma").join(f"{word} {formats.span(span)}" for word, span in left_out.items())
            parts.append(words.text("strip-not-counted", what=named))
        if not explanation.calendar_complete:
            parts.append(words.text("mark-calendar-incomplete"))
        return " · ".join(parts)

    def _notice(self, case: Case) -> str:
        words = self._formats.messages
        if case.alarming:
            return words.text("notice-alarm", severity=words.word("severity", case.severity))
        if case.returned_to:
            return words.text("notice-returned")
        return words.text("notice-odd-times") if Mark.CLOSED_BEFORE_OPENED in case.marks.split() else ""
