"""Who acts: accounts, tenures of posts, applicants and their agents."""
