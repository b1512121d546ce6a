"""What we can work out: plain Python over plain values, without a database, a network or a clock."""
