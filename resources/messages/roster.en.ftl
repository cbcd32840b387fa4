# The roster: shifts, stand-by, leave, qualifications
roster-slot-unknown = There is no shift “{ $slot }”.
roster-standing-wrong = “{ $slot }” cannot be entered as “{ $standing }”.
roster-post-unknown = There is no post “{ $post }”; leave and training have none.
roster-slot-twice = “{ $slot }” stands twice on one day.
