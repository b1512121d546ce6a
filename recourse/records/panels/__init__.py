"""Who a bed could go to, what each choice costs, and what the panel decided, kept as it was shown."""
