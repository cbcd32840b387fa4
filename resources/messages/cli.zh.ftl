## 时限
deadline-due = 到期：{$due}（{$limit}）
time-not-understood = {$where}：看不懂时间“{$text}”，请写成 2025-09-30T16:00。
pause-not-understood = 看不懂暂停“{$text}”，请写成 开始/结束。
## 数字
figure-at = 时刻
figure-open = 在办
figure-overdue = 超期
figure-due-soon = 即将到期
figure-closed = 已结案
figure-closed-late = 其中逾期
figure-self-handled = 自行处置（另计）
figure-without-position = 无坐标
figure-without-category = 无类别
figure-without-deadline = 无时限
figure-by-platform = 按平台
figure-by-department = 按部门
figure-by-community = 按社区
figure-by-grid = 按网格
via-unknown = 没有“{$via}”这种算法，可用：sql, board。
## 数据库
database-made = 数据库已建好。
demo-stays-demo = 这是演示数据库，里面都是虚构的，不能变成正式库。请另建一个：在坐席中按 Ctrl+Shift+O，或用 zhihui init-db。
no-officer = 数据库里没有可用的人员。
row-refused = 第 {$row} 行未收：{$reason}
kind-of-database-demo = 演示
kind-of-database-real = 正式
zone-declared-by-file = 数据库尚未声明时区，按来源文件声明为 {$zone}。
## 画面
no-screen = 本机没有屏幕，主要页面的图片写到 {$folder}/。
page-unknown = 没有“{$page}”这个页面，可用：{$known}。
size-not-understood = 看不懂尺寸“{$size}”，请写成 1920x1080。
theme-unknown = 没有“{$theme}”这种配色，可用：light, dark。
## 体检
doctor-python = Python
doctor-qt = Qt
doctor-memory = 内存
doctor-screen = 屏幕
doctor-fonts = 字体
doctor-input-method = 输入法
doctor-database = 数据库
doctor-server = 数据库版本
doctor-kind = 性质
doctor-schema = 结构版本
doctor-zone = 时区
doctor-lifecycle = 状态表
doctor-calendar = 工作日历
doctor-clock = 时钟差
doctor-yes = 有
doctor-no-screen = 没有，只能写图片
doctor-fcitx = 使用 fcitx：将经 ibus 接口输入
picture-not-written = 图片写不到 {$path}。
picture-timed-out = 等了 {$seconds} 秒，画面仍未就绪。
form-not-here = 这件事件现在不能{$verb}。
more-cases = 另有 {$count} 件，--limit 0 列出全部。
