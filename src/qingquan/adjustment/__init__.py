"""Dynamic adjustment 动态调整: what makes a published item change, the routes it takes, and its filing."""
