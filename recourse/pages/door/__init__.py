"""The door: in the demonstration, choose who you are; elsewhere there is none."""
