"""What the law says about a case. Facts in, answer out; nothing is fetched or saved here."""
