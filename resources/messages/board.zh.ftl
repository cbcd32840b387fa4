filter-key-unknown = 筛选条件里没有“{$name}”；可用：{$allowed}。
filter-value-unknown = 筛选条件“{$name}”没有“{$value}”这个值；可用：{$allowed}。
filter-not-readable = 筛选条件无法读取，引号没有成对：{$filter}
order-unknown = 没有“{$order}”这种排序；可用：{$allowed}。
## 排序
order-urgency = 按紧急程度
order-newest = 最新在前
order-oldest = 最早在前
order-department = 按部门
order-number = 按编号
order-category = 按类别
