"""How times and spans are said in Chinese and English. No Qt; every text carries its unit."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from console.messages import Messages
from models.domain.case import Case, Urgency, urgency
from models.domain.instant import DAY, HOUR, MINUTE, SECOND, Instant, Span, to_local


@dataclass(frozen=True, slots=True)
class TimeText:
    """Time left or passed as the queue shows it, and the urgency it stands for."""

    text: str
    urgency: Urgency


class Formats:
    """Texts of instants and spans for one language and one zone."""

    def __init__(self, messages: Messages, zone: ZoneInfo) -> None:
        self.messages = messages
        self.zone = zone
        self._chinese = messages.language == "zh"

    def span(self, length: Span) -> str:
        """A span in its two largest units: "1时12分", "2天3时", "1 h 12 min"."""
        minutes = abs(length) // MINUTE
        days, rest = divmod(minutes, DAY // MINUTE)
        hours, minutes = divmod(rest, 60)
        if self._chinese:
            parts = [f"{days}天" if days else "", f"{hours}时" if hours else ""]
            parts.append(f"{minutes}分" if not days and (minutes or not hours) else "")
            return "".join(parts)
        parts = [f"{days} d" if days else "", f"{hours} h" if hours else ""]
        parts.append(f"{minutes} min" if not days and (minutes or not hours) else "")
        return " ".join(part for part in parts if part)

    def case_time(self, case: Case, now: Instant, due_soon: Span) -> TimeText:
        """The number people act on: time left, time overdue, or that there is no deadline."""
        kind = urgency(case.deadline_at, now, due_soon)
        if case.deadline_at is None:
            return TimeText(self.messages.text("time-none"), kind)
        left = case.deadline_at - now
        if kind is Urgency.OVERDUE:
            return TimeText(self.messages.text("time-over", span=self.span(max(-left, MINUTE))), kind)
        return TimeText(self.messages.text("time-left", span=self.span(left)), kind)

    def clock(self, at: Instant | None) -> str:
        """The clock reading: 14:32."""
        return "—" if at is None else to_local(at, self.zone).strftime("%H:%M")

    def moment(self, at: Instant | None, now: Instant) -> str:
        """The clock reading, with the date when it is not today's and the year when it is not this year's."""
        if at is None:
            return "—"
        local, today = to_local(at, self.zone), to_local(now, self.zone)
        if local.date() == today.date():
            return local.strftime("%H:%M")
        if local.year == today.year:
            return f"{local.month}月{local.day}日 {local:%H:%M}" if self._chinese else f"{local:%d %b %H:%M}"
        return f"{local:%Y-%m-%d %H:%M}"

    def full(self, at: Instant | None) -> str:
        """Date and clock reading in full."""
        return "—" if at is None else f"{to_local(at, self.zone):%Y-%m-%d %H:%M}"

    def age(self, seconds: float) -> str:
        """The age of data: "0.2 秒前", "3 分前"."""
        if seconds < 60:
            shown = f"{seconds:.1f}" if seconds < 10 else f"{seconds:.0f}"
            return self.messages.text("age-seconds", seconds=shown)
        return self.messages.text("age-span", span=self.span(int(seconds * SECOND)))

    def limit(self, canonical: str | None) -> str:
        """A limit such as "4 working_hour" in words: "4 工作时"."""
        if not canonical:
            return "—"
        amount, _, unit = canonical.partition(" ")
        return f"{amount} {self.messages.word('unit', unit)}"


def hours_of(span: Span) -> float:
    """A span in hours."""
    return span / HOUR
