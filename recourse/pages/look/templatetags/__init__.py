"""The tags every template of ours may use."""
