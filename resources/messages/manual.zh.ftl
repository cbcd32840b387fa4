## 手册
manual-title = 手册
manual-contents = 目录
manual-search = 在手册中搜索
manual-found = 第 {$place} 处，共 {$count} 处
manual-not-found = 没有找到
manual-keys = 按键
manual-close = 关闭
key-manual = 打开手册
