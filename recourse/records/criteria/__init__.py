"""What a scheme goes by when it offers a bed: stated, published, and never changed afterwards."""
