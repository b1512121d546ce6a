"""Telling the Home Office or another enforcement body something, with the person and never without."""
