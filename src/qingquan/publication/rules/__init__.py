"""What publication asks and answers; nothing is fetched or stored here."""
