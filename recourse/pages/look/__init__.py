"""The look: the frame of every page, its fields, its parts, and who may open it."""
