"""The outside world: mail goes out from here. It takes bytes and settings, and knows no case."""
