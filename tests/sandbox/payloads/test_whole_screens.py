"""Whole screens are taken, and what the SDK writes."""

from __future__ import annotations

import copy

import pytest
from slack_sdk.models import blocks as sdk
from slack_sdk.models.blocks import basic_components
from slack_sdk.models.views import View

from bot.sandbox.payloads import check_message, check_view
from tests.sandbox.payloads.parts import Json, faults_of
from tests.sandbox.payloads.screens import SCREENS


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_whole_screens_are_taken(screen: Json) -> None:
    before = copy.deepcopy(screen)
    assert faults_of(screen) == []
    assert screen == before


def test_what_the_sdk_writes_is_taken() -> None:
    choices = [sdk.Option(text="Strong yes", value="4"), sdk.Option(text="No", value="1", description="…")]
    sure = sdk.ConfirmObject(title="Sure?", text="It cannot be undone.", style="danger")
    select = sdk.StaticSelectElement(options=choices, initial_option=choices[0], placeholder="Choose")
    typed = sdk.PlainTextInputElement(
        multiline=True,
        dispatch_action_config=basic_components.DispatchActionConfig(trigger_actions_on=["on_enter_pressed"]),
    )
    picked = sdk.ConversationSelectElement(filter=sdk.ConversationFilter(include=["private"]))
    blocks = [
        sdk.HeaderBlock(text="Feedback"),
        sdk.SectionBlock(text="*x*", accessory=sdk.ButtonElement(text="Go", action_id="a", confirm=sure)),
        sdk.ContextBlock(elements=[sdk.ImageElement(image_url="https://x.example", alt_text="x")]),
        sdk.InputBlock(label="Recommendation", element=select, dispatch_action=True),
        sdk.InputBlock(label="Notes", element=typed, hint="Yours", optional=True),
        sdk.InputBlock(label="Channel", element=picked),
        sdk.ActionsBlock(elements=[sdk.OverflowMenuElement(options=choices), sdk.DatePickerElement()]),
    ]
    assert check_view(View(type="modal", title="Feedback", submit="Send", blocks=blocks).to_dict()) == []
    assert check_message({"blocks": [one.to_dict() for one in blocks]}) == []
