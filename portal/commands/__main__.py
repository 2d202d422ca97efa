"""`python -m portal.commands`: the `portal` command where no script is installed."""

from portal.commands import main

main(prog_name="portal")
