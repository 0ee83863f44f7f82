"""What the county's opinion and the law say about powers that were not reported truthfully."""
