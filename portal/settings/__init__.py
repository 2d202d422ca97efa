"""Every operator's setting, typed, with its default: read once from instance/council.toml and the environment."""

from pathlib import Path

from portal.settings.bad import BadSettings
from portal.settings.reading import instance_folder, load
from portal.settings.sections import (
    Accessibility,
    Backup,
    Calendar,
    Council,
    Database,
    Fears,
    Files,
    Helpline,
    Mail,
    Ombudsman,
    People,
    Privacy,
    Rota,
    Safety,
    Scan,
    Security,
    Team,
    Watcher,
    Web,
)
from portal.settings.whole import LOOPBACK, Settings

TRANSLATIONS = Path(__file__).parents[2] / "translations"

__all__ = [
    "LOOPBACK",
    "TRANSLATIONS",
    "Accessibility",
    "Backup",
    "BadSettings",
    "Calendar",
    "Council",
    "Database",
    "Fears",
    "Files",
    "Helpline",
    "Mail",
    "Ombudsman",
    "People",
    "Privacy",
    "Rota",
    "Safety",
    "Scan",
    "Security",
    "Settings",
    "Team",
    "Watcher",
    "Web",
    "instance_folder",
    "load",
]
