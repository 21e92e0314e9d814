"""Debian's Chromium, spoken to over its debugging port: enough to open a page and see what happened.

Needs `websocket-client` and a `chromium` on PATH, nothing else: no driver program and no download. The browser has no
network: every host name is unknown to it and no proxy is asked; only this machine's own address can be allowed.
"""

from __future__ import annotations

import base64
import itertools
import json
import time
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

import websocket
from program import Program

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-proxy-server",
    "--remote-debugging-port=0",
    "--remote-allow-origins=*",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
)
LOCAL = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"  # the last of a kind counts

# Virtual code of a key, and what it types.
KEYS = {"Tab": (9, ""), "Enter": (13, "\r"), "Escape": (27, ""), " ": (32, " "), "ArrowRight": (39, "")}
NAMED = {" ": "Space"}


class Page:
    """One tab. `requests` are the addresses it asked for, `blocked` those that the page's own policy stopped,
    `messages` its console and violations, as they come.
    """

    def __init__(self, address: str) -> None:
        self._socket = websocket.create_connection(address, timeout=180, suppress_origin=True)
        self._ids = itertools.count(1)
        self.requests: list[str] = []
        self.blocked: list[str] = []
        self._asked: dict[str, str] = {}
        self.messages: list[str] = []
        self._events: list[str] = []
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)  # several tabs, and each takes keys

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Send one command and give its result; events that come in between are kept."""
        number = next(self._ids)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("id") == number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return dict(message["result"])
            self._note(message)

    def _note(self, message: dict[str, Any]) -> None:
        method, params = message.get("method", ""), message.get("params", {})
        self._events.append(method)
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
            self._asked[params["requestId"]] = params["request"]["url"]
        elif method == "Network.loadingFailed" and params.get("blockedReason") == "csp":
            self.blocked.append(self._asked[params["requestId"]])
        elif method == "Runtime.consoleAPICalled":
            words = " ".join(str(item.get("value", item.get("description", ""))) for item in params["args"])
            self.messages.append(f"{params['type']}: {words}")
        elif method == "Runtime.exceptionThrown":
            detail = params["exceptionDetails"]
            self.messages.append(f"exception: {detail.get('exception', {}).get('description', detail['text'])}")
        elif method == "Log.entryAdded":
            self.messages.append(f"{params['entry']['level']}: {params['entry']['text']}")

    def open(self, place: Path | str, width: int = 1280, height: int = 900) -> None:
        """Open a file or an address and wait until it is loaded."""
        self.resize(width, height)
        self._events.clear()
        self.call("Page.navigate", url=place if isinstance(place, str) else place.resolve().as_uri())
        deadline = time.monotonic() + 60
        while "Page.loadEventFired" not in self._events:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{place} did not load in 60 s")
            self.call("Runtime.evaluate", expression="0")
            time.sleep(0.02)

    def resize(self, width: int, height: int = 900) -> None:
        """Make the window this large, in CSS pixels."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )

    def media(self, kind: str = "", dark: bool = False) -> None:
        """Show the page for `screen` or `print`, in light or dark."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", media=kind, features=[scheme])

    def scripts(self, on: bool) -> None:
        """Switch the page's scripts on or off for what is opened next."""
        self.call("Emulation.setScriptExecutionDisabled", value=not on)

    def run(self, expression: str) -> Any:
        """Value of a JavaScript expression; a promise is waited for."""
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"].get("exception", {}).get("description", "exception"))
        return result["result"].get("value")

    def wait_for(self, expression: str, seconds: float = 30) -> Any:
        """Wait until an expression is true and give its value; TimeoutError, with the messages, if it never is."""
        deadline = time.monotonic() + seconds
        while True:
            value = self.run(expression)
            if value:
                return value
            if time.monotonic() > deadline:
                raise TimeoutError(f"{expression} was not true in {seconds} s; the page said {self.messages}")
            time.sleep(0.05)

    def press(self, key: str, times: int = 1) -> None:
        """Press and let go of a key: a name (`Tab`, `Escape`), or the character that it types."""
        code, typed = KEYS[key] if key in KEYS else (ord(key.upper()), key)
        for _ in range(times):
            named = {"key": key, "code": NAMED.get(key, key), "windowsVirtualKeyCode": code}
            self.call("Input.dispatchKeyEvent", type="keyDown", text=typed, **named)
            self.call("Input.dispatchKeyEvent", type="keyUp", **named)

    def click(self, selector: str) -> None:
        """Bring the first element of a selector into view and click on its middle with the mouse."""
        box = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'center', "
            "behavior: 'instant'}); const b = e.getClientRects()[0]; "
            "return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def screenshot(self, path: Path, whole: bool = True) -> None:
        """Save a picture of the window or of the whole page."""
        data = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"]
        path.write_bytes(base64.b64decode(data))

    def pdf(self) -> bytes:
        """The page as it prints on A4, without the browser's own header and footer."""
        return base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])

    def close(self) -> None:
        """Close the connection; the tab goes with the browser."""
        self._socket.close()


class Browser(Program):
    """A Chromium of its own, with a new profile in `folder`; a context manager that ends it.

    With `local`, servers on 127.0.0.1 can be reached.
    """

    def __init__(self, program: str, folder: Path, local: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._pages: list[Page] = []
        profile = (f"--user-data-dir={folder / 'profile'}", "about:blank")
        super().__init__([program, *FLAGS, *([LOCAL] if local else []), *profile], folder / "chromium.log")
        port_file = folder / "profile" / "DevToolsActivePort"
        deadline = time.monotonic() + 60
        while not (port_file.is_file() and port_file.read_text().count("\n")):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise self.not_started()
            time.sleep(0.05)
        self._port = int(port_file.read_text().splitlines()[0])

    def page(self) -> Page:
        """A new tab."""
        opener = build_opener(ProxyHandler({}))
        request = Request(f"http://127.0.0.1:{self._port}/json/new?about:blank", method="PUT")
        with opener.open(request, timeout=30) as answer:
            page = Page(json.load(answer)["webSocketDebuggerUrl"])
        self._pages.append(page)
        return page

    def discard(self, page: Page) -> None:
        """Close a tab."""
        page.call("Page.close")
        page.close()
        self._pages.remove(page)

    def close(self) -> None:
        """End the browser and wait for it."""
        for page in self._pages:
            page.close()
        super().close()
