"""办理程序: the published flowchart, read from BPMN 2.0, checked, drawn, told in words, and run for every case."""
