"""Names beside codes: one code one name, the others told; one name on two codes stays two units."""

from __future__ import annotations

from models.exchange.units import Names, Seen, UnitRules, settle


def rules(**changes: object) -> UnitRules:
    values: dict[str, object] = {
        "category_kind": "imported", "category_front": "imported-x-", "makes_categories": True, "major_platforms": {},
        "department_platforms": {}, "department_names": {}, "community_names": {}, "platform_names": {},
    }  # fmt: skip
    return UnitRules(**{**values, **changes})  # type: ignore[arg-type]


def see(names: Names, *pairs: tuple[str, str]) -> None:
    for code, name in pairs:
        names.see(code, name)


def test_that_the_most_frequent_name_wins_and_the_first_among_equals() -> None:
    names = Names()
    see(names, ("2", "乙"), ("1", "甲"), ("1", "甲（街道）"), ("1", "甲（街道）"), ("2", "乙二"), ("3", ""))
    names.see_often("3", "丙", 1)
    assert list(names.settled()) == [("2", "乙", ("乙二",)), ("1", "甲（街道）", ("甲",)), ("3", "丙", ())]


def test_that_a_code_without_a_name_is_its_own() -> None:
    names = Names()
    see(names, ("9", ""))
    assert list(names.settled()) == [("9", "9", ())]


def test_that_units_and_notes_come_out() -> None:
    seen = Seen()
    see(seen.departments, ("1", "城建办"), ("2", "城建办"), ("2", "城建办（龙田）"), ("2", "城建办"), ("3", "x"))
    see(seen.communities, ("C1", "老坑社区"), ("C2", "南布社区"))
    see(seen.streets, ("C1", "101"))
    seen.platforms.update({"public_order", "other"})
    units, notes = settle(
        seen,
        rules(
            department_platforms={"1": "public_order"}, department_names={"3": "三"}, community_names={"C2": "南布"},
            platform_names={"public_order": "综治工作"},
        ),
    )  # fmt: skip
    assert [(d.code, d.name, d.platform_code, d.position) for d in units.departments] == [
        ("1", "城建办", "public_order", 0), ("2", "城建办", None, 1), ("3", "三", None, 2),
    ]  # fmt: skip
    assert [(c.code, c.name, c.street_code) for c in units.communities] == [
        ("C1", "老坑社区", "101"), ("C2", "南布", ""),
    ]  # fmt: skip
    assert [(p.code, p.name, p.name_en) for p in units.platforms] == [
        ("other", "other", "Other"), ("public_order", "综治工作", "Public order"),
    ]  # fmt: skip
    assert [(note.key, dict(note.arguments)) for note in notes] == [
        ("note_code_with_names", {"what": "department", "code": "2", "name": "城建办", "others": "城建办（龙田）"}),
        ("note_name_on_codes", {"name": "城建办", "codes": "1 · 2"}),
    ]


def test_that_a_category_in_two_majors_goes_to_the_more_frequent() -> None:
    seen = Seen()
    seen.categories["602", "游商", "5", "市容"] += 3
    seen.categories["602", "无证", "9", "市监"] += 1
    seen.categories["7", "", "7", ""] += 1
    units, notes = settle(seen, rules(major_platforms={"5": "integrated_enforcement"}))
    first, second = units.categories
    assert (first.code, first.minor_name, first.major_code, first.major_name) == ("imported-x-602", "游商", "5", "市容")
    assert first.platform_code == "integrated_enforcement"
    assert (second.minor_name, second.major_name, second.platform_code) == ("7", "7", None)
    assert [note.key for note in notes] == ["note_category_in_majors", "note_code_with_names"]
    assert notes[0].arguments["others"] == "市监"


def test_that_categories_of_the_catalogue_are_not_made() -> None:
    seen = Seen()
    seen.categories["602", "游商", "5", "市容"] += 1
    assert settle(seen, rules(makes_categories=False))[0].categories == ()
