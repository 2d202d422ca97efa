"""The rules of stage and time: which clocks run on a case, when each is due, and what may happen next."""
