"""What beds are worth week by week: learned at night, with a floor for long stays, and kept."""
