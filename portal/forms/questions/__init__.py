"""Every question, once, by subject."""
