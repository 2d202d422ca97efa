"""What can be counted, by what it can be broken down, and the tables a report has where the council declares none."""
