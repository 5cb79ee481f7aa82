"""A witness at work: over HTTP, from the command line, with many callers at once, killed, and among hostile people."""

import http.client
import random
import re
import signal
import socket
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from elsewhere import witness
from elsewhere.tests.keeper import ORIGIN, Book, Running, Signer, a_witness, call, outcome, second


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def folder(tmp_path: Path, book: Book) -> Path:
    a_witness(tmp_path / "w", book.signer)
    return tmp_path / "w"


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with witness.Desk(("127.0.0.1", 0), witness.Witness(folder)) as desk:
        threading.Thread(target=desk.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{desk.server_port}"
        desk.shutdown()


def raw(address: str, said: bytes, *, half: bool = False) -> bytes:
    """All that is answered to these bytes; with `half`, the caller says no more after them."""
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port), timeout=10) as line:
        line.sendall(said)
        if half:
            line.shutdown(socket.SHUT_WR)
        heard = b""
        while more := line.recv(65536):
            heard += more
        return heard


def test_every_status_over_http(address: str, book: Book) -> None:
    status, line, kind = call(address, book.request(0, 5))
    assert (status, kind) == (200, "text/plain; charset=utf-8") and re.fullmatch(r"— \S+ [\w+/]{102,}=*\n", line)
    assert call(address, book.request(0, 6)) == (409, "5\n", "text/x.tlog.size")
    assert call(address, book.request(5, 6, proof=[]))[0] == 422
    assert call(address, book.request(5, 6, note=Signer().note(book.text(6))))[0] == 403
    assert call(address, Book(Signer("another.example")).request(0, 6))[0] == 404
    assert call(address, b"old")[0] == 400
    assert call(address, book.request(5, 6), "/add-nothing")[0] == 404
    assert call(address, b"x" * (witness.MOST_BYTES + 1))[0] == 413
    status, page, kind = call(address)
    assert (status, kind) == (200, "text/plain; charset=utf-8")
    assert f"Book  {ORIGIN}" in page and "entries        5" in page


def test_a_line_is_held_for_the_next_request(address: str, book: Book) -> None:
    said = b"".join(
        b"POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: %d\r\n%s\r\n%s" % (len(body), end, body)
        for body, end in ((book.request(0, 5), b""), (book.request(5, 6), b"Connection: close\r\n"))
    )
    assert raw(address, said).count(b"HTTP/1.1 200 ") == 2


