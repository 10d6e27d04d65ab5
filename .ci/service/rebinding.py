"""Names that change their address between two looks (DNS rebinding), with a name server of its own: 500 uploads by address.

Runs in a network of its own (unshare): a name server on port 53 answers with time to live 0, another address each time: one
that is public, one of this machine, one of a private network, or several at once. A web server answers on all of them and
counts who came where. Nothing may reach any but the public one.

Use: rebinding.py ASSAY [TRIES]
"""
import collections
import fcntl
import http.server
import os
import pathlib
import shutil
import socket
import socketserver
import struct
import subprocess
import sys
import tempfile
import threading
import time

PUBLIC, PRIVATE = "93.184.215.14", "10.9.8.7"
ANSWERS = [[PUBLIC], ["127.0.0.1"], [PUBLIC], [PRIVATE], [PUBLIC, "127.0.0.1"], ["169.254.169.254"]]
visits = collections.Counter()
questions = collections.Counter()


def address(name, value):
    """Gives an interface an address, or (for no value) brings it up."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        if value:
            request = struct.pack("16sH2s4s8s", name.encode(), socket.AF_INET, b"", socket.inet_aton(value), b"")
            fcntl.ioctl(control, 0x8916, request)  # SIOCSIFADDR
        fcntl.ioctl(control, 0x8914, struct.pack("16sH14s", name.encode(), 0x41, b""))  # SIOCSIFFLAGS: up, running


class Names(socketserver.BaseRequestHandler):
    """Answers A with the next of the answers, everything else with nothing."""

    def handle(self):
        query, reply = self.request
        end = query.index(0, 12)
        name, kind = query[12:end].lower(), struct.unpack(">H", query[end + 1:end + 3])[0]
        found = []
        if kind == 1:
            found = ANSWERS[questions[name] % len(ANSWERS)] if name in questions else None
            if found is None:
                # Names begin at different answers: the first look is not always the good one.
                questions[name] = sum(name) % len(ANSWERS)
                found = ANSWERS[questions[name]]
            questions[name] += 1
        header = query[:2] + struct.pack(">HHHHH", 0x8180, 1, len(found), 0, 0)
        body = query[12:end + 5]
        for text in found:
            body += struct.pack(">HHHIH4s", 0xC00C, 1, 1, 0, 4, socket.inet_aton(text))
        reply.sendto(header + body, self.client_address)


class Web(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        visits[self.connection.getsockname()[0]] += 1
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class WebServer(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_):
        """Whoever is refused after connecting leaves; that it came is counted."""


def inside(assay, tries):
    address("lo", None)
    for index, value in enumerate([PUBLIC, PRIVATE, "169.254.169.254"], 1):
        address(f"lo:{index}", value)
    with tempfile.TemporaryDirectory() as folder:
        resolv = pathlib.Path(folder, "resolv.conf")
        resolv.write_text("nameserver 127.0.0.1\noptions timeout:2 attempts:2\n")
        subprocess.run(["mount", "--bind", resolv, os.path.realpath("/etc/resolv.conf")], check=True)
        names = socketserver.ThreadingUDPServer(("127.0.0.1", 53), Names)
        web = WebServer(("0.0.0.0", 80), Web)
        for server in (names, web):
            threading.Thread(target=server.serve_forever, daemon=True).start()

        from running import Service
        environment = {"RATE_LIMIT_PER_MINUTE": "10000000"}
        service = Service(assay, f"{folder}/data", environment=environment, words=["--fetch-http"])
        service.make_admin()
        service.start()
        service.login()
        begun = time.monotonic()
        tasks = []
        for number in range(tries):
            status, answer = service.call(
                "POST", "/api/invoices/upload",
                {"blob_url": f"http://n{number}.rebinding.test/a.pdf", "auto_save": False})
            assert status == 202, (status, answer)
            tasks.append(answer["task_id"])
        counts = service.until_idle()
        ends = collections.Counter()
        for task in tasks:
            status, answer = service.call("GET", f"/api/invoices/status/{task}")
            if status == 401:
                service.login()
                status, answer = service.call("GET", f"/api/invoices/status/{task}")
            ends[answer["status"]] += 1
        service.stop()
    others = sum(count for where, count in visits.items() if where != PUBLIC)
    print(f"row 33: {tries} uploads from names that change their address, {time.monotonic() - begun:.0f} s: "
          f"{visits[PUBLIC]} came to the public address, {others} to another (target 0); ends {dict(ends)}, jobs {counts}")
    if visits[PUBLIC] < tries // 6:
        print("FAILED: too few came at all; the check says nothing")
        return 1
    return 1 if others else 0


def main(assay, tries="500"):
    if os.environ.get("ASSAY_REBINDING_INSIDE"):
        return inside(assay, int(tries))
    if not shutil.which("unshare"):
        print("row 33 could not run: there is no unshare")
        return 1
    return subprocess.run(
        ["unshare", "--user", "--map-root-user", "--net", "--mount", sys.executable, __file__, assay, tries],
        env={**os.environ, "ASSAY_REBINDING_INSIDE": "1"}, timeout=1800).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
