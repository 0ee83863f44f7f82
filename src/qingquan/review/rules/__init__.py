"""The rules of review: who says what when, what each decision needs and does. Facts in, answer out."""
