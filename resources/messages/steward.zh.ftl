role-steward = 系统

# 规则给出的理由：核心只存键和数字
steward-resumed = 挂账到期，自动恢复计时。
steward-remind = 已用去办理时限的 { $percent } %。
steward-overdue = 已超期。
steward-major = 重大事件 { $minutes } 分钟内无人确认。
steward-returned = 已被退回 { $count } 次。
steward-repeated = 同一网格 { $days } 天内同类事件已有 { $count } 件。

steward-no-officer = 数据库里没有“系统”人员（代码 { $officer }），或其角色不对；定时工作不能进行。
interval-wrong = 间隔 { $seconds } 秒不对：应大于 0，不超过 { $most } 秒。
steward-waits = 另一个进程正持有租约，这一轮什么也没有做。
steward-line-done = { $rule }：{ $count }
steward-line-refused = { $rule }：未获准 { $count }
steward-line-failed = { $rule }：出错 { $count }
steward-line-without-owner = { $rule }：找不到责任人 { $count }
steward-line-pruned = 清理 { $rule }：{ $count } 行
