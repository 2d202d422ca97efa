"""Pages as paper: HTML in, tagged PDF out, drawn by a child process; knows settings and words, and no case."""
