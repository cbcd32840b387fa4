# The calendar: its versions, changes, and open cases' deadlines explained anew
calendar-day-outside = { $date } is not between the years { $first } and { $last }.
calendar-makeup-on-weekday = { $date } is a Monday to Friday and cannot be a make-up working day.
calendar-kind-contradicts-weekday = The type of { $date } contradicts its weekday.
calendar-holiday-nameless = { $date } is a holiday without a name.
calendar-name-wrong = The name of { $date } must be one line of at most { $most } characters.
calendar-year-gap = The year { $year } would be missing in between; load that year first.
calendar-changed-meanwhile = { $who } has just changed the calendar (now { $version }); look at the new one first.
calendar-unchanged = This is the calendar in force ({ $version }); there is nothing to change.
calendar-not-for-role = Only an administrator changes the calendar and explains deadlines anew; { $officer } is none.
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
