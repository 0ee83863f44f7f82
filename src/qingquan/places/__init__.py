"""Where power sits: divisions, organs, offices, posts, halls and windows."""
