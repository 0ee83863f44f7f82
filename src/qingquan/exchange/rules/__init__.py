"""What exchange asks and answers: the fields of the standard, what fits them, and what two sides say differently."""
