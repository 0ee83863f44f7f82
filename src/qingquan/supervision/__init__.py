"""电子监察: rules, cards and what is late."""
