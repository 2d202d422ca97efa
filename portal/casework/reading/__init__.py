"""What staff read of a case, each person as much as their role may."""
