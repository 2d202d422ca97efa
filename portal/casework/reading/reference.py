"""What can be a reference at all, so that nothing else is ever asked of the database."""

MOST = 40


def is_reference(text: str) -> bool:
    """Whether a text from an address has the shape of a reference: letters, digits and hyphens."""
    return len(text) <= MOST and text.isascii() and text.replace("-", "").isalnum()
