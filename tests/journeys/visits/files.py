"""Visits to the page for files in each of its states, and to what staff see of files."""

from portal.casework.desk import Desk
from portal.casework.evidence.receive import receive
from portal.casework.evidence.transcript import write_down
from portal.casework.intake.entered import start
from portal.evidence.kinds import Reason
from portal.store.models import Case, File
from tests.factories import a_sent_complaint
from tests.journeys.parent import press
from tests.journeys.visits.back import of, on_their_page
from tests.journeys.visits.public import sent
from tests.journeys.visits.staff import OFFICER
from tests.journeys.visits.visit import Here, Visit, collect

VISITS: list[Visit] = []
visit = collect(VISITS)
UNSCRIPTED = "(form => form.replaceWith(form.cloneNode(true)))(document.querySelector('form[data-files]'))"
A_LONG_NAME = "IMG_2026-11-20_a_very_long_name_that_nobody_would_choose_but_a_phone_does_0001.txt"


def with_files(desk: Desk, case: Case) -> None:
    """Four files of the person, each in another state."""
    for name, state, reason in ((A_LONG_NAME, "checking", None), ("letter.txt", "ready", None), ("old.doc", "ready", None), ("b.txt", "refused", Reason.VIRUS)):
        file = receive(desk, [b"They never rang back."], name, case=case, party=of(case))
        file.state, file.reason, file.copy = state, reason, f"{file.original[::-1]}" if name == "letter.txt" else None


def a_case(here: Here) -> Case:
    """A case of somebody who added files."""

    def made(desk: Desk) -> Case:
        case = a_sent_complaint(desk)
        with_files(desk, case)
        return case

    return here.site.do(made)


@visit("public.files")
def files_none_yet(here: Here) -> None:
    here.site.holds_a_draft(here.page.context, {"kind": "complaint"})
    here.page.goto("/files")


@visit("public.take_files")
def files_not_taken(here: Here) -> None:
    files_none_yet(here)
    here.page.evaluate(UNSCRIPTED)
    chosen = [{"name": name, "mimeType": "text/plain", "buffer": b"words"} for name in ("page.html", "letter.txt")]
    here.page.get_by_label("Choose files, or take a photo").set_input_files(chosen)
    press(here.page, "Add these")


@visit("public.voice")
def voice_before_anything(here: Here) -> None:
    here.page.goto("/files/voice?as=y")


@visit("public.voice")
def voice_kept_by_whoever_came_back(here: Here) -> None:
    on_their_page(here, with_files)
    here.page.goto("/files/voice?of=back&done=yes")


@visit("public.drawing")
def drawing_of_a_draft(here: Here) -> None:
    here.site.holds_a_draft(here.page.context, {"kind": "complaint"}, "young")
    here.page.goto("/files/drawing")


@visit("public.files")
def files_after_sending(here: Here) -> None:
    sent(here)
    here.page.get_by_role("link", name="Add photos, papers or recordings").click()


@visit("public.files")
def files_of_whoever_came_back(here: Here) -> None:
    on_their_page(here, with_files)
    here.page.goto("/files?of=back&done=yes")


@visit("public.back")
def back_with_files(here: Here) -> None:
    on_their_page(here, with_files)


@visit("staff.case", OFFICER)
def case_with_files(here: Here) -> None:
    here.page.goto(f"/cases/{a_case(here).reference}")


@visit("staff.case_files", OFFICER)
def add_files_to_a_case(here: Here) -> None:
    here.page.goto(f"/cases/{a_case(here).reference}/files")


@visit("staff.script_files", OFFICER)
def add_files_to_a_script(here: Here) -> None:
    script = here.site.do(lambda desk: start(desk, "parent", "letter", desk.today).id, by=here.me)
    here.page.goto(f"/enter/{script}/files")


def a_recording(here: Here) -> str:
    """The address of a recording that was checked, and of which something was written down."""

    def made(desk: Desk) -> str:
        case = a_sent_complaint(desk)
        file = receive(desk, [b"sound"], "voice.weba", case=case, party=of(case))
        file.state, file.copy, file.copy_media = "ready", file.original[::-1], "audio/webm"
        write_down(desk, case, file.id, "I want to [?] stay with Nan.")
        return f"/cases/{case.reference}/files/{file.id}/open"

    return str(here.site.do(made, by=here.me))


@visit("staff.open_file", OFFICER)
def recording_that_was_written_down(here: Here) -> None:
    here.page.goto(a_recording(here))


@visit("staff.write_down_file", OFFICER)
def recording_of_which_nothing_is_written(here: Here) -> None:
    here.page.goto(a_recording(here))
    here.page.get_by_label("What did you hear or read?").fill(" ")
    press(here.page, "Keep it beside the file")


@visit("staff.ask_original", OFFICER)
def original_without_a_reason(here: Here) -> None:
    case = a_case(here)
    with here.site.database.reading() as session:
        file = session.query(File).filter(File.case_id == case.id, File.state == "ready").first()
    here.page.goto(f"/cases/{case.reference}/files/{file.id}/original")
    press(here.page, "Download the original")
