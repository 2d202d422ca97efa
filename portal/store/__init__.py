"""Tables and files; no rules."""
