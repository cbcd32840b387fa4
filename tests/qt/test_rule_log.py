"""The log names the program and says in words why a rule acted."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from console.desk.fact_rows import FactRows
from console.desk.log_lines import LogLines
from console.formatting import Formats
from console.messages import messages
from console.names import Names
from models.commands.entries import entry_of
from models.domain.deciding import Act
from models.domain.organisation import STEWARD
from models.domain.supervision import Supervision
from models.queries.detail import CaseDetail
from tests.helpers.records import OFFICERS, SHANGHAI, T0, make_case

CASES = [("zh", "系统", "已超期。"), ("en", "System", "Overdue.")]


@pytest.mark.parametrize(("language", "who", "said"), CASES)
def test_that_an_act_by_rule_is_told_in_words(qapp: QApplication, language: str, who: str, said: str) -> None:
    words = messages(language)
    lines = LogLines(Formats(words, SHANGHAI), Names(language, {}, {}, {}, {}, OFFICERS, {}), {})
    fields = {"owner_code": "fire", "due": "2025-09-25 10:00", "reason": "steward-overdue"}
    line = lines.entry(entry_of(None, make_case(), Act("k", "supervise", fields, STEWARD, "server", T0)), T0)
    assert line.who == who
    assert said in line.text.splitlines()
    assert "steward" not in line.text


@pytest.mark.parametrize(("language", "who", "said"), CASES)
def test_that_the_order_among_the_facts_says_why(qapp: QApplication, language: str, who: str, said: str) -> None:
    words = messages(language)
    rows = FactRows(Formats(words, SHANGHAI), Names(language, {}, {}, {}, {}, OFFICERS, {}))
    order = Supervision("s", "c1", 1, "fire", T0, "steward-overdue", "steward", T0, "", None, None, None, None)
    detail = CaseDetail(make_case(), (), None, None, None, supervisions=(order,))
    assert [value for _, value in rows.rows(detail, T0) if said in value and "steward" not in value]
