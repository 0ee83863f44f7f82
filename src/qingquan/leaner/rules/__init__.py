"""What the measure of leaner powers says: standings before and after, the required cut, indicators, findings."""
