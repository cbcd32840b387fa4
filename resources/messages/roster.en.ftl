# The roster: shifts, stand-by, leave, qualifications
roster-slot-unknown = There is no shift “{ $slot }”.
roster-standing-wrong = “{ $slot }” cannot be entered as “{ $standing }”.
roster-post-unknown = There is no post “{ $post }”; leave and training have none.
roster-slot-twice = “{ $slot }” stands twice on one day.
roster-editor-needed = { $officer } may not change the roster: it takes a shift leader or an administrator.
roster-officer-inactive = { $officer } is no longer active and cannot be put on the roster.
roster-day-out-of-range = { $day } is not within the days of a roster (2015-01-01 to { $last }).
roster-unchanged = { $officer }, { $day }: it is so already, nothing was changed.
roster-changed-meanwhile = { $officer } ({ $what }) was changed by { $who } at { $at }; look again before changing it.
roster-gone-meanwhile = { $officer } ({ $what }): the record is there no longer.
roster-overtaken = Another seat has just changed this day first; look again before changing it.
roster-copy-not-weeks = { $from_day } and { $to_day } are not whole weeks apart, so nothing was copied.
roster-nothing-to-copy = The week from { $day } has no shifts to copy, or the other week is filled already.
roster-card-unchanged = { $officer }: nothing was changed in this qualification.
roster-card-not-held = { $officer } does not hold “{ $kind }”.
roster-card-kind-unknown = There is no qualification “{ $kind }”.
roster-card-number-wrong = The card number must not be empty and has at most { $most } letters.
roster-card-ends-first = The validity ends ({ $end }) before it begins ({ $start }).

# Import
roster-columns-missing = { $file } has no columns to use: a roster needs officer_code or name, day and shift; qualifications need qualification and card_number.
roster-too-many-rows = { $file } has more than { $most } rows; import it in parts.
roster-row-cell-empty = “{ $column }” is empty.
roster-row-officer-unknown = There is no officer “{ $officer }”.
roster-row-name-ambiguous = { $count } officers are called “{ $officer }”; give the officer_code.
roster-row-shift-unknown = There is no shift “{ $shift }”.
roster-row-post-unknown = There is no post “{ $post }” (shift leader, duty officer, window, stationed).
roster-row-kind-unknown = The kind “{ $kind }” is not understood (on duty, stand-by, leave).
roster-row-kind-wrong = “{ $shift }” does not go with the kind “{ $kind }”.
roster-row-card-unknown = There is no qualification “{ $kind }”.
roster-row-card-twice = “{ $kind }” stands twice for one officer, and differs.
roster-row-date-wrong = “{ $value }” in “{ $column }” is no date; write 2026-01-31.
roster-row-twice = “{ $shift }” on { $day } stands twice, and differs.
roster-row-rest-with-shift = { $day } has both rest and a shift.
roster-no-editor = Nobody may change the roster (a shift leader or an administrator).
roster-import-row = { $file }, row { NUMBER($row, useGrouping: 0) }: { $reason }
roster-import-refused = { $count } rows were refused and written with reasons to { $path }; correct them and import that file.
roster-import-ignored = The sheet “{ $sheet }” is no roster and was not read.

# Names
roster-slot-leave = Leave
roster-slot-training = Training
post-shift-leader = Shift leader
post-duty-officer = Duty officer
post-window = Window
post-stationed = Stationed
standing-duty = On duty
standing-stand-by = Stand-by
standing-leave = Leave

# Top bar, officers
duty-bar = { $shift }: { $leader } until { $end }
duty-bar-plain = { $shift } { $start }–{ $end }
duty-bar-no-leader = { $shift }: no shift leader, until { $end }
duty-bar-nobody = { $shift }: nobody on duty, until { $end }
duty-hint-duty = On duty
duty-hint-stand-by = Stand-by
duty-hint-leave = Away
duty-now-title = On duty now
duty-now-none = Nobody is on the roster now.
key-duty = Who is on duty now
roster-short-stand-by = S
roster-stand-by-post = Stand-by, { $post }
roster-conflict-nobody = { $when }: nobody on duty
roster-conflict-no-leader = { $when }: no shift leader
roster-conflict-twice = { $officer }: “{ $one }” and “{ $other }” overlap on { $day }
roster-conflict-away = { $officer }: both “{ $one }” and “{ $other }” on { $day }
roster-conflict-expired = { $officer }: { $kind } valid until { $until }, yet on the roster on { $day }
weekday-0 = Mon
weekday-1 = Tue
weekday-2 = Wed
weekday-3 = Thu
weekday-4 = Fri
weekday-5 = Sat
weekday-6 = Sun
roster-conflict-not-yet = { $officer }: { $kind } valid only from { $start }, yet on the roster on { $day }
