def load() -> None:
    """Put the demonstration data of this app into the database; a second call changes nothing."""
