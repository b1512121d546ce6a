"""What people see: one folder for each journey."""
