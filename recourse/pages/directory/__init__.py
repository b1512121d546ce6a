"""The directory: which services there are, for whom, and how much room they said they have."""
