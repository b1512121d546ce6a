"""When the law changes: the rules that change, how many open cases it touches, and each worker's own."""
