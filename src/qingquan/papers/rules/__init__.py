"""What the law and the standards ask of a paper: contents, numbers. Pure."""
