"""What a post answers for, derived from the flowcharts; who may write, confirm and publish it."""
