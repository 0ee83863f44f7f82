"""The made-up county as data: what stands in the TOML files here, its shapes and what must hold between them."""
