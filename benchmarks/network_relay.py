"""A network between a client and a server that can stop forwarding without closing anything, as a cut cable does."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

type Connect = Callable[[], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]


class Relay:
    """Forwards connections on a port of this machine to a server, while `open` is set.

    `connect` opens a connection to the server.
    """

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._stopping = False
        self.open = asyncio.Event()
        self.open.set()
        self.port = 0

    async def start(self) -> None:
        """Listen on a free port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Close all connections."""
        assert self._server is not None
        self._server.close()
        self._stopping = True
        # Connections that waited for the network may still be on their way.
        await asyncio.sleep(0.1)
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self.open.wait()
        if self._stopping:
            writer.close()
            return
        try:
            far_reader, far_writer = await self._connect()
        except OSError:
            writer.close()
            return
        for source, sink in ((reader, far_writer), (far_reader, writer)):
            task = asyncio.create_task(self._pump(source, sink))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await source.read(65536):
                await self.open.wait()
                sink.write(data)
                await sink.drain()
        sink.close()
