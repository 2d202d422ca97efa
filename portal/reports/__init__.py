"""What a council's records say in numbers: facts, what is counted of them, and how it is printed."""
