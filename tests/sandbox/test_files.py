"""Uploading, sharing, looking at and deleting files."""

import urllib.error
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.sandbox.client import Hand
from bot.sandbox.server import Sandbox
from bot.sandbox.tickets import Timing
from tests.patience import PATIENCE, SLACK
from tests.sandbox.conftest import HIRING, MINA, RAFA, RANDOM
from tests.sandbox.parts import Json, error

PICTURE = b"\x89PNG not really"


def fetch(url: str, token: str = "") -> bytes:
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"} if token else {})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
        request, timeout=PATIENCE
    ) as response:
        content: bytes = response.read()
    return content


def upload(web: WebClient, channel: str | None, **more: Any) -> Json:
    answer = web.files_upload_v2(
        filename="map.png", content=PICTURE, title="Coverage", channel=channel, **more
    )
    file: Json = answer["files"][0]
    return file


def test_into_a_thread_of_a_dm(web: WebClient, sandbox: Sandbox, mina: Hand) -> None:
    root = web.chat_postMessage(channel=MINA, text="root")
    dm = root["channel"]
    file = upload(web, dm, thread_ts=root["ts"], initial_comment="Here it is")
    sandbox.settle()
    message = mina.messages(dm, root["ts"])[1]
    assert (message["text"], message["files"][0]["id"]) == ("Here it is", file["id"])
    shares = web.files_info(file=file["id"])["file"]["shares"]
    assert shares["private"][dm][0]["ts"] == message["ts"]


class TestSlowly:
    @pytest.fixture
    def timing(self) -> Timing:
        return replace(SLACK, share=1.0)

    def test_the_share_comes_later(self, web: WebClient, sandbox: Sandbox) -> None:
        file = upload(web, HIRING)
        assert web.files_info(file=file["id"])["file"]["shares"] == {}
        sandbox.settle()
        assert HIRING in web.files_info(file=file["id"])["file"]["shares"]["private"]


def test_who_may_open_it(web: WebClient, sandbox: Sandbox) -> None:
    file = upload(web, HIRING)
    sandbox.settle()
    assert fetch(f"{sandbox.url}/control/as/{MINA}/files/{file['id']}") == PICTURE
    with pytest.raises(urllib.error.HTTPError, match="404"):
        fetch(f"{sandbox.url}/control/as/{RAFA}/files/{file['id']}")
    private = web.files_info(file=file["id"])["file"]["url_private"]
    assert fetch(private, "xoxb-local") == PICTURE
    with pytest.raises(urllib.error.HTTPError, match="403"):
        fetch(private)


def test_deleting_leaves_a_tombstone(web: WebClient, sandbox: Sandbox, mina: Hand) -> None:
    file = upload(web, HIRING)
    sandbox.settle()
    web.files_delete(file=file["id"])
    assert mina.messages(HIRING)[0]["files"] == [{"id": file["id"], "mode": "tombstone"}]
    assert error(web.files_info, file=file["id"]) == "file_deleted"
    assert error(web.files_delete, file="F0NONE") == "file_not_found"


class TestRefused:
    def test_a_persons_id_is_no_channel_here(self, web: WebClient) -> None:
        assert error(upload, web, MINA) == "channel_not_found"
        assert error(upload, web, RANDOM) == "not_in_channel"

    def test_without_its_bytes(self, web: WebClient) -> None:
        file = web.files_getUploadURLExternal(filename="a.txt", length=3)["file_id"]
        code = error(web.files_completeUploadExternal, files=[{"id": file}], channel_id=HIRING)
        assert code == "file_not_found"

    def test_without_a_length(self, web: WebClient) -> None:
        params = {"filename": "a.txt"}
        assert error(web.api_call, "files.getUploadURLExternal", params=params) == "invalid_arguments"

    def test_a_picture_of_an_unshared_file(self, web: WebClient, sandbox: Sandbox) -> None:
        file = upload(web, None)
        block = {"type": "image", "alt_text": "map", "slack_file": {"id": file["id"]}}
        assert error(web.chat_postMessage, channel=HIRING, text="x", blocks=[block]) == "invalid_blocks"
        shared = upload(web, HIRING)
        sandbox.settle()
        block["slack_file"] = {"id": shared["id"]}
        assert web.chat_postMessage(channel=HIRING, text="x", blocks=[block])["ok"]


def test_from_disk(web: WebClient, tmp_path: Path, sandbox: Sandbox, mina: Hand) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("hello")
    web.files_upload_v2(file=str(path), channel=HIRING)
    sandbox.settle()
    assert mina.messages(HIRING)[0]["files"][0]["mimetype"] == "text/plain"
