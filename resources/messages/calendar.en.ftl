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