STRANGE = [
    (b"POST /add-checkpoint HTTP/1.1\r\nHost: w\r\n\r\n", 411),
    (b"POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: -1\r\n\r\n", 411),
    (b"POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: 9e9\r\n\r\n", 411),
    (b"POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nold\r\n", 411),
    (b"POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: 99999999999999\r\n\r\n", 413),
    (b"POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: 30\r\n\r\nold 0", 400),
    (b"GET /../../etc/passwd HTTP/1.1\r\nHost: w\r\nConnection: close\r\n\r\n", 404),
    (b"PUT / HTTP/1.1\r\nHost: w\r\nConnection: close\r\n\r\n", 501),
    (b"GET / HTTP/9.9\r\n\r\n", 505),
    (b"nonsense and more of it\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 200 + b"\r\n", 431),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
]


def test_a_strange_request_gets_its_status_and_no_more(address: str) -> None:
    for said, status in STRANGE:
        heard = raw(address, said, half=True)
        assert heard.startswith(f"HTTP/1.1 {status} ".encode()), said
        assert not re.search(b"Traceback|Python|<", heard), said
        assert call(address)[0] == 200


def test_who_says_nothing_or_hardly_anything_is_cut_off(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(witness.Caller, "timeout", 0.1)
    begun = time.monotonic()
    assert raw(address, b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 9\r\n\r\nold") == b""
    monkeypatch.setattr(witness.Caller, "timeout", 10)
    monkeypatch.setattr(witness, "SECONDS_ALTOGETHER", 0.1)
    assert raw(address, b"GET / HT") == b""
    assert time.monotonic() - begun < 5 and call(address)[0] == 200


def test_one_caller_too_many_is_cut_off_and_later_ones_are_answered(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(witness, "MOST_CALLERS", 3)
    with witness.Desk(("127.0.0.1", 0), witness.Witness(folder)) as desk:
        threading.Thread(target=desk.serve_forever, args=(0.01,), daemon=True).start()
        address = f"http://127.0.0.1:{desk.server_port}"
        place = ("127.0.0.1", desk.server_port)
        lines = [socket.create_connection(place, timeout=10) for _ in range(3)]
        for line in lines:
            line.sendall(b"GET / HTTP/1.1\r\n")
        with socket.create_connection(place, timeout=10) as one_more:
            assert one_more.recv(1) == b""
        for line in lines:
            line.sendall(b"Connection: close\r\n\r\n")
            assert line.recv(12) == b"HTTP/1.1 200"
            line.close()
        for _ in range(100):
            with suppress(OSError, http.client.HTTPException):
                assert call(address)[0] == 200
                break
            time.sleep(0.05)
        else:
            pytest.fail("nobody is answered any more")
        desk.shutdown()


def test_a_fault_of_the_witness_is_told_in_a_sentence(
    address: str, book: Book, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(witness, "now", lambda: 1 / 0)
    status, words, _ = call(address, book.request(0, 5))
    assert (status, words) == (500, "The witness cannot answer now: its own log says why.\n")
    monkeypatch.undo()
    assert call(address, book.request(0, 5))[0] == 200, "and nothing was noted"


def test_of_two_that_reach_for_the_next_place_one_gets_it(address: str, folder: Path) -> None:
    made = witness.Witness(folder)
    for turn in range(12):
        book = Book(Signer(f"book.example/{turn}"))
        witness.trust(made, witness.parsed_key(book.signer.vkey))
        made.cosign(book.request(0, 5))
        got = at_once(address, [book.request(5, 8), book.twisted(5).request(5, 9 - turn % 2)])
        assert sorted(status for status, _, _ in got) == [200, 409]


def at_once(address: str, bodies: list[bytes]) -> list[tuple[int, str, str]]:
    together, got = threading.Barrier(len(bodies)), []

    def reach(body: bytes) -> None:
        together.wait()
        got.append(call(address, body))

    reaching = [threading.Thread(target=reach, args=(body,)) for body in bodies]
    for each in reaching:
        each.start()
    for each in reaching:
        each.join()
    return got


def test_killed_at_any_time_it_never_signs_less_than_it_has_signed(folder: Path, book: Book) -> None:
    chance, given, far = random.Random(4), [0], book.request(999, 999)
    for _ in range(6):
        running = Running(folder)
        held, enough = int(call(running.address, far)[1]), len(given) + chance.randrange(3, 12)
        assert held in (given[-1], given[-1] + 1), "what was told is kept; what was kept may not have been told"
        submitting = threading.Thread(target=submit_until_it_dies, args=(running.address, book, held, given))
        submitting.start()
        while submitting.is_alive() and len(given) < enough:
            time.sleep(0.0005)
        time.sleep(chance.uniform(0, 0.01))
        running.end(signal.SIGKILL)
        submitting.join()
    running = Running(folder)
    size = int(call(running.address, far)[1])
    assert size >= given[-1] > 15
    assert call(running.address, book.request(size - 1, size - 1))[0] == 409
    assert call(running.address, book.request(size, size - 1))[0] == 400
    assert call(running.address, book.twisted(2).request(size, size))[0] == 409
    assert call(running.address, book.twisted(2).request(size, size + 4))[0] == 422
    assert call(running.address)[1].count("WARNING") == 2
    assert call(running.address, book.request(size, size + 4))[0] == 200
    assert running.end() == 0


def submit_until_it_dies(address: str, book: Book, size: int, given: list[int]) -> None:
    for step in range(size, size + 400):
        try:
            status, _, _ = call(address, book.request(step, step + 1))
        except (OSError, ValueError, EOFError):
            return
        assert status == 200
        given.append(step + 1)


def test_of_thousands_of_mutated_requests_none_is_cosigned_that_was_not_signed(folder: Path, book: Book) -> None:
    made, chance, given = witness.Witness(folder), random.Random(6), set()
    made.cosign(book.request(0, 5))
    good, others = book.request(5, 8), [book.request(0, 5), book.twisted(3).request(5, 9), b"\n\n", "— ".encode()]
    signed = good.rpartition("\n— ".encode())[0]
    for _ in range(4_000):
        body = mutated(good, others, chance)
        status, words = outcome(made, body)
        given.add(status)
        assert status in (200, 400, 403, 404, 409, 422), words
        if status == 200:
            assert body.startswith(signed), body
            with made.state(change=True) as kept:
                kept.execute("UPDATE book SET size = 5, root = ?", (book.text(5).split("\n")[2],))
    assert given >= {400, 403, 404, 409, 422}


def mutated(good: bytes, others: list[bytes], chance: random.Random) -> bytes:
    body = bytearray(good)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        at = chance.randrange(len(body) or 1)
        to = at + chance.choice((1, 1, 4, 44, 45))
        way = chance.randrange(5)
        if way == 0:
            body[at : at + 1] = bytes([chance.randrange(256)])
        elif way == 1:
            del body[at:to]
        elif way == 2:
            body[at:at] = body[at:to]
        elif way == 3:
            body[at:to] = chance.choice(others)[:to]
        else:
            lines = bytes(body).split(b"\n")
            chance.shuffle(lines)
            body = bytearray(b"\n".join(lines) if chance.random() < 0.2 else bytes(body).replace(b"5", b"8", 1))
    return bytes(body)


def run(*words: str | Path) -> int:
    return witness.main([str(word) for word in words])


def test_from_the_command_line(tmp_path: Path, book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in" / "w"
    assert run("new-key", folder, "--name", "agency.example/w1") == 0
    vkey = capsys.readouterr().out.strip()
    assert witness.parsed_key(vkey, witness.COSIGNER).name == "agency.example/w1"
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "key", folder / "state.sqlite3")]
    assert modes == [0o700, 0o600, 0o600]
    before = (folder / "key").read_bytes()
    assert run("new-key", folder, "--name", "other") == 1 and (folder / "key").read_bytes() == before
    assert run("trust", folder, book.signer.vkey) == run("trust", folder, book.signer.vkey) == 0
    capsys.readouterr()
    assert run("trust", folder, Signer().vkey) == 1 and "use rotate" in capsys.readouterr().err
    assert run("rotate", folder, folder / "key") == run("rotate", folder, folder / "none") == 1
    capsys.readouterr()
    assert run("shown", folder) == 0
    shown = capsys.readouterr().out
    assert vkey in shown and "last cosigned  never" in shown and shown == witness.Witness(folder).shown()


@pytest.mark.parametrize(
    "words",
    [
        ["new-key", "w"],
        ["new-key", "w", "--name", "a b"],
        ["new-key", "w", "--name", ""],
        ["new-key", "w", "--name", "a+b"],
        ["trust", "w", "nonsense"],
        ["trust", "w", Signer(kind=4).vkey],
        ["trust", "w", Signer().vkey.replace("book", "boot")],
        ["trust", "w", Signer().vkey[:-4]],
        ["serve", "w", "--port", "high"],
        ["nothing"],
        [],
    ],
)
def test_what_is_typed_wrongly_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*words)
    assert ended.value.code == 2 and "usage" in capsys.readouterr().err


def test_a_key_whose_state_or_name_is_not_its_own_signs_no_more(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = folder / "key"
    key.write_text(key.read_text().replace("agency", "Agency"))
    assert run("serve", folder, "--port", "0") == 1 and "altered" in capsys.readouterr().err
    key.write_text(key.read_text().replace("Agency", "agency"))
    (folder / "state.sqlite3").write_bytes(b"")
    assert run("shown", folder) == 1
    (folder / "state.sqlite3").unlink()
    assert run("shown", folder) == 1 and "gone" in capsys.readouterr().err
    assert run("shown", folder / "none") == 1 and "new-key" in capsys.readouterr().err
    key.write_text("nonsense")
    assert run("shown", folder) == 1 and "Traceback" not in capsys.readouterr().err


def test_two_processes_on_one_folder_keep_one_state(folder: Path, book: Book) -> None:
    one, two = Running(folder), Running(folder)
    try:
        assert call(one.address, book.request(0, 5))[0] == 200
        assert call(two.address, book.request(0, 6)) == (409, "5\n", "text/x.tlog.size")
        assert call(two.address, book.request(5, 6))[0] == 200
        assert second(call(one.address, book.request(6, 6))[1]) > 1_700_000_000
        third = Book(Signer("another.example/book"))
        assert call(one.address, third.request(0, 1))[0] == 404
        witness.trust(witness.Witness(folder), witness.parsed_key(third.signer.vkey))
        assert call(one.address, third.request(0, 1))[0] == 200, "trust is heard while it serves"
    finally:
        assert one.end() == 0 and two.end(signal.SIGINT) == 0
