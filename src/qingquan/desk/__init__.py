"""Pages for officials: tasks, cases, catalogue, procedures, supervision."""
