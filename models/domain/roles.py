"""Roles of officers: one table of keys for the state machine, the pages and the database."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """值班员, 值班长, 部门人员, 专项协调员, 窗口, 考核员, 领导, 管理员, 审计员, 大屏; 系统 is the program itself."""

    DUTY_OFFICER = "duty_officer"
    SHIFT_LEADER = "shift_leader"
    DEPARTMENT_OFFICER = "department_officer"
    COORDINATOR = "coordinator"
    WINDOW_CLERK = "window_clerk"
    ASSESSOR = "assessor"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    WALL = "wall"
    STEWARD = "steward"
