"""``manage.py cot_listen``: takes Cursor on Target over TCP and UDP, when it is wanted."""

import asyncio
import contextlib
import ipaddress
from argparse import ArgumentParser
from typing import Any

from asgiref.sync import sync_to_async
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from resources.tracking.intake.gate import Refused, tally
from resources.tracking.intake.lines import Line

Networks = list[ipaddress.IPv4Network | ipaddress.IPv6Network]

CHUNK = 4096
QUIET = 300  # seconds after which a silent line is closed
MOST_LINES = 200
WAITING = 500  # packets that wait; the newest is dropped when there are more


class Listener:
    """Hears lines and packets, boundedly many; a bad one is counted and closed."""

    def __init__(self, trusted: Networks) -> None:
        """Trust the networks without a key."""
        self.trusted = trusted
        self.open = 0
        self.packets: asyncio.Queue[tuple[bytes, str]] = asyncio.Queue(WAITING)

    def trusts(self, address: str) -> bool:
        """Return whether an address needs no key."""
        try:
            found = ipaddress.ip_address(address.split("%")[0])
        except ValueError:
            return False
        return any(found in network for network in self.trusted)

    async def line(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hear one TCP line until it ends, is silent too long, or talks nonsense."""
        if self.open >= MOST_LINES:
            writer.close()
            return
        self.open += 1
        heard = Line(trusted=self.trusts(str(writer.get_extra_info("peername")[0])))
        try:
            while data := await asyncio.wait_for(reader.read(CHUNK), QUIET):
                await take(heard, data)
        except Refused as refused:
            await count(refused)
        except (TimeoutError, OSError):
            pass  # a line that ends is nothing to tell
        finally:
            self.open -= 1
            writer.close()

    async def drain(self) -> None:
        """Take packets, one after the other, for ever."""
        while True:
            data, address = await self.packets.get()
            with contextlib.suppress(Refused):
                await take(Line(trusted=self.trusts(address)), data)


class Packets(asyncio.DatagramProtocol):
    """Puts packets in the queue; when it is full they are dropped."""

    def __init__(self, listener: Listener) -> None:
        """Put them in the listener's queue."""
        self.listener = listener

    def datagram_received(self, data: bytes, addr: Any) -> None:
        """Queue a packet."""
        with contextlib.suppress(asyncio.QueueFull):
            self.listener.packets.put_nowait((data, str(addr[0])))


@sync_to_async
def take(line: Line, data: bytes) -> None:
    """Take what arrived, with a connection that lives."""
    close_old_connections()
    for element in line.cut(data):
        line.hear(element)


@sync_to_async
def count(refused: Refused) -> None:
    """Count a line that was closed."""
    tally(refused.device, refused.why)


class Command(BaseCommand):
    """Listens until it is stopped."""

    help = "Take Cursor on Target (TAK) over TCP and UDP."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the ports and who is trusted without a key."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--tcp", type=int, default=8087, help="0 for none")
        parser.add_argument("--udp", type=int, default=0, help="0 for none")
        parser.add_argument(
            "--trust",
            action="append",
            default=[],
            metavar="NETWORK",
            help="a network that needs no key, such as 10.20.0.0/16; may be repeated",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Listen."""
        try:
            trusted = [ipaddress.ip_network(given) for given in options["trust"]]
        except ValueError as error:
            raise CommandError(str(error)) from None
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(self._listen(Listener(trusted), options))

    async def _listen(self, listener: Listener, options: dict[str, Any]) -> None:
        host, tcp, udp = options["host"], options["tcp"], options["udp"]
        if not tcp and not udp:
            raise CommandError("Give --tcp or --udp.")
        if udp:
            loop = asyncio.get_running_loop()
            await loop.create_datagram_endpoint(
                lambda: Packets(listener), local_addr=(host, udp)
            )
            self.stdout.write(f"CoT over UDP on {host}:{udp}")
        server = await asyncio.start_server(listener.line, host, tcp) if tcp else None
        if server:
            self.stdout.write(f"CoT over TCP on {host}:{tcp}")
        await listener.drain()
