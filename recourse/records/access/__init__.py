"""How workers come in and leave: invitations, sign-ins, and the end of both."""
