"""A folder with a mistake is refused whole: file, line, column and what would be right."""

import zipfile
from pathlib import Path

import pytest

from portal.casework.intake.bring_in import folder as reading
from tests.integration.bring_in.records import GOOD, everything, folder, good, numbers, portal, text

TWICE = text(GOOD["cases"], GOOD["cases"]).encode()

BAD: dict[str, tuple[dict[str, bytes], str]] = {
    "a column nobody knows": (good(cases={"colour": "red"}), "cases.csv, line 1, column colour: Heard does not know this column. It knows: ref,"),
    "a column that is missing": ({"cases": b"ref,channel\nA-1,email\n"}, "cases.csv, line 1, column received_on: this column is missing. It holds a date like"),
    "a column twice": ({"cases": b"ref,received_on,ref\nA-1,2020-01-06,A-1\n"}, "cases.csv, line 1, column ref: this column is there twice."),
    "no file anybody knows": ({**good(), "people": b"name\n"}, "people.csv is no file Heard knows. It knows: cases.csv,"),
    "no cases": ({"stages": text(GOOD["stages"]).encode()}, "There is no cases.csv in"),
    "nothing in a file": ({**good(), "issues": b""}, "issues.csv, line 1, column case_ref: the file is empty. Its first line names the columns: case_ref,"),
    "not UTF-8": (
        good() | {"compliments": "ref,received_on,text\nC-1,2020-01-06,Très bien\n".encode("latin-1")},
        "compliments.csv, line 2, column text: this is not UTF-8.",
    ),
    "UTF-16": (good() | {"issues": "case_ref,category\n".encode("utf-16")}, "issues.csv, line 1, column case_ref: the file is not UTF-8."),
    "semicolons": ({"cases": b"ref;received_on\nA-1;2020-01-06\n"}, "cases.csv, line 1, column ref: there must be commas between the columns."),
    "a comma too many": ({"cases": b"ref,received_on\nA-1,2020-01-06,x\n"}, "cases.csv, line 2, column received_on: this line has 3 cells and the heading 2."),
    "a code nobody knows": (good(cases={"status": "shut"}), 'cases.csv, line 2, column status: "shut" is not a code of status. It can be: open, closed,'),
    "a code of no list": (
        good(issues={"category": "dely"}),
        'issues.csv, line 2, column category: "dely" is not in the list of categories. Did you mean delay?',
    ),
    "a tag of no list": (good(cases={"tags": "send;loud"}), 'cases.csv, line 2, column tags: "loud" is not in the list of tags. It can be: send.'),
    "a procedure nobody has": (
        good(cases={"procedure": "intake"}),
        'cases.csv, line 2, column procedure: "intake" is not a procedure of council.toml. It can be:',
    ),
    "a ref to nothing": (
        good(stages={"case_ref": "A-2"}),
        'stages.csv, line 2, column case_ref: there is no "A-2" in cases.csv, nor was one brought in before.',
    ),
    "a ref twice": (good() | {"cases": TWICE}, 'cases.csv, line 3, column ref: "A-1" stands in line 2 too. Keep one, or give this one another ref.'),
    "a stage twice": (
        good() | {"stages": text(GOOD["stages"], GOOD["stages"]).encode()},
        'stages.csv, line 3, column case_ref: "A-1, 1" stands in line 2 too.',
    ),
    "two refs that are one reference": (
        {"cases": text(GOOD["cases"], {**GOOD["cases"], "ref": "A/1"}).encode()},
        "cases.csv, line 3, column ref: another case has the reference A-1 already.",
    ),
    "closed before it came": (
        good(cases={"status": "closed", "closed_on": "2020-01-05"}),
        "cases.csv, line 2, column closed_on: 2020-01-05 is before received_on, 2020-01-06.",
    ),
    "begun before it came": (good(stages={"started_on": "2020-01-05"}), "stages.csv, line 2, column started_on: 2020-01-05 is before the case's received_on,"),
    "answered before it began": (
        good(stages={"first_response_on": "2020-01-06"}),
        "stages.csv, line 2, column first_response_on: 2020-01-06 is before started_on, 2020-01-07.",
    ),
    "answered after the end": (
        good(cases={"status": "closed", "closed_on": "2020-01-10"}),
        "stages.csv, line 2, column first_response_on: 2020-01-20 is after the case's closed_on, 2020-01-10. It must be that day or earlier.",
    ),
    "a cell without end": (
        good(compliments={"ref": "C-1", "received_on": "2020-01-06", "text": "x" * 100_001}),
        "column text: this cell has 100,001 characters. The most is 100,000",
    ),
    "no yes and no no": (good(cases={"subject_identified": "true"}), 'cases.csv, line 2, column subject_identified: "true" is neither yes nor no.'),
    "a day of no calendar": (good(cases={"received_on": "2020-02-30"}), 'cases.csv, line 2, column received_on: "2020-02-30" is not a date like 2024-05-31.'),
    "a day as people write it": (good(cases={"received_on": "06/01/2020"}), '"06/01/2020" is not a date like 2024-05-31.'),
    "a day to come": (good(cases={"received_on": "2999-01-01"}), "cases.csv, line 2, column received_on: 2999-01-01 is in the future."),
    "half a person": (good(cases={"complainants": "1.5"}), 'cases.csv, line 2, column complainants: "1.5" is not a whole number from 1 to 100.'),
    "money in words": (
        good(remedies={"case_ref": "A-1", "kind": "financial", "agreed_on": "2020-02-01", "amount": "£250"}),
        'remedies.csv, line 2, column amount: "£250" is not pounds',
    ),
    "nobody's ethnic group": (
        good(cases={"complainant_ethnicity": "Martian"}),
        '"Martian" is not an ethnic group as in the Census of 2021. Write it like "White British"',
    ),
    "a year of no two years": (
        good(context={"period": "2019-21", "measure": "known", "number": "1"}),
        'context.csv, line 2, column period: "2019-21" is not a year like 2024-25.',
    ),
    "nothing where something must be": (good(issues={"category": ""}), "issues.csv, line 2, column category: this must not be empty."),
    "closed on no day": (good(cases={"status": "closed"}), "cases.csv, line 2, column closed_on: a closed case needs the day it was closed."),
    "open and yet closed": (good(cases={"closed_on": "2020-02-01"}), "cases.csv, line 2, column closed_on: a case that is open has not been closed."),
    "a stage the procedure has not": (
        good(cases={"procedure": "corporate"}, stages={"stage": "3"}),
        "stages.csv, line 2, column stage: there is no stage 3: the procedure corporate has 2.",
    ),
    "an outcome beside findings": (good(stages={"outcome": "upheld"}), "stages.csv, line 2, column outcome: this case has findings at this stage"),
    "no route at all": (
        good(cases={"procedure": "", "service": ""}),
        "cases.csv, line 2, column procedure: without a service that says its procedure this must be one of:",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_mistake_is_named_and_nothing_comes_in(name: str, untouched: Path, tmp_path: Path) -> None:
    files, sentence = BAD[name]
    refused = portal(untouched, "import", folder(tmp_path / "records", files))
    assert refused.exit_code == 2
    assert sentence in refused.output
    assert refused.output.splitlines()[-1] == "Nothing was brought in."
    there = numbers(untouched)
    assert there["choice"] and not there["case"] and not there["brought_in"] and not there["access_log"]


def test_every_mistake_is_named_up_to_fifty(untouched: Path, tmp_path: Path) -> None:
    lines = [{**GOOD["cases"], "ref": f"A-{n}", "status": "shut", "channel": "pigeon"} for n in range(30)]
    refused = portal(untouched, "import", folder(tmp_path / "records", {"cases": text(*lines).encode()}))
    said = refused.output.splitlines()
    assert len(said) == 52 and said[-2] == "... and 10 more."
    assert said[0].startswith("cases.csv, line 2, column channel") and said[49].startswith("cases.csv, line 26, column status")


def test_the_line_of_a_mistake_counts_lines_in_quotes(untouched: Path, tmp_path: Path) -> None:
    lines = [{"ref": "C-1", "received_on": "2020-01-06", "text": "Thank you.\nAll of you."}, {"ref": "C-2", "received_on": "6 Jan", "text": ""}]
    refused = portal(untouched, "import", folder(tmp_path / "records", good() | {"compliments": text(*lines).encode()}))
    assert 'compliments.csv, line 4, column received_on: "6 Jan"' in refused.output


def test_a_dry_run_says_what_would_come_in_and_changes_nothing(untouched: Path, tmp_path: Path) -> None:
    before = everything(untouched)
    tried = portal(untouched, "import", folder(tmp_path / "records", good()), "--dry-run")
    assert tried.exit_code == 0, tried.output
    said = ["cases: 1 would be brought in", "stages: 1 would be brought in", "issues: 1 would be brought in", "This was a dry run. Nothing was changed."]
    assert tried.output.splitlines()[-4:] == said
    assert everything(untouched) == before


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_a_zip_is_read_as_a_folder_is(untouched: Path, tmp_path: Path) -> None:
    """With a byte order mark, lines as Windows ends them, in a folder of its own, beside what a Mac adds."""
    windows = {f"records/{name}.csv": b"\xef\xbb\xbf" + content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for name, content in good().items()}
    path = zipped(tmp_path / "records.zip", {**windows, "__MACOSX/records/._cases.csv": b"x", "records/council.toml": b"x"})
    assert "issues: 1 would be brought in" in portal(untouched, "import", path, "--dry-run").output


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"cases.csv": b"ref,received_on\n" + b" " * 5_000}, "cases.csv has more than"),
        ({"cases.csv": b"ref,received_on\n", "in/cases.csv": b"ref,received_on\n"}, "cases.csv is there twice."),
        ({f"{n}/cases.csv": b"" for n in range(1_001)}, "holds more than 1000 .csv files."),
        ({"../../cases.csv": b"colour\n"}, "column colour: Heard does not know this column."),
    ],
)
def test_a_zip_is_bounded_and_writes_nothing_anywhere(
    files: dict[str, bytes], sentence: str, untouched: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 4_000)
    path = zipped(tmp_path / "inside" / "records.zip" if (tmp_path / "inside").mkdir() is None else tmp_path, files)
    refused = portal(untouched, "import", path)
    assert refused.exit_code == 2 and sentence in refused.output
    assert {one.name for one in tmp_path.rglob("*")} == {"inside", "records.zip"}


def test_what_is_no_zip_or_no_file_is_said_so(untouched: Path, tmp_path: Path) -> None:
    (tmp_path / "records.zip").write_bytes(b"PK nothing of the kind")
    refused = portal(untouched, "import", tmp_path / "records.zip")
    assert refused.exit_code == 2 and "cannot be read as a zip without a password" in refused.output
    (tmp_path / "folder" / "cases.csv").mkdir(parents=True)
    refused = portal(untouched, "import", tmp_path / "folder")
    assert refused.exit_code == 2 and "cases.csv cannot be read: Is a directory." in refused.output
