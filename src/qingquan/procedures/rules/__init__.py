"""What a flowchart means: reading, checking, running, drawing and telling. Nothing is fetched or saved here."""
