"""Why a file is refused, each with a sentence that says what to do instead."""

from __future__ import annotations

PHOTOGRAPH = "Take a photograph of it with the telephone’s camera, and choose that."
REFUSALS = {
    "empty": "is empty. Choose it again, or take the photograph again.",
    "too_large": "is larger than 15 MB. Take the photograph again, smaller, or send the pages apart.",
    "heic": "is a HEIC picture, which few machines can open. Take a picture of it with the button above, or"
    " set the camera to “Most compatible” (JPEG), and choose it again.",
    "unknown": f"is neither a photograph (JPEG, PNG, WebP) nor a PDF. {PHOTOGRAPH}",
    "broken": f"cannot be read: some of it may be missing. Choose it again. {PHOTOGRAPH}",
    "too_many_pixels": "is a picture with too many points (more than 64 million). Take it again, smaller.",
    "moving": f"is a moving picture. {PHOTOGRAPH}",
    "locked": "is locked with a password. Print it to a new PDF without one, and choose that.",
    "too_many_pages": "has more than 100 pages. Send the pages that matter.",
    "too_much_inside": f"unfolds to far more than its size, and was not opened. {PHOTOGRAPH}",
    "too_slow": f"took too long to read, and was not kept. {PHOTOGRAPH}",
}


class Refused(Exception):
    """A file that is not kept; str() begins with a verb, as what it is called stands before it."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(REFUSALS[why])
