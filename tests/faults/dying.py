"""A council's pages on a socket, from processes that die where a test wants it: after the commit, before the answer.

python dying.py INSTANCE PORT: whoever sends the header X-Die gets no answer, because the process ends once its transaction has.
"""

import os
import sys
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from flask import request
from werkzeug.serving import make_server

from portal import create_app
from portal.access import code
from portal.settings import load
from portal.web.unit_of_work import Portal


def dies_after_the_commit(self: Portal) -> Any:
    answer = commits(self)
    if "X-Die" in request.headers:
        os._exit(9)
    return answer


commits = Portal.dispatch_request
Portal.dispatch_request = dies_after_the_commit  # type: ignore[method-assign]
code._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # what is tried here is not how slow it is

if __name__ == "__main__":
    app = create_app(load(Path(sys.argv[1])))
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)  # read once, not after each death
    server = make_server("127.0.0.1", int(sys.argv[2]), app, threaded=True)
    print("ready", flush=True)
    while True:
        child = os.fork()
        if child == 0:
            server.serve_forever()
        os.waitpid(child, 0)
