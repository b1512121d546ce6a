"""Writing against a wrong refusal: what the law says, what the person agreed to tell, and no more."""
