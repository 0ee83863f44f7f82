"""The law library 法规库: statutes and their articles by day, and citations of officials resolved to them."""
