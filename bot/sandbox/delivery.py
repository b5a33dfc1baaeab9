"""What Slack sends to the app: one parcel to one connection or address, answered within three seconds."""

from bot.sandbox.http_line import HttpLine
from bot.sandbox.journal import Busy, Journal
from bot.sandbox.parcels import Answer, Parcel
from bot.sandbox.socket_line import SocketLine
from bot.sandbox.tickets import Timing
from bot.sandbox.workspace import Workspace


class Delivery:
    """Brings parcels to the app over Socket Mode, or as signed HTTP where it has a request URL."""

    def __init__(
        self, workspace: Workspace, journal: Journal, busy: Busy, timing: Timing, request_url: str | None
    ) -> None:
        self.request_url = request_url
        self.sockets = SocketLine(workspace.bot.app_id, timing.ack)
        self._http = HttpLine(workspace.signing_secret, timing.ack)
        self._journal = journal
        self._busy = busy

    async def deliver(self, parcel: Parcel) -> Answer:
        """Sends it and waits for the answer; a failure is an answer too."""
        entry = self._journal.begin("to_bot", parcel.what, parcel.payload)
        self._busy.enter()
        answer = Answer(error="operation_timeout")
        try:
            if self.request_url:
                answer = await self._http.send(self.request_url, parcel)
            else:
                answer = await self.sockets.send(parcel)
            return answer
        finally:
            self._busy.leave()
            self._journal.end(entry, answer.status, answer.body, answer.error)

    def close(self) -> None:
        """No more deliveries."""
        self._http.close()
