"""What is asked, of whom, in what order; standard library only."""
