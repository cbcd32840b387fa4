## intervals
interval-counted = counted
interval-outside-hours = outside hours
interval-lunch = lunch
interval-holiday = holiday
interval-weekend = weekend
interval-suspended = suspended
interval-first-day = first day, not counted
interval-note-makeup-workday = make-up workday
interval-counted-on-holiday = counted ({$name} does not stop it)
interval-counted-on-makeup = counted (make-up workday for {$name})
## days
day-kind-workday = workday
day-kind-makeup-workday = make-up workday
day-kind-holiday = holiday
day-kind-weekend = weekend
holiday-new-year = New Year
holiday-spring-festival = Spring Festival
holiday-qingming = Qingming
holiday-labour-day = Labour Day
holiday-dragon-boat = Dragon Boat Festival
holiday-mid-autumn = Mid-Autumn Festival
holiday-national-day = National Day
holiday-victory-70 = 70th Victory Day
## about a deadline
clock-calendar-incomplete = The calendar ends on {$last}; days after it are taken as plain weekdays and weekends.
clock-counts-in-days = Counts in days, not in hours.
clock-due-unknown = Suspended without an end: the due time is not known yet.
clock-starts-later = Reported outside duty hours: counts from {$at}.
## trouble
limit-not-understood = The limit “{$text}” is not understood. Write for example 4 working hours, 2 urgent hours, 1 urgent day, 3 working days or 5 natural days.
pause-wrong = The suspension ends before it starts.
day-due-unknown = “{$text}” is no way for working days to end; use same_clock or end_of_duty.
instant-out-of-range = The time is not between the years {$first} and {$last}. Please check it.
due-out-of-range = The due time is later than the year {$last}. Please check the limit.
calendar-empty = The calendar has no day in it.
calendar-not-utf8 = The calendar file {$file} is not UTF-8.
calendar-column-missing = Calendar row {$row} lacks: {$columns}.
calendar-date-wrong = Calendar row {$row}: “{$text}” is no date; write 2026-10-01.
calendar-date-twice = Calendar row {$row}: {$date} is in row {$first} already.
calendar-day-missing = Calendar row {$row}: {$date} is missing before it.
calendar-weekday-wrong = Calendar row {$row}: {$date} is not weekday {$weekday}.
calendar-type-unknown = Calendar row {$row}: {$date} has the unknown type “{$type}”.
calendar-workday-contradicts = Calendar row {$row}: {$date} has type {$type} but is_workday = {$workday}.
calendar-type-contradicts-weekday = Calendar row {$row}: {$date} has type {$type}, which its weekday contradicts.
duty-hours-empty = The duty hours from {$valid_from} have no span.
duty-span-wrong = The duty span {$start}–{$end} does not end after its start.
duty-spans-overlap = Duty spans overlap or are out of order: the one at {$start} begins before the end {$end} of the one before.
duty-schedule-empty = No duty hours are set.
duty-hours-twice = The duty hours from {$valid_from} are set twice.
duty-span-not-understood = The duty span “{$text}” is not understood; write 8:30-12:00.
duty-hours-row-wrong = Duty hours entry {$row} needs valid_from (a date) and spans.
stage-missing = The limit of the stage “{$stage}” is missing.
stage-unknown = There is no stage “{$stage}”.
stage-minutes-wrong = The stage limit “{$minutes}” is wrong; it must be whole minutes, a year at most.
stage-counting-unknown = “{$text}” is no way for a stage to count; use continuous or duty.
