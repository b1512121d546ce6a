"""The form that says where signed heads go."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from recourse.pages.look import forms


class Address(forms.Form):
    """One address of the agency's own."""

    address = forms.Text(
        "To which email address?",
        hint="One of your agency that whoever runs Recourse cannot read. Leave it empty to keep them here.",
        longest=254,
    )

    def clean_address(self) -> str:
        """An address, or nothing."""
        address: str = self.cleaned_data["address"].strip()
        if address:
            try:
                validate_email(address)
            except ValidationError:
                raise ValidationError("Give one address, such as ledger@agency.example.") from None
        return address
