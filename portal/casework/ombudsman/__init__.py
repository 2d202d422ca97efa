"""What the ombudsman asks and decides."""
