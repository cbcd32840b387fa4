## manual
manual-title = Manual
manual-contents = Contents
manual-search = Search the manual
manual-found = {$place} of {$count}
manual-not-found = Not found
manual-keys = Keys
manual-close = Close
key-manual = Open the manual
