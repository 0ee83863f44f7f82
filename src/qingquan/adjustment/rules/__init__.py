"""What local rules on dynamic adjustment say: routes, terms, posts; which items a change of law touches."""
