"""The two-way check 双向比对: what the law gives, what was reported, what is really done, and every difference."""
