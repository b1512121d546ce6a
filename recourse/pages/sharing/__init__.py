"""What a person agreed to let another service see, and taking it back."""
