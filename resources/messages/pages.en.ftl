## ledger
page-ledger = Ledger
ledger-title = Case ledger
ledger-count = { $shown ->
    [same] {$total} cases
   *[part] {$total} cases, {$listed} listed so far
 }
ledger-historic = The ledger shows the records of now, not those of the moment looked at
ledger-group-all = All
ledger-group-open = Open
ledger-group-closed = Closed
ledger-group-declined = Declined, void
ledger-search = Number, title, address, description; several words apart
ledger-column-state = State
ledger-column-number = Number
ledger-column-title = Title
ledger-column-category = Category
ledger-column-department = Dept.
ledger-column-community = Community
ledger-column-opened = Discovered
ledger-column-due = Due
ledger-column-ended = Ended
ledger-column-late = Timely
ledger-column-marks = Notes
ledger-column-severity = Severity
ledger-column-source = Source
ledger-column-platform = Platform
ledger-column-grid = Grid
ledger-column-address = Address
ledger-late = late
ledger-in-time = in time
ledger-merged = merged
ledger-loading = Reading the ledger …
ledger-empty = There is no case in the ledger yet
ledger-no-match = No case matches
ledger-show-all = Show all
ledger-retry = Read again
## export
export-label = Export to
export-choose = Choose…
export-choose-title = Which file to export to
export-csv = Export CSV
export-xlsx = Export XLSX
export-name = ledger
export-files = Tables (*.csv *.xlsx)
export-running = Exporting …
export-done = {$count} cases exported to {$path}
export-cancelled = The export was stopped; no file was left.
export-kind-unknown = The name {$file} ends neither in .csv nor in .xlsx.
export-exists = {$file} is there already and is not overwritten; please choose another name.
export-unwritable = {$file} cannot be written: {$reason}
## import
page-import = Import
import-title = Import cases
import-hint = CSV, CSV.gz, XLSX
import-files-label = Files (one per line)
import-choose = Choose files…
import-choose-title = Files to import
import-file-kinds = Tables (*.csv *.csv.gz *.gz *.xlsx)
import-mapping-label = Mapping (which column is what)
import-mapping-own = a mapping file of one's own (.toml)
import-mapping-path = Mapping file
import-mapping-choose = Choose…
import-mapping-title = Mapping file
import-mapping-kinds = Mappings (*.toml)
import-mapping-facts = source {$source}, times in {$zone}, positions in {$crs}
import-try = Dry run
import-go = Import
import-stop = Cancel
import-need-files = Choose files first
import-need-good-preview = The preview must be in order first
import-need-dry-run = Do a dry run and look at its result first
import-is-running = Under way; wait for it or cancel it
import-stopping = Stopping …
import-progress = Progress of the import
import-done = Import done: {$imported} rows are in the database.
import-stopped-early = Cancelled; nothing was written.
preview-title = Preview
preview-hint = { $count ->
    [0] no file yet
   *[other] first {$count} rows of {$file}; marked columns are read by the mapping, as what stands below their name
 }
preview-empty = Choose files and a mapping, and the first rows are shown here
preview-loading = Reading …
result-title = Result
result-read = Read
result-imported = Imported
result-importable = Can be imported
result-updated = of them updated
result-skipped = Skipped (there already)
result-refused = Refused
result-remaining = Not imported yet
result-marked = Marked: {$mark}
result-rows = { $count ->
    [one] {$count} row
   *[other] {$count} rows
 }
result-refused-file = File of refused rows
refusals-title = Refused rows
refusals-hint = { $shown ->
    [all] {$count} in all
   *[part] the first {$listed} of {$count}; the others are in the file of refused rows
 }
refusals-row = Row
refusals-reason = Reason
import-field-external-id = source number
import-field-number = number
import-field-title = title
import-field-description = description
import-field-address = address
import-field-opened-at = discovered
import-field-due-at = due
import-field-closed-at = closed
import-field-state = state
import-field-channel = source
import-field-severity = severity
import-field-platform = platform
import-field-category = category
import-field-department = department
import-field-community = community
import-field-grid = grid
import-field-position = position
import-field-flags = mark
import-part-code = code
import-part-name = name
import-part-street = street
import-part-minor-code = minor code
import-part-minor-name = minor name
import-part-major-code = major code
import-part-major-name = major name
import-part-lon = longitude
import-part-lat = latitude
