"""What the law says: England's rules as dated, cited data, and no code."""
