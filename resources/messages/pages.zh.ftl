## 台账
page-ledger = 台账
ledger-title = 事件台账
ledger-count = { $shown ->
    [same] 共 {$total} 件
   *[part] 共 {$total} 件，已列出 {$listed} 件
 }
ledger-historic = 台账总是现在的记录，不随所看的时刻变化
ledger-group-all = 全部
ledger-group-open = 在办
ledger-group-closed = 已结案
ledger-group-declined = 不予受理、作废
ledger-search = 查编号、标题、地址、描述，空格隔开几个词
ledger-column-state = 状态
ledger-column-number = 编号
ledger-column-title = 标题
ledger-column-category = 类别
ledger-column-department = 主办部门
ledger-column-community = 社区、网格
ledger-column-opened = 发现
ledger-column-due = 处置时限
ledger-column-ended = 结案
ledger-column-late = 时效
ledger-column-marks = 备注
ledger-column-severity = 等级
ledger-column-source = 来源
ledger-column-platform = 平台
ledger-column-grid = 网格
ledger-column-address = 地址
ledger-late = 逾期
ledger-in-time = 按期
ledger-loading = 正在读取台账 …
ledger-empty = 台账里还没有事件
ledger-no-match = 没有符合条件的事件
ledger-show-all = 显示全部
ledger-retry = 再读一次
## 导出
export-label = 导出到
export-choose = 选择…
export-choose-title = 导出到哪个文件
export-csv = 导出 CSV
export-xlsx = 导出 XLSX
export-name = 台账
export-files = 表格（*.csv *.xlsx）
export-running = 正在导出 …
export-done = 已导出 {$count} 件到 {$path}
export-cancelled = 导出已中断，没有留下文件。
export-kind-unknown = {$file} 的扩展名不是 .csv 或 .xlsx。
export-exists = {$file} 已经存在，不会覆盖，请换个名字。
export-unwritable = 写不了 {$file}：{$reason}
## 导入
page-import = 导入
import-title = 导入事件
import-hint = CSV、CSV.gz、XLSX
import-files-label = 文件（每行一个）
import-choose = 选择文件…
import-choose-title = 要导入的文件
import-file-kinds = 表格（*.csv *.csv.gz *.gz *.xlsx）
import-mapping-label = 映射（哪一列是什么）
import-mapping-own = 自己的映射文件（.toml）
import-mapping-path = 映射文件
import-mapping-choose = 选择…
import-mapping-title = 映射文件
import-mapping-kinds = 映射（*.toml）
import-mapping-facts = 来源 {$source}，时间按 {$zone}，坐标按 {$crs}
import-try = 试导入
import-go = 导入
import-stop = 取消
import-need-files = 请先选择文件
import-need-good-preview = 请先让预览通过
import-need-dry-run = 请先试导入，看清结果再导入
import-is-running = 正在进行，请等待或取消
import-stopping = 正在停下 …
import-progress = 导入进度
import-done = 导入完成：{$imported} 行已在库里。
import-stopped-early = 已取消，什么也没有写。
preview-title = 预览
preview-hint = { $count ->
    [0] 还没有文件
   *[other] {$file} 的前 {$count} 行；标出的列映射会读，列名下写着读成什么
 }
preview-empty = 选好文件和映射，这里就显示前几行
preview-loading = 正在读取 …
result-title = 结果
result-read = 读取
result-imported = 已导入
result-importable = 可导入
result-updated = 其中更新
result-skipped = 跳过（库里已有）
result-refused = 拒收
result-remaining = 还没导入
result-marked = 带标记：{$mark}
result-rows = {$count} 行
result-refused-file = 拒收文件
refusals-title = 拒收的行
refusals-hint = { $shown ->
    [all] 共 {$count} 行
   *[part] 前 {$listed} 行，共 {$count} 行，其余在拒收文件里
 }
refusals-row = 行
refusals-reason = 原因
import-field-external-id = 来源编号
import-field-number = 编号
import-field-title = 标题
import-field-description = 描述
import-field-address = 地址
import-field-opened-at = 发现时间
import-field-due-at = 处置时限
import-field-closed-at = 结案时间
import-field-state = 状态
import-field-channel = 来源
import-field-severity = 等级
import-field-platform = 平台
import-field-category = 类别
import-field-department = 部门
import-field-community = 社区
import-field-grid = 网格
import-field-position = 坐标
import-field-flags = 标记
import-part-code = 编号
import-part-name = 名称
import-part-street = 街道
import-part-minor-code = 小类编号
import-part-minor-name = 小类名称
import-part-major-code = 大类编号
import-part-major-name = 大类名称
import-part-lon = 经度
import-part-lat = 纬度
