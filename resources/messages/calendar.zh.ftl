# 日历：版本、改动、重新推算未结案件的时限
calendar-day-outside = {$date} 不在 {$first} 年到 {$last} 年之间。
calendar-makeup-on-weekday = {$date} 是周一到周五，不能记为调休上班。
calendar-kind-contradicts-weekday = {$date} 的类型与星期几不符。
calendar-holiday-nameless = {$date} 是节假日，却没有名称。
calendar-name-wrong = {$date} 的名称要写在一行里，最多 {$most} 个字。
calendar-year-gap = 日历中间缺少 {$year} 年，请先载入那一年。
calendar-changed-meanwhile = 日历刚被 {$who} 改过（现为 {$version}），请看过新日历再操作。
calendar-unchanged = 与现行日历（{$version}）完全相同，没有可改的。
calendar-not-for-role = 只有管理员可以改日历、重新推算时限，{$officer} 不是管理员。
reason-missing = 请写明理由。
reason-too-long = 理由最多 {$most} 个字。

verb-reexplain = 重新推算时限
verb-past-reexplain = 按新日历重新推算时限
verb-set-calendar = 启用日历
field-due-moved = 处置期限
field-deadline-moved = 当前期限
field-tasks-moved = 协办期限
field-calendar = 日历版本
