## 标准目录导入
catalogue-header-missing = {$file} 的任何工作表里都没有找到目录的表头。
catalogue-kind-unknown = {$file} 的工作表“{$sheet}”看不出是部件、事件还是服务事项。
catalogue-row-kind-unknown = 种类“{$text}”不认识，应为部件、事件或服务。
catalogue-cell-empty = { $column ->
    [kind] 种类
    [major_code] 大类代码
    [minor_code] 小类代码
    [minor_name] 小类名称
    [filing_condition] 立案条件
    [limit] 处置时限
   *[other] {$column}
 }为空。
catalogue-code-two-names = 代码 {$code} 前面叫“{$first}”，这一行叫“{$name}”。
catalogue-condition-twice = “{$name}”的立案条件重复：{$condition}
catalogue-limit-refused = “{$name}”的处置时限“{$limit}”读不懂。
