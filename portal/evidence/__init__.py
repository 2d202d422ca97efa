"""Looks at one file in a child process: what it really is, whether it may be kept, and a copy that is safe to open."""
