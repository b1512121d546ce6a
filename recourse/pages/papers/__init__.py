"""A person's papers: taken with a telephone, listed, opened as a download, removed."""
