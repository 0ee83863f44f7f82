"""Post-responsibility statements 岗位责任说明书: derived from the steps a post holds, completed by hand."""
