## 改类
verb-reclassify = 改类
verb-past-reclassify = 改类
standard-same = {$number} 的立案条件本来就是这一条。
case-without-filing = {$number} 没有立案时间，不能改类。
