"""The ledger's signed heads, to keep where nobody who runs Recourse can reach; and who read of too many."""
