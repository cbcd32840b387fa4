## keys
key-files = Import: choose files
key-try = Import: dry run
key-import = Import: import
## why a column is proposed
match-by-heading = the heading is a word for it
match-by-heading-part = the heading holds a word for it
match-by-unique = no value stands there twice
match-by-times = its values are times
match-by-text = its values are words
match-by-same = the same column as another field
match-by-degrees = its values are degrees
match-by-degrees-turned = by the values, against the headings: what is beyond 90 degrees is a longitude
match-by-hand = chosen by hand
match-left-personal = personal data, not imported
match-left-empty = empty
match-left-unknown = not imported
match-zone-declared = the database's zone
match-zone-offset = by the offsets in the values
match-zone-place = where the positions are
match-zone-chinese = the headings are Chinese
match-zone-usual = nothing in the file tells; please check
match-crs-heading = the heading says so
match-crs-usual = nothing in the file tells; please check
match-field-missing = No column is “{$target}” yet; it is needed.
## mapping files
mapping-exists = {$file} is there already and is not overwritten.
mapping-unwritable = The mapping {$file} cannot be written: {$reason}
mapping-name-taken = “{$mapping}” is the name of a mapping that comes with the program; please choose another.
mapping-code-unknown = The mapping {$mapping} takes “{$value}” for {$code} ({$path}), which is not in the database.
mapping-saved = The mapping was saved: {$path}
