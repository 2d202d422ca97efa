"""When wrong codes, over all references together, stop being slips of the pen."""

from datetime import timedelta

ALARM_AT = 50
ALARM_WITHIN = timedelta(hours=1)
"""So many wrong codes an hour, whoever typed them, tell the complaints manager (T-06c). Nothing is locked by it: others still get in."""


def rings(failures: int) -> bool:
    """Whether this failure, counted within ALARM_WITHIN, is one to tell somebody about: the fiftieth and each fiftieth after it."""
    return failures > 0 and failures % ALARM_AT == 0
