"""What holds in the two-way check: who may, whose task a difference is and until when. Facts in, answer out."""
