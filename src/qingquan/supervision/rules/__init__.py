"""What supervision judges: facts of a case in, findings out; nothing is fetched or saved here."""
