"""All of one council's settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from portal.settings.sections import (
    Accessibility,
    Advocacy,
    Backup,
    Calendar,
    Council,
    Database,
    Fears,
    Files,
    Mail,
    Ombudsman,
    People,
    Privacy,
    Rota,
    Safety,
    Scan,
    Security,
    Team,
    Web,
)

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True)
class Settings:
    """labels: the council's words for fixed codes, in reports. report: the tables of its reports, as they are declared."""

    instance: Path
    council: Council
    team: Team = field(default_factory=Team)
    safety: Safety = field(default_factory=Safety)
    rota: Rota = field(default_factory=Rota)
    people: People = field(default_factory=People)
    ombudsman: Ombudsman = field(default_factory=Ombudsman)
    mail: Mail = field(default_factory=Mail)
    fears: Fears = field(default_factory=Fears)
    database: Database = field(default_factory=Database)
    web: Web = field(default_factory=Web)
    calendar: Calendar = field(default_factory=Calendar)
    backup: Backup = field(default_factory=Backup)
    files: Files = field(default_factory=Files)
    scan: Scan = field(default_factory=Scan)
    accessibility: Accessibility = field(default_factory=Accessibility)
    advocacy: Advocacy = field(default_factory=Advocacy)
    privacy: Privacy = field(default_factory=Privacy)
    security: Security = field(default_factory=Security)
    procedures: Mapping[str, Any] = field(default_factory=dict)
    lists: Mapping[str, Any] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    report: Mapping[str, Any] = field(default_factory=dict)
    demo: bool = False

    @property
    def database_url(self) -> str:
        return self.database.url or f"sqlite:///{self.instance / 'heard.sqlite'}"

    @property
    def files_folder(self) -> Path:
        """Where sealed files are kept; every web and worker process must see the same one."""
        return Path(self.files.folder) if self.files.folder else self.instance / "files"

    @property
    def key_file(self) -> Path:
        return self.instance / "keys" / "master.keys"

    @property
    def is_loopback(self) -> bool:
        return self.web.listen.rsplit(":", 1)[0].strip("[]") in LOOPBACK

    @property
    def is_public(self) -> bool:
        """Whether others can reach it: by its own address, or through a proxy that passes requests on to loopback."""
        return not self.is_loopback or self.web.proxies > 0 or urlsplit(self.council.public_url).hostname not in LOOPBACK
