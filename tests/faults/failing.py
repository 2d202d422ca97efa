"""`portal`, with one page more that fails with what was posted in its exception: nothing of it may be told to anybody."""

import portal
from portal.commands import main

makes = portal.create_app


def create_app(*what, **more):  # type: ignore[no-untyped-def]
    from flask import request

    from portal.web.guard import open_to_all

    def fail():  # type: ignore[no-untyped-def]
        raise ValueError(request.form["story"], {"parameters": dict(request.form)})

    app = makes(*what, **more)
    app.add_url_rule("/fail", "fail", open_to_all(fail), methods=["POST"])
    return app


portal.create_app = create_app

if __name__ == "__main__":
    main.main(prog_name="portal")
