"""The papers of a home, filled in by hand and given as PDF: nothing of them is kept."""
