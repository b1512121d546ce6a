"""An offer of a bed, its answer, and the stay that follows."""
