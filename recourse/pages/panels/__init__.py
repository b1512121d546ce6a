"""What a scheme goes by, whom a bed could go to and what each choice costs, and the panel that decides."""
