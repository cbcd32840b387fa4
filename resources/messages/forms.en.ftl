## another filing condition
verb-reclassify = Re-classify
verb-past-reclassify = Re-classified
standard-same = {$number} has this very filing condition already.
case-without-filing = {$number} has no time of filing: it cannot be re-classified.
## fields
field-position = Position (longitude, latitude)
form-missing = Please fill this in.
form-not-in-list = Not in the list; please choose one.
form-remove = remove
form-calendar = Calendar
form-on-map = Choose on the map
form-weekdays = Mo Tu We Th Fr Sa Su
form-draft = {$title} · draft
form-hint-position = such as 120.2601, 30.3112; P for the map
form-hint-address = known addresses are offered while typing
form-hint-parent = number, title or address
form-hint-many = one or more
form-hint-date = year-month-day; ↑ ↓ by days
form-hint-moment = year-month-day hour:minute
form-hint-phone = digits, blanks, + - ( )
form-phone-wrong = A phone number has 5 to 20 digits, blanks and + - ( ).
form-name-long = At most {$most} characters.
form-position-wrong = Please write “longitude, latitude”, such as 120.2601, 30.3112.
form-position-outside = In none of the grids.
form-moment-wrong = “{$text}” is no date and time; please write it like 2025-10-09 10:00.
form-clear = Clear
## preview of the deadline
form-moved = Due {$old} → due {$new} ({$by})
form-moved-if = Once approved: due {$old} → due {$new} ({$by})
form-unmoved = Due as before: {$old}
form-later = {$span} later
form-earlier = {$span} earlier
form-refused = Will be refused: {$why}
form-lead = proposed lead: {$lead}
form-assisting = proposed to assist: {$departments}
strip-preview = Deadline (preview)
## likely duplicates
likely-title = { $count ->
    [one] 1 likely duplicate
   *[other] {$count} likely duplicates
 }
likely-keys = Ctrl+↓ to choose · Enter to look · Ctrl+M to report merged
likely-metres = {$metres} m
likely-same-category = same category
likely-same-address = same address
likely-same-words = similar words
draft-flag = draft
map-pick = Click, or move with the arrow keys and press Enter; Esc gives up
map-pick-title = Choose a position
key-form-source = Form: source (Alt+1 to Alt+0)
key-form-map = Form: position on the map
key-form-likely = Form: likely duplicates
key-form-merge = Form: report merged into the chosen case
key-form-clear = Form: clear, discard the draft
