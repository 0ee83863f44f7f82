"""What is read of the catalogue to measure it: standings on two days, materials, handling items."""
