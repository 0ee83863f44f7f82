"""What is read for the check: imported lists row by row, and the county's rows as the comparison takes them."""
