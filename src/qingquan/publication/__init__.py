"""Publication 分类分批公布: five catalogues by batch, as they were approved, with their history."""
