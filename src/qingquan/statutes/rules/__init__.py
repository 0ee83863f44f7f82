"""What the law library can tell without its tables: citations, the parts of an article, ranks, names."""
