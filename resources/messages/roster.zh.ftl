# 值班表：班次、备班、休假、资质
roster-slot-unknown = 没有“{ $slot }”这个班次。
roster-standing-wrong = “{ $slot }”不能登记为“{ $standing }”。
roster-post-unknown = 没有“{ $post }”这个岗位；休假、培训不填岗位。
roster-slot-twice = 同一天的“{ $slot }”登记了两次。
