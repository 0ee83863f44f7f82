"""What the law asks of a devolution, an entrustment, a window authorisation; and who may give each."""
