"""Where people could live: homes, rooms, bedspaces and their dated states."""
