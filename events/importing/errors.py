class UnreadableProtocol(ValueError):
    """The file cannot become a draft; the message is a plain Russian sentence shown to the user."""
