"""The settings of a council that exists only in tests."""

from datetime import date
from pathlib import Path

from portal.settings import Accessibility, Council, Database, People, Privacy, Rota, Safety, Security, Settings, Team, Watcher

DAY = date(2026, 11, 2)


def filled(instance: Path, url: str) -> Settings:
    """The settings of a council that left nothing out which the public's safety needs."""
    return Settings(
        instance=instance,
        council=Council(name="Anytown Council"),
        team=Team(phone="01632 960001", email="complaints@anytown.example", address="1 High Street, Anytown"),
        safety=Safety(emergency="999", worried_about_a_child="01632 960002", out_of_hours="01632 960003"),
        rota=Rota(duty=(Watcher("duty@anytown.example"), Watcher("second@anytown.example")), senior="senior@anytown.example"),
        people=People("manager@anytown.example", "deputy@anytown.example", "director@anytown.example"),
        accessibility=Accessibility(DAY, DAY, DAY, "the digital team", "01632 960001", "accessibility@anytown.example"),
        privacy=Privacy("The data protection officer", "dpo@anytown.example", "We may have to tell the police.", "We keep it for six years.", DAY),
        security=Security("mailto:security@anytown.example", date(2027, 10, 31)),
        database=Database(url=url),
    )
