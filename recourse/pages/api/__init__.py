"""What the pages do, for programs: search, free beds on a day, referrals."""
