"""What goes to and fro with one person: visits, messages, how to reach them, and stopping."""
