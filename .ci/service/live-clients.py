"""Real WebSocket clients follow documents through `assay serve`: the libraries websockets and aiohttp.

Use: live-clients.py ASSAY   (run by .ci/verify-live)
"""
import asyncio
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import aiohttp
import websockets

from running import ADMIN, Service, unique_pdf

SAMPLE = pathlib.Path("corpora/gst/simple-001.pdf").read_bytes()
PATIENCE = 60
CHECKS = []


def check(sentence):
    """Marks a coroutine as a check; its sentence is printed."""
    def mark(function):
        CHECKS.append((sentence, function))
        return function
    return mark


class Stage:
    def __init__(self, service):
        self.service = service
        self.url = f"ws://127.0.0.1:{service.port}"

    def header(self, token=None):
        return {"Authorization": f"Bearer {token or self.service.token}"}

    def call(self, method, path, body=None, expect=(200, 201, 202, 204), **more):
        status, answer = self.service.call(method, path, body, **more)
        assert status in expect, f"{method} {path}: {status} {answer}"
        return answer

    def batch(self, name):
        return self.call("POST", "/api/batches", {"name": name})["id"]

    def upload(self, number, batch=None):
        status, answer = self.service.upload(
            [(f"{number}.pdf", unique_pdf(SAMPLE, number))], {"batch_id": batch} if batch else {})
        assert status == 202, answer
        return answer[0]

    def user(self, name, role):
        """A new user with that role, and a token of theirs."""
        login = {"email": f"{name}@example.com", "username": name, "password": "several long words", "role": role}
        user = self.call("POST", "/api/users", login)
        token = self.call("POST", "/api/auth/login", {"username": name, "password": login["password"]})
        return user["id"], token["access_token"]


async def until(socket, wanted):
    """The messages up to the first of that type."""
    seen = []
    while True:
        seen.append(json.loads(await asyncio.wait_for(socket.recv(), PATIENCE)))
        if seen[-1]["type"] == "error" and wanted != "error":
            raise AssertionError(seen[-1])
        if seen[-1]["type"] == wanted:
            return seen


@check("websockets: batch, then multipart upload, then batch and invoice sockets to complete; token by header")
async def founding_flow(stage):
    batch = stage.batch("July")
    async with websockets.connect(f"{stage.url}/ws/batches/{batch}", additional_headers=stage.header()) as of_batch:
        assert (await until(of_batch, "snapshot"))[0]["state"]["status"] == "open"
        upload = stage.upload(1, batch)
        async with websockets.connect(
                f"{stage.url}/ws/invoices/{upload['id']}?after=0", additional_headers=stage.header()) as of_invoice:
            events = await until(of_invoice, "complete")
        assert events[0]["type"] == "snapshot", events[0]
        result = events[-1]["result"]
        assert result["structured_data"]["invoice_number"] and result["invoice_id"] == upload["id"], result
        stages = [event["stage"] for event in events if event["type"] == "stage_start"]
        assert stages[:2] == ["queue", "fetch"] and "gst-invoice" in stages and stages[-1] == "save", stages
        numbers = [event["seq"] for event in events]
        assert numbers == sorted(numbers), numbers
        for event in events[1:]:
            assert event["task_id"] == upload["task_id"] and event["batch_id"] == batch, event
            assert abs(event["timestamp"] / 1000 - time.time()) < 600, event
        while True:
            progress = (await until(of_batch, "batch_progress"))[-1]
            if progress["status"] == "completed":
                break
        assert progress["progress"] == 100, progress


@check("websockets: every job tells of progress, and what is stored comes again after a number")
async def progress_and_replay(stage):
    async with websockets.connect(f"{stage.url}/ws", additional_headers=stage.header()) as socket:
        await socket.send(json.dumps({"type": "subscribe", "topic": "updates"}))
        await until(socket, "snapshot")
        upload = stage.upload(2)
        live = [event for event in await until(socket, "complete") if event.get("task_id") == upload["task_id"]]
        assert any(event["type"] == "progress" and event["message"] for event in live), live
        topic = f"task:{upload['task_id']}"
        await socket.send(json.dumps({"type": "subscribe", "topic": topic, "after": 0}))
        again = [event for event in await until(socket, "complete") if event["topic"] == topic]
        stored = [event["seq"] for event in live if event["type"] != "progress"]
        assert [event["seq"] for event in again if event["type"] != "snapshot"] == stored, (again, live)


@check("websockets: token by subprotocol, answered by bearer, never by the token")
async def subprotocol(stage):
    async with websockets.connect(
            f"{stage.url}/ws/dashboard/metrics", subprotocols=["bearer", stage.service.token]) as socket:
        assert socket.subprotocol == "bearer", socket.subprotocol
        assert "invoices" in (await until(socket, "snapshot"))[0]["state"]


@check("websockets: token by one-use ticket")
async def ticket(stage):
    text = stage.call("POST", "/api/auth/ticket")["ticket"]
    async with websockets.connect(f"{stage.url}/ws/secure?ticket={text}") as socket:
        await socket.send(json.dumps({"type": "ping"}))
        await until(socket, "pong")
    await refused(f"{stage.url}/ws/secure?ticket={text}", 401)


async def refused(url, status, **more):
    try:
        async with websockets.connect(url, **more):
            raise AssertionError(f"{url} was accepted")
    except websockets.exceptions.InvalidStatus as error:
        assert error.response.status_code == status, (url, error.response.status_code)
        return json.loads(error.response.body)


