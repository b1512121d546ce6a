"""How long each thing is kept, why and for whom it is kept at all, and what holds its end back."""
