"""What puts it right: meetings to settle it, and remedies."""
