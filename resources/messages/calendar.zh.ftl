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

# 日历页
page-calendar = 日历
calendar-title = {$year} 年
calendar-year-name = 年历
calendar-year-figures = 上班 {$working} 天 · 放假 {$holidays} 天 · 调休 {$makeup} 天
calendar-year-outside = 日历只到 {$last}，此后按周一到周五上班计算
calendar-year-before = 上一年
calendar-year-after = 下一年
calendar-to-list = 看清单
calendar-to-year = 看年历
calendar-list-name = 清单
calendar-list-cases = 时限会变的案件
calendar-list-rows = 未采用的行
calendar-list-hint = ↑ ↓ 移动
calendar-not-announced = 未载入
calendar-not-covered = 日历未覆盖
calendar-letter-holiday = 休
calendar-letter-makeup = 班
calendar-weekday-1 = 一
calendar-weekday-2 = 二
calendar-weekday-3 = 三
calendar-weekday-4 = 四
calendar-weekday-5 = 五
calendar-weekday-6 = 六
calendar-weekday-7 = 日
calendar-day-1 = 星期一
calendar-day-2 = 星期二
calendar-day-3 = 星期三
calendar-day-4 = 星期四
calendar-day-5 = 星期五
calendar-day-6 = 星期六
calendar-day-7 = 星期日
calendar-month-1 = 1月
calendar-month-2 = 2月
calendar-month-3 = 3月
calendar-month-4 = 4月
calendar-month-5 = 5月
calendar-month-6 = 6月
calendar-month-7 = 7月
calendar-month-8 = 8月
calendar-month-9 = 9月
calendar-month-10 = 10月
calendar-month-11 = 11月
calendar-month-12 = 12月
calendar-edit-title = 改日历
calendar-name = 节假日名称
calendar-work = 上班
calendar-holiday = 放假
calendar-plain = 按星期
calendar-file = 一年的日历文件（CSV、XLSX）
calendar-file-title = 日历文件
calendar-file-kinds = 表格（*.csv *.xlsx）
calendar-read = 读入
calendar-file-read = 读了 {$rows} 行：新增年份 {$years}，改动 {$changed} 天，未采用 {$refused} 行。
calendar-hours = 工作时间（每行一季：起始日 时段）
calendar-reason = 理由（写进每件案件的记录）
calendar-reason-file = 载入 {$file}
calendar-try = 预演
calendar-go = 启用
calendar-discard = 放弃改动
calendar-progress = 进度
calendar-is-running = 正在进行，请稍候或取消。
calendar-loading = 正在读取日历 …
calendar-nothing = 没有改动。
calendar-need-try = 请先预演，看清哪些案件的时限会变。
calendar-name-first = 请先写节假日名称。
calendar-unfinished = 上次启用的日历还没有推算完所有案件：预演后再启用一次，就从停下的地方继续。
calendar-stopped = 已停下；再启用一次就从停下的地方继续。
calendar-beyond = {$count} 件的时限超出日历的最后一年。
calendar-year-unfinished = {$year} 年的日历还不完整：{$holiday ->
    [days-off] 放假的天数太少
    [new-year] 没有元旦
    [spring-festival] 没有春节
    [qingming] 没有清明节
    [labour-day] 没有劳动节
    [dragon-boat] 没有端午节
    [mid-autumn] 没有中秋节
   *[national-day] 没有国庆节
    }。
calendar-moved-due = 处置期限
calendar-moved-deadline = 当前期限
calendar-earlier = 提前
calendar-later = 推后
calendar-column-number = 编号
calendar-column-what = 期限
calendar-column-old = 原为
calendar-column-new = 改为
calendar-column-where = 方向
calendar-column-title = 标题
calendar-open = 打开日历
