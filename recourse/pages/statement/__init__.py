"""A person's own statement: what is held, who sees it, who looked, what left."""
