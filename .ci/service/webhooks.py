"""The service's webhooks against the standardwebhooks library, both ways.

Out: a subscription's messages verify with the secret that was shown, after a change with both secrets; a receiver without an
answer is cut off. In: what the library signs is taken and becomes an invoice; altered, old or repeated, it is not.
Use: webhooks.py BINARY DOCUMENT
"""
import base64
import datetime
import http.server
import json
import pathlib
import sys
import tempfile
import threading
import time

from standardwebhooks import Webhook, WebhookVerificationError

from running import Service

SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
received = []
failures = []


class Receiver(http.server.BaseHTTPRequestHandler):
    """Takes everything, and keeps it."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        received.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


def expect(truth, words):
    print(("ok    " if truth else "FAIL  ") + words)
    if not truth:
        failures.append(words)


def verifies(secret, headers, body):
    try:
        Webhook(secret).verify(body, headers)
        return True
    except WebhookVerificationError:
        return False


def wait(condition, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


def outgoing(service, url):
    status, made = service.call("POST", "/api/webhooks", {"url": url, "events": ["invoice.processed", "webhook.test"]})
    expect(status == 201 and made["secret"].startswith("whsec_"), "a webhook is made, its secret shown")
    path = "/api/webhooks/" + made["id"]
    service.call("POST", path + "/test")
    expect(wait(lambda: len(received) == 1), "a test message arrives")
    headers, body = received[-1]
    expect(verifies(made["secret"], headers, body), "standardwebhooks verifies it")
    expect(not verifies(SECRET, headers, body), "and not under another secret")
    changed = service.call("POST", path + "/rotate")[1]
    service.call("POST", path + "/test")
    expect(wait(lambda: len(received) == 2), "after the change another arrives")
    headers, body = received[-1]
    expect(
        verifies(made["secret"], headers, body) and verifies(changed["secret"], headers, body),
        "row 29: both secrets verify it")
    return path


def incoming(service, document):
    content = base64.b64encode(pathlib.Path(document).read_bytes()).decode()
    body = json.dumps({"documents": [{"name": "a.pdf", "content": content}], "sender": {"id": "erp", "name": "ERP"}})

    def post(text, identity, when=None, signed=None):
        when = when or datetime.datetime.now(tz=datetime.timezone.utc)
        signature = Webhook(SECRET).sign(identity, when, signed or text)
        headers = {
            "Content-Type": "application/json", "webhook-id": identity,
            "webhook-timestamp": str(int(when.timestamp())), "webhook-signature": signature}
        begun = time.monotonic()
        status = service.call("POST", "/api/hooks/generic", text.encode(), headers)[0]
        return status, time.monotonic() - begun

    status, seconds = post(body, "msg_1")
    expect(status == 202, "what standardwebhooks signs is taken")
    expect(seconds < 1, f"within a second ({seconds:.3f} s)")
    expect(post(body, "msg_1")[0] == 200, "row 31: a repeat is answered 200")
    expect(post(body + " ", "msg_2", signed=body)[0] == 401, "row 31: an altered one 401")
    old = datetime.datetime.now(tz=datetime.timezone.utc) - datetime.timedelta(seconds=330)
    expect(post(body, "msg_3", when=old)[0] == 401, "row 31: an old one 401")

    def invoices():
        return [one["invoice_number"] for one in service.call("GET", "/api/invoices")[1]["invoices"]]

    expect(wait(lambda: invoices() == ["INV-2026-001"]), "its document is read, once")
    stats = service.call("GET", "/api/hooks/generic/stats")[1]
    expect(stats["total_messages"] == 1 and stats["total_contacts"] == 1, "its sender is counted")


def main():
    binary, document = sys.argv[1:]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        service = Service(
            binary, folder + "/data", environment={"HOOK_SECRET": SECRET},
            words=["--webhook-allow", "127.0.0.1", "--webhook-http", "--hooks", "seeds/hooks/generic.yaml"])
        service.make_admin()
        service.start()
        try:
            service.login()
            path = outgoing(service, f"http://127.0.0.1:{server.server_address[1]}/hook")
            incoming(service, document)
            expect(
                wait(lambda: any(json.loads(body)["type"] == "invoice.processed" for _, body in received)),
                "the webhook tells of the invoice")
            log = service.call("GET", path + "/deliveries?status=delivered")[1]
            expect(log["pagination"]["total"] == 3, "and its log has all three")
        finally:
            service.stop()
    server.shutdown()
    return 1 if failures else 0


sys.exit(main())
