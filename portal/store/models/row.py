"""What every table has: STRICT on SQLite, names for its constraints, and types both databases keep alike."""

import uuid
from datetime import date, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from portal.store.database import Instant, new_id

STRICT = {"sqlite_strict": True}

for _type, _name in (
    (sa.DateTime, "TEXT"),
    (sa.Date, "TEXT"),
    (sa.Boolean, "INTEGER"),
    (sa.JSON, "TEXT"),
    (sa.String, "TEXT"),
    (sa.Uuid, "TEXT"),
    (sa.BigInteger, "INTEGER"),
    (sa.Double, "REAL"),
):
    compiles(_type, "sqlite")(lambda _element, _compiler, _name=_name, **_: _name)


class Row(DeclarativeBase):
    """The declarative root of all tables."""

    __table_args__: Any = STRICT
    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant,
        date: sa.Date,
        str: sa.String,
        uuid.UUID: sa.Uuid,
        dict[str, Any]: sa.JSON,
        bytes: sa.LargeBinary,
    }


def id_column() -> Mapped[uuid.UUID]:
    """A primary key made in Python, never shown to anybody."""
    return mapped_column(primary_key=True, default=new_id)


def key_column() -> Mapped[uuid.UUID]:
    """Which data key seals this row. No foreign key: the row outlives its key, whose end is what erases it, and the end of a
    draft's key would look through every table that has one."""
    return mapped_column()
