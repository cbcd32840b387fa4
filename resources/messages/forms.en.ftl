## another filing condition
verb-reclassify = Re-classify
verb-past-reclassify = Re-classified
standard-same = {$number} has this very filing condition already.
case-without-filing = {$number} has no time of filing: it cannot be re-classified.
