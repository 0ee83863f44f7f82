"""The clean-up campaign 清理审核: stages with gates, what every organ reports, who signed, how far it is."""
