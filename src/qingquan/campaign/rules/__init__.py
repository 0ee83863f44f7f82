"""What holds in a campaign: who may, when a stage is done, what a report must say. Facts in, answer out."""
