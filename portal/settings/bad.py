"""What is raised when a council's settings are wrong."""


class BadSettings(Exception):
    """A setting is wrong; the text is one plain sentence for the operator."""
