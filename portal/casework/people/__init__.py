"""People: on a case, and on the staff."""
