"""What gunicorn takes for one request and what it refuses: two lengths would let a second one slip in."""

from __future__ import annotations

from typing import Any

import pytest
from gunicorn.config import Config
from gunicorn.http.errors import ParseException
from gunicorn.http.parser import RequestParser

TWO = b"0\r\n\r\nGET /people/ HTTP/1.1\r\n\r\n"
SMUGGLED = {
    "two lengths": b"Content-Length: 4\r\nContent-Length: 6\r\n\r\nabcdef",
    "a length and chunks": b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n" + TWO,
    "chunks and a length": b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n" + TWO,
    "chunks that are not the last coding": b"Transfer-Encoding: chunked, identity\r\n\r\n" + TWO,
    "a coding nobody knows": b"Transfer-Encoding: xchunked\r\n\r\n" + TWO,
    "a blank before the colon": b"Transfer-Encoding : chunked\r\n\r\n" + TWO,
    "a length with a sign": b"Content-Length: +4\r\n\r\nabcd",
    "a header folded over lines": b"X-One: a\r\n Content-Length: 4\r\n\r\nabcd",
    "a line that ends in half": b"X-One: a\nContent-Length: 4\r\n\r\nabcd",
    "a chunk whose line ends in half": b"Transfer-Encoding: chunked\r\n\r\n5\nabcde\r\n0\r\n\r\n",
}


def read(head_and_body: bytes) -> Any:
    parser = RequestParser(
        Config(), iter([b"POST /people/ HTTP/1.1\r\nHost: here\r\n" + head_and_body]), ("", 1)
    )
    request = next(parser)
    return dict(request.headers), request.body.read()


@pytest.mark.parametrize("how", SMUGGLED)
def test_no_request_can_be_hidden_in_another(how: str) -> None:
    with pytest.raises((ParseException, OSError)):
        read(SMUGGLED[how])


def test_an_honest_request_is_read_to_its_end_and_a_length_with_a_low_line_is_none() -> None:
    assert read(b"Content_Length: 3\r\nContent-Length: 4\r\n\r\nabcd") == (
        {"HOST": "here", "CONTENT-LENGTH": "4"},
        b"abcd",
    )
