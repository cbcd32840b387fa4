## keys
key-files = 导入：选择文件
key-try = 导入：试导入
key-import = 导入：开始导入
## why a column is proposed
match-by-heading = 列名就是它的说法
match-by-heading-part = 列名里有它的说法
match-by-unique = 没有重复的值
match-by-times = 值是时间
match-by-text = 值是文字
match-by-same = 与别的字段同一列
match-by-degrees = 值是经纬度
match-by-degrees-turned = 按值不按列名：超过 90 度的是经度
match-by-hand = 人工选定
match-left-personal = 个人信息，不导入
match-left-empty = 空列
match-left-unknown = 不导入
match-zone-declared = 本库的时区
match-zone-offset = 按值里的时差
match-zone-place = 按坐标所在
match-zone-chinese = 列名是中文
match-zone-usual = 文件里看不出，请核对
match-crs-heading = 列名写明
match-crs-usual = 文件里看不出，请核对
match-field-missing = 还没有列是“{$target}”，它必须有。
## mapping files
mapping-exists = 已有文件 {$file}，不覆盖。
mapping-unwritable = 写不了映射 {$file}：{$reason}
mapping-name-taken = “{$mapping}”是程序自带映射的名称，请换一个。
mapping-code-unknown = 映射 {$mapping} 把“{$value}”当作 {$code}（{$path}），库里没有它。
mapping-saved = 映射已保存：{$path}
