## 计时段
interval-counted = 计时
interval-outside-hours = 非工作时间
interval-lunch = 午休
interval-holiday = 节假日
interval-weekend = 周末
interval-suspended = 挂账
interval-first-day = 首日不计
interval-note-makeup-workday = 调休上班
interval-counted-on-holiday = 计时（{$name}照算）
interval-counted-on-makeup = 计时（{$name}调休上班）
## 日子
day-kind-workday = 工作日
day-kind-makeup-workday = 调休上班
day-kind-holiday = 节假日
day-kind-weekend = 周末
holiday-new-year = 元旦
holiday-spring-festival = 春节
holiday-qingming = 清明节
holiday-labour-day = 劳动节
holiday-dragon-boat = 端午节
holiday-mid-autumn = 中秋节
holiday-national-day = 国庆节
holiday-victory-70 = 抗战胜利 70 周年纪念日
## 计时说明
clock-calendar-incomplete = 日历只到 {$last}，此后按普通周一至周五计算。
clock-counts-in-days = 按天计，不按小时计。
clock-due-unknown = 挂账未定结束日期，到期时间待定。
clock-starts-later = 上报时不在工作时间，自 {$at} 起计时。
## 计时错误
limit-not-understood = 看不懂时限“{$text}”。可以写：4工作时、2紧急工作时、1紧急工作日、3工作日、5自然日。
pause-wrong = 挂账的结束时间早于开始时间。
day-due-unknown = 工作日的到期方式“{$text}”不认识，只能是 same_clock（同一时刻）或 end_of_duty（下班时）。
instant-out-of-range = 时间不在 {$first} 年至 {$last} 年之间，请核对。
due-out-of-range = 到期时间晚于 {$last} 年，请核对时限。
calendar-empty = 日历里没有一天。
calendar-not-utf8 = 日历文件 {$file} 不是 UTF-8 编码。
calendar-column-missing = 日历第 {$row} 行缺少列：{$columns}。
calendar-date-wrong = 日历第 {$row} 行：日期“{$text}”不对，应写成 2026-10-01。
calendar-date-twice = 日历第 {$row} 行：{$date} 与第 {$first} 行重复。
calendar-day-missing = 日历第 {$row} 行之前缺少 {$date}。
calendar-weekday-wrong = 日历第 {$row} 行：{$date} 不是星期 {$weekday}。
calendar-type-unknown = 日历第 {$row} 行：{$date} 的类型“{$type}”不认识。
calendar-workday-contradicts = 日历第 {$row} 行：{$date} 的类型 {$type} 与 is_workday = {$workday} 矛盾。
calendar-type-contradicts-weekday = 日历第 {$row} 行：{$date} 的类型 {$type} 与星期几矛盾。
duty-hours-empty = 自 {$valid_from} 起的工作时间没有时段。
duty-span-wrong = 工作时段 {$start}–{$end} 的结束不晚于开始。
duty-spans-overlap = 工作时段重叠或次序不对：{$start} 开始的时段早于上一段的结束 {$end}。
duty-schedule-empty = 没有设定工作时间。
duty-hours-twice = 自 {$valid_from} 起的工作时间设定了两次。
duty-span-not-understood = 看不懂工作时段“{$text}”，应写成 8:30-12:00。
duty-hours-row-wrong = 工作时间第 {$row} 条需要 valid_from（日期）和 spans（时段）。
stage-missing = 缺少环节“{$stage}”的时限。
stage-unknown = 没有“{$stage}”这个环节。
stage-minutes-wrong = 环节时限“{$minutes}”不对，应为整数分钟，最多一年。
stage-counting-unknown = 环节计时方式“{$text}”不认识，只能是 continuous（连续）或 duty（工作时间）。
