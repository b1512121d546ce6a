"""What a bed is worth week by week: learned from past years, with a floor for long stays."""