@check("websockets: no credentials 401, foreign origin 403, unknown invoice 404, wrong path 404 that names the right ones")
async def refusals(stage):
    await refused(f"{stage.url}/ws", 401)
    await refused(f"{stage.url}/ws", 403, additional_headers=stage.header(), origin="https://evil.example")
    unknown = "018f2b6e-0000-7000-8000-000000000001"
    await refused(f"{stage.url}/ws/invoices/{unknown}", 404, additional_headers=stage.header())
    answer = await refused(f"{stage.url}/ws/invoiceStatus", 404, additional_headers=stage.header())
    assert "/ws/invoices/ID" in answer["error"], answer
    status, answer = stage.service.call("GET", "/ws/invoices/" + unknown, headers={"Authorization": ""})
    assert status == 200 and answer["protocol"] == "websocket", answer


@check("aiohttp: header and subprotocol; an invoice to complete, cut off and resumed with ?after=")
async def aiohttp_flow(stage):
    upload = stage.upload(3)
    seen, last = [], 0
    async with aiohttp.ClientSession() as session:
        while not seen or seen[-1]["type"] != "complete":
            # Cut off after every second message.
            async with session.ws_connect(
                    f"{stage.url}/ws/invoices/{upload['id']}?after={last}",
                    protocols=("bearer", stage.service.token)) as socket:
                assert socket.protocol == "bearer"
                for _ in range(3):
                    message = await asyncio.wait_for(socket.receive_json(), PATIENCE)
                    last = message["seq"]
                    if message["type"] not in ("snapshot", "progress"):
                        seen.append(message)
                    if message["type"] == "complete":
                        break
        async with session.ws_connect(
                f"{stage.url}/ws/invoices/{upload['id']}?after=0", headers=stage.header()) as socket:
            whole = []
            while not whole or whole[-1]["type"] != "complete":
                whole.append(await asyncio.wait_for(socket.receive_json(), PATIENCE))
        numbers = [message["seq"] for message in seen]
        assert numbers == [message["seq"] for message in whole if message["type"] != "snapshot"], (seen, whole)


@check("row 40: a removed role ends the socket with 4401 within five seconds")
async def role_removed(stage):
    user, token = stage.user("mia", "manager")
    async with websockets.connect(f"{stage.url}/ws", additional_headers=stage.header(token)) as socket:
        await socket.send(json.dumps({"type": "subscribe", "topic": "updates"}))
        await until(socket, "snapshot")
        begun = time.monotonic()
        stage.call("PUT", f"/api/users/{user}", {"role": "user"})
        try:
            await asyncio.wait_for(until(socket, "never"), PATIENCE)
        except websockets.exceptions.ConnectionClosed as closed:
            assert closed.rcvd.code == 4401, closed.rcvd
        assert time.monotonic() - begun <= 5, time.monotonic() - begun


@check("aiohttp: an upload by batch is seen by its owner only")
async def others(stage):
    _, token = stage.user("bob", "user")
    upload = stage.upload(4)
    async with aiohttp.ClientSession(headers=stage.header(token)) as session:
        async with session.ws_connect(f"{stage.url}/ws/v1/{stage.call('GET', '/api/auth/me', headers=stage.header(token))['id']}") as socket:
            await socket.send_json({"type": "subscribe", "topic": f"invoice:{upload['id']}"})
            answer = await asyncio.wait_for(socket.receive_json(), PATIENCE)
            assert answer["type"] == "error" and answer["code"] == "not_found", answer


@check("the README's two examples in Python: upload and approve, then watch")
async def readme(stage):
    text = pathlib.Path("README.md").read_text()
    blocks = [text.split(f"```{mark}\n", 1)[1].split("\n```", 1)[0] for mark in ("python", "py")]
    script = "\n".join(blocks).replace(":8000", f":{stage.service.port}")
    done = await asyncio.get_running_loop().run_in_executor(None, lambda: subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=PATIENCE))
    lines = done.stdout.splitlines()
    assert done.returncode == 0 and lines[0] == "approved" and lines[-1] == "1180.00", done
    assert any(line.endswith(" stage_start gst-invoice") for line in lines), lines


@check("stopping the service closes sockets with 1001")
async def drain(stage):
    async with websockets.connect(f"{stage.url}/ws", additional_headers=stage.header()) as socket:
        stopping = asyncio.get_running_loop().run_in_executor(None, stage.service.stop)
        try:
            await asyncio.wait_for(until(socket, "never"), PATIENCE)
        except websockets.exceptions.ConnectionClosed as closed:
            assert closed.rcvd.code == 1001, closed.rcvd
        status, _ = await stopping
        assert status == 0, status


def main(assay):
    with tempfile.TemporaryDirectory(prefix="assay-live-") as folder:
        service = Service(assay, pathlib.Path(folder) / "data", words=["--quiet"],
                          environment={"RATE_LIMIT_PER_MINUTE": "1000000"})
        service.make_admin()
        service.start()
        try:
            service.login()
            stage = Stage(service)
            for sentence, function in CHECKS:
                asyncio.run(function(stage))
                print(f"ok   {sentence}", flush=True)
        finally:
            if service.process.poll() is None:
                service.kill()


main(sys.argv[1])
