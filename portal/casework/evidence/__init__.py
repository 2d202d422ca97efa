"""Files that people send with their words: received sealed, checked after the commit, opened for who may."""
