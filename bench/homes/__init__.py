"""Homes measured: who is offered which place, the money and the beds, each against its rivals."""
