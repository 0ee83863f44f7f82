"""What is asked of the batches: how a catalogue stands on a day, what a batch says, what changed since the last."""
