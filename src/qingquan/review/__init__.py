"""Review and evaluation 审核论证: two offices' opinions, experts, the public, and the decision on every item."""
