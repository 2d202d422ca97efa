"""What a council must have written before its public pages may be shown: texts, days and addresses that the law or people expect."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from portal.settings import Fears, Settings

Found = Iterator[Mapping[str, str]]

TEXTS = {
    "accessibility.tested_by": "the accessibility statement",
    "privacy.officer": "the privacy notice",
    "privacy.sharing": "the privacy notice",
    "privacy.kept": "the privacy notice",
    "security.contact": "security.txt",
}
"""A setting, and the page that says it."""

DAYS = ("accessibility.prepared_on", "accessibility.reviewed_on", "accessibility.tested_on", "privacy.updated_on", "security.expires_on")


def empty_fears(settings: Settings) -> Found:
    """The start page's answers that are missing (practice F-16)."""
    return ({"name": name} for name in Fears.__dataclass_fields__ if not getattr(settings.fears, name).strip())


def empty_texts(settings: Settings) -> Found:
    """The council's own words that a page needs."""
    return ({"name": name, "page": page} for name, page in TEXTS.items() if not _setting(settings, name).strip())


def missing_days(settings: Settings) -> Found:
    """The days that a page must carry (SI 2018/952, RFC 9116)."""
    return ({"name": name} for name in DAYS if _setting(settings, name) is None)


def is_contact(contact: str) -> bool:
    """Whether security.txt may give this as the address; that it is empty is said elsewhere."""
    return not contact.strip() or re.match(r"(mailto:|https://|tel:)\S", contact) is not None


def _setting(settings: Settings, name: str) -> Any:
    table, _, field = name.partition(".")
    return getattr(getattr(settings, table), field)
