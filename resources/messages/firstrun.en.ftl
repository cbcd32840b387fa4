## files of organisation and grids
organisation-empty = { $file } has no row to import (rows that begin with # are examples).
organisation-too-long = { $file } has more than { $most } rows.
organisation-sheet-unknown = It cannot be told which kind of table { $file } is. Name the file after one of these: { $known }.
organisation-sheets-missing = { $file } has no sheet that is known. Sheets may be called: { $known }.
row-cell-empty = “{ $column }” must not be empty.
row-text-long = “{ $column }” has { $length } characters, { $most } at most.
row-code-wrong = “{ $value }” in “{ $column }” is no code: no blanks, commas or quotes.
row-code-digits = “{ $column }” should have { $length } digits, not “{ $value }”.
row-code-twice = The code “{ $value }” is there already, in row { NUMBER($first, useGrouping: 0) }.
row-day-wrong = “{ $value }” in “{ $column }” is no date; write it as 2026-01-31.
row-days-reversed = It ends on { $last }, before it begins on { $first }.
row-yes-no-wrong = “{ $column }” should be yes or no, not “{ $value }”.
row-number-wrong = “{ $column }” should be a number, not “{ $value }”.
row-second-street = There can be one street; { $first } is there already, { $value } is one too many.
row-other-street = { $value } does not belong to this street ({ $street }).
row-district-differs = The district code { $value } differs from the first six digits of the street's, { $expected }.
row-street-unknown = The street's code is not known yet, so the community { $value } cannot be checked; name the street first.
row-platform-unknown = No platform, or more than one, is called “{ $value }”.
row-department-unknown = No department, or more than one, is called “{ $value }”.
row-role-unknown = There is no role “{ $value }”.
row-officer-without-department = “{ $name }” is a department officer without a department.
row-grid-code-wrong = The grid code “{ $value }” is not 15 digits.
row-grid-has-worker = { $worker } answers for the grid { $value } already.
note-worker-grids-unknown = { $count } grid codes are not there yet; import the grids, then this file again.
geojson-broken = { $file } is no whole GeoJSON (line { NUMBER($line, useGrouping: 0) }).
geojson-not-utf8 = { $file } is not UTF-8 (at byte { NUMBER($offset, useGrouping: 0) }).
geojson-no-number = { $file } holds { $value }, which is no number of JSON.
geojson-no-collection = { $file } is no FeatureCollection.
geojson-empty = { $file } has no feature.
geojson-too-large = { $file } unpacks to more than { $most } bytes and is not opened.
geojson-too-many = { $file } has { $count } features, { $most } at most.
geojson-crs-foreign = The coordinates of { $file } are “{ $crs }”, not degrees; convert them to WGS-84 or GCJ-02 degrees.
grids-crs-unknown = Coordinates “{ $crs }” are unknown; there are: { $known }.
grids-need-communities = There are no communities yet; import the organisation first.
grids-community-unknown = No community has the code { $community }.
grid-geometry-missing = It has no geometry.
grid-no-polygon = Its geometry is a { $type }, not a polygon.
grid-in-pieces = The grid is in { $pieces } pieces; it should be one.
grid-ring-short = A border has { $points } points; four are the least.
grid-ring-long = A border has { $points } points, { $most } at most.
grid-ring-open = A border is not closed.
grid-position-wrong = The position “{ $value }” is not two numbers.
grid-not-degrees = { $lon }, { $lat } are no degrees (longitude first).
grid-crosses-itself = The border crosses itself (at { $where }).
grid-geometry-invalid = The geometry is not valid: { $reason } (at { $where }).
grid-without-area = The geometry has no area.
grid-overlaps = It overlaps the grid { $other } ({ $percent }%).
grid-with-hole = It has a hole that no other grid taken fills.
grid-community-missing = It names no community and has no code.
grid-community-unknown = No community, or more than one, is called “{ $value }”.
grid-community-full = { $community } has more than { $most } grids.
grid-worker-unknown = No grid worker, or more than one, is called “{ $value }”.
grid-property-wrong = The value { $value } of the property “{ $column }” is neither text nor a whole number.
note-grid-heights = { $count } grids came with heights, which were left out.
note-grid-slivers = { $count } pairs of neighbours overlap a little (less than 1%); they were taken as they are.
template-written = The template was written to { $file }.
file-exists = { $file } is there already and is not overwritten.
file-unwritable = { $file } cannot be written: { $reason }
units-refused-file = Rows refused: { $count }. They are in { $path } with reasons; correct them there and import that file.
## databases and founding
database-host-unknown = The host { $host } cannot be found. Check the address, or ask the administrator.
database-refused = No database answers at { $host }, port { NUMBER($port, useGrouping: 0) }. Check the port, and whether the database runs.
database-unreachable = { $host } did not answer within a few seconds ({ $detail }). Check network and firewall.
database-login-wrong = The user “{ $user }” or the password is wrong.
database-password-needed = The user “{ $user }” needs a password.
database-not-allowed = The server does not let “{ $user }” connect to “{ $name }” from here; ask the administrator.
database-name-unknown = There is no database “{ $name }” at { $host }.
database-ssl = No encrypted connection could be made ({ $detail }).
database-foreign = { $url } holds another program's data; it is no database of Zhihui.
folder-unwritable = Nothing can be written into the folder { $folder }: { $reason }
street-name-missing = Please name the street.
street-code-wrong = The street's code “{ $code }” should be 9 digits, such as 330102018.
street-prefix-wrong = The prefix “{ $prefix }” may have up to 8 letters or digits.
street-file-missing = Please choose a file, or take the one that comes with the program.
grids-crs-undeclared = Please say what the grids' positions are: WGS-84 or GCJ-02.
note-calendar-years = Calendar of { $first }–{ $last }.
zone-unknown = There is no time zone “{ $zone }”; write a name such as Asia/Shanghai.
## the first-run page
first-run-title = Getting started
first-run-heading = Where to begin?
first-run-remark = Choose with 1–4, or with arrows and Enter. Later Ctrl+Shift+O at the desk comes back here.
first-run-demo = Look at the demonstration
first-run-demo-about = Opens the street that comes with the program: people and map are invented, and nothing you do there touches real data.
first-run-street = Start an own street
first-run-street-about = Brings in organisation, grids, standards and calendar step by step, into a database on this machine; leave and go on whenever you like.
first-run-shared = Open a shared database
first-run-shared-about = Connects to a database that is there: PostgreSQL on the street's server, or a file on this machine.
first-run-cases = Import a file of cases
first-run-cases-about = Begins with a table of cases: makes an empty database by its mapping, then goes to the import page.
first-run-language = Language
first-run-theme = Light or dark
first-run-back = Back
first-run-interrupted = The program was cut off while it made a database. Nothing came of it, and the remains are cleared away.
first-run-entries-kept = Your entries are still there: go on with 2.
key-first-run = Another database
officer-other-database = Another database
shared-hint = Try it, then open it
shared-url = Database
shared-url-about = Address of PostgreSQL, or the path of a database file.
shared-file = Choose a file…
shared-file-title = Database file
shared-file-kinds = Databases (*.sqlite *.db)
shared-password = Password
shared-password-about = Used this once and never kept. The administrator can set up a password file instead.
shared-try = Try the connection
shared-open = Open
shared-need-url = Name the database first
shared-trying = Connecting …
shared-works = It works: { $place }
shared-works-demo = It works: { $place } (a demonstration)
cases-mapping-about = The mapping says what the columns are, and in which zone the times.
cases-name = Name of the place
cases-name-about = Shown in the top bar; empty: the file's name.
cases-catalogue = Load the standards that come with the program too
cases-go = Make it and import
cases-founding = Making the database …
cases-need-mapping = Choose a mapping
cases-file-missing = there is no such file
street-hint = What you enter is kept; leave whenever you like
street-step-place = Street
street-step-organisation = Organisation
street-step-grids = Grids
street-step-rules = Standards, calendar
street-step-preview = Look over, create
street-next = Next
street-before = Back
street-leave = Leave, keep entries
street-create = Create the street
street-name = Name of the street
street-name-about = Shown in the top bar; may be empty where the organisation's file names the street.
street-name-en = Name in English
street-code = Code of the street
street-code-about = 9 digits, such as 330102018; the codes of communities and grids begin with it.
street-zone = Time zone
street-prefix = Prefix of numbers
street-prefix-about = Case numbers begin with it, such as JB; may be empty.
street-organisation = Organisation
street-organisation-about = One XLSX with sheets for platforms, departments, communities, officers, workers, or a CSV for each. Empty: four platforms and one duty officer to begin with.
street-template = Write a template
street-grids = Grids
street-grids-about = GeoJSON with one polygon for each grid; those without a code are numbered in their community from west to east. May be empty.
street-crs = Coordinates
street-crs-none = please choose
street-crs-wgs84 = WGS-84 (GPS, Tianditu)
street-crs-gcj02 = GCJ-02 (Amap, Tencent)
street-community = Default community
street-community-about = Takes the grids that name none.
street-community-none = none: such grids are refused
street-catalogue = Standards
street-catalogue-shipped = the Yuncheng standards of the program (518)
street-catalogue-none = none for now
street-catalogue-own = a file of one's own
street-calendar = Calendar
street-calendar-shipped = the national calendar of the program (2015–2026)
street-calendar-own = a file of one's own
street-target = Database file
street-target-about = It appears when all is done; empty: the place shown above.
street-tables = Tables (*.xlsx *.csv *.csv.gz)
street-geojson = Grids (*.geojson *.json *.geojson.gz *.gz)
street-csv = Calendars (*.csv)
street-part-place = Street
street-part-organisation = Organisation
street-part-grids = Grids
street-part-catalogue = Standards
street-part-calendar = Calendar
street-count-street = { $count ->
    [one] { $count } street
   *[other] { $count } streets
 }
street-count-platforms = { $count ->
    [one] { $count } platform
   *[other] { $count } platforms
 }
street-count-departments = { $count ->
    [one] { $count } department
   *[other] { $count } departments
 }
street-count-communities = { $count ->
    [one] { $count } community
   *[other] { $count } communities
 }
street-count-officers = { $count ->
    [one] { $count } officer
   *[other] { $count } officers
 }
street-count-workers = { $count ->
    [one] { $count } grid worker
   *[other] { $count } grid workers
 }
street-count-grids = { $count ->
    [one] { $count } grid
   *[other] { $count } grids
 }
street-count-categories = { $count ->
    [one] { $count } category
   *[other] { $count } categories
 }
street-count-standards = { $count ->
    [one] { $count } standard
   *[other] { $count } standards
 }
street-count-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
 }
street-count-refused = { $count ->
    [one] { $count } row refused
   *[other] { $count } rows refused
 }
street-left-out = not given
street-refused = { $count ->
    [one] { $count } row is refused
   *[other] { $count } rows are refused
 }; all others go in. What is refused of your files is written beside them, with the reason.
street-checking = Checking …
street-founding-schema = Making the database …
street-founding-records = Writing …
street-founding-settle = Finishing …
street-not-kept = What you entered cannot be kept: { $reason }
first-run-broken = Something went wrong in “{ $name }”; it was logged.
log-unwritable = The log cannot be written into { $folder }: { $reason }
settings-unwritable = The settings cannot be kept in { $folder }: { $reason }
street-file-not-there = There is no file { $file }.
