"""What a page may say about being seen: from the rota, never typed (practice F-01)."""

from datetime import datetime

from portal.casework.desk import LONDON
from portal.casework.intake.rota import Watch, watch
from portal.web.language import write_time
from portal.web.unit_of_work import council, now


def seen_now() -> Watch:
    """Who is there at this instant, and when somebody is next."""
    running = council()
    return watch(running.settings, running.calendar, now())


def clock_words(instant: datetime) -> str:
    """The London time of an instant as people say it: 9 am, 4:30 pm."""
    return write_time(instant.astimezone(LONDON).time())
