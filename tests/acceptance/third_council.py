"""The records of a council that exists only in tests: five years by seeded chance, in the import format."""

import csv
import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any

HERE = Path(__file__).parent / "dyffryn-2024-25"
SERVICES = {"front-door": "statutory", "fostering": "statutory", "leaving-care": "statutory", "transport": "schools", "inclusion": "corporate"}
CATEGORIES = ("delay", "decision", "staff", "language")
FINDINGS = ("upheld", "partly_upheld", "not_upheld", "not_upheld", "undetermined")
CHANNELS = ("email", "letter", "telephone", "in_person", "online_form", "paper_form", "other")
WHO = ("parent", "parent", "parent", "young_person", "grandparent", "kinship_carer", "foster_carer", "other_agency")
GAVE = (*WHO, "child", "professional", "")
RAISED = ("self", "self", "self", "advocate", "family_representative", "professional", "")
ETHNIC = ("White British", "White British", "Asian: Indian", "Mixed: White and Black Caribbean", "")
FIRST, LAST = date(2020, 4, 1), date(2025, 3, 31)
STAGES = {"statutory": 2, "corporate": 2, "schools": 1, "informal": 1}

Row = dict[str, Any]


class Making:
    """Rows of each file as they are made."""

    def __init__(self, seed: int, cases: int) -> None:
        self.chance = random.Random(seed)
        self.files: dict[str, list[Row]] = {}
        for number in range(cases):
            self._case(f"DYF-{number:04d}")
        self._around()

    def add(self, file: str, **row: Any) -> None:
        self.files.setdefault(file, []).append(row)

    def pick(self, of: Sequence[str]) -> str:
        return self.chance.choice(of)

    def day(self, first: date = FIRST, last: date = LAST) -> date:
        return first + timedelta(days=self.chance.randrange((last - first).days + 1))

    def later(self, day: date, most: int) -> date:
        return day + timedelta(days=self.chance.randrange(most))

    def tags(self) -> str:
        return ";".join(one for one in ("welsh", "out-of-county") if self.chance.random() < 0.25)

    def _case(self, ref: str) -> None:
        service, received = self.pick(tuple(SERVICES)), self.day()
        procedure = "informal" if self.chance.random() < 0.15 else SERVICES[service]
        status = self.chance.choices(("closed", "open", "withdrawn", "not_pursued", "not_accepted", "on_hold"), (75, 10, 4, 4, 4, 3))[0]
        ended = self._stages(ref, procedure, received, status)
        closed = ended if status == "closed" else self.later(ended, 30) if status == "withdrawn" and self.chance.random() < 0.5 else ""
        reasons = {"withdrawn": "complainant_withdrew", "not_pursued": "complainant_choice", "not_accepted": "out_of_time", "on_hold": "court"}
        identified = self.chance.choices(("yes", "no", ""), (80, 10, 10))[0]
        child = identified == "yes"
        self.add(
            "cases",
            **{"ref": ref, "received_on": received, "channel": self.pick(CHANNELS), "procedure": procedure, "service": service},
            **{"other_services": self.pick(("", "", "", "fostering")) if service != "fostering" else "", "complainant": self.pick(WHO)},
            **{
                "raised_by": self.pick(RAISED),
                "complainants": self.pick(("1", "1", "1", "2", "3", "")),
                "person_key": self.pick(("", "", f"P{self.chance.randrange(40)}")),
            },
            **{"status": status, "status_reason": reasons.get(status, ""), "closed_on": closed, "tags": self.tags(), "subject_identified": identified},
            **{
                "subject_age": self.pick(("", "3", "9", "15", "17", "18", "20")) if child else "",
                "subject_sex": self.pick(("female", "male", "")) if child else "",
            },
            **{"subject_ethnicity": self.pick(ETHNIC) if child else "", "subject_disabled": self.pick(("yes", "no", "")) if child else ""},
            **{
                "complainant_sex": self.pick(("female", "male", "transgender", "")),
                "complainant_ethnicity": self.pick(ETHNIC),
                "complainant_disabled": self.pick(("yes", "no", "")),
            },
        )

    def _stages(self, ref: str, procedure: str, received: date, status: str) -> date:
        """The stages it went through, and the last day of them."""
        reached = 2 if STAGES[procedure] == 2 and status in ("closed", "open") and self.chance.random() < 0.3 else 1
        at = self.later(received, 4)
        points = [self.pick(CATEGORIES) for _ in range(self.chance.choice((1, 1, 2, 3)))]
        found: dict[int, list[str]] = {}
        for stage in range(1, reached + 1):
            at = self._stage(ref, stage, at, is_done=stage < reached or status == "closed")
            found[stage] = [self.pick(FINDINGS) if self.files["stages"][-1]["concluded_on"] else "" for _ in points]
        for place, category in enumerate(points):
            own = self.pick(("", "", "", "leaving-care", "inclusion"))
            findings = {f"stage_{stage}_finding": of[place] for stage, of in found.items()}
            self.add("issues", case_ref=ref, category=category, service=own, **findings)
        return at

    def _stage(self, ref: str, stage: int, at: date, is_done: bool) -> date:
        requested = self.later(at, 20) if stage > 1 else None
        started = self.later(requested or at, 6)
        agreed = self.later(started, 10) if stage == 2 and self.chance.random() < 0.7 else ""
        answered = self.later(agreed or started, 45 if stage == 1 else 90) if is_done or self.chance.random() < 0.3 else ""
        concluded = (self.later(answered, 10) if self.chance.random() < 0.2 else answered) if is_done and answered else ""
        due = started + timedelta(days=14) if self.chance.random() < 0.3 else ""
        extended = due + timedelta(days=14) if due and self.chance.random() < 0.5 else ""
        late = self.pick(("", "", "service", "translation"))
        self.add(
            "stages",
            **{"case_ref": ref, "stage": stage, "requested_on": requested or "", "started_on": started, "statement_agreed_on": agreed, "due_on": due},
            **{"extended_to": extended, "first_response_on": answered, "concluded_on": concluded, "late_reason": late, "outcome": ""},
        )
        return concluded or answered or agreed or started

    def _around(self) -> None:
        received: dict[str, date] = {str(one["ref"]): one["received_on"] for one in self.files["cases"]}
        for number in range(160):
            self._compliment(number)
        for ref in list(received)[:60]:
            self._conciliation(ref, received[ref])
        for number in range(40):
            self._ombudsman(number, received)
        for _ in range(60):
            self._remedy(received)
        for number in range(70):
            self._learning(number)
        self._year()

    def _compliment(self, number: int) -> None:
        row = {"ref": f"DYFC-{number}", "received_on": self.day(), "service": self.pick(tuple(SERVICES)), "given_by": self.pick(GAVE)}
        self.add("compliments", **row, text="Diolch.", may_publish="yes", tags=self.tags())

    def _conciliation(self, ref: str, received: date) -> None:
        offered = self.later(received, 60)
        held = self.later(offered, 30) if self.chance.random() < 0.7 else ""
        self.add("conciliations", case_ref=ref, offered_on=offered, held_on=held, result=self.pick(("resolved", "unresolved")) if held else "declined")

    def _ombudsman(self, number: int, cases: Mapping[str, date]) -> None:
        ref = self.pick(tuple(cases))
        received = self.later(cases[ref], 300)
        decided = self.later(received, 200) if self.chance.random() < 0.8 else ""
        decision = self.pick(("upheld", "not_upheld", "premature")) if decided else ""
        about = {"case_ref": ref} if self.chance.random() < 0.5 else {"service": self.pick(tuple(SERVICES))}
        self.add("ombudsman", ref=f"OMB-{number}", received_on=received, decided_on=decided, decision=decision, **about)

    def _remedy(self, cases: Mapping[str, date]) -> None:
        ref = self.pick(tuple(cases))
        ombudsman = {"ombudsman_ref": f"OMB-{self.chance.randrange(40)}", "decided_by": "ombudsman"}
        of = ombudsman if self.chance.random() < 0.3 else {"case_ref": ref, "decided_by": self.pick(("stage_1", "stage_2"))}
        amount = self.chance.choice(("", "", 50, 100.5, 250))
        self.add("remedies", kind="financial" if amount else "apology", amount=amount, agreed_on=self.later(cases[ref], 200), **of)

    def _learning(self, number: int) -> None:
        row = {"service": self.pick(tuple(SERVICES)), "shared_by": self.pick(("training", "supervision", "")), "agreed_on": self.day(), "tags": self.tags()}
        self.add("learning", **row, you_said=f"You said {number}", we_did="We did")

    def _year(self) -> None:
        for _ in range(20):
            self.add("training", held_on=self.day(), course="Complaints", audience=self.pick(("staff", "managers")), attended=self.chance.randrange(1, 40))
        figures = [("2024-25", "", "", 400), ("2023-24", "", "", 380)]
        figures += [("2024-25", "sex", code, number) for code, number in (("female", 190), ("male", 200), ("unknown", 10))]
        for period, dimension, value, number in figures:
            self.add("context", period=period, measure="children_known", dimension=dimension, value=value, number=number)
        self.add("published", period="2023-24", table="five-years", row="Complaints", column="", number=71)


def write(folder: Path, seed: int = 2025, cases: int = 300) -> Path:
    """A folder of council.toml and records; the same seed gives the same folder."""
    folder.mkdir(parents=True, exist_ok=True)
    copyfile(HERE / "council.toml", folder / "council.toml")
    for name, rows in Making(seed, cases).files.items():
        _csv(folder / f"{name}.csv", rows)
    return folder


def _csv(path: Path, rows: Iterable[Row]) -> None:
    rows = list(rows)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
