## import of a catalogue of standards
catalogue-header-missing = No sheet of {$file} has the headings of a catalogue.
catalogue-kind-unknown = Sheet “{$sheet}” of {$file} does not say whether it holds parts, events or services.
catalogue-row-kind-unknown = The kind “{$text}” is not known; it should be part, event or service.
catalogue-cell-empty = { $column ->
    [kind] The kind
    [major_code] The major class's code
    [minor_code] The minor class's code
    [minor_name] The minor class's name
    [filing_condition] The filing condition
    [limit] The time limit
   *[other] {$column}
 } is empty.
catalogue-code-two-names = Code {$code} was “{$first}” before and is “{$name}” in this row.
catalogue-condition-twice = “{$name}” has this filing condition twice: {$condition}
catalogue-limit-refused = The time limit “{$limit}” of “{$name}” cannot be read.
