"""Staff accounts, how their holders sign in, and text they were writing when a session ended."""
