# 值班表：班次、备班、休假、资质
roster-slot-unknown = 没有“{ $slot }”这个班次。
roster-standing-wrong = “{ $slot }”不能登记为“{ $standing }”。
roster-post-unknown = 没有“{ $post }”这个岗位；休假、培训不填岗位。
roster-slot-twice = 同一天的“{ $slot }”登记了两次。
roster-editor-needed = { $officer }不能修改值班表：需要值班长或管理员。
roster-officer-inactive = { $officer }已停用，不能排班。
roster-day-out-of-range = { $day }不在可排班的日期内（2015-01-01 至 { $last }）。
roster-unchanged = { $officer } { $day } 已经是这样，没有改动。
roster-changed-meanwhile = { $officer }（{ $what }）已由{ $who }于 { $at } 修改，请看清后再改。
roster-gone-meanwhile = { $officer }（{ $what }）的记录已经不在了。
roster-overtaken = 另一席位刚刚先改了这一天，请看清后再改。
roster-copy-not-weeks = { $from_day } 与 { $to_day } 相差不是整周，不能复制。
roster-nothing-to-copy = 从 { $day } 起的一周没有可以复制的班次，或目标周已经排好。
roster-card-unchanged = { $officer }的这项资质没有改动。
roster-card-not-held = { $officer }没有“{ $kind }”这项资质。
roster-card-kind-unknown = 没有“{ $kind }”这种资质。
roster-card-number-wrong = 证号不能为空，最多 { $most } 个字。
roster-card-ends-first = 有效期止（{ $end }）早于起（{ $start }）。

# 导入
roster-columns-missing = { $file } 没有可用的列：值班表要有“人员编号”或“姓名”、“日期”、“班次”；资质要有“资质”“证号”。
roster-too-many-rows = { $file } 超过 { $most } 行，请分开导入。
roster-row-cell-empty = “{ $column }”为空。
roster-row-officer-unknown = 没有“{ $officer }”这个人员。
roster-row-name-ambiguous = “{ $officer }”有 { $count } 人重名，请填人员编号。
roster-row-shift-unknown = 没有“{ $shift }”这个班次。
roster-row-post-unknown = 没有“{ $post }”这个岗位（值班长、值班员、窗口、部门派驻）。
roster-row-kind-unknown = 看不懂状态“{ $kind }”（在岗、备班、休假）。
roster-row-kind-wrong = “{ $shift }”与状态“{ $kind }”不符。
roster-row-card-unknown = 没有“{ $kind }”这种资质。
roster-row-card-twice = 同一人的“{ $kind }”登记了两次，内容不同。
roster-row-date-wrong = “{ $column }”的“{ $value }”不是日期，应写成 2026-01-31。
roster-row-twice = { $day } 的“{ $shift }”登记了两次，内容不同。
roster-row-rest-with-shift = { $day } 既写了休息又写了班次。
roster-no-editor = 没有可以修改值班表的人员（值班长或管理员）。
roster-import-row = { $file } 第 { NUMBER($row, useGrouping: 0) } 行：{ $reason }
roster-import-refused = { $count } 行被拒收，连同原因写在 { $path }，改好后可再导入。
roster-import-ignored = 工作表“{ $sheet }”不是值班表，未读取。

# 名称
roster-slot-leave = 休假
roster-slot-training = 培训
post-shift-leader = 值班长
post-duty-officer = 值班员
post-window = 窗口
post-stationed = 部门派驻
standing-duty = 在岗
standing-stand-by = 备班
standing-leave = 休假

# 顶栏、人员
duty-bar = { $shift } { $leader } 至 { $end }
duty-bar-plain = { $shift } { $start }–{ $end }
duty-bar-no-leader = { $shift } 无值班长 至 { $end }
duty-bar-nobody = { $shift } 无人值班 至 { $end }
duty-hint-duty = 值班
duty-hint-stand-by = 备班
duty-hint-leave = 休假
duty-now-title = 现在值班
duty-now-none = 值班表上现在没有人。
key-duty = 现在值班
roster-short-stand-by = 备
roster-stand-by-post = 备班 { $post }
roster-conflict-nobody = { $when } 无人值班
roster-conflict-no-leader = { $when } 没有值班长
roster-conflict-twice = { $officer }：{ $day }“{ $one }”与“{ $other }”时间重叠
roster-conflict-away = { $officer }：{ $day }既有“{ $one }”又有“{ $other }”
roster-conflict-expired = { $officer }：{ $kind }有效期至 { $until }，{ $day }排了班
weekday-0 = 一
weekday-1 = 二
weekday-2 = 三
weekday-3 = 四
weekday-4 = 五
weekday-5 = 六
weekday-6 = 日
roster-conflict-not-yet = { $officer }：{ $kind }自 { $start } 起才有效，{ $day }排了班
