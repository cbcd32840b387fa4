## deadlines
deadline-due = Due: {$due} ({$limit})
time-not-understood = {$where}: cannot read the time “{$text}”; write it like 2025-09-30T16:00.
pause-not-understood = Cannot read the pause “{$text}”; write it as FROM/TO.
## figures
figure-at = At
figure-open = Open
figure-overdue = Overdue
figure-due-soon = Due soon
figure-closed = Closed
figure-closed-late = of them late
figure-self-handled = solved on the spot (counted apart)
figure-without-position = Without position
figure-without-category = Without category
figure-without-deadline = Without deadline
figure-by-platform = By platform
figure-by-department = By department
figure-by-community = By community
figure-by-grid = By grid
via-unknown = There is no way “{$via}”; known: sql, board.
## databases
database-made = The database is ready.
demo-stays-demo = This is a demonstration database; everything in it is invented and it cannot become a real one. Make another one: Ctrl+Shift+O at the desk, or zhihui init-db.
no-officer = The database has no active officer.
row-refused = Row {$row} refused: {$reason}
kind-of-database-demo = demonstration
kind-of-database-real = real
zone-declared-by-file = The database had no declared time zone; the file's zone {$zone} is now declared.
## pictures
no-screen = This machine has no screen; pictures of the main pages are written to {$folder}/.
page-unknown = There is no page “{$page}”; known: {$known}.
size-not-understood = Cannot read the size “{$size}”; write it like 1920x1080.
theme-unknown = There is no theme “{$theme}”; known: light, dark.
## doctor
doctor-python = Python
doctor-qt = Qt
doctor-memory = Memory
doctor-screen = Screen
doctor-fonts = Fonts
doctor-input-method = Input method
doctor-database = Database
doctor-server = Database version
doctor-kind = Kind
doctor-schema = Schema version
doctor-zone = Time zone
doctor-lifecycle = State table
doctor-calendar = Work calendar
doctor-clock = Clock difference
doctor-yes = yes
doctor-no-screen = none; pictures only
doctor-fcitx = fcitx in use: input goes through the ibus interface
picture-not-written = The picture cannot be written to {$path}.
picture-timed-out = The picture was not ready after {$seconds} s.
form-not-here = This case does not allow “{$verb}” now.
more-cases = {$count} more; --limit 0 lists them all.
