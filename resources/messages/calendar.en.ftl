# The calendar: its versions, changes, and open cases' deadlines explained anew
calendar-day-outside = { $date } is not between the years { $first } and { $last }.
calendar-makeup-on-weekday = { $date } is a Monday to Friday and cannot be a make-up working day.
calendar-kind-contradicts-weekday = The type of { $date } contradicts its weekday.
calendar-holiday-nameless = { $date } is a holiday without a name.
calendar-name-wrong = The name of { $date } must be one line of at most { $most } characters.
calendar-year-gap = The year { $year } would be missing in between; load that year first.
calendar-changed-meanwhile = { $who } has just changed the calendar (now { $version }); look at the new one first.
calendar-unchanged = This is the calendar in force ({ $version }); there is nothing to change.
calendar-not-for-role = Only an administrator changes the calendar and explains deadlines anew; { $officer } is not one.
reason-missing = Give the reason.
reason-too-long = The reason may have at most { $most } characters.

verb-reexplain = Explain deadlines anew
verb-past-reexplain = Deadlines explained anew by the calendar
verb-set-calendar = Put a calendar into force
field-due-moved = handling deadline
field-deadline-moved = present deadline
field-tasks-moved = assisting deadlines
field-calendar = calendar version

calendar-rows-contradict = Row { $row }: { $date } is contradicted by row { $other }; neither is taken.
calendar-year-lacks = The calendar of { $year } is not complete: { $holiday ->
    [days-off] too few days off
    [new-year] New Year’s Day is missing
    [spring-festival] Spring Festival is missing
    [qingming] Qingming is missing
    [labour-day] Labour Day is missing
    [dragon-boat] Dragon Boat Festival is missing
    [mid-autumn] Mid-Autumn is missing
   *[national-day] National Day is missing
    }; no row of that year is taken.
calendar-year-days-missing = The file lists { $year } day by day but leaves out { $count } days (from { $date }); no row of that year is taken.
calendar-days-by-weekday = The file does not list { $dates }; they follow their weekday.

calendar-no-administrator = The database has no active administrator; name one with --officer.
calendar-reexplain-next = The calendar is in force. No open case has moved yet: run zhihui reexplain next.
calendar-done = { $open } open cases: { $changed } moved ({ $earlier } earlier, { $later } later), { $unchanged } stay.
calendar-done-dry = { $open } open cases: { $changed } would move ({ $earlier } earlier, { $later } later), { $unchanged } stay. Nothing was written.
calendar-done-frozen = { $count } belong to a closed month and are left as they are.
calendar-done-refused = { $count } could not be reckoned: { $numbers }
calendar-done-cancelled = Stopped on the way; run it again to go on from there.

# The calendar page
page-calendar = Calendar
calendar-title = { $year }
calendar-year-name = Calendar of the year
calendar-year-figures = { $working } days worked · { $holidays } days off · { $makeup } make-up days
calendar-year-outside = The calendar ends on { $last }; after it, Monday to Friday are taken as worked
calendar-year-before = Previous
calendar-year-after = Next
calendar-to-list = List
calendar-to-year = Year
calendar-list-name = List
calendar-list-cases = Cases whose deadlines would move
calendar-list-rows = Rows not taken
calendar-list-hint = ↑ ↓ move
calendar-not-announced = not loaded
calendar-not-covered = not in the calendar
calendar-letter-holiday = H
calendar-letter-makeup = W
calendar-weekday-1 = M
calendar-weekday-2 = T
calendar-weekday-3 = W
calendar-weekday-4 = T
calendar-weekday-5 = F
calendar-weekday-6 = S
calendar-weekday-7 = S
calendar-day-1 = Monday
calendar-day-2 = Tuesday
calendar-day-3 = Wednesday
calendar-day-4 = Thursday
calendar-day-5 = Friday
calendar-day-6 = Saturday
calendar-day-7 = Sunday
calendar-month-1 = January
calendar-month-2 = February
calendar-month-3 = March
calendar-month-4 = April
calendar-month-5 = May
calendar-month-6 = June
calendar-month-7 = July
calendar-month-8 = August
calendar-month-9 = September
calendar-month-10 = October
calendar-month-11 = November
calendar-month-12 = December
calendar-edit-title = Change the calendar
calendar-name = Name of the holiday
calendar-work = Work
calendar-holiday = Holiday
calendar-plain = Plain
calendar-file = File of a year (CSV, XLSX)
calendar-file-title = Calendar file
calendar-file-kinds = Tables (*.csv *.xlsx)
calendar-read = Read
calendar-file-read = { $rows } rows read: new years { $years }, { $changed } days changed, { $refused } rows not taken.
calendar-hours = Duty hours (a season a line: first day, spans)
calendar-reason = Reason (stands in the log of every case)
calendar-reason-file = Loading { $file }
calendar-try = Try out
calendar-go = Put into force
calendar-discard = Give up changes
calendar-progress = Progress
calendar-is-running = Under way; wait or cancel.
calendar-loading = The calendar is being read …
calendar-nothing = Nothing was changed.
calendar-need-try = Try it out first, to see which cases move.
calendar-name-first = Write the holiday’s name first.
calendar-unfinished = The calendar put into force last has not reached all cases: try it out and put it into force once more to go on.
calendar-stopped = Stopped; put it into force once more to go on from there.
calendar-beyond = { $count } deadlines run past the calendar’s last year.
calendar-year-unfinished = The calendar of { $year } is not complete: { $holiday ->
    [days-off] too few days off
    [new-year] New Year’s Day is missing
    [spring-festival] Spring Festival is missing
    [qingming] Qingming is missing
    [labour-day] Labour Day is missing
    [dragon-boat] Dragon Boat Festival is missing
    [mid-autumn] Mid-Autumn is missing
   *[national-day] National Day is missing
    }.
calendar-moved-due = handling
calendar-moved-deadline = present
calendar-earlier = earlier
calendar-later = later
calendar-column-number = Number
calendar-column-what = Deadline
calendar-column-old = was
calendar-column-new = becomes
calendar-column-where = Moves
calendar-column-title = Title
calendar-open = Open the calendar
