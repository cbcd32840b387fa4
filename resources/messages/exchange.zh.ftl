## 文件
file-unreadable = 读不了文件 {$file}：{$reason}
file-empty = 文件 {$file} 是空的。
file-given-twice = 文件名 {$file} 给了两次。
no-files-given = 没有给出文件。
gzip-broken = {$file} 的压缩已损坏。
gzip-bomb = {$file} 解压后大得不正常（{$ratio} 倍），不予打开。
encoding-unknown = {$file} 既不是 UTF-8 也不是 GB18030（第 {NUMBER($offset, useGrouping: 0)} 字节处），请另存为 UTF-8。
header-empty = {$file} 没有表头。
column-duplicate = {$file} 的表头里“{$column}”出现两次。
column-missing = {$file} 缺少列“{$column}”（映射 {$wanted_by} 需要它）。
csv-quote-unclosed = {$file} 第 {NUMBER($line, useGrouping: 0)} 行的引号没有闭合。
xlsx-broken = {$file} 不是完好的 XLSX 工作簿。
xlsx-bomb = {$file} 解开后大得不正常（{$bytes} 字节，{$ratio} 倍），不予打开。
xlsx-macros = {$file} 带有宏，不予打开。请另存为不带宏的 .xlsx。
xlsx-password = {$file} 有密码，打不开。请去掉密码后再导入。
xls-old = {$file} 是旧的 .xls 格式，请另存为 .xlsx 或 CSV。
xlsx-entities = {$file} 内含外部实体（{$part}），不予打开。
sheet-missing = {$file} 里没有可见的工作表“{$sheet}”。
refused-file-is-input = 拒收文件不能写到正在导入的文件 {$file} 上。
refused-file-unwritable = 写不了拒收文件 {$file}：{$reason}
## 映射
mapping-unknown = 没有名为“{$mapping}”的映射，可用：{$known}；自己的映射请给出 .toml 文件的路径。
mapping-unreadable = 读不了映射 {$mapping}：{$reason}
mapping-not-toml = 映射 {$mapping} 不是正确的 TOML：{$reason}
mapping-key-missing = 映射 {$mapping} 缺少 {$path}。
mapping-key-unknown = 映射 {$mapping} 里的 {$path} 不认识。
mapping-value-wrong = 映射 {$mapping} 里 {$path} 的值不对（{$reason}）。
## 行
row-ragged = 这一行有 {$found} 格，表头有 {$expected} 格。
csv-quote-stray = 引号后面有多余的字（第 {NUMBER($line, useGrouping: 0)} 行）。
cell-too-long = “{$column}”超过 {$most} 字节。
cell-nul = “{$column}”里有空字符。
cell-broken-bytes = “{$column}”里有不成字的字节。
cell-marked-missing = “{$column}”这一格原来就缺，请补上。
row-id-missing = “{$column}”是空的，没有编号。
row-title-missing = “{$column}”是空的，没有标题。
row-code-length = “{$column}”的“{$value}”应为 {$expected} 位（表格软件会吃掉开头的 0）。
row-code-exponent = “{$column}”的“{$value}”已被表格软件改成科学计数，原来的数字丢了。
row-code-unknown = “{$column}”的“{$value}”不在代码表里。
row-date-missing = “{$column}”是空的，没有时间。
row-date-wrong = “{$column}”的“{$value}”不是 {$expected} 格式的时间。
row-date-out-of-range = “{$column}”的“{$value}”不在允许的时间范围内。
row-open-but-ended = “{$column}”说还没办完，却有结案时间。
row-category-unknown = “{$column}”的类别“{$value}”不在标准目录里。
row-grid-wrong = “{$column}”的网格编码“{$value}”应为 15 位数字。
row-position-half = 坐标只有一半：{$column} = {$value}
row-position-no-number = 坐标不是数：{$column} = {$value}
row-position-out-of-range = 坐标超出地球范围：{$column} = {$value}
row-position-zero = 坐标是 (0, 0)：{$column} = {$value}
row-position-whole-degrees = 坐标被取整到整度：{$column} = {$value}
row-position-swapped = 经度和纬度对调了：{$column} = {$value}
row-position-outside = 坐标在辖区之外：{$column} = {$value}
row-case-worked = {$number} 导入后已有人办理，文件内容又不同，没有覆盖。
row-case-changed = {$number} 在导入期间被别人改动，没有覆盖。
## 整个文件
positions-look-wgs84 = 坐标看来是 WGS 84（{$rows} 行中 {$fitting} 行相符，按 {$declared} 只有 {$fitting_declared} 行）。请核对映射里的 crs。
positions-look-gcj02 = 坐标看来是 GCJ-02（{$rows} 行中 {$fitting} 行相符，按 {$declared} 只有 {$fitting_declared} 行）。请核对映射里的 crs。
positions-look-bd09 = 坐标看来是 BD-09（{$rows} 行中 {$fitting} 行相符，按 {$declared} 只有 {$fitting_declared} 行）。请核对映射里的 crs。
positions-look-swapped = 经纬度看来对调了（{$rows} 行中对调后 {$fitting} 行相符，现在只有 {$fitting_declared} 行）。请核对映射里的 lon 和 lat。
note-position-repeated = {$rows} 行的坐标都是 {$lon}, {$lat}，多半是默认值。
note-position-dropped = {$rows} 行的坐标不对，已按无坐标导入（{ $fault ->
    [row_position_half] 只有一半
    [row_position_no_number] 不是数
    [row_position_out_of_range] 超出地球范围
    [row_position_zero] 是 (0, 0)
    [row_position_whole_degrees] 取整到整度
    [row_position_swapped] 经纬度对调
   *[other] 在辖区之外
 }）。
note-code-with-names = { $what ->
    [department] 部门
    [community] 社区
   *[other] 类别
 } {$code} 有几个名称，取“{$name}”，另有：{$others}
note-name-on-codes = 部门名称“{$name}”对应几个编号，仍是几个部门：{$codes}
note-category-in-majors = 类别 {$code} 属于几个大类，取“{$major}”，另有：{$others}
## 导入
import-refused-file = {$count} 行被拒收，连同原因写在 {$path}，改好后可用同一映射再导入。
import-cancelled = 已中断。已导入的 {$kept} 行留在库里，还有 {$remaining} 行没有导入；再导入一次就接着做。
import-dry-run = 试导入：可导入 {$imported} 行，什么也没有写。
import-phase-reading = 读取并检查：{$rows} 行
import-phase-writing = 写入：{$rows} 行
