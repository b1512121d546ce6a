"""The command `recourse`: a page without a browser, one file for each verb."""
