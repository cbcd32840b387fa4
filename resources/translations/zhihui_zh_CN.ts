<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>CaseDetailPane</name>
    <message>
        <source>Choose a case in the queue, or press N to report a new one.</source>
        <translation>请在左侧选择一件事件，或按 N 上报新事件。</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>五个阶段</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>CaseListView</name>
    <message>
        <source>Cases</source>
        <extracomment>Double click or Enter on a case. The button of the state shown by :meth:`set_state`.</extracomment>
        <translation>事件列表</translation>
    </message>
</context>
<context>
    <name>DeadlineStrip</name>
    <message>
        <source>Overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>时限</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Something went wrong in “%s”; it was logged.</source>
        <translation>“%s”出了问题，已记入日志。</translation>
    </message>
</context>
<context>
    <name>DeskWindow</name>
    <message>
        <source>Duty</source>
        <translation>值守</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>上报</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>N reports a new case · Ctrl+K searches · F6 moves between panes</source>
        <translation>N 上报新事件 · Ctrl+K 搜索 · F6 在各栏间移动</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>DutyPage</name>
    <message>
        <source>Case</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>负荷</translation>
    </message>
    <message>
        <source>Case, map or workload</source>
        <translation>事件、地图或负荷</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Order of the list</source>
        <extracomment>The &quot;＋ 条件&quot; chip.</extracomment>
        <translation>排列顺序</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
</context>
<context>
    <name>FlowChart</name>
    <message>
        <source>No figures yet today</source>
        <translation>今天还没有数据</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Cases per hour today</source>
        <translation>今天每小时件数</translation>
    </message>
    <message>
        <source>Today reported {reported}, finished {finished}; most reports from {hour}:00: {most}</source>
        <translation>今天上报 {reported} 件，办结 {finished} 件；{hour} 点上报最多：{most} 件</translation>
    </message>
    <message>
        <source>{start}:00–{end}:00, so far: reported {reported}, finished {finished}</source>
        <translation>{start}:00–{end}:00，到目前：上报 {reported}，办结 {finished}</translation>
    </message>
    <message>
        <source>{start}:00–{end}:00: reported {reported}, finished {finished}</source>
        <translation>{start}:00–{end}:00：上报 {reported}，办结 {finished}</translation>
    </message>
</context>
<context>
    <name>KeyHandle</name>
    <message>
        <source>Divider; arrows move it</source>
        <translation>分隔条，按方向键移动</translation>
    </message>
</context>
<context>
    <name>LoadBars</name>
    <message>
        <source>{n} more, {total} cases</source>
        <translation>其余 {n} 个，{total} 件</translation>
    </message>
    <message>
        <source>Back to the top</source>
        <translation>回到顶部</translation>
    </message>
</context>
<context>
    <name>LoadRows</name>
    <message>
        <source>{name}: {total} open, {on_track} on track, {due_soon} due soon, {overdue} overdue</source>
        <translation>{name}：在办 {total}，正常 {on_track}，即将到期 {due_soon}，超期 {overdue}</translation>
    </message>
    <message>
        <source>Load, {n} rows</source>
        <translation>负荷，共 {n} 行</translation>
    </message>
    <message>
        <source>No open cases</source>
        <translation>没有在办事件</translation>
    </message>
</context>
<context>
    <name>MapCanvas</name>
    <message>
        <source>{n} m</source>
        <translation>{n} 米</translation>
    </message>
    <message>
        <source>{n} km</source>
        <translation>{n} 公里</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>{n} areas; {overdue} overdue, {due_soon} due soon, {on_track} on track</source>
        <translation>{n} 个网格；超期 {overdue}，即将到期 {due_soon}，正常 {on_track}</translation>
    </message>
    <message>
        <source>{n} cases: {parts}</source>
        <translation>{n} 件：{parts}</translation>
    </message>
</context>
<context>
    <name>MapLegend</name>
    <message>
        <source>Overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Within 2 h</source>
        <translation>2 小时内</translation>
    </message>
    <message>
        <source>On track</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>No position: {n}</source>
        <translation>无坐标 {n} 件</translation>
    </message>
</context>
<context>
    <name>NewArrivalsBar</name>
    <message numerus="yes">
        <source>%n new, your place is kept · press</source>
        <translation>
            <numerusform>%n 件新到，未打断你的位置 · 按</numerusform>
        </translation>
    </message>
    <message>
        <source>to see</source>
        <translation>查看</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Pages</source>
        <extracomment>Key, icon name, text, shortcut (&quot;&quot; for none).</extracomment>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Number, address, category, pinyin initials…</source>
        <translation>搜索编号、地址、类别、拼音首字母……</translation>
    </message>
</context>
<context>
    <name>StageBar</name>
    <message>
        <source>done</source>
        <translation>已过</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>未到</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>略过</translation>
    </message>
    <message>
        <source>{stage}: {state}</source>
        <translation>{stage}：{state}</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>五个阶段</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>No steps yet</source>
        <translation>还没有记录</translation>
    </message>
    <message>
        <source>Log of the case, {n} steps</source>
        <translation>事件经过，共 {n} 步</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Language</source>
        <extracomment>Typing in the search field came to rest. Enter in the search field.</extracomment>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>明亮或深色</translation>
    </message>
</context>
<context>
    <name>_Value</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
</TS>
