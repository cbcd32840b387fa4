role-steward = system

# Reasons that rules give: the core stores key and figures
steward-resumed = The suspension is over; the clock runs again by itself.
steward-remind = { $percent } % of the handling time is over.
steward-overdue = Overdue.
steward-major = A major case that nobody acknowledged within { $minutes } minutes.
steward-returned = Sent back { $count } times.
steward-repeated = { $count } cases of this kind in this grid within { $days } days.

steward-no-officer = The database has no officer “System” (code { $officer }) with its role; timed work cannot be done.
interval-wrong = An interval of { $seconds } s is not possible: more than 0, at most { $most } s.
steward-waits = Another process holds the lease; nothing was done in this round.
steward-line-done = { $rule }: { $count }
steward-line-refused = { $rule }: { $count } refused
steward-line-failed = { $rule }: { $count } failed
steward-line-without-owner = { $rule }: nobody to name, { $count }
steward-line-pruned = { $rule }: { $count } rows dropped
