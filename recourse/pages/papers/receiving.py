"""Takes what is sent with a form into memory and never onto a disk, so much of it and no more."""

from __future__ import annotations

import io
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from recourse.records.papers.actions import MOST_BYTES

MOST_TOGETHER = 4 * MOST_BYTES
MOST_SENT = 3 * MOST_TOGETHER


class InMemoryOnly(FileUploadHandler):
    """Keeps the files of a signed-in worker's form about papers or homes; of any other form, none.

    What does not fit is read to the end and dropped: its size is then larger than what is kept, which the
    form says in a sentence.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803
        content_length: int,
        *rest: Any,
        **more: Any,
    ) -> None:
        """Refuse at once what no form of ours can send."""
        if content_length > MOST_SENT:
            raise RequestDataTooBig("More was sent than can be read at once.")
        self.room = MOST_TOGETHER if self._is_wanted() else 0

    def new_file(self, *named: Any, **more: Any) -> None:
        """Begin one file."""
        super().new_file(*named, **more)
        self.kept = io.BytesIO()
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece while the file and all files together stay within their room."""
        self.size += len(raw_data)
        fits = self.size <= min(MOST_BYTES, self.room)
        if fits:
            self.kept.write(raw_data)
        else:
            self.kept = io.BytesIO()

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        """Give the file without its name and without what the browser called it."""
        self.room -= self.kept.tell()
        self.kept.seek(0)
        return UploadedFile(self.kept, name="paper", content_type="application/octet-stream", size=self.size)

    def _is_wanted(self) -> bool:
        request: Any = self.request
        match, user = getattr(request, "resolver_match", None), getattr(request, "user", None)
        return bool(match and match.namespace in ("papers", "homes") and user and user.is_authenticated)
