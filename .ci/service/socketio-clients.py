"""Both founding clients' flows with the python-socketio client. Use: socketio-clients.py ASSAY DOCUMENT"""
import contextlib
import io
import pathlib
import queue
import sys
import tempfile
import time

import socketio

from running import Service, unique_pdf

WAIT = 60


class Follower:
    """A client that keeps every event that comes."""

    def __init__(self, url, transports, auth=None):
        self.events = queue.Queue()
        self.client = socketio.Client(reconnection=False)
        self.client.on("*", lambda name, *values: self.events.put((name, values[0] if values else None)))
        self.client.on("disconnect", lambda *reason: self.events.put(("disconnect", None)))
        self.client.connect(url, auth=auth, transports=transports, wait_timeout=WAIT)

    def next(self, name):
        """The next event of a name; what comes before it is passed over."""
        end = time.monotonic() + WAIT
        while True:
            found, value = self.events.get(timeout=max(0.1, end - time.monotonic()))
            if found == name:
                return value

    def ask(self, name, value=None):
        """Sends an event and waits for its answer."""
        return self.client.call(name, value, timeout=WAIT)


def expect(holds, what):
    if not holds:
        raise SystemExit(f"python-socketio: {what}")


def upload_component(service, transports, document):
    """Upload, join the task's room, follow task_update until complete; join it again when it is finished."""
    follower = Follower(f"http://127.0.0.1:{service.port}", transports, {"token": service.token})
    expect(follower.next("connection_established")["authenticated"] is True, "the greeting knows no token")
    follower.next("authenticated")
    status, entries = service.upload([("invoice.pdf", unique_pdf(document, 1))])
    expect(status == 202, f"upload: {status} {entries}")
    task = entries[0]["task_id"]
    follower.client.emit("join_task", {"task_id": task})
    expect(follower.next("joined_task")["room"] == f"task_{task}", "another room")
    seen, update = [], {}
    while update.get("type") not in ("complete", "error"):
        update = follower.next("task_update")
        seen.append((update["seq"], update["type"], update.get("progress")))
    expect(update["type"] == "complete" and update["progress"] == 100, f"the end is {update}")
    expect(update["result"]["structured_data"]["invoice_number"], "the result has no invoice number")
    expect("progress" in [kind for _, kind, _ in seen], f"no progress: {seen}")
    expect(seen == sorted(seen, key=lambda one: one[0]), f"not in order: {seen}")
    again = Follower(f"http://127.0.0.1:{service.port}", transports, {"token": service.token})
    answer = again.ask("join_task", {"task_id": task})
    expect(answer["success"] is True and answer["room"] == f"task_{task}", f"the answer is {answer}")
    expect(again.next("task_update")["type"] == "complete", "joining a finished task sends no final update")
    again.client.disconnect()
    expect(follower.ask("leave_task", {"task_id": task})["success"] is True, "leave_task")
    follower.client.disconnect()
    return len(seen)


def dashboard(service, transports, document):
    """Connect without a token, authenticate, ask for the data, subscribe, and get the update of an upload."""
    follower = Follower(f"http://127.0.0.1:{service.port}", transports)
    expect(follower.next("connection_established")["authenticated"] is False, "let in without a token")
    follower.client.emit("request_data")
    expect(follower.next("error")["code"] == "unauthenticated", "data without a token")
    expect(follower.ask("authenticate", {"token": "wrong"})["success"] is False, "a wrong token is good")
    expect(follower.ask("authenticate", {"token": service.token})["success"] is True, "a token is not good")
    expect(follower.next("authenticated")["success"] is True, "not authenticated")
    follower.client.emit("request_data")
    expect("metrics" in follower.next("data"), "the data has no figures")
    expect(follower.ask("subscribe_updates")["success"] is True, "subscribe_updates")
    status, entries = service.upload([("invoice.pdf", unique_pdf(document, 2))])
    expect(status == 202, f"upload: {status} {entries}")
    update = {}
    while (update.get("type"), update.get("task_id")) != ("complete", entries[0]["task_id"]):
        update = follower.next("update")
    expect(follower.ask("unsubscribe_updates")["success"] is True, "unsubscribe_updates")
    expect(follower.ask("join_task", {"task_id": "42"})["code"] == "malformed_id", "an id that is none")
    return follower


def readme(service, document):
    """The README's example, as it stands there."""
    text = pathlib.Path("README.md").read_text(encoding="utf-8")
    blocks = [block.split("\n```")[0] for block in text.split("```py\n")[1:]]
    code = next(block for block in blocks if "import socketio" in block).replace(":8000", f":{service.port}")
    _, entries = service.upload([("invoice.pdf", unique_pdf(document, 3))])
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {"token": service.token, "task_id": entries[0]["task_id"]})
    expect(printed.getvalue().splitlines()[-1].startswith("complete 100"), f"the README's example printed {printed.getvalue()}")


def refused(service, transports, namespaces=None, auth=None):
    client = socketio.Client(reconnection=False)
    try:
        client.connect(
            f"http://127.0.0.1:{service.port}", transports=transports, namespaces=namespaces, auth=auth,
            wait_timeout=WAIT)
    except socketio.exceptions.ConnectionError:
        client.disconnect()
        return True
    return False


assay, path = sys.argv[1], sys.argv[2]
document = pathlib.Path(path).read_bytes()
with tempfile.TemporaryDirectory(prefix="assay-socketio-") as folder:
    service = Service(assay, pathlib.Path(folder) / "data")
    service.make_admin()
    service.start()
    try:
        service.login()
        followers = []
        for name, transports in [("polling", ["polling"]), ("websocket", ["websocket"]), ("both", None)]:
            expect(refused(service, transports, auth={"token": "wrong"}), f"{name}: a wrong token connects")
            expect(refused(service, transports, ["/unknown"], {"token": service.token}), f"{name}: an unknown namespace connects")
            updates = upload_component(service, transports, document)
            followers.append(dashboard(service, transports, document))
            print(f"python-socketio over {name}: followed to complete with {updates} updates; dashboard updated")
        readme(service, document)
        print("the README's example: followed to complete")
        status, seconds = service.stop()
        expect(status == 0 and seconds < 20, f"the service ended with {status} after {seconds:.1f} s")
        for follower in followers:
            follower.next("disconnect")
        print("the service ended, and told its clients")
    finally:
        if service.process.poll() is None:
            service.kill()
