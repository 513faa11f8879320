"""What can keep the skill from its work, each told in one sentence for the person who runs it."""


class SkillError(Exception):
    """Base of all; `str()` is one sentence without secrets."""


class ConfigError(SkillError):
    """The configuration can't be used; nothing was started."""


class HomeAssistantAway(SkillError):
    """Home Assistant can't be asked now: not connected, too slow, or the connection broke in the middle."""


class HomeAssistantRefused(SkillError):
    """Home Assistant answered, and the answer was no.

    `code` is Home Assistant's own, e.g. `unauthorized` or `unknown_command`.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class InvalidMessage(SkillError):
    """A message from the broker is not what Hermes says it should be.

    `session_id` and `site_id` are set where they could still be read, so that the session can be ended.
    """

    def __init__(self, sentence: str, *, session_id: str | None = None, site_id: str | None = None) -> None:
        super().__init__(sentence)
        self.session_id = session_id
        self.site_id = site_id
