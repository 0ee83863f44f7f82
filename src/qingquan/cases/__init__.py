"""办件: one case from receipt to delivery, for powers that start by application."""
