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

calendar-rows-contradict = 第 {$row} 行：{$date} 与第 {$other} 行说法不一，两行都不采用。
calendar-year-lacks = {$year} 年的日历还不完整：{$holiday ->
    [days-off] 放假的天数太少
    [new-year] 没有元旦
    [spring-festival] 没有春节
    [qingming] 没有清明节
    [labour-day] 没有劳动节
    [dragon-boat] 没有端午节
    [mid-autumn] 没有中秋节
   *[national-day] 没有国庆节
    }，这一年的行都不采用。
calendar-year-days-missing = {$year} 年逐日列出，却缺 {$count} 天（从 {$date} 起），这一年的行都不采用。
calendar-days-by-weekday = 文件没有列出 {$dates}，按星期几计算。

calendar-no-administrator = 数据库里没有在职的管理员，请用 --officer 指明。
calendar-reexplain-next = 日历已启用。未结案件的时限还没有变，请接着运行 zhihui reexplain。
calendar-done = 未结 {$open} 件：{$changed} 件的时限变了（提前 {$earlier} 件，推后 {$later} 件），{$unchanged} 件不变。
calendar-done-dry = 未结 {$open} 件：{$changed} 件的时限会变（提前 {$earlier} 件，推后 {$later} 件），{$unchanged} 件不变。没有写入。
calendar-done-frozen = {$count} 件属于已结账的月份，不再改动。
calendar-done-refused = {$count} 件无法推算：{$numbers}
calendar-done-cancelled = 中途停止；再运行一次就从停下的地方继续。
