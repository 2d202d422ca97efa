"""What was learnt from complaints, and who was taught it."""
