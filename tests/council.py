"""The settings of a council that exists only in tests."""

from pathlib import Path

from portal.settings import Council, Database, People, Rota, Safety, Settings, Team, Watcher


def filled(instance: Path, url: str) -> Settings:
    """The settings of a council that left nothing out which the public's safety needs."""
    return Settings(
        instance=instance,
        council=Council(name="Anytown Council"),
        team=Team(phone="01632 960001", email="complaints@anytown.example", address="1 High Street, Anytown"),
        safety=Safety(emergency="999", worried_about_a_child="01632 960002", out_of_hours="01632 960003"),
        rota=Rota(duty=(Watcher("duty@anytown.example"), Watcher("second@anytown.example")), senior="senior@anytown.example"),
        people=People("manager@anytown.example", "deputy@anytown.example", "director@anytown.example"),
        database=Database(url=url),
    )
