## keys
key-files = 导入：选择文件
key-try = 导入：试导入
key-import = 导入：开始导入
