## Files
file-unreadable = The file {$file} cannot be read: {$reason}
file-empty = The file {$file} is empty.
file-given-twice = The file name {$file} is given twice.
no-files-given = No file is given.
gzip-broken = The packing of {$file} is broken.
gzip-bomb = {$file} unpacks to an abnormal size ({$ratio} times) and is not opened.
encoding-unknown = {$file} is neither UTF-8 nor GB18030 (at byte {NUMBER($offset, useGrouping: 0)}); save it as UTF-8.
header-empty = {$file} has no header.
column-duplicate = The header of {$file} has “{$column}” twice.
column-missing = {$file} lacks the column “{$column}” (wanted by {$wanted_by} of the mapping).
csv-quote-unclosed = {$file}: the quote opened in line {NUMBER($line, useGrouping: 0)} is never closed.
xlsx-broken = {$file} is no sound XLSX workbook.
xlsx-bomb = {$file} unpacks to an abnormal size ({$bytes} bytes, {$ratio} times) and is not opened.
xlsx-macros = {$file} has macros and is not opened. Save it as .xlsx without macros.
xlsx-password = {$file} has a password. Take it off and import again.
xls-old = {$file} is of the old .xls format; save it as .xlsx or CSV.
xlsx-entities = {$file} holds XML entities ({$part}) and is not opened.
sheet-missing = {$file} has no visible sheet “{$sheet}”.
refused-file-is-input = The file of refused rows must not be the file being imported, {$file}.
refused-file-unwritable = The file of refused rows {$file} cannot be written: {$reason}
## Mappings
mapping-unknown = There is no mapping “{$mapping}”; there are: {$known}. Give your own as the path of a .toml file.
mapping-unreadable = The mapping {$mapping} cannot be read: {$reason}
mapping-not-toml = The mapping {$mapping} is no valid TOML: {$reason}
mapping-key-missing = The mapping {$mapping} lacks {$path}.
mapping-key-unknown = The mapping {$mapping} has an unknown key {$path}.
mapping-value-wrong = The mapping {$mapping} has a wrong value at {$path} ({$reason}).
## Rows
row-ragged = The row has {$found} cells, the header {$expected}.
csv-quote-stray = There is text after a closing quote (line {NUMBER($line, useGrouping: 0)}).
cell-too-long = “{$column}” is longer than {$most} bytes.
cell-nul = “{$column}” holds a NUL character.
cell-broken-bytes = “{$column}” holds bytes that are no text.
cell-marked-missing = The cell “{$column}” was missing; fill it in.
row-id-missing = “{$column}” is empty: no id.
row-title-missing = “{$column}” is empty: no title.
row-code-length = “{$value}” in “{$column}” should have {$expected} characters (spreadsheets eat leading zeros).
row-code-exponent = “{$value}” in “{$column}” was turned into an exponent by a spreadsheet; its digits are lost.
row-code-unknown = “{$value}” in “{$column}” is not in the code list.
row-date-missing = “{$column}” is empty: no time.
row-date-wrong = “{$value}” in “{$column}” is no time of the form {$expected}.
row-date-out-of-range = “{$value}” in “{$column}” is outside the range of times.
row-open-but-ended = “{$column}” says open, but there is a closing time.
row-category-unknown = The category “{$value}” in “{$column}” is not in the catalogue.
row-grid-wrong = The grid code “{$value}” in “{$column}” should be 15 digits.
row-position-half = Half a position: {$column} = {$value}
row-position-no-number = The position is no number: {$column} = {$value}
row-position-out-of-range = The position is not on earth: {$column} = {$value}
row-position-zero = The position is (0, 0): {$column} = {$value}
row-position-whole-degrees = The position is rounded to whole degrees: {$column} = {$value}
row-position-swapped = Longitude and latitude are swapped: {$column} = {$value}
row-position-outside = The position is outside the jurisdiction: {$column} = {$value}
row-case-worked = Somebody has worked on {$number} since it was imported, and the file says something else; not overwritten.
row-case-changed = {$number} was changed by somebody during the import; not overwritten.
## Whole files
positions-look-wgs84 = Positions look like WGS 84 ({$fitting} of {$rows} rows fit, as {$declared} only {$fitting_declared}). Check crs in the mapping.
positions-look-gcj02 = Positions look like GCJ-02 ({$fitting} of {$rows} rows fit, as {$declared} only {$fitting_declared}). Check crs in the mapping.
positions-look-bd09 = Positions look like BD-09 ({$fitting} of {$rows} rows fit, as {$declared} only {$fitting_declared}). Check crs in the mapping.
positions-look-swapped = Longitude and latitude look swapped ({$fitting} of {$rows} rows fit when turned round, now only {$fitting_declared}). Check lon and lat in the mapping.
note-position-repeated = {$rows} rows have the one position {$lon}, {$lat}, probably a default.
note-position-dropped = {$rows} rows came without their position ({ $fault ->
    [row_position_half] half a position
    [row_position_no_number] no number
    [row_position_out_of_range] not on earth
    [row_position_zero] (0, 0)
    [row_position_whole_degrees] whole degrees
    [row_position_swapped] swapped
   *[other] outside the jurisdiction
 }).
note-code-with-names = { $what ->
    [department] Department
    [community] Community
   *[other] Category
 } {$code} carries several names; “{$name}” is taken, also: {$others}
note-name-on-codes = The department name “{$name}” stands on several codes, which stay several departments: {$codes}
note-category-in-majors = Category {$code} belongs to several major classes; “{$major}” is taken, also: {$others}
## Import
import-refused-file = {$count} rows were refused; they are in {$path} with reasons. Correct them and import them with the same mapping.
import-cancelled = Interrupted. {$kept} imported rows stay, {$remaining} are not imported; importing again goes on.
import-dry-run = Dry run: {$imported} rows can be imported; nothing was written.
import-phase-reading = Reading and checking: {$rows} rows
import-phase-writing = Writing: {$rows} rows
