"""My work: one list of what waits for me, most urgent first."""
