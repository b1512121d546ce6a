"""The money of homes: what rooms bring, what houses cost, what funders give, and grants to people."""
