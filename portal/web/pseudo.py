"""A made-up language for tests: English with accents and a third longer, so that a text nobody marked stands out."""

import re
from gettext import NullTranslations
from typing import ClassVar

# Placeholders, tags and entities stay as they are.
KEEP = re.compile(r"(%\([a-z_]+\)[sd]|%%|<[^>]*>|&[a-z#0-9]+;)")


class Pseudo(NullTranslations):
    """Translations that accent whatever they are asked for."""

    ACCENTS: ClassVar[dict[int, int]] = str.maketrans("aceginorsuyAEIOSU", "åçéğîñöŕšûýÅÉÎÖŠÛ")

    def gettext(self, message: str) -> str:
        parts = (part if KEEP.fullmatch(part) else part.translate(self.ACCENTS) for part in KEEP.split(message))
        return "[" + "".join(parts) + " " + "~" * (len(message) // 3) + "]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)

    ugettext, ungettext, upgettext, unpgettext = gettext, ngettext, pgettext, npgettext
