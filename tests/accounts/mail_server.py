"""A small SMTP server that can be stopped, started again and told to misbehave in chosen ways."""

import socket
import socketserver
import threading
from contextlib import suppress
from email import message_from_bytes

OK, REFUSE, BUSY = "ok", "refuse", "busy"
DIE_BEFORE_TEXT = "dies when the letter is announced"
DIE_AFTER_TEXT = "takes the whole letter and dies before it answers"
SILENT = "greets and says nothing more"
WAIT_BEFORE_TEXT = "keeps the sender waiting before the letter"
WAIT_AFTER_TEXT = "keeps the sender waiting for the answer"
REFUSALS = {REFUSE: "550 No such mailbox", BUSY: "451 Come later"}


class MailServer:
    """`received` are the letters whose whole text has come, answered or not; `announced` tells that a sender talks."""

    def __init__(self, port: int = 0) -> None:
        self.mode = OK
        self.received: list = []
        self.announced = threading.Event()
        self.may_go_on = threading.Event()
        self.port = port
        self._server: socketserver.BaseServer | None = None

    def __enter__(self) -> "MailServer":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.may_go_on.set()
        self.stop()

    @property
    def keys(self) -> list[str]:
        return [letter["Message-ID"] for letter in self.received]

    def start(self) -> None:
        self._server = _Server(self.port, self)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        """From now on a connection is refused."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, owner: MailServer) -> None:
        self.owner = owner
        super().__init__(("127.0.0.1", port), _Talk)


class _Talk(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        self.say("220 ready")
        if self.server.owner.mode == SILENT:
            self.server.owner.may_go_on.wait(30)
            return
        while line := self.rfile.readline():
            command = line[:4].strip().upper()
            if command == b"QUIT":
                return self.say("221 bye")
            if command == b"DATA":
                self.take(self.server.owner)
            elif command == b"RCPT":
                self.say(REFUSALS.get(self.server.owner.mode, "250 ok"))
            else:
                self.say("250 ok")

    def take(self, owner: MailServer) -> None:
        mode = owner.mode
        owner.announced.set()
        if mode == DIE_BEFORE_TEXT:
            return self.hang_up()
        if mode == WAIT_BEFORE_TEXT:
            owner.may_go_on.wait(30)
        self.say("354 go on")
        if (text := self.read_text()) is None:
            return self.hang_up()
        owner.received.append(message_from_bytes(text))
        if mode == DIE_AFTER_TEXT:
            return self.hang_up()
        if mode == WAIT_AFTER_TEXT:
            owner.may_go_on.wait(30)
        self.say("250 taken")

    def read_text(self) -> bytes | None:
        """None: the sender is gone, and without the closing dot nothing is taken."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return None
            lines.append(line)
        return b"".join(lines)

    def hang_up(self) -> None:
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def say(self, words: str) -> None:
        with suppress(OSError):  # a killed sender does not listen
            self.wfile.write(words.encode() + b"\r\n")
