"""A case on its procedure: record what happened, extend, hold, find, answer, close."""
