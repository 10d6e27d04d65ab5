"""Runs a pipeline whose notify step tells a receiver here, and verifies what arrives.

Use: webhook-receiver.py BINARY DOCUMENT
"""

import http.server
import json
import pathlib
import subprocess
import sys
import tempfile
import threading

from standardwebhooks import Webhook, WebhookVerificationError

SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
OTHER = "whsec_HxwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgEAAAE="
received = []


class Receiver(http.server.BaseHTTPRequestHandler):
    """Keeps every request; the first is answered by 503, so that the second try is seen too."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        received.append((dict(self.headers.items()), body))
        self.send_response(503 if len(received) == 1 else 204)
        self.end_headers()

    def log_message(self, *_):
        pass


def verifies(secret, headers, body):
    try:
        Webhook(secret).verify(body, {name.lower(): value for name, value in headers.items()})
        return True
    except WebhookVerificationError:
        return False


def run(binary, document, folder, port, allowed):
    steps = pathlib.Path("seeds/pipelines/gst-invoice.yaml").read_text(encoding="utf-8")
    allow = f", allow: [{allowed}]" if allowed else ""
    pipeline = pathlib.Path(folder, "told.yaml")
    pipeline.write_text(
        steps.replace("name: gst-invoice", "name: told")
        + "notify:\n  - uses: webhook\n    with: {url: \"http://127.0.0.1:%d/hook\", secret: \"%s\", allow_http: true%s}\n"
        % (port, SECRET, allow),
        encoding="utf-8",
    )
    return subprocess.run(
        [binary, "run", "--format", "json", "-p", str(pipeline), document],
        capture_output=True, text=True, timeout=120, check=False)


def main():
    binary, document = sys.argv[1:]
    failures = []

    def expect(truth, words):
        print(("ok    " if truth else "FAIL  ") + words)
        if not truth:
            failures.append(words)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    with tempfile.TemporaryDirectory() as folder:
        refused = run(binary, document, folder, port, None)
        expect(not received, "a receiver with a private address that nobody allowed gets no request")
        expect("not a public address" in refused.stdout + refused.stderr, "and the refusal says why")
        told = run(binary, document, folder, port, "127.0.0.1")
    server.shutdown()
    expect(told.returncode == 0, "the run succeeds")
    expect(len(received) == 2, "a 503 is followed by a second try")
    if received:
        ids = {headers.get("webhook-id") for headers, _ in received}
        expect(len(ids) == 1 and None not in ids, "webhook-id is the same over the tries")
    for number, (headers, body) in enumerate(received, 1):
        expect(verifies(SECRET, headers, body), f"standardwebhooks verifies try {number}")
        expect(not verifies(OTHER, headers, body), f"and not under another secret ({number})")
        expect(not verifies(SECRET, headers, body + b" "), f"nor with an altered body ({number})")
        event = json.loads(body)
        expect({"type", "timestamp", "data"} <= event.keys(), f"the event has type, timestamp and data ({number})")
    if failures:
        print((refused.stdout + refused.stderr + told.stdout[-1500:] + told.stderr)[:4000], file=sys.stderr)
    return 1 if failures else 0


sys.exit(main())
