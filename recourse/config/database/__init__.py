"""The database: who starts it, who owns it, and as whom a process speaks to it."""
