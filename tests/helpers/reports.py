"""Reports being typed and cases they may repeat, for tests of likely duplicates."""

from __future__ import annotations

from hypothesis import strategies as st

from models.board.duplicates import Draft
from models.domain.instant import DAY, HOUR
from tests.helpers.records import T0, make_case

METRE = 1 / 111_320
"""A metre northwards, in degrees."""
DRAFT = Draft("井盖破损", "杨公路12号", "event-01-01", 120.26, 30.31, T0)
CASE = make_case(
    id="a", title="井盖破损", address="杨公路12号", category_code="event-01-01", lon=120.26, lat=30.31,
    opened_at=T0 - 2 * HOUR,
)  # fmt: skip
TITLES = ("井盖破损", "井盖丢失", "无照经营游商占道", "占用消防通道", "垃圾堆放", "路灯不亮", "")
ADDRESSES = ("", "杨公路12号", "扬公路12号", "杨公路98号", "九环路3号", "客运中心东门")

cases = st.builds(
    lambda number, title, address, category, east, placed, age: make_case(
        id=f"c{number}",
        title=title,
        address=address,
        category_code=category,
        lon=120.26 + east * METRE if placed else None,
        lat=30.31 if placed else None,
        opened_at=T0 - age,
    ),
    st.integers(0, 10_000),
    st.sampled_from(TITLES),
    st.sampled_from(ADDRESSES),
    st.sampled_from([None, "event-01-01", "event-02-01"]),
    st.floats(-900, 900),
    st.booleans(),
    st.integers(-HOUR, 9 * DAY),
)
drafts = st.builds(
    lambda title, address, category, placed: Draft(
        title, address, category, 120.26 if placed else None, 30.31 if placed else None, T0
    ),
    st.sampled_from(TITLES), st.sampled_from(ADDRESSES), st.sampled_from([None, "event-01-01"]), st.booleans(),
)  # fmt: skip
