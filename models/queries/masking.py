"""Personal data as screens may show it: enough to recognise, not enough to use."""

from __future__ import annotations

HIDDEN = "*"


def masked_name(name: str) -> str:
    """The first character, the rest as asterisks: 张三丰 → 张**."""
    return name[:1] + HIDDEN * (len(name) - 1) if len(name) > 1 else HIDDEN * len(name)


def masked_phone(phone: str) -> str:
    """A mobile number keeps three digits before and four after, a shorter one its last two."""
    if len(phone) >= 11:
        return phone[:3] + HIDDEN * (len(phone) - 7) + phone[-4:]
    return HIDDEN * max(0, len(phone) - 2) + phone[-2:] if len(phone) > 4 else HIDDEN * len(phone)
